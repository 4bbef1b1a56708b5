import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type LinePace,
  lateMs,
  noteExchange,
  noteLoss,
  patienceMs,
  predictedMs,
  unknownPace,
} from '../../../../electron/sync/line-pace.ts'

test('[SY10] patience is three times what is predicted, and 8 s at least', () => {
  const pace: LinePace = { bytesPerSecond: 1000, roundTripMs: 600, losses: 0 }

  expect(predictedMs(pace, 4000)).toBe(4600)
  expect([patienceMs(pace, 4000), patienceMs(pace, 100)]).toEqual([13_800, 8000])
})

test('[SY10] patience is 15 s at most for what is short, and grows only after a row of losses', () => {
  const pace: LinePace = { bytesPerSecond: 1000, roundTripMs: 1000, losses: 0 }
  const patience = (losses: number, bytes = 8000) => patienceMs({ ...pace, losses }, bytes)

  expect([0, 1, 2, 3, 4, 9].map((losses) => patience(losses))).toEqual([
    15_000, 15_000, 15_000, 30_000, 60_000, 120_000,
  ])
  expect(patience(0, 20_000)).toBe(31_500)
  expect(noteExchange(noteLoss(noteLoss(pace)), { bytes: 500, tookMs: 700 }).losses).toBe(0)
})

test('[SY10] an answer is late two seconds after its bytes would have been through', () => {
  const pace: LinePace = { bytesPerSecond: 1000, roundTripMs: 600, losses: 0 }

  expect([lateMs(pace, 0), lateMs(pace, 1500)]).toEqual([2000, 3500])
})

test('[SY11] a round trip that was taken for too long makes no line out of nothing', () => {
  const quick = noteExchange(unknownPace, { bytes: 8192, tookMs: 1001 })

  expect(quick.bytesPerSecond).toBeLessThan(unknownPace.bytesPerSecond + 8192)
})

test('[SY10] what is known of a line comes near to how it is', () => {
  const real = { bytesPerSecond: 8000, roundTripMs: 600, losses: 0 }
  const learned = Array.from({ length: 60 }).reduce<LinePace>((pace, _each, index) => {
    const bytes = index % 2 === 0 ? 500 : 16_000
    return noteExchange(pace, { bytes, tookMs: predictedMs(real, bytes) })
  }, unknownPace)

  expect(learned.bytesPerSecond).toBeGreaterThan(6000)
  expect(learned.bytesPerSecond).toBeLessThan(11_000)
  expect(learned.roundTripMs).toBeLessThan(800)
})

test('[SY16] no clock, however it jumps, makes patience endless or none', () => {
  const exchange = fc.record({
    bytes: fc.integer({ min: 0, max: 10_000_000 }),
    tookMs: fc.integer({ min: -400_000_000_000, max: 400_000_000_000 }),
  })
  fc.assert(
    fc.property(fc.array(fc.option(exchange), { minLength: 5, maxLength: 200, size: 'max' }), (exchanges) => {
      const pace = exchanges.reduce<LinePace>(
        (before, each) => (each === null ? noteLoss(before) : noteExchange(before, each)),
        unknownPace,
      )

      expect(patienceMs(pace, 100_000)).toBeGreaterThanOrEqual(8000)
      expect(patienceMs(pace, 100_000)).toBeLessThanOrEqual(120_000)
    }),
  )
})
