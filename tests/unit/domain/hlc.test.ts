import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareHlc, type Hlc, LAST_TIME, tick, witness } from '../../../domain/hlc.ts'

const anyHlc: fc.Arbitrary<Hlc> = fc.tuple(
  fc.integer({ min: -LAST_TIME[0], max: LAST_TIME[0] }),
  fc.integer({ min: 0, max: LAST_TIME[1] }),
)

test('a tick is after everything seen, whatever the clock of the machine says', () => {
  fc.assert(
    fc.property(anyHlc, fc.integer({ min: -LAST_TIME[0], max: LAST_TIME[0] }), (last, nowMs) => {
      fc.pre(compareHlc(last, LAST_TIME) < 0)
      expect(compareHlc(tick(last, nowMs), last)).toBeGreaterThan(0)
    }),
  )
})

test('the clock cannot be driven out of its range', () => {
  expect(tick(LAST_TIME, 0)).toEqual(LAST_TIME)
  expect(tick([0, 0], Number.MAX_SAFE_INTEGER)).toEqual([LAST_TIME[0], 0])
  expect(tick([5, LAST_TIME[1]], 0)).toEqual([6, 0])
})

test('witnessing keeps the later time', () => {
  fc.assert(
    fc.property(anyHlc, anyHlc, (a, b) => {
      const later = witness(a, b)
      expect(compareHlc(later, a)).toBeGreaterThanOrEqual(0)
      expect(compareHlc(later, b)).toBeGreaterThanOrEqual(0)
      expect([a, b]).toContainEqual(later)
    }),
  )
})

test('the order is total: by milliseconds, then by counter', () => {
  fc.assert(
    fc.property(anyHlc, anyHlc, (a, b) => {
      expect(Math.sign(compareHlc(a, b))).toBe(0 - Math.sign(compareHlc(b, a)))
      expect(compareHlc(a, b) === 0).toBe(a[0] === b[0] && a[1] === b[1])
    }),
  )
})
