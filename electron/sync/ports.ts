import type { RecordState } from '../../domain/merge.ts'
import type { Edit, RecordId, Sha256, Vector } from '../../domain/op.ts'
import type { OpBatch } from '../../domain/sync/protocol.ts'

/** What of the vault the sync needs. */
export interface SyncStore {
  readonly station: { readonly id: string; readonly incarnation: number; readonly publicKey: string }
  sign(text: string): string
  record(id: RecordId): RecordState
  append(edits: readonly Edit[]): Promise<void>
  vector(): Vector
  unsent(theirs: Vector, limits: { ops: number; bytes: number }): Promise<UnsentOps | null>
  ingest(batch: OpBatch, commune: string): Promise<unknown>
  openBlob(sha: Sha256): Promise<LocalBlob>
  hasBlob(sha: Sha256): Promise<boolean>
  /** Blobs that records name and that are not here, or not whole. */
  missingBlobs(): Promise<readonly Sha256[]>
  /** @throws Fault 'hash-mismatch' where the bytes are not those of this blob; nothing was stored */
  storeBlob(sha: Sha256, bytes: AsyncIterable<Uint8Array>): Promise<void>
}

export interface UnsentOps {
  /** Of this station; the one it writes under or an earlier one. */
  readonly incarnation: number
  readonly from: number
  readonly to: number
  readonly ops: readonly string[]
  /** Chain hash of the last op, base64url. */
  readonly head: string
}

export interface LocalBlob {
  readonly sizeBytes: number
  read(offset: number, length: number): Promise<Uint8Array>
  close(): Promise<void>
}

/** The line itself, its time and its patience. */
export interface Line {
  readonly fetch: typeof fetch
  /** Calls back after a delay; returns what cancels it. */
  readonly after: (delayMs: number, run: () => void) => () => void
  readonly nowMs: () => number
  /** 0..1, for the jitter of retries. */
  readonly random: () => number
}

/** Where the province is and which key it signs with; pinned when the station was enrolled. */
export interface Connection {
  readonly url: string
  readonly commune: string
  readonly communeName: string
  readonly serverKey: string
  /** Whose numbers this station may give; where the server told it. */
  readonly stationOrdinal?: number
}
