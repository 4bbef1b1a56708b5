import { expect, test } from 'vitest'
import { createSerial } from '../../../server/serial.ts'

function gate() {
  let open = (): void => undefined
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { opened, open: () => open() }
}

test('works of one key run one after another, of different keys at once', async () => {
  const serial = createSerial()
  const first = gate()
  const order: string[] = []

  const a = serial('a', async () => {
    await first.opened
    order.push('a1')
  })
  const next = serial('a', async () => {
    order.push('a2')
  })
  await serial('b', async () => {
    order.push('b')
  })
  first.open()
  await Promise.all([a, next])

  expect(order).toEqual(['b', 'a1', 'a2'])
})

test('a work that fails tells its own caller and holds up nobody', async () => {
  const serial = createSerial()
  const failed = serial('a', () => Promise.reject(new Error('no')))

  expect(await serial('a', async () => 'next')).toBe('next')
  await expect(failed).rejects.toThrow('no')
})
