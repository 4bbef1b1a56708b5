import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Transfer } from '../../../../electron/sync/blob-transfer.ts'
import { watched } from '../../../../electron/sync/blob-watch.ts'
import type { LaneRequest } from '../../../../electron/sync/lane-http-stack.ts'
import { unknownPace } from '../../../../electron/sync/line-pace.ts'
import type { Lane, Line } from '../../../../electron/sync/ports.ts'
import { createWire } from '../../../../electron/sync/wire.ts'

const URL_OF_UPLOAD = 'http://province.example/v1/files/x'
const PIECE_BYTES = 4096
const SIZE_BYTES = 3 * PIECE_BYTES
const LONG_MS = 9000

interface Asked {
  readonly lane: number
  readonly method: string
  readonly answer: (response: Response) => void
}

const held = (bytes: number, status = 200): Response =>
  new Response(null, { status, headers: { 'upload-offset': String(bytes) } })

/** A line whose answers come when the test says so. */
function aLine() {
  const asked: Asked[] = []
  const isClosed: boolean[] = []
  const openLane = (): Lane => {
    const lane = isClosed.push(false) - 1
    const broken = new AbortController()
    return {
      presentedPin: () => null,
      close: () => {
        isClosed[lane] = true
        broken.abort()
      },
      fetch: (_url, { method = '', signal }) =>
        new Promise((resolve, reject) => {
          asked.push({ lane, method, answer: resolve })
          for (const end of [signal, broken.signal])
            end?.addEventListener('abort', () => reject(new Error('gone')))
        }),
    }
  }
  const line: Line = {
    openLane,
    after: (delayMs, run) => {
      const timer = setTimeout(run, delayMs)
      return () => clearTimeout(timer)
    },
    nowMs: () => Date.now(),
    random: () => 0,
    networks: () => [],
    onNetworks: () => () => {},
  }
  return { line, asked, isClosed }
}

/** An upload of which the server has nothing yet. */
function anUpload() {
  const { line, asked, isClosed } = aLine()
  const wire = createWire({ url: URL_OF_UPLOAD, line, trust: { kind: 'anyone' } })
  const progress = {
    sizeBytes: SIZE_BYTES,
    acceptedBytes: 0,
    fruitless: 0,
    isNew: false,
    looked: null,
  }
  const sending = {
    line,
    wire,
    progress,
    token: 'x',
    signal: new AbortController().signal,
    pace: { value: unknownPace, lostAtMs: 0 },
    turn: () => Promise.resolve(),
    isLast: () => false,
    // What else a transfer knows is nothing to one request of it.
  } as unknown as Transfer
  const run = (method: string, bytes: number): Promise<Response> => {
    const request: LaneRequest = {
      method,
      bytes,
      endBytes: bytes,
      send: (lane, signal) => lane.fetch(new URL(URL_OF_UPLOAD), { method, signal }),
    }
    return watched(request, URL_OF_UPLOAD, sending)
  }
  const ways = () => asked.map(({ lane, method }) => `${lane} ${method}`)
  return { asked, isClosed, progress, run, ways }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('[SY11] a piece that is answered in time is all that travels', async () => {
  const { asked, isClosed, progress, run, ways } = anUpload()
  const answer = run('PATCH', PIECE_BYTES)
  await vi.advanceTimersByTimeAsync(0)
  asked[0]?.answer(held(PIECE_BYTES, 204))
  await answer
  await vi.advanceTimersByTimeAsync(LONG_MS)

  expect(ways()).toEqual(['0 PATCH'])
  expect([progress.acceptedBytes, isClosed]).toEqual([PIECE_BYTES, [false]])
})

test('[SY7][SY11] where a piece is late the server is asked over another connection, and that is gone on over', async () => {
  const { asked, isClosed, progress, run, ways } = anUpload()
  const answer = run('PATCH', PIECE_BYTES)
  await vi.advanceTimersByTimeAsync(LONG_MS)
  asked[1]?.answer(held(1000))
  const response = await answer
  void run('PATCH', PIECE_BYTES).catch(() => undefined)
  await vi.advanceTimersByTimeAsync(0)

  expect(response.headers.get('upload-offset')).toBe('1000')
  expect(ways()).toEqual(['0 PATCH', '1 HEAD', '1 PATCH'])
  expect([progress.acceptedBytes, isClosed]).toEqual([1000, [true, false]])
})

test('[SY7] a piece of which nothing came is stalled, and what the server said is not asked again', async () => {
  const { asked, isClosed, run, ways } = anUpload()
  const ended = run('PATCH', PIECE_BYTES).catch(String)
  await vi.advanceTimersByTimeAsync(LONG_MS)
  asked[1]?.answer(held(0))
  const end = await ended
  const again = await run('HEAD', 0)

  expect(end).toContain('brought nothing')
  expect(again.headers.get('upload-offset')).toBe('0')
  expect(ways()).toEqual(['0 PATCH', '1 HEAD'])
  expect(isClosed).toEqual([true, false])
})

test('[SY3] a piece that the server let go of because it was asked does not count before that answer', async () => {
  const { asked, progress, run } = anUpload()
  const answer = run('PATCH', PIECE_BYTES)
  await vi.advanceTimersByTimeAsync(LONG_MS)
  asked[0]?.answer(held(1000, 204))
  await vi.advanceTimersByTimeAsync(0)
  const before = progress.acceptedBytes
  asked[1]?.answer(held(2000))
  await answer

  expect([before, progress.acceptedBytes]).toEqual([0, 2000])
})

test('[SY7] where nothing answers, all connections are given up', async () => {
  const { isClosed, run, ways } = anUpload()
  const ended = run('PATCH', PIECE_BYTES).catch(String)
  await vi.advanceTimersByTimeAsync(10 * LONG_MS)
  const end = await ended

  expect(end).toContain('gone')
  expect(ways()).toEqual(['0 PATCH', '1 HEAD'])
  expect(isClosed).toEqual([true, true])
})
