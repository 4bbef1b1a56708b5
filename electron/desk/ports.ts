import type { Emit } from '../../domain/api.ts'
import type { RecordState } from '../../domain/merge.ts'
import type { Edit, RecordId, RecordKind, Sha256 } from '../../domain/op.ts'

/** The records of an open vault. An append that resolved is durable. */
export interface Records {
  record(id: RecordId): RecordState
  records(kind: RecordKind): readonly RecordState[]
  append(edits: readonly Edit[]): Promise<void>
}

/** Bytes of one stored blob, readable by ranges. */
export interface BlobReader {
  readonly sizeBytes: number
  read(offset: number, length: number): Promise<Uint8Array>
  close(): Promise<void>
}

/** Content-addressed, immutable bytes. */
export interface Blobs {
  put(source: AsyncIterable<Uint8Array>): Promise<{ readonly sha: Sha256; readonly sizeBytes: number }>
  open(sha: Sha256): Promise<BlobReader>
}

/** Bytes that can be made again at any time. */
export interface Derived {
  get(key: string): Promise<Uint8Array | null>
  put(key: string, bytes: Uint8Array): Promise<void>
}

/** What a test must be able to steer, and how the windows hear of things. */
export interface Surroundings {
  readonly clock: { nowMs(): number }
  readonly createId: () => string
  readonly emit: Emit
  /** Where a failure that nobody waits for is written down, without content. */
  readonly onBug: (where: string, error: unknown) => void
}

/** The day and the instant as ISO 8601. */
export function isoNow(clock: Surroundings['clock']): string {
  return new Date(clock.nowMs()).toISOString()
}
