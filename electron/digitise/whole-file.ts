import { open, rename, rm } from 'node:fs/promises'

/**
 * Writes a file whole or not at all: one that was being written when the power failed, or whose writer gave up, does not
 * look like a result.
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
