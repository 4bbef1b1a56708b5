import path from 'node:path'
import { Fault } from '../../../domain/fault.ts'
import type { Sha256 } from '../../../domain/op.ts'
import { systemCode } from '../files/files.ts'
import type { Workshop } from '../files/replace-file.ts'
import type { Lane } from '../log/lane.ts'
import { hasBlobHeader, hashBlobFile } from './blob-reader.ts'

/** Blobs are spread over so many folders, named by the first byte of their names at rest. */
export const SHELVES = 256

export type BlobVerdict =
  | { readonly kind: 'whole'; readonly sha: Sha256; readonly sizeBytes: number }
  | { readonly kind: 'damaged' }
  | { readonly kind: 'gone' }

/** The blobs as they lie on the disk, by their names at rest, which say nothing of their content. */
export interface BlobShelves {
  /** The name at rest of the blob with this hash. */
  nameOf(sha: Sha256): string
  /** Names on a shelf (0..255), sorted. */
  names(shelf: number): Promise<readonly string[]>
  /** Unseals a blob to its end and hashes it. @throws Fault 'cancelled' */
  verify(name: string, signal?: AbortSignal): Promise<BlobVerdict>
  /** Size of the sealed file, or null where it is gone. */
  sealedBytes(name: string): Promise<number | null>
  /** Does the file begin as the blob of its name, and is it as long as it says? */
  hasWholeHeader(name: string): Promise<boolean>
  /** Moves a damaged blob out of the way, never deleting it, so that its bytes can be stored again. False where it is whole by now. */
  quarantine(name: string): Promise<boolean>
}

export interface BlobShelvesOptions {
  readonly workshop: Workshop
  readonly folder: string
  readonly quarantine: string
  readonly key: Uint8Array
  readonly nameOf: (sha: Sha256) => string
  /** Held while a file takes its name. */
  readonly lane: Lane
}

export function shelfName(shelf: number): string {
  return shelf.toString(16).padStart(2, '0')
}

/** Files are spread over 256 folders. */
export function shelfPath(folder: string, name: string): string {
  return path.join(folder, name.slice(0, 2), name)
}

export function createBlobShelves(options: BlobShelvesOptions): BlobShelves {
  const { workshop, folder, lane } = options
  const { files } = workshop
  const verify = (name: string, signal?: AbortSignal): Promise<BlobVerdict> =>
    verifyBlob(options, name, signal)
  return {
    nameOf: options.nameOf,
    names: async (shelf) => {
      const names = await files.list(path.join(folder, shelfName(shelf)))
      return names.filter((name) => /^[0-9a-f]{64}$/.test(name))
    },
    verify,
    sealedBytes: (name) => files.sizeBytes(shelfPath(folder, name)),
    hasWholeHeader: async (name) => {
      const file = await files.open(shelfPath(folder, name), 'read')
      if (file === null) return false
      return hasBlobHeader(file, { name, key: options.key })
    },
    quarantine: (name) =>
      lane.run(async () => {
        if ((await verify(name)).kind !== 'damaged') return false
        const from = shelfPath(folder, name)
        await files.rename(from, path.join(options.quarantine, `blob-${name}-${workshop.createId()}`))
        workshop.failpoint('blob-quarantined')
        await files.syncFolder(options.quarantine)
        await files.syncFolder(path.dirname(from))
        return true
      }),
  }
}

async function verifyBlob(
  { workshop, folder, key, nameOf }: BlobShelvesOptions,
  name: string,
  signal?: AbortSignal,
): Promise<BlobVerdict> {
  const file = await workshop.files.open(shelfPath(folder, name), 'read')
  if (file === null) return { kind: 'gone' }
  try {
    const found = await hashBlobFile(file, { name, key, ...(signal === undefined ? {} : { signal }) })
    return found === null || nameOf(found.sha) !== name ? { kind: 'damaged' } : { kind: 'whole', ...found }
  } catch (error) {
    if (error instanceof Fault) throw error
    // A sector that cannot be read any more is damage as well.
    if (systemCode(error) === 'EIO') return { kind: 'damaged' }
    throw error
  }
}
