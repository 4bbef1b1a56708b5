import type { RecordState } from '../../domain/merge.ts'
import type { Edit, Origin, RecordId, Sha256, Vector } from '../../domain/op.ts'
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
  /** Texts of an origin's ops, both ends included; fewer where fewer are held. */
  opsOf(origin: Origin, from: number, to: number): Promise<readonly string[]>
  openBlob(sha: Sha256): Promise<LocalBlob>
  hasBlob(sha: Sha256): Promise<boolean>
  /** Reads a blob to its end; one that the disk altered is set aside and told. @returns whether it is whole */
  checkBlob(sha: Sha256): Promise<boolean>
  /** Which record names a blob, as far as it is known; what goes first rests on it. */
  placeOf(sha: Sha256): BlobPlace
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

/** Where a blob belongs. */
export interface BlobPlace {
  /** A data file of the law: small, and the other stations of the commune wait for it. */
  readonly isData: boolean
  readonly document: RecordId | null
  readonly caseFile: RecordId | null
}

/**
 * Whom a connection believes: a certificate with one of these keys, whoever signed it; one that an authority signed; or,
 * before anything is known and anything secret is sent, any.
 */
export type Trust =
  | { readonly kind: 'pins'; readonly pins: readonly string[] }
  | { readonly kind: 'authorities' }
  | { readonly kind: 'anyone' }

/** One connection of its own to the province, made anew when it broke. */
export interface Lane {
  /** Like the global one. Nothing is sent to a certificate that is not trusted: the call rejects instead. */
  readonly fetch: (url: URL, init: RequestInit) => Promise<Response>
  /** The pin of the certificate that was presented last; null where there was none, as over plain http. */
  presentedPin(): string | null
  /** Destroys its sockets; what is under way on it rejects, and so does what is asked afterwards. */
  close(): void
}

/** The line itself, its time and its patience. Whatever waits or asks the time in sync does so through it. */
export interface Line {
  readonly openLane: (trust: Trust) => Lane
  /** Calls back after a delay; returns what cancels it. */
  readonly after: (delayMs: number, run: () => void) => () => void
  readonly nowMs: () => number
  /** 0..1, for the jitter of retries. */
  readonly random: () => number
  /** The networks this PC is in now, each by a name that stays the same when it comes back; empty without any. */
  readonly networks: () => readonly string[]
  /** Calls back when those have changed; returns what ends it. */
  readonly onNetworks: (run: () => void) => () => void
}

/** Where the province is and which key it signs with; pinned when the station was enrolled. */
export interface Connection {
  readonly url: string
  readonly commune: string
  readonly communeName: string
  readonly serverKey: string
  /** The certificates it answers with; where there are none, the authorities that this PC knows decide. */
  readonly pins?: readonly string[]
  /** Whose numbers this station may give; where the server told it. */
  readonly stationOrdinal?: number
}
