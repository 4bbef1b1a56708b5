import { expect, test } from 'vitest'
import { Fault } from '../../../../../domain/fault.ts'
import { createWantedWork } from '../../../../../electron/desk/viewing/wanted-work.ts'

/** Work that is ended by hand. */
function handWork() {
  const begun: string[] = []
  const ends = new Map<string, (value: string) => void>()
  const stopped: string[] = []
  const work = (key: string) => (signal: AbortSignal) =>
    new Promise<string>((resolve, reject) => {
      begun.push(key)
      ends.set(key, resolve)
      signal.addEventListener('abort', () => {
        stopped.push(key)
        reject(new Fault('cancelled', key))
      })
    })
  return { begun, stopped, work, end: (key: string) => ends.get(key)?.(key) }
}

const codeOf = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof Fault ? error.code : String(error)),
  )

test('[UI56] what is in sight is begun before small copies, whatever was asked for first', async () => {
  const { begun, work, end } = handWork()
  const queue = createWantedWork<string>(1)
  const all = [
    queue.want({ key: 'now', rank: 2 }, work('now')),
    queue.want({ key: 'thumb', rank: 2 }, work('thumb')),
    queue.want({ key: 'page', rank: 0 }, work('page')),
  ]
  for (const key of ['now', 'page', 'thumb']) {
    await expect.poll(() => begun.includes(key)).toBe(true)
    end(key)
  }

  expect(await Promise.all(all)).toEqual(['now', 'thumb', 'page'])
  expect(begun).toEqual(['now', 'page', 'thumb'])
})

test('[UI56] a page that scrolled away is never begun, and one under way is told to stop', async () => {
  const { begun, stopped, work, end } = handWork()
  const queue = createWantedWork<string>(1)
  const [first, second] = [new AbortController(), new AbortController()]
  const one = codeOf(queue.want({ key: 'one', rank: 0, signal: first.signal }, work('one')))
  const two = codeOf(queue.want({ key: 'two', rank: 0, signal: second.signal }, work('two')))
  const three = queue.want({ key: 'three', rank: 0 }, work('three'))
  expect(queue.waiting()).toBe(2)

  second.abort()
  expect(await two).toBe('cancelled')
  first.abort()
  expect(await one).toBe('cancelled')

  await expect.poll(() => begun).toEqual(['one', 'three'])
  expect(stopped).toEqual(['one'])
  end('three')
  expect(await three).toBe('three')
})

test('[UI56] what two want is done once, and goes on while one of them still wants it', async () => {
  const { begun, stopped, work, end } = handWork()
  const queue = createWantedWork<string>(2)
  const leaving = new AbortController()
  const gone = codeOf(queue.want({ key: 'page', rank: 0, signal: leaving.signal }, work('page')))
  const stays = queue.want({ key: 'page', rank: 0 }, work('page'))

  leaving.abort()
  expect(await gone).toBe('cancelled')
  end('page')

  expect(await stays).toBe('page')
  expect(begun).toEqual(['page'])
  expect(stopped).toEqual([])
})
