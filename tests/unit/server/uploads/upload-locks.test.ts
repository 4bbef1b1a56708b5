import { expect, test } from 'vitest'
import { createUploadLocks } from '../../../../server/uploads/upload-locks.ts'

const never = () => new AbortController().signal

test('whoever waits asks the holder to end, and gets in when it has', async () => {
  const locks = createUploadLocks()
  const held = locks.newLock('x')
  const asked: string[] = []
  await held.lock(never(), () => {
    asked.push('end')
  })
  const waiting = locks.whileLocked('x', async () => asked.push('in'))

  await expect.poll(() => asked).toEqual(['end'])
  await held.unlock()
  await waiting

  expect(asked).toEqual(['end', 'in'])
})

test('of many who wait each gets in alone', async () => {
  const locks = createUploadLocks()
  let inside = 0
  let most = 0
  const work = async () => {
    inside += 1
    most = Math.max(most, inside)
    await new Promise(setImmediate)
    inside -= 1
  }

  await Promise.all(Array.from({ length: 20 }, () => locks.whileLocked('x', work)))

  expect(most).toBe(1)
})

test('a wait that is called off ends, and leaves the lock to its holder', async () => {
  const locks = createUploadLocks()
  const held = locks.newLock('x')
  await held.lock(never(), () => undefined)
  const stop = new AbortController()
  const waiting = locks.newLock('x').lock(stop.signal, () => undefined)

  stop.abort()

  await expect(waiting).rejects.toMatchObject({ code: 'exists' })
  await held.unlock()
  expect(await locks.whileLocked('x', async () => 'in')).toBe('in')
})

test('a work that fails gives the lock back', async () => {
  const locks = createUploadLocks()

  await expect(locks.whileLocked('x', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(await locks.whileLocked('x', async () => 'in')).toBe('in')
})
