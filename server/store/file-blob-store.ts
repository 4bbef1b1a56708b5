import { createReadStream } from 'node:fs'
import { rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { Fault } from '../../domain/fault.ts'
import type { Sha256 } from '../../domain/op.ts'
import type { BlobStore } from './blob-store.ts'
import { isMissing, makeFolderDurably, renameDurably } from './durable-file.ts'

/**
 * The blob store in files, `<folder>/<commune>/<first two digits>/<sha>`.
 * @param folder on the same volume as the files that will be adopted
 */
export function createFileBlobStore(folder: string): BlobStore {
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
      if ((await size(commune, sha)) === null) throw new Fault('file-missing', `no blob ${sha}`)
      return createReadStream(placeOf(commune, sha), range ?? {})
    },
  }
}
