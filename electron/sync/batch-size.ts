import { limits, type ServerLimits } from '../../domain/sync/protocol.ts'

/** Ops of the first request: about 1.5 KB as they travel, which pass the worst line. */
export const FIRST_BATCH_OPS = 50
/** An acknowledgement that comes sooner says that the line bears more. */
const QUICK_MS = 2000
const SHARE_AFTER_LOSS = 0.7
/** Bodies of a usual edit; longer ones make a batch of fewer ops. */
const BYTES_PER_OP = 320
/** What of a request's bytes may be bodies: they are quoted once more in JSON, and the rest stands beside them. */
const BODY_SHARE = 0.25

/** How many ops go into the next request, 1 at least. */
export type BatchSize = number

export function afterAck(size: BatchSize, tookMs: number): BatchSize {
  const most = tookMs < QUICK_MS ? limits.batchOps : Math.max(size, FIRST_BATCH_OPS)
  return Math.min(most, size * 2)
}

/** After a request that was lost: a small one costs the round trips of a large one, so small ones shrink slowly. */
export function afterLoss(size: BatchSize): BatchSize {
  if (size > FIRST_BATCH_OPS) return Math.max(FIRST_BATCH_OPS, Math.floor(size / 2))
  return Math.max(1, Math.floor(size * SHARE_AFTER_LOSS))
}

/** What to ask of the store: the first op comes even where it is longer than that. */
export function batchLimits(
  size: BatchSize,
  server: Pick<ServerLimits, 'batchOps' | 'requestBytes'>,
): { readonly ops: number; readonly bytes: number } {
  const most = Math.floor(Math.min(limits.requestBytes, server.requestBytes) * BODY_SHARE)
  return {
    ops: Math.max(1, Math.min(size, server.batchOps, limits.batchOps)),
    bytes: Math.max(1, Math.min(size * BYTES_PER_OP, most)),
  }
}
