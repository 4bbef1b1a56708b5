import { createHash } from 'node:crypto'
import { Fault } from '../../../domain/fault.ts'
import type { Sha256 } from '../../../domain/op.ts'
import type { OpenFile } from '../files/files.ts'
import { TAG_BYTES } from '../keys/sealing.ts'
import {
  BLOB_HEADER_BYTES,
  type BlobKeys,
  CHUNK_BYTES,
  chunkCount,
  chunkOffset,
  readBlobHeader,
  sealedSizeBytes,
  unsealChunk,
} from './blob-format.ts'

/** An open blob. Every byte handed out was checked; one that was altered rejects with Fault 'damaged'. */
export interface BlobReader {
  readonly sizeBytes: number
  /** Reads only the chunks that hold these bytes; fewer bytes only at the end. */
  read(offset: number, length: number): Promise<Uint8Array>
  /** From an offset to the end; a stream from 0 also checks the SHA-256 of the whole. */
  stream(fromOffset?: number): AsyncIterable<Uint8Array>
  close(): Promise<void>
}

interface BlobSource {
  readonly file: OpenFile
  readonly keys: BlobKeys
  readonly sizeBytes: number
  readonly sha: Sha256
}

/** Takes over the file. @throws Fault 'damaged' where it is not this blob, whole. */
export async function openBlobReader(
  file: OpenFile,
  blob: { readonly sha: Sha256; readonly name: string; readonly key: Uint8Array },
): Promise<BlobReader> {
  try {
    const header = await readHeader(file, blob)
    if (header === null) throw damaged(blob.sha)
    return createBlobReader({ file, sha: blob.sha, ...header })
  } catch (error) {
    await file.close()
    throw error
  }
}

interface HashOptions {
  readonly name: string
  readonly key: Uint8Array
  readonly signal?: AbortSignal
}

/** Does a file begin as the blob of this name, and is it as long as it says? Closes the file. */
export async function hasBlobHeader(
  file: OpenFile,
  { name, key }: Pick<HashOptions, 'name' | 'key'>,
): Promise<boolean> {
  try {
    return (await readHeader(file, { name, key })) !== null
  } finally {
    await file.close()
  }
}

async function readHeader(file: OpenFile, { name, key }: Pick<HashOptions, 'name' | 'key'>) {
  const header = readBlobHeader(key, await file.read(BLOB_HEADER_BYTES, 0), name)
  const isLong = header !== null && (await file.sizeBytes()) === sealedSizeBytes(header.sizeBytes)
  return isLong ? header : null
}

/**
 * Unseals a blob whose hash is not known and tells it; null where any byte was altered. Closes the file.
 * @throws Fault 'cancelled'
 */
export async function hashBlobFile(
  file: OpenFile,
  { name, key, signal }: HashOptions,
): Promise<{ readonly sha: Sha256; readonly sizeBytes: number } | null> {
  try {
    const header = await readHeader(file, { name, key })
    if (header === null) return null
    const hash = createHash('sha256')
    for (let index = 0; index < chunkCount(header.sizeBytes); index += 1) {
      if (signal?.aborted) throw new Fault('cancelled', 'the reading of a blob was cancelled')
      const chunk = await unsealedChunk({ file, ...header }, index)
      if (chunk === null) return null
      hash.update(chunk)
    }
    return { sha: hash.digest('hex'), sizeBytes: header.sizeBytes }
  } finally {
    await file.close()
  }
}

function createBlobReader(source: BlobSource): BlobReader {
  const { file, sizeBytes } = source
  return {
    sizeBytes,
    read: (offset, length) => readRange(source, offset, length),
    stream: (fromOffset = 0) => (fromOffset === 0 ? checkedStream(source) : chunksFrom(source, fromOffset)),
    close: () => file.close(),
  }
}

async function readRange(source: BlobSource, offset: number, length: number): Promise<Uint8Array> {
  if (offset < 0 || length < 0) throw new RangeError('a blob is read from 0 on')
  const end = Math.min(offset + length, source.sizeBytes)
  if (end <= offset) return new Uint8Array(0)
  const pieces: Uint8Array[] = []
  for (let index = Math.floor(offset / CHUNK_BYTES); index * CHUNK_BYTES < end; index += 1) {
    const start = index * CHUNK_BYTES
    const chunk = await readChunk(source, index)
    pieces.push(chunk.subarray(Math.max(0, offset - start), end - start))
  }
  return pieces.length === 1 && pieces[0] !== undefined ? pieces[0] : Buffer.concat(pieces)
}

async function* chunksFrom(source: BlobSource, offset: number): AsyncGenerator<Uint8Array> {
  const first = Math.floor(offset / CHUNK_BYTES)
  for (let index = first; index < chunkCount(source.sizeBytes); index += 1) {
    const chunk = await readChunk(source, index)
    yield index === first ? chunk.subarray(offset - index * CHUNK_BYTES) : chunk
  }
}

/** The seal says that these are the bytes that were written; the hash says that they were the right ones. */
async function* checkedStream(source: BlobSource): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256')
  for await (const chunk of chunksFrom(source, 0)) {
    hash.update(chunk)
    yield chunk
  }
  if (hash.digest('hex') !== source.sha) throw damaged(source.sha)
}

async function readChunk(source: BlobSource, index: number): Promise<Uint8Array> {
  const plain = await unsealedChunk(source, index)
  if (plain === null) throw damaged(source.sha)
  return plain
}

/** Null where the chunk was altered. */
async function unsealedChunk(
  { file, keys, sizeBytes }: Omit<BlobSource, 'sha'>,
  index: number,
): Promise<Uint8Array | null> {
  const isLast = index === chunkCount(sizeBytes) - 1
  const plainBytes = isLast ? sizeBytes - index * CHUNK_BYTES : CHUNK_BYTES
  const sealed = await file.read(plainBytes + TAG_BYTES, chunkOffset(index))
  return unsealChunk(keys, { index, isLast }, sealed)
}

function damaged(sha: Sha256): Fault {
  return new Fault('damaged', `blob ${sha} was altered`, { detail: { part: 'blob', sha } })
}
