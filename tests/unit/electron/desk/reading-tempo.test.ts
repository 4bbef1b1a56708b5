import { expect, test } from 'vitest'
import { createReadingTempo, tempoOf } from '../../../../electron/desk/reading-tempo.ts'

const idle = { sinceTypedMs: Number.POSITIVE_INFINITY, isOnBattery: false, lanes: 3 }
const never = new AbortController().signal

test('[UI36] with nobody typing and the plug in, every lane reads without a rest', () => {
  expect(tempoOf(idle)).toEqual({ lanes: 3, restMs: 0, cause: null })
})

test('[UI36] while somebody types one core is left to them, and pages are begun with a rest between', () => {
  expect(tempoOf({ ...idle, sinceTypedMs: 1000 })).toMatchObject({ lanes: 2, cause: 'typing' })
  expect(tempoOf({ ...idle, sinceTypedMs: 1000 }).restMs).toBeGreaterThan(0)
  expect(tempoOf({ ...idle, lanes: 1, sinceTypedMs: 1000 }).lanes).toBe(1)
  expect(tempoOf({ ...idle, sinceTypedMs: 4000 })).toEqual(tempoOf(idle))
})

test('[UI36] on battery half the lanes read, with rests, and that is told before the typing', () => {
  expect(tempoOf({ ...idle, isOnBattery: true })).toMatchObject({ lanes: 2, cause: 'battery' })
  expect(tempoOf({ ...idle, lanes: 4, isOnBattery: true, sinceTypedMs: 0 })).toMatchObject({
    lanes: 2,
    cause: 'battery',
  })
})

test('[UI36] a lane that gives way goes on when the typing ends', async () => {
  const clock = { ms: 0, nowMs: () => clock.ms }
  const wait = async (ms: number): Promise<void> => void (clock.ms += ms)
  const tempo = createReadingTempo({ lanes: 2, clock, wait })
  tempo.noteTyping()

  expect(tempo.enter(never)).toBe(null)
  const second = tempo.enter(never)
  expect(second).not.toBe(null)
  await second

  expect(clock.ms).toBeGreaterThanOrEqual(4000)
  expect(tempo.now().cause).toBe(null)
  tempo.leave()
  tempo.leave()
  expect(tempo.enter(never)).toBe(null)
})

test('[UI36] closing waits for no typing', async () => {
  const clock = { nowMs: () => 0 }
  const tempo = createReadingTempo({ lanes: 1, clock })
  const closing = new AbortController()
  tempo.setOnBattery(true)
  void tempo.enter(closing.signal)
  const waiting = tempo.enter(closing.signal)
  const resting = tempo.rest(closing.signal)

  closing.abort()

  await Promise.all([waiting, resting])
  expect(tempo.setOnBattery(true)).toBe(false)
})
