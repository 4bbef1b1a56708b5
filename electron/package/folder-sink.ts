import { mkdir, open, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { assertNew, createMeter, type PackageSink } from './sink.ts'
import { syncFolder } from './sync-folder.ts'

/** Writes the files of a package as a folder. */
export async function createFolderSink(parent: string, name: string): Promise<PackageSink> {
  const folder = path.join(parent, name)
  await assertNew(folder, name)
  const draft = `${folder}.part`
  await rm(draft, { recursive: true, force: true })
  await mkdir(draft)
  const folders = new Set<string>([draft])
  const state = { sizeBytes: 0 }
  return {
    put: async (inside, fill) => {
      const file = path.join(draft, ...inside.split('/'))
      const own = path.dirname(file)
      if (!folders.has(own)) await mkdir(own, { recursive: true })
      for (let above = own; !folders.has(above); above = path.dirname(above)) folders.add(above)
      const meter = createMeter()
      const handle = await open(file, 'wx')
      try {
        const result = await fill(async (bytes) => {
          meter.add(bytes)
          await handle.writeFile(bytes)
        })
        await handle.sync()
        const written = meter.written(inside)
        state.sizeBytes += written.sizeBytes
        return { file: written, result }
      } finally {
        await handle.close()
      }
    },
    finish: async () => {
      for (const each of folders) await syncFolder(each)
      await rename(draft, folder)
      await syncFolder(parent)
      return state.sizeBytes
    },
    // A medium that is gone cannot be tidied, and said so already.
    discard: async () => rm(draft, { recursive: true, force: true }).catch(() => {}),
  }
}
