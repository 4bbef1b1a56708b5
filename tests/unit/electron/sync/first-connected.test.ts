import { Socket } from 'node:net'
import type { buildConnector } from 'undici'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { firstConnected } from '../../../../electron/sync/first-connected.ts'

interface Try {
  readonly signal: AbortSignal
  readonly end: buildConnector.Callback
}

/** Connects that end when the test says so, and what is told of them. */
function aConnecting() {
  const tries: Try[] = []
  const told: (Error | Socket | null)[] = []
  const closing = new AbortController()
  firstConnected(
    (signal, end) => tries.push({ signal, end }),
    closing.signal,
    (error, socket) => told.push(error ?? socket),
  )
  return { tries, told, closing, aborted: () => tries.map(({ signal }) => signal.aborted) }
}

const LONG_MS = 60_000
beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('[SY7] a connection that is up in time is tried once', async () => {
  const { tries, told } = aConnecting()
  const socket = new Socket()
  tries[0]?.end(null, socket)
  await vi.advanceTimersByTimeAsync(LONG_MS)

  expect(told).toEqual([socket])
  expect(tries).toHaveLength(1)
})

test('[SY7] one that takes long is tried again beside it, a few times; the first that is up ends the others', async () => {
  const { tries, told, aborted } = aConnecting()
  await vi.advanceTimersByTimeAsync(LONG_MS)
  const count = tries.length
  const socket = new Socket()
  tries[1]?.end(null, socket)
  // What an ended one still says is not heard.
  tries[0]?.end(new Error('aborted'), null)

  expect(told).toEqual([socket])
  expect(count).toBe(5)
  expect(aborted()).toEqual([true, false, true, true, true])
})

test('[SY9] a refusal counts as an answer: nobody is asked again', async () => {
  const { tries, told } = aConnecting()
  const refusal = new Error('not pinned')
  tries[0]?.end(refusal, null)
  await vi.advanceTimersByTimeAsync(LONG_MS)

  expect(told).toEqual([refusal])
  expect(tries).toHaveLength(1)
})

test('a connection that nobody wants any more is tried no more', async () => {
  const { tries, told, closing, aborted } = aConnecting()
  closing.abort()
  await vi.advanceTimersByTimeAsync(LONG_MS)

  expect(told).toEqual([expect.any(Error)])
  expect([tries.length, aborted()]).toEqual([1, [true]])
})
