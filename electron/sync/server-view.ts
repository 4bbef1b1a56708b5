import type { FaultReport } from '../../domain/fault.ts'
import type { Origin, Sha256, Vector } from '../../domain/op.ts'
import type { Receipt } from '../../domain/receipt.ts'

/** What is known of the other side, from its answers and nowhere else (I16). */
export interface ServerView {
  readonly epoch: string
  readonly vector: Vector
  /** Blobs it lacks, as it named them. */
  readonly wanted: readonly Sha256[]
  /** How many it lacks in all. */
  readonly wantedTotal: number
  readonly receipts: readonly Receipt[]
}

/** Own ops that the server does not take, and why; they stay here and are shown (I21). */
export interface RefusedOps {
  readonly code: string
  /** The first that it did not take. */
  readonly from: number
}

/** What went wrong without ending an exchange; in memory only, since each exchange finds it again. */
export interface Doubts {
  readonly refused: Map<Origin, RefusedOps>
  /** Own origins in which the ops of a copy of this PC were looked for in vain. */
  readonly searched: Set<Origin>
  /** What an honest server does not do. */
  suspect: FaultReport | null
}

export function newDoubts(): Doubts {
  return { refused: new Map(), searched: new Set(), suspect: null }
}

/** Origins of which the server holds less than it held before in the same history: an honest one never does (I14). */
export function lostOrigins(before: Vector, after: Vector): readonly Origin[] {
  return Object.keys(before).filter((origin) => (after[origin] ?? 0) < (before[origin] ?? 0))
}

/** Own ops, of every incarnation, above what the server said it holds. */
export function unsentCount(station: string, ours: Vector, theirs: Vector): number {
  const own = Object.entries(ours).filter(([origin]) => origin.startsWith(`${station}.`))
  return own.reduce((sum, [origin, n]) => sum + Math.max(0, n - (theirs[origin] ?? 0)), 0)
}
