import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** Is an argument of the program the name of a package of its own? */
export function isPackageName(word: string): boolean {
  return !word.startsWith('-') && word.toLowerCase().endsWith('.hoso')
}

/** The package that the program was started with, as a file manager hands it over; null where there is none. */
export function openedFile(argv: readonly string[], folder: string): string | null {
  const file = argv.slice(1).findLast(isPackageName)
  if (file === undefined) return null
  return file.startsWith('file://') ? fileURLToPath(file) : path.resolve(folder, file)
}
