import { constants } from 'node:fs'
import { lstat, mkdir, open, opendir, rm, statfs } from 'node:fs/promises'
import type { BagDisk, DiskEntry } from '../../domain/bag/bag-ports.ts'
import { errorCode } from '../../domain/medium-fault.ts'

/** A link is refused even where it took the place of a file since the folder was listed. Windows has no such flag. */
const READ_FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0)
const CHUNK_BYTES = 65_536

/** A stick, or any folder, as bags are written to it and read from it. */
export const nodeDisk: BagDisk = {
  list: async (folder, most) => {
    const entries: DiskEntry[] = []
    for await (const entry of await opendir(folder)) {
      const kind = entry.isFile() ? 'file' : entry.isDirectory() ? 'folder' : 'other'
      const sizeBytes = kind === 'file' ? (await lstat(`${folder}/${entry.name}`)).size : 0
      entries.push({ name: entry.name, kind, sizeBytes })
      if (entries.length > most) break
    }
    return entries
  },
  makeFolder: async (folder) => {
    await mkdir(folder)
  },
  create: async (file) => {
    const handle = await open(file, 'wx')
    return {
      write: (bytes) => handle.writeFile(bytes),
      sync: () => handle.sync(),
      close: () => handle.close(),
    }
  },
  read: readFile,
  syncFolder: async (folder) => {
    try {
      const handle = await open(folder, 'r')
      try {
        await handle.sync()
      } finally {
        await handle.close()
      }
    } catch (error) {
      // NTFS and FAT32 under Windows refuse to sync a folder; nothing else is swallowed.
      const isRefused = ['EPERM', 'EISDIR', 'EACCES'].includes(errorCode(error))
      if (process.platform !== 'win32' || !isRefused) throw error
    }
  },
  remove: (folder) => rm(folder, { recursive: true, force: true }),
  freeBytes: async (folder) => {
    const { bavail, bsize } = await statfs(folder)
    return bavail * bsize
  },
}

async function* readFile(file: string): AsyncGenerator<Uint8Array> {
  const handle = await open(file, READ_FLAGS)
  try {
    for (;;) {
      const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(CHUNK_BYTES), 0, CHUNK_BYTES)
      if (bytesRead === 0) return
      yield buffer.subarray(0, bytesRead)
    }
  } finally {
    await handle.close()
  }
}
