import type { Readable } from 'node:stream'
import type { Sha256 } from '../../domain/op.ts'

/** Bytes `start` to `end` of a blob, both included. */
export interface ByteRange {
  readonly start: number
  readonly end: number
}

/**
 * The blobs of each commune by hash, written once (I9). A commune never sees by its hash what only another one has sent.
 * Any implementation passes `blobStoreContract`.
 */
export interface BlobStore {
  /**
   * Takes over a local file whose hash was checked and whose bytes are on the disk. Safe to repeat; durable on return,
   * when the file is no longer at its old place.
   */
  adopt(commune: string, sha: Sha256, file: string): Promise<void>
  /** The size in bytes, or null where there is none. */
  size(commune: string, sha: Sha256): Promise<number | null>
  /** @throws Fault 'file-missing' */
  read(commune: string, sha: Sha256, range?: ByteRange): Promise<Readable>
}
