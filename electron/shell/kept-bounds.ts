import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { KeptBounds } from './window-bounds.ts'

/** A small plain file that may be lost: a window opens in the middle then. */
export function readBounds(file: string): KeptBounds | null {
  try {
    return KeptBounds.nullable()
      .catch(null)
      .parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return null
  }
}

/** Written whole; where it cannot be written the window only opens elsewhere next time. */
export function writeBounds(file: string, kept: KeptBounds): void {
  try {
    writeFileSync(`${file}.new`, JSON.stringify(kept))
    renameSync(`${file}.new`, file)
  } catch {
    // A full disk has other troubles to tell of.
  }
}
