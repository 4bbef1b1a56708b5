import type { Adapter } from 'lowdb'
import { Fault } from '../../../domain/fault.ts'
import { replaceFile, type Workshop } from '../files/replace-file.ts'
import { seal, unseal } from '../keys/sealing.ts'

export interface SealedJsonFile {
  readonly workshop: Workshop
  readonly path: string
  readonly key: Uint8Array
  /** What the file is, so that one cannot be put in the place of another. */
  readonly context: string
}

/**
 * The lowdb adapter of the vault: sealed, and written so that a power cut leaves the old file or the new one (lowdb's
 * own never calls fsync). Reading throws Fault 'damaged' where the file is not what was sealed.
 */
export function sealedJsonAdapter<T>({ workshop, path, key, context }: SealedJsonFile): Adapter<T> {
  return {
    read: async () => {
      const sealed = await workshop.files.read(path)
      if (sealed === null) return null
      const plain = unseal(key, sealed, context)
      if (plain === null)
        throw new Fault('damaged', `${context} cannot be unsealed`, { detail: { part: context } })
      // Its user checks the shape; lowdb only carries it.
      return JSON.parse(Buffer.from(plain).toString('utf8')) as T
    },
    write: (data) => replaceFile(workshop, path, seal(key, Buffer.from(JSON.stringify(data)), context)),
  }
}
