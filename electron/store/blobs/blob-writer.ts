import { createHash } from 'node:crypto'
import type { Sha256 } from '../../../domain/op.ts'
import type { OpenFile } from '../files/files.ts'
import { type BlobKeys, CHUNK_BYTES, chunkOffset, encodeBlobHeader, sealChunk } from './blob-format.ts'

/** Two mebibytes are written at once, while the next are read and sealed: a page of a scan is one write. */
const CHUNKS_A_WRITE = 32

/** Seals a source into a new file while hashing it; not yet durable. */
export async function writeBlob(
  file: OpenFile,
  source: AsyncIterable<Uint8Array>,
  options: { readonly keys: BlobKeys; readonly nameOf: (sha: Sha256) => string },
): Promise<{ readonly sha: Sha256; readonly sizeBytes: number }> {
  const { keys, nameOf } = options
  const hash = createHash('sha256')
  let sizeBytes = 0
  let index = 0
  let waiting: Uint8Array[] = []
  let first = 0
  let writing: Promise<void> = Promise.resolve()
  const flush = async (): Promise<void> => {
    const bytes = Buffer.concat(waiting)
    const offset = chunkOffset(first)
    waiting = []
    first = index
    await writing
    // While this is written the next chunks are read and sealed; a failure is told when that is waited for.
    writing = file.write(bytes, offset)
    writing.catch(() => {})
  }
  const write = async (chunk: Uint8Array, isLast: boolean): Promise<void> => {
    hash.update(chunk)
    sizeBytes += chunk.length
    waiting.push(...sealChunk(keys, { index, isLast }, chunk))
    index += 1
    if (isLast || index - first === CHUNKS_A_WRITE) await flush()
  }
  let held: Uint8Array | null = null
  for await (const chunk of inChunks(source)) {
    // One chunk is held back, since only the end of the source tells which is the last.
    if (held !== null) await write(held, false)
    held = chunk
  }
  await write(held ?? new Uint8Array(0), true)
  await writing
  const sha = hash.digest('hex')
  await file.write(encodeBlobHeader(keys, sizeBytes, nameOf(sha)), 0)
  return { sha, sizeBytes }
}

/** The same bytes in pieces of 64 KiB and a rest that is not empty; a piece that is long enough is not copied. */
async function* inChunks(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let chunk = new Uint8Array(CHUNK_BYTES)
  let filled = 0
  for await (const piece of source) {
    for (let at = 0; at < piece.length; ) {
      if (filled === 0 && piece.length - at >= CHUNK_BYTES) {
        yield piece.subarray(at, at + CHUNK_BYTES)
        at += CHUNK_BYTES
        continue
      }
      const taken = piece.subarray(at, at + CHUNK_BYTES - filled)
      chunk.set(taken, filled)
      filled += taken.length
      at += taken.length
      if (filled < CHUNK_BYTES) continue
      yield chunk
      chunk = new Uint8Array(CHUNK_BYTES)
      filled = 0
    }
  }
  if (filled > 0) yield chunk.subarray(0, filled)
}
