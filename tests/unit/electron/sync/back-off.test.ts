import fc from 'fast-check'
import { expect, test } from 'vitest'
import { backOffMs, retryAfterMs } from '../../../../electron/sync/back-off.ts'

test('[SY13] tries lie up to 1, 2, 4 ... 60 s apart, anywhere below by chance', () => {
  expect([1, 2, 3, 4, 5, 6, 7, 50].map((failures) => backOffMs(failures, 1))).toEqual([
    1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000,
  ])
  expect([0, 0.5].map((random) => backOffMs(7, random))).toEqual([100, 30_000])
})

test('[SY13] a server that asks to be left alone is left alone for that long, an hour at most', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 40 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.nat(),
      (failures, random, ordered) => {
        const waited = backOffMs(failures, random, ordered)

        expect(waited).toBeGreaterThanOrEqual(Math.min(ordered, 3_600_000))
        expect(waited).toBeLessThanOrEqual(3_660_000)
      },
    ),
  )
})

test.each([
  ['30', 30_000],
  ['Thu, 01 Jan 1970 00:01:00 GMT', 60_000],
  ['Wed, 31 Dec 1969 23:00:00 GMT', 0],
  ['999999999', 3_600_000],
  ['-5', null],
  ['soon', null],
  ['', null],
  [null, null],
])('[SY13] Retry-After: %s', (header, expected) => {
  expect(retryAfterMs(header, 0)).toBe(expected)
})
