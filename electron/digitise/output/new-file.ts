import { rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { Fault, type FaultCode } from '../../../domain/fault.ts'
import { writeWholeFile } from '../whole-file.ts'
import type { WriteBytes } from './pdf-file.ts'

/** Files of one export: either all stay, or none. */
export interface NewFiles {
  /** @throws Fault 'conflict' reason `name-exists`, and what the medium says */
  write<T>(name: string, fill: (write: WriteBytes) => Promise<T>): Promise<T>
  /** Takes away again what was written. */
  discard(): Promise<void>
}

/** What a medium answers, and what is told of it. FAT32 holds no file of 4 GB or more. */
const faults: Readonly<Record<string, FaultCode>> = {
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  EFBIG: 'file-too-large',
  EACCES: 'no-rights',
  EPERM: 'no-rights',
  EROFS: 'no-rights',
  ENOENT: 'file-missing',
  ENOTDIR: 'file-missing',
  EIO: 'medium-lost',
  ENODEV: 'medium-lost',
  ENXIO: 'medium-lost',
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
        throw told(error)
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
      throw told(error)
    })
  }
}

async function assertFree(file: string, name: string): Promise<void> {
  const there = await stat(file).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return null
    throw error
  })
  if (there !== null) {
    throw new Fault('conflict', `${name} is there already`, { detail: { reason: 'name-exists', name } })
  }
}

function told(error: unknown): unknown {
  const code = faults[codeOf(error)]
  if (error instanceof Fault || code === undefined) return error
  return new Fault(code, 'the folder does not take the file', { detail: { reason: 'export' }, cause: error })
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}
