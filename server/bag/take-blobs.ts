import { open } from 'node:fs/promises'
import { Upload } from '@tus/server'
import { type OpenPiece, readPiece } from '../../domain/bag/bag-content.ts'
import type { PieceHeader } from '../../domain/bag/bag-format.ts'
import { assertNotStopped } from '../../domain/bag/bag-ports.ts'
import type { OpenBag } from '../../domain/bag/open-bag.ts'
import type { Sha256 } from '../../domain/op.ts'
import { uploadId } from '../../domain/sync/protocol.ts'
import { ServerProblem } from '../problem.ts'
import type { BlobIndex } from '../store/blob-index.ts'
import type { Station } from '../store/registry.ts'
import type { FinishUpload } from '../uploads/finish.ts'
import type { Staging } from '../uploads/staging.ts'
import type { UploadLocks } from '../uploads/upload-locks.ts'

export interface TakenBlobs {
  readonly stored: number
  /** Held already. */
  readonly known: number
  /** The bytes are not those of the blob. */
  readonly refused: readonly Sha256[]
  /** Begun; the pieces before or after lie in another bag. */
  readonly waiting: number
}

/** Takes the blobs of a bag by way of the staging, where those that come over the line wait as well. */
export type TakeBlobs = (
  station: Station,
  bag: OpenBag,
  signal: { readonly aborted: boolean },
) => Promise<TakenBlobs>

interface TakeBlobsPorts {
  readonly staging: Staging
  readonly locks: UploadLocks
  readonly index: Pick<BlobIndex, 'find'>
  readonly finish: FinishUpload
}

type Outcome = 'stored' | 'known' | 'refused' | 'waiting'

export function createTakeBlobs({ staging, locks, index, finish }: TakeBlobsPorts): TakeBlobs {
  async function takePiece(station: Station, piece: OpenPiece): Promise<Outcome> {
    const { sha, sizeBytes } = piece.header
    if ((await index.find(station.commune, sha)) !== null) return 'known'
    const id = uploadId(station.id, sha)
    const isWhole = await locks.whileLocked(id, () => stage(staging, id, piece))
    if (!isWhole) return 'waiting'
    try {
      await finish(station, sha)
      return 'stored'
    } catch (error) {
      // The staging dropped the bytes. Those of a blob in one piece may have been wrong before this bag came.
      if (!(error instanceof ServerProblem) || error.code !== 'hash') throw error
      return sizeBytes === piece.header.lengthBytes ? 'refused' : 'waiting'
    }
  }

  async function takeFile(station: Station, bag: OpenBag, name: string): Promise<[Outcome, Sha256]> {
    const piece = await readPiece(bag, name)
    try {
      return [await takePiece(station, piece), piece.header.sha]
    } finally {
      await piece.close()
    }
  }

  return async (station, bag, signal) => {
    const counts = { stored: 0, known: 0, waiting: 0 }
    const refused: Sha256[] = []
    for (const name of bag.files('blob')) {
      assertNotStopped(signal)
      const [outcome, sha] = await takeFile(station, bag, name)
      if (outcome === 'refused') refused.push(sha)
      else counts[outcome] += 1
    }
    return { ...counts, refused }
  }
}

/**
 * Puts a piece at its place behind what is staged. What came over the line before is kept where it reaches further and
 * written over where it does not. @returns whether the upload is whole now
 */
async function stage(staging: Staging, id: string, { header, bytes }: OpenPiece): Promise<boolean> {
  const { offset, lengthBytes, sizeBytes } = header
  const held = await heldBytes(staging, id, header)
  if (held === null) return false
  if (held < offset + lengthBytes || lengthBytes === sizeBytes) {
    const handle = await open(staging.fileOf(id), 'a')
    try {
      await handle.truncate(offset)
      for await (const chunk of bytes) await handle.writeFile(chunk)
      await handle.sync()
    } finally {
      await handle.close()
    }
  }
  return ((await staging.find(id))?.offset ?? 0) === sizeBytes
}

/** How much is staged, begun where this is the first piece; null where the pieces before it lack. */
async function heldBytes(
  staging: Staging,
  id: string,
  { sha, offset, sizeBytes }: PieceHeader,
): Promise<number | null> {
  const staged = await staging.find(id)
  if (staged !== null && staged.sizeBytes === sizeBytes && staged.offset >= offset) return staged.offset
  if (offset > 0) return null
  await staging.remove(id)
  await staging.store.create(new Upload({ id, size: sizeBytes, offset: 0, metadata: { sha } }))
  return 0
}
