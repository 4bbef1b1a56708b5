import type { Op, Origin, RecordId } from '../../../domain/op.ts'
import type { OriginPoint } from './origin-recovery.ts'

/** Ops of one origin that are durable in the log, following those of the change before, and where its chain stands. */
export interface LogChange {
  readonly origin: Origin
  readonly ops: readonly Op[]
  /** Hash of the last of these ops on each record, base64url. */
  readonly heads: ReadonlyMap<RecordId, string>
  readonly point: OriginPoint
}

/** How far the log of an origin had come: its last op, and that op's chain hash, base64url, where it is known. */
export interface WitnessedHead {
  readonly n: number
  readonly head: string | null
}

/** Who folds what is in the log, and remembers what its chains need. */
export interface LogFolder {
  /** Takes what follows; from then on `headOf` knows it. */
  commit(change: LogChange): void
  /** Hash of an origin's last op on a record, base64url; null for none. */
  headOf(origin: Origin, record: RecordId): string | null
}
