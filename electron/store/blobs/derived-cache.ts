import path from 'node:path'
import { discard, type Workshop } from '../files/replace-file.ts'
import { seal, unseal } from '../keys/sealing.ts'
import { shelfPath } from './blob-shelves.ts'
import { sealedName } from './blob-store.ts'

/** Bytes that can be made again: any of them may be gone at any time, none is made durable. */
export interface DerivedCache {
  get(key: string): Promise<Uint8Array | null>
  put(key: string, bytes: Uint8Array): Promise<void>
  /** Resolved = gone for good. */
  remove(key: string): Promise<void>
}

export interface DerivedCacheOptions {
  readonly workshop: Workshop
  readonly folder: string
  readonly key: Uint8Array
  readonly nameKey: Uint8Array
}

export function createDerivedCache({ workshop, folder, key, nameKey }: DerivedCacheOptions): DerivedCache {
  const { files, tmp, createId } = workshop
  return {
    remove: async (of) => {
      const file = shelfPath(folder, sealedName(nameKey, of))
      if ((await files.sizeBytes(file)) === null) return
      await files.remove(file)
      await files.syncFolder(path.dirname(file))
    },
    get: async (of) => {
      const name = sealedName(nameKey, of)
      const sealed = await files.read(shelfPath(folder, name))
      // What was altered, or cut short because it was never synced, is as good as absent.
      return sealed === null ? null : unseal(key, sealed, name)
    },
    put: async (of, bytes) => {
      const name = sealedName(nameKey, of)
      const target = shelfPath(folder, name)
      const draft = path.join(tmp, createId())
      try {
        await files.makeFolder(path.dirname(target))
        const file = await files.create(draft)
        try {
          await file.write(seal(key, bytes, name), 0)
        } finally {
          await file.close()
        }
        await files.rename(draft, target)
      } catch (error) {
        await discard(files, draft)
        throw error
      }
    },
  }
}
