import { isSafeName } from '../package-name.ts'
import type { FaultList } from './fault-list.ts'

/** One file of a package that is looked at. */
export interface PackageFile {
  /** With '/' between folders. */
  readonly name: string
  /** As the folder or the zip says; reading gives no more than this. */
  readonly sizeBytes: number
  read(): AsyncIterable<Uint8Array>
}

/** The files of a zip or a folder under names that were found sound; what was not is among the faults. */
export interface OpenPackage {
  /** Name of the one folder that a zip holds, or of the folder itself; '' where a zip has no such folder. */
  readonly root: string
  readonly files: ReadonlyMap<string, PackageFile>
  close(): Promise<void>
}

/** More than the largest case file has; beyond them it is not looked at. */
export const limits = {
  files: 200_000,
  fileBytes: 8 * 2 ** 30,
  totalBytes: 256 * 2 ** 30,
  /** An honest XML file shrinks to a thirtieth, a PDF hardly at all; a bomb to a thousandth. */
  ratio: 200,
  /** Below this a file may shrink as it likes. */
  ratioFreeBytes: 4 * 2 ** 20,
  xmlBytes: 32 * 2 ** 20,
} as const

/** Takes names one by one and tells which may be used. */
export interface NameBook {
  /** @returns whether the name is sound and no other one takes its place */
  admit(name: string): boolean
}

const LONGEST_PATH = 400

export function createNameBook(faults: FaultList): NameBook {
  const seen = new Map<string, string>()
  return {
    admit: (name) => {
      const wrong = nameFault(name)
      if (wrong !== null) {
        faults.add('name', name, wrong)
        return false
      }
      // Windows and most sticks take both for one file.
      const twin = seen.get(name.toLowerCase())
      if (twin !== undefined) {
        faults.add('duplicate', name, twin === name ? 'the name stands twice' : `the same as ${twin}`)
        return false
      }
      seen.set(name.toLowerCase(), name)
      return true
    },
  }
}

function nameFault(name: string): string | null {
  if (name.startsWith('/') || /^[A-Za-z]:/.test(name)) return 'an absolute path'
  if (name.includes('\\')) return 'a backslash'
  const parts = name.split('/')
  if (parts.includes('..')) return 'a path that leaves the package'
  if (parts.some((part) => part === '' || part === '.')) return 'an empty part of a path'
  if (!/^[A-Za-z0-9._/-]+$/.test(name)) return 'other characters than A-Z a-z 0-9 . _ -'
  if (!parts.every((part) => isSafeName(part))) return 'a name that not every system takes'
  return name.length > LONGEST_PATH ? 'a path that is too long' : null
}
