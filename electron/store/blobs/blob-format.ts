import { randomBytes } from 'node:crypto'
import {
  deriveKey,
  NONCE_BYTES,
  type SealPlace,
  sealAt,
  sealInParts,
  TAG_BYTES,
  unsealAt,
} from '../keys/sealing.ts'

/*
 * A sealed blob: magic 4 | salt 32 | sealed header | chunks. Each file has keys of its own, derived from its salt, so
 * that a counter can be the nonce. Chunks hold 64 KiB each but the last; the nonce carries the index and marks the last
 * one (the STREAM construction: Hoang, Reyhanitabar, Rogaway, Vizár, 2015), so chunks can be neither cut off nor moved.
 * The header holds the plain size and is sealed to the blob's name, so that no file can stand in for another.
 */
const MAGIC = Buffer.from('HSB1')
const SALT_BYTES = 32
const SIZE_BYTES = 8
export const CHUNK_BYTES = 65_536
export const BLOB_HEADER_BYTES = MAGIC.length + SALT_BYTES + SIZE_BYTES + TAG_BYTES

export interface BlobKeys {
  readonly salt: Uint8Array
  readonly header: Uint8Array
  readonly chunks: Uint8Array
}

export function newBlobKeys(blobKey: Uint8Array): BlobKeys {
  return blobKeysOf(blobKey, randomBytes(SALT_BYTES))
}

function blobKeysOf(blobKey: Uint8Array, salt: Uint8Array): BlobKeys {
  return { salt, header: deriveKey(blobKey, salt, 'header'), chunks: deriveKey(blobKey, salt, 'chunks') }
}

export function encodeBlobHeader(keys: BlobKeys, sizeBytes: number, name: string): Uint8Array {
  const size = Buffer.alloc(SIZE_BYTES)
  size.writeBigUInt64LE(BigInt(sizeBytes))
  return Buffer.concat([MAGIC, keys.salt, sealAt(headerPlace(keys, name), size)])
}

/** Null where this is not the header of the blob of that name. */
export function readBlobHeader(
  blobKey: Uint8Array,
  bytes: Uint8Array,
  name: string,
): { readonly keys: BlobKeys; readonly sizeBytes: number } | null {
  if (bytes.length < BLOB_HEADER_BYTES || !MAGIC.equals(bytes.subarray(0, MAGIC.length))) return null
  const keys = blobKeysOf(blobKey, bytes.subarray(MAGIC.length, MAGIC.length + SALT_BYTES))
  const sealed = bytes.subarray(MAGIC.length + SALT_BYTES, BLOB_HEADER_BYTES)
  const size = unsealAt(headerPlace(keys, name), sealed)
  return size === null ? null : { keys, sizeBytes: Number(Buffer.from(size).readBigUInt64LE()) }
}

/** The parts of a sealed chunk, in their order. */
export function sealChunk(keys: BlobKeys, place: ChunkPlace, plain: Uint8Array): readonly Uint8Array[] {
  return sealInParts({ key: keys.chunks, nonce: chunkNonce(place) }, plain)
}

/** Null where the chunk was altered or belongs elsewhere. */
export function unsealChunk(keys: BlobKeys, place: ChunkPlace, sealed: Uint8Array): Uint8Array | null {
  return unsealAt({ key: keys.chunks, nonce: chunkNonce(place) }, sealed)
}

export interface ChunkPlace {
  readonly index: number
  readonly isLast: boolean
}

/** An empty blob has one empty chunk. */
export function chunkCount(sizeBytes: number): number {
  return Math.max(1, Math.ceil(sizeBytes / CHUNK_BYTES))
}

export function chunkOffset(index: number): number {
  return BLOB_HEADER_BYTES + index * (CHUNK_BYTES + TAG_BYTES)
}

/** Size of the whole file on disk. */
export function sealedSizeBytes(sizeBytes: number): number {
  return BLOB_HEADER_BYTES + sizeBytes + chunkCount(sizeBytes) * TAG_BYTES
}

/** The header's key seals this once and nothing else, so its nonce may be zero. */
function headerPlace(keys: BlobKeys, name: string): SealPlace {
  return { key: keys.header, nonce: new Uint8Array(NONCE_BYTES), context: name }
}

function chunkNonce({ index, isLast }: ChunkPlace): Uint8Array {
  const nonce = Buffer.alloc(NONCE_BYTES)
  nonce.writeUIntBE(index, 5, 6)
  nonce.writeUInt8(Number(isLast), NONCE_BYTES - 1)
  return nonce
}
