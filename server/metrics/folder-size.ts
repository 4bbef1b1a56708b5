import { readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { isMissing } from '../store/durable-file.ts'

/** Bytes of the files right in a folder, those that go meanwhile left out. */
export async function folderSizeBytes(folder: string): Promise<number> {
  let sizeBytes = 0
  for (const name of await readdir(folder)) sizeBytes += await sizeOf(path.join(folder, name))
  return sizeBytes
}

async function sizeOf(file: string): Promise<number> {
  try {
    return (await stat(file)).size
  } catch (error) {
    if (isMissing(error)) return 0
    throw error
  }
}
