import path from 'node:path'
import { type Files, type OpenFile, translateSystemError } from '../../electron/store/files/files.ts'
import { whenFree } from '../../electron/store/files/node-files.ts'

/** What a power cut leaves of the last write that was not synced. */
export type TornWrite = 'nothing' | 'half' | 'half-then-zeros' | 'everything'

/** What a disk, its rights or another program answer. */
export type DiskError = 'ENOSPC' | 'EIO' | 'EPERM' | 'EBUSY'
/** The calls of one kind are counted apart: `sync` is of files and folders, `other` makes, opens, cuts and removes. */
export type CallKind = 'write' | 'sync' | 'rename' | 'other'

/** A file system in memory that forgets what was not synced and can be made to fail. */
export interface FaultyFiles extends Files {
  /** Calls so far that could have failed. */
  readonly calls: number
  callsOf(kind: CallKind): number
  /** Fails one of these calls, counted from 1, with an error of the system; a write that fails has written half. */
  failAt(call: number, code: DiskError): void
  /** Fails one call of a kind, counted from 1, and so many of them. */
  failKindAt(kind: CallKind, call: number, how: { readonly code: DiskError; readonly times?: number }): void
  /** Fails every call from now on, as a disk that is gone does. */
  failAlways(code: DiskError | null): void
  /** Forgets every name and byte that was not made durable. */
  cutPower(torn?: TornWrite): void
  /** Changes a file behind the back of whoever uses it. */
  alter(path: string, change: (bytes: Uint8Array) => Uint8Array): void
  /** Every file with its content. */
  entries(): readonly (readonly [path: string, bytes: Uint8Array])[]
}

interface Inode {
  live: Uint8Array
  synced: Uint8Array
  unsynced: ((bytes: Uint8Array, torn: TornWrite) => Uint8Array)[]
}
type Entry = Inode | 'folder'

/** @param platform on `win32` a rename is tried again while its file is held, as `createNodeFiles` does, but at once */
export function createFaultyFiles(root: string, platform: NodeJS.Platform = 'linux'): FaultyFiles {
  const names = new Map<string, Entry>([[root, 'folder']])
  const durable = new Map<string, Entry>([[root, 'folder']])
  const faults = createFaults()
  const fileAt = (file: string): Inode | null => {
    const entry = names.get(file)
    return entry === undefined || entry === 'folder' ? null : entry
  }
  const addName = (file: string, entry: Entry): void => {
    if (names.get(path.dirname(file)) !== 'folder') throw systemError('ENOENT')
    names.set(file, entry)
  }
  return {
    get calls() {
      return faults.calls
    },
    callsOf: faults.callsOf,
    failAt: faults.failAt,
    failKindAt: faults.failKindAt,
    failAlways: faults.failAlways,
    open: (file) =>
      faults.guard('other', () => {
        const inode = fileAt(file)
        return inode === null ? null : openFile(inode, faults)
      }),
    create: (file) =>
      faults.guard('other', () => {
        if (names.has(file)) throw systemError('EEXIST')
        const inode: Inode = { live: new Uint8Array(0), synced: new Uint8Array(0), unsynced: [] }
        addName(file, inode)
        return openFile(inode, faults)
      }),
    read: async (file) => fileAt(file)?.live.slice() ?? null,
    sizeBytes: async (file) => fileAt(file)?.live.length ?? null,
    list: async (folder) =>
      childrenOf(names, folder)
        .map((child) => path.basename(child))
        .sort(),
    makeFolder: (folder) =>
      faults.guard('other', () => {
        for (let at = folder, missing: string[] = []; ; at = path.dirname(at)) {
          if (names.has(at)) {
            for (const each of missing) names.set(each, 'folder')
            return
          }
          missing = [at, ...missing]
        }
      }),
    rename: (from, to) => {
      const rename = (): Promise<void> =>
        faults.guardRaw('rename', () => {
          const inode = fileAt(from)
          if (inode === null) throw systemError('ENOENT')
          addName(to, inode)
          names.delete(from)
        })
      return translated(() => (platform === 'win32' ? whenFree(rename, async () => {}) : rename()))
    },
    remove: (file) =>
      faults.guard('other', () => {
        names.delete(file)
      }),
    syncFolder: (folder) =>
      faults.guard('sync', () => {
        for (const child of childrenOf(durable, folder)) if (!names.has(child)) durable.delete(child)
        for (const child of childrenOf(names, folder)) durable.set(child, names.get(child) ?? 'folder')
      }),
    cutPower: (torn = 'nothing') => {
      names.clear()
      const reachable = (file: string): boolean =>
        file === root || (durable.has(file) && reachable(path.dirname(file)))
      for (const [file, entry] of durable) {
        if (!reachable(file)) continue
        if (entry !== 'folder') crash(entry, torn)
        names.set(file, entry)
      }
    },
    alter: (file, change) => {
      const inode = fileAt(file)
      if (inode === null) throw systemError('ENOENT')
      inode.live = change(inode.live.slice())
      inode.synced = inode.live
    },
    entries: () =>
      [...names].flatMap(([file, entry]) => (entry === 'folder' ? [] : [[file, entry.live] as const])),
  }
}

