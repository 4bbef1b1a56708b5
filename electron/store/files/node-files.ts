import { type FileHandle, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { type Files, type OpenFile, systemCode, translateSystemError } from './files.ts'

/** Virus scanners and the search service of Windows hold new files open for a moment; the waits add up to 10 s. */
const RENAME_TRIES = 19
const RENAME_LONGEST_WAIT_MS = 1000

/** The real file system. `platform` decides only what is known of Windows: busy renames and folders without fsync. */
export function createNodeFiles(platform: NodeJS.Platform = process.platform): Files {
  const isWindows = platform === 'win32'
  return {
    open: (path, access) =>
      translated(async () => {
        const handle = await orNull(open(path, access === 'read' ? 'r' : 'r+'))
        return handle === null ? null : wrapHandle(handle)
      }),
    create: (path) => translated(async () => wrapHandle(await open(path, 'wx+'))),
    read: (path) => translated(() => orNull(readFile(path))),
    sizeBytes: (path) => translated(async () => (await orNull(stat(path)))?.size ?? null),
    list: (folder) => translated(async () => ((await orNull(readdir(folder))) ?? []).sort()),
    makeFolder: (folder) =>
      translated(async () => {
        await mkdir(folder, { recursive: true })
      }),
    rename: (from, to) => translated(() => (isWindows ? whenFree(() => rename(from, to)) : rename(from, to))),
    remove: (path) => translated(() => rm(path, { force: true })),
    syncFolder: (folder) => translated(() => syncFolder(folder, isWindows)),
  }
}

async function translated<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw translateSystemError(error)
  }
}

async function orNull<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null
    throw error
  }
}

function wrapHandle(handle: FileHandle): OpenFile {
  return {
    read: (length, position) => translated(() => readPart(handle, length, position)),
    write: (bytes, position) => translated(() => writeAll(handle, bytes, position)),
    datasync: () => translated(() => handle.datasync()),
    truncate: (sizeBytes) => translated(() => handle.truncate(sizeBytes)),
    sizeBytes: () => translated(async () => (await handle.stat()).size),
    close: () => translated(() => handle.close()),
  }
}

async function readPart(handle: FileHandle, length: number, position: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(length)
  let filled = 0
  while (filled < length) {
    const { bytesRead } = await handle.read(bytes, filled, length - filled, position + filled)
    if (bytesRead === 0) break
    filled += bytesRead
  }
  return bytes.subarray(0, filled)
}

async function writeAll(handle: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  let written = 0
  while (written < bytes.length) {
    const { bytesWritten } = await handle.write(bytes, written, bytes.length - written, position + written)
    written += bytesWritten
  }
}

async function syncFolder(folder: string, isWindows: boolean): Promise<void> {
  try {
    const handle = await open(folder, 'r')
    try {
      await handle.sync()
    } finally {
      await handle.close()
    }
  } catch (error) {
    // NTFS journals names itself and refuses to sync a folder; nothing else is swallowed.
    if (!isWindows || !['EPERM', 'EISDIR', 'EACCES'].includes(systemCode(error) ?? '')) throw error
  }
}

/** Tries a rename again while another program holds the file; gives up with the system's error after about 10 s. */
export async function whenFree(
  work: () => Promise<void>,
  pause: (ms: number) => Promise<unknown> = wait,
): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await work()
      return
    } catch (error) {
      const isBusy = ['EPERM', 'EACCES', 'EBUSY'].includes(systemCode(error) ?? '')
      if (!isBusy || attempt === RENAME_TRIES) throw error
      await pause(Math.min(2 ** attempt, RENAME_LONGEST_WAIT_MS))
    }
  }
}
