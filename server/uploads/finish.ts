import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import type { Readable } from 'node:stream'
import { type Sha256, Sha256 as Sha256Schema } from '../../domain/op.ts'
import { StationId, uploadId } from '../../domain/sync/protocol.ts'
import { ServerProblem } from '../problem.ts'
import type { BlobIndex } from '../store/blob-index.ts'
import type { BlobStore } from '../store/blob-store.ts'
import { syncFile } from '../store/durable-file.ts'
import type { Station } from '../store/registry.ts'
import { mediaTypeOf, SIGNATURE_BYTES } from './media-type.ts'
import type { Staging } from './staging.ts'
import type { UploadLocks } from './upload-locks.ts'

/**
 * Turns a staged upload into a blob: whole, hash checked, on the disk, with its row. Asking again gives the same answer,
 * since the answer can be lost; a hash that differs drops the bytes (I9).
 * @throws ServerProblem 'exists' with the offset where bytes lack, 'staged-gone', 'hash'
 */
export type FinishUpload = (station: Station, sha: Sha256) => Promise<void>

interface FinishPorts {
  readonly staging: Staging
  readonly locks: UploadLocks
  readonly blobs: BlobStore
  readonly index: BlobIndex
}

export function createFinishUpload({ staging, locks, blobs, index }: FinishPorts): FinishUpload {
  async function adoptStaged(commune: string, id: string, sha: Sha256): Promise<void> {
    const file = staging.fileOf(id)
    // The length says nothing of bytes that a power cut turned into zeros; only the hash does.
    const found = await inspect(createReadStream(file))
    if (found.sha !== sha) {
      await staging.remove(id)
      throw new ServerProblem('hash')
    }
    await syncFile(file)
    await blobs.adopt(commune, sha, file)
    await index.add(commune, sha, found)
  }

  async function finish(commune: string, id: string, sha: Sha256): Promise<void> {
    if ((await index.find(commune, sha)) === null) {
      const staged = await staging.find(id)
      if (staged !== null && staged.offset < staged.sizeBytes) {
        throw new ServerProblem('exists', { expect: staged.offset })
      }
      if (staged !== null) await adoptStaged(commune, id, sha)
      else if (!(await indexAdopted(commune, sha))) throw new ServerProblem('staged-gone')
    }
    await staging.remove(id)
  }

  /** Killed between taking the bytes over and writing their row, the server finds the blob here without a row. */
  async function indexAdopted(commune: string, sha: Sha256): Promise<boolean> {
    if ((await blobs.size(commune, sha)) === null) return false
    const found = await inspect(await blobs.read(commune, sha))
    if (found.sha !== sha) return false
    await index.add(commune, sha, found)
    return true
  }

  return ({ id: station, commune }, sha) => {
    const id = uploadId(station, sha)
    return locks.whileLocked(id, () => finish(commune, id, sha))
  }
}

async function inspect(stream: Readable): Promise<{ sha: Sha256; sizeBytes: number; mediaType: string }> {
  const hash = createHash('sha256')
  let first: Buffer = Buffer.alloc(0)
  let sizeBytes = 0
  for await (const read of stream) {
    // A stream of bytes without an encoding gives buffers.
    const chunk = read as Buffer
    hash.update(chunk)
    if (first.length < SIGNATURE_BYTES) first = Buffer.concat([first, chunk.subarray(0, SIGNATURE_BYTES)])
    sizeBytes += chunk.length
  }
  return { sha: hash.digest('hex'), sizeBytes, mediaType: mediaTypeOf(first) }
}

/** The parts of the id of a staged upload, or null where it is none. */
export function readUploadId(id: string): { readonly station: string; readonly sha: Sha256 } | null {
  const [station, sha, ...rest] = id.split('-')
  const parsed = { station: StationId.safeParse(station), sha: Sha256Schema.safeParse(sha) }
  if (!parsed.station.success || !parsed.sha.success || rest.length > 0) return null
  return { station: parsed.station.data, sha: parsed.sha.data }
}