function childrenOf(names: ReadonlyMap<string, Entry>, folder: string): readonly string[] {
  return [...names.keys()].filter((name) => name !== folder && path.dirname(name) === folder)
}

type Faults = ReturnType<typeof createFaults>

function createFaults() {
  const counts: Record<CallKind, number> = { write: 0, sync: 0, rename: 0, other: 0 }
  const state = { calls: 0, failing: new Map<string, DiskError>(), always: null as DiskError | null }
  /** Runs a call, or fails it after what a failing call may leave behind, as the system tells it. */
  const guardRaw = async <T>(kind: CallKind, work: () => T, beforeFailing = () => {}): Promise<T> => {
    state.calls += 1
    counts[kind] += 1
    const planned = state.failing.get(`${state.calls}`) ?? state.failing.get(`${kind} ${counts[kind]}`)
    const code = state.always ?? planned
    if (code !== undefined) {
      beforeFailing()
      throw systemError(code)
    }
    return work()
  }
  return {
    get calls() {
      return state.calls
    },
    callsOf: (kind: CallKind) => counts[kind],
    failAt: (call: number, code: DiskError) => {
      state.failing.set(`${call}`, code)
    },
    failKindAt: (kind: CallKind, call: number, { code, times = 1 }: { code: DiskError; times?: number }) => {
      for (let at = call; at < call + times; at += 1) state.failing.set(`${kind} ${at}`, code)
    },
    failAlways: (code: DiskError | null) => {
      state.always = code
    },
    guardRaw,
    guard: <T>(kind: CallKind, work: () => T, beforeFailing?: () => void): Promise<T> =>
      translated(() => guardRaw(kind, work, beforeFailing)),
  }
}

async function translated<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw translateSystemError(error)
  }
}

function openFile(inode: Inode, faults: Faults): OpenFile {
  const write = (bytes: Uint8Array, position: number): void => {
    inode.live = overlay(inode.live, bytes, position)
    inode.unsynced.push((before, torn) => tear(before, { bytes, position }, torn))
  }
  return {
    read: async (length, position) => inode.live.slice(position, position + length),
    write: (bytes, position) => {
      const copy = Uint8Array.from(bytes)
      return faults.guard(
        'write',
        () => write(copy, position),
        () => write(copy.subarray(0, copy.length >> 1), position),
      )
    },
    datasync: () =>
      faults.guard('sync', () => {
        inode.synced = inode.live
        inode.unsynced = []
      }),
    truncate: (sizeBytes) =>
      faults.guard('other', () => {
        inode.live = resize(inode.live, sizeBytes)
        inode.unsynced.push((before) => resize(before, sizeBytes))
      }),
    sizeBytes: async () => inode.live.length,
    close: async () => {},
  }
}

/** Writes that were not synced are lost, but for what is left of the last one. */
function crash(inode: Inode, torn: TornWrite): void {
  const { unsynced } = inode
  const kept = torn === 'nothing' ? [] : unsynced
  inode.live = kept.reduce(
    (bytes, apply, index) => apply(bytes, index === kept.length - 1 ? torn : 'everything'),
    inode.synced,
  )
  inode.synced = inode.live
  inode.unsynced = []
}

function tear(
  before: Uint8Array,
  { bytes, position }: { readonly bytes: Uint8Array; readonly position: number },
  torn: TornWrite,
): Uint8Array {
  const half = bytes.subarray(0, bytes.length >> 1)
  if (torn === 'half') return overlay(before, half, position)
  if (torn === 'half-then-zeros') return resize(overlay(before, half, position), position + bytes.length)
  return overlay(before, bytes, position)
}

function overlay(before: Uint8Array, bytes: Uint8Array, position: number): Uint8Array {
  const after = resize(before, Math.max(before.length, position + bytes.length))
  after.set(bytes, position)
  return after
}

function resize(before: Uint8Array, sizeBytes: number): Uint8Array {
  const after = new Uint8Array(sizeBytes)
  after.set(before.subarray(0, sizeBytes))
  return after
}

function systemError(code: string): Error {
  return Object.assign(new Error(code), { code })
}
