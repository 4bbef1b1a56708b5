import { rm, rmdir } from 'node:fs/promises'
import { systemCode, translateSystemError } from './files.ts'

/** Removes a folder with all that is in it; one that is not there is fine. */
export async function removeTree(folder: string): Promise<void> {
  try {
    await rm(folder, { recursive: true, force: true })
  } catch (error) {
    throw translateSystemError(error)
  }
}

/** Removes a folder that is empty; one that is not there is fine. */
export async function removeEmptyFolder(folder: string): Promise<void> {
  try {
    await rmdir(folder)
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw translateSystemError(error)
  }
}
