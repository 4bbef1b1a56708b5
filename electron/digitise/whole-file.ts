import { mkdir, open, rename, rm, rmdir } from 'node:fs/promises'
import path from 'node:path'

/**
 * Writes a file whole or not at all: one that was being written when the power failed, or whose writer gave up, does not
 * look like a result. When it resolved, the file and its name are on the disk.
 * @param fill writes the bytes in order; what it returns is returned
 */
export async function writeWholeFile<T>(
  file: string,
  fill: (write: (bytes: Uint8Array) => Promise<void>) => Promise<T>,
): Promise<T> {
  const draft = `${file}.part`
  try {
    const handle = await open(draft, 'w')
    try {
      const result = await fill(async (bytes) => {
        await handle.writeFile(bytes)
      })
      await handle.sync()
      await handle.close()
      await rename(draft, file)
      await syncFolder(path.dirname(file))
      return result
    } finally {
      // Closing twice does nothing.
      await handle.close()
    }
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  }
}

/** Makes a folder with those above it. */
export async function makeFolder(folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true })
  if (first !== undefined) await syncFolder(path.dirname(first))
}

/** Removes a folder that holds nothing; one that holds something, or is not there, stays as it is. */
export async function removeIfEmpty(folder: string): Promise<void> {
  try {
    await rmdir(folder)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (!['ENOTEMPTY', 'EEXIST', 'ENOENT'].includes(code)) throw error
  }
}

async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r')
    try {
      await handle.sync()
    } finally {
      await handle.close()
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    // NTFS journals names itself and refuses to sync a folder; nothing else is swallowed.
    if (process.platform !== 'win32' || !['EPERM', 'EISDIR', 'EACCES'].includes(code)) throw error
  }
}
