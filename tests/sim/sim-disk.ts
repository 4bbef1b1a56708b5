import path from 'node:path'
import { type Files, type OpenFile, translateSystemError } from '../../electron/store/files/files.ts'

/** A disk in memory that forgets what was not synced when its power is cut, and grows by appending without copying. */
export interface SimDisk extends Files {
  /** After so many more calls that change something, every call fails: the machine is going down. */
  dieAfter(calls: number): void
  /** The power is cut and comes back: names and bytes that were not made durable are gone. */
  cutPower(): void
}

interface SimFile {
  bytes: Uint8Array
  sizeBytes: number
  /** What is durable: the first bytes of the file, or a copy where something durable was written over. */
  syncedBytes: number
  synced: Uint8Array | null
}
type Entries = Map<string, SimFile | 'folder'>

export function createSimDisk(root: string): SimDisk {
  const folders = new Map<string, Entries>([[root, new Map()]])
  const durable = new Map<string, Entries>([[root, new Map()]])
  const state = { callsLeft: Number.POSITIVE_INFINITY }
  const changing = async <T>(work: () => T): Promise<T> => {
    state.callsLeft -= 1
    if (state.callsLeft < 0) throw translateSystemError(Object.assign(new Error('EIO'), { code: 'EIO' }))
    return work()
  }
  const fileAt = (file: string): SimFile | null => {
    const entry = folders.get(path.dirname(file))?.get(path.basename(file))
    return entry === undefined || entry === 'folder' ? null : entry
  }
  const folderOf = (file: string): Entries => {
    const folder = folders.get(path.dirname(file))
    if (folder === undefined) throw Object.assign(new Error('ENOENT'), { code: 'ENOENT' })
    return folder
  }
  return {
    dieAfter: (calls) => {
      state.callsLeft = calls
    },
    cutPower: () => {
      state.callsLeft = Number.POSITIVE_INFINITY
      folders.clear()
      for (const [folder, entries] of durable) folders.set(folder, new Map(entries))
      // The name of a folder can be durable while nothing in it is yet.
      for (const [folder, entries] of durable)
        for (const [name, entry] of entries) {
          const inner = path.join(folder, name)
          if (entry === 'folder' && !folders.has(inner)) folders.set(inner, new Map())
        }
      for (const entries of durable.values())
        for (const entry of entries.values()) if (entry !== 'folder') forgetUnsynced(entry)
    },
    open: (file) =>
      changing(() => {
        const found = fileAt(file)
        return found === null ? null : openFile(found, changing)
      }),
    create: (file) =>
      changing(() => {
        const made: SimFile = { bytes: new Uint8Array(256), sizeBytes: 0, syncedBytes: 0, synced: null }
        folderOf(file).set(path.basename(file), made)
        return openFile(made, changing)
      }),
    read: async (file) => contentOf(fileAt(file)),
    sizeBytes: async (file) => fileAt(file)?.sizeBytes ?? null,
    list: async (folder) => [...(folders.get(folder)?.keys() ?? [])].sort(),
    makeFolder: (folder) =>
      changing(() => {
        for (let at = folder; !folders.has(at); at = path.dirname(at)) folders.set(at, new Map())
        for (let at = folder; at !== root; at = path.dirname(at))
          folderOf(at).set(path.basename(at), 'folder')
      }),
    rename: (from, to) =>
      changing(() => {
        const moved = fileAt(from)
        if (moved === null) throw Object.assign(new Error('ENOENT'), { code: 'ENOENT' })
        folderOf(to).set(path.basename(to), moved)
        folderOf(from).delete(path.basename(from))
      }),
    remove: (file) =>
      changing(() => {
        folders.get(path.dirname(file))?.delete(path.basename(file))
      }),
    syncFolder: (folder) =>
      changing(() => {
        durable.set(folder, new Map(folders.get(folder)))
      }),
  }
}

function contentOf(file: SimFile | null): Uint8Array | null {
  return file === null ? null : file.bytes.slice(0, file.sizeBytes)
}

function openFile(file: SimFile, changing: <T>(work: () => T) => Promise<T>): OpenFile {
  return {
    read: async (length, position) => file.bytes.slice(position, Math.min(file.sizeBytes, position + length)),
    write: (bytes, position) =>
      changing(() => {
        keepSynced(file, position)
        grow(file, position + bytes.length)
        file.bytes.set(bytes, position)
      }),
    datasync: () =>
      changing(() => {
        file.synced = null
        file.syncedBytes = file.sizeBytes
      }),
    truncate: (sizeBytes) =>
      changing(() => {
        keepSynced(file, sizeBytes)
        if (sizeBytes < file.sizeBytes) file.bytes.fill(0, sizeBytes, file.sizeBytes)
        grow(file, sizeBytes)
        file.sizeBytes = sizeBytes
      }),
    sizeBytes: async () => file.sizeBytes,
    close: async () => {},
  }
}

/** Before durable bytes are written over, what they were is set aside until the next sync. */
function keepSynced(file: SimFile, position: number): void {
  if (position < file.syncedBytes && file.synced === null) file.synced = file.bytes.slice(0, file.syncedBytes)
}

function grow(file: SimFile, sizeBytes: number): void {
  if (sizeBytes > file.bytes.length) {
    const larger = new Uint8Array(Math.max(sizeBytes, file.bytes.length * 2))
    larger.set(file.bytes.subarray(0, file.sizeBytes))
    file.bytes = larger
  }
  file.sizeBytes = Math.max(file.sizeBytes, sizeBytes)
}

function forgetUnsynced(file: SimFile): void {
  if (file.synced !== null) file.bytes = file.synced
  else file.bytes.fill(0, file.syncedBytes, file.sizeBytes)
  file.sizeBytes = file.syncedBytes
  file.synced = null
}
