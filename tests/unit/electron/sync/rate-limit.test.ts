import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nothingSpent, type Spent, spend, waitMs } from '../../../../electron/sync/rate-limit.ts'

test('[SY14] pieces wait so long that no more than the set rate goes over the line', () => {
  const pieces = fc.array(fc.integer({ min: 1, max: 262_144 }), { minLength: 5, maxLength: 200, size: 'max' })
  fc.assert(
    fc.property(pieces, fc.integer({ min: 16, max: 100_000 }), (sizes, kilobitsPerSecond) => {
      let nowMs = 0
      let sent = 0
      let spent: Spent = nothingSpent
      for (const bytes of sizes) {
        for (let wait = waitMs(spent, nowMs); wait > 0; wait = waitMs(spent, nowMs)) nowMs += wait
        spent = spend(spent, bytes, { nowMs, kilobitsPerSecond })
        sent += bytes
      }
      const mostBytes = (nowMs / 1000) * kilobitsPerSecond * 125 + (sizes.at(-1) ?? 0)

      expect(sent).toBeLessThanOrEqual(mostBytes + 1)
    }),
  )
})

test('[SY14] without a rate nothing waits, and a clock that was set back makes no long wait', () => {
  const spent = spend({ untilMs: 400_000_000_000 }, 8000, { nowMs: 0, kilobitsPerSecond: 64 })

  expect(waitMs(spent, 0)).toBe(60_000)
  expect(waitMs(spend(spent, 8000, { nowMs: 0, kilobitsPerSecond: null }), 0)).toBe(0)
})
