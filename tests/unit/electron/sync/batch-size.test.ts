import fc from 'fast-check'
import { expect, test } from 'vitest'
import { limits } from '../../../../domain/sync/protocol.ts'
import { afterAck, afterLoss, batchLimits, FIRST_BATCH_OPS } from '../../../../electron/sync/batch-size.ts'

test('[SY10] a batch begins at 50 ops, doubles after a quick answer and halves after a loss, but shrinks slowly below', () => {
  const doubled = afterAck(FIRST_BATCH_OPS, 400)

  expect([FIRST_BATCH_OPS, doubled, afterAck(doubled, 2500)]).toEqual([50, 100, 100])
  expect([afterLoss(400), afterLoss(doubled), afterLoss(70), afterLoss(50)]).toEqual([200, 50, 50, 35])
  expect([afterAck(12, 9000), afterAck(35, 9000), afterAck(35, 400)]).toEqual([24, 50, 70])
})

test('[SY10] whatever the line does, a batch keeps between one op and what both sides take', () => {
  const event = fc.oneof(fc.constant(null), fc.integer({ min: 0, max: 100_000 }))
  const server = fc.record({
    batchOps: fc.integer({ min: 1, max: 5000 }),
    requestBytes: fc.integer({ min: 1, max: 100_000_000 }),
  })
  fc.assert(
    fc.property(fc.array(event, { minLength: 20, maxLength: 200, size: 'max' }), server, (events, theirs) => {
      const size = events.reduce<number>(
        (before, tookMs) => (tookMs === null ? afterLoss(before) : afterAck(before, tookMs)),
        FIRST_BATCH_OPS,
      )
      const asked = batchLimits(size, theirs)

      expect(size).toBeGreaterThanOrEqual(1)
      expect(asked.ops).toBeGreaterThanOrEqual(1)
      expect(asked.ops).toBeLessThanOrEqual(Math.min(limits.batchOps, theirs.batchOps))
      expect(asked.bytes).toBeGreaterThanOrEqual(1)
      expect(asked.bytes).toBeLessThanOrEqual(Math.max(1, Math.min(limits.requestBytes, theirs.requestBytes)))
    }),
  )
})

test('[SY10] from the largest batch thirteen losses lead to a single op', () => {
  const sizes = Array.from({ length: 13 }).reduce<number>((size) => afterLoss(size), limits.batchOps)

  expect(sizes).toBe(1)
})
