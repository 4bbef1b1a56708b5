import type { Adapter } from 'lowdb'
import { Fault } from '../../../domain/fault.ts'
import { replaceFile, type Workshop } from '../files/replace-file.ts'
import { seal, unseal } from '../keys/sealing.ts'

export interface SealedJsonFile {
  readonly workshop: Workshop
  /** Ends with `.json`; earlier generations stand beside it as `.1.json` and `.2.json`. */
  readonly path: string
  readonly key: Uint8Array
  /** What the file is, so that one cannot be put in the place of another. */
  readonly context: string
  /** Nothing of what it said before is kept beside it. */
  readonly isForgetful?: boolean
}

/** The file and the two it replaced last. */
const GENERATIONS = 3

/**
 * The lowdb adapter of the vault: sealed, and written so that a power cut leaves the old file or the new one (lowdb's
 * own never calls fsync). A file that is not what was sealed gives way to the one before it; reading throws Fault
 * 'damaged' where there is none left, and `onFallback` hears of a file that was passed over.
 */
export function sealedJsonAdapter<T>(file: SealedJsonFile, onFallback: () => void = () => {}): Adapter<T> {
  return {
    read: async () => {
      let isDamaged = false
      for (let generation = 0; generation < GENERATIONS; generation += 1) {
        const sealed = await file.workshop.files.read(pathOf(file, generation))
        if (sealed === null) continue
        const plain = unseal(file.key, sealed, file.context)
        if (plain !== null) {
          if (isDamaged) onFallback()
          // Its user checks the shape; lowdb only carries it.
          return JSON.parse(Buffer.from(plain).toString('utf8')) as T
        }
        isDamaged = true
      }
      if (!isDamaged) return null
      throw new Fault('damaged', `${file.context} cannot be unsealed`, { detail: { part: file.context } })
    },
    write: async (data) => {
      if (file.isForgetful !== true) await keepGenerations(file)
      await replaceFile(
        file.workshop,
        file.path,
        seal(file.key, Buffer.from(JSON.stringify(data)), file.context),
      )
    },
  }
}

/** Copies, not renames: at no moment is there no newest file. Only the newest must be durable. */
async function keepGenerations(file: SealedJsonFile): Promise<void> {
  const { files } = file.workshop
  const current = await files.read(file.path)
  if (current === null) return
  const previous = await files.read(pathOf(file, 1))
  if (previous !== null) await replaceFile(file.workshop, pathOf(file, 2), previous)
  await replaceFile(file.workshop, pathOf(file, 1), current)
}

function pathOf({ path }: SealedJsonFile, generation: number): string {
  return generation === 0 ? path : path.replace(/[.]json$/, `.${generation}.json`)
}
