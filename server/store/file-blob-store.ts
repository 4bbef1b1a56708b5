import { open, readdir, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { Fault } from '../../domain/fault.ts'
import type { Sha256 } from '../../domain/op.ts'
import type { BlobStore } from './blob-store.ts'
import { isMissing, makeFolderDurably, renameDurably } from './durable-file.ts'

export interface StoredPlace {
  readonly commune: string
  readonly sha: Sha256
}

export interface FileBlobStore extends BlobStore {
  /** Every blob that is here, in no order; those that come or go meanwhile may lack or appear. */
  list(): AsyncIterable<StoredPlace>
  fileOf(commune: string, sha: Sha256): string
  /** For a blob that is safe elsewhere; nothing else is ever removed. */
  remove(commune: string, sha: Sha256): Promise<void>
}

/**
 * The blob store in files, `<folder>/<commune>/<first two digits>/<sha>`.
 * @param folder on the same volume as the files that will be adopted
 */
export function createFileBlobStore(folder: string): FileBlobStore {
  // Agency codes and hashes are checked by their schemas before they come here; neither can climb out of the folder.
  const placeOf = (commune: string, sha: Sha256): string => path.join(folder, commune, sha.slice(0, 2), sha)

  async function size(commune: string, sha: Sha256): Promise<number | null> {
    try {
      return (await stat(placeOf(commune, sha))).size
    } catch (error) {
      if (isMissing(error)) return null
      throw error
    }
  }

  return {
    size,
    adopt: async (commune, sha, file) => {
      if ((await size(commune, sha)) !== null) {
        await rm(file, { force: true })
        return
      }
      const place = placeOf(commune, sha)
      await makeFolderDurably(path.dirname(place))
      await renameDurably(file, place)
    },
    read: async (commune, sha, range) => {
      try {
        // Opened here, so that bytes once found are read to their end whatever becomes of their name.
        const handle = await open(placeOf(commune, sha), 'r')
        return handle.createReadStream(range ?? {})
      } catch (error) {
        if (isMissing(error)) throw new Fault('file-missing', `no blob ${sha}`, { cause: error })
        throw error
      }
    },
    fileOf: placeOf,
    list: () => list(folder),
    remove: (commune, sha) => rm(placeOf(commune, sha), { force: true }),
  }
}

async function* list(folder: string): AsyncGenerator<StoredPlace> {
  for (const commune of await namesIn(folder)) {
    for (const start of await namesIn(path.join(folder, commune))) {
      for (const sha of await namesIn(path.join(folder, commune, start))) yield { commune, sha }
    }
  }
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    if (isMissing(error)) return []
    throw error
  }
}
