import { rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { Fault } from '../../../domain/fault.ts'
import { errorCode, mediumFault } from '../../../domain/medium-fault.ts'
import { writeWholeFile } from '../whole-file.ts'
import type { WriteBytes } from './pdf-file.ts'

/** Files of one export: either all stay, or none. */
export interface NewFiles {
  /** @throws Fault 'conflict' reason `name-exists`, and what the medium says */
  write<T>(name: string, fill: (write: WriteBytes) => Promise<T>): Promise<T>
  /** Takes away again what was written. */
  discard(): Promise<void>
}

export function createNewFiles(folder: string): NewFiles {
  const written: string[] = []
  return {
    write: async (name, fill) => {
      const file = path.join(folder, name)
      try {
        await assertFree(file, name)
        const result = await writeWholeFile(file, fill)
        written.push(file)
        return result
      } catch (error) {
        throw mediumFault(error)
      }
    },
    discard: async () => {
      for (const file of written.splice(0)) await rm(file, { force: true })
    },
  }
}

/** Asked for all names before the first is written. */
export async function assertNamesFree(folder: string, names: readonly string[]): Promise<void> {
  for (const name of names) {
    await assertFree(path.join(folder, name), name).catch((error: unknown) => {
      throw mediumFault(error)
    })
  }
}

async function assertFree(file: string, name: string): Promise<void> {
  const there = await stat(file).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return null
    throw error
  })
  if (there !== null) {
    throw new Fault('conflict', `${name} is there already`, { detail: { reason: 'name-exists', name } })
  }
}
