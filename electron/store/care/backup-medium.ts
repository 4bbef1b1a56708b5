import path from 'node:path'
import { Fault } from '../../../domain/fault.ts'
import { type Files, type OpenFile, systemCode } from '../files/files.ts'
import { type BackupFoot, type BackupHead, isAuthentic, readManifest } from './backup-manifest.ts'

/** What a backup is kept in, below the folder that somebody chose: short names that FAT32 knows. */
const ROOT = 'ho-so-xa-backup'

/** The folder of a backup, with the file system that it lies on. */
export interface Medium {
  readonly files: Files
  readonly root: string
  readonly snapshots: string
}

/** A state of the vault that a backup holds. */
export interface BackupSnapshot {
  readonly name: string
  readonly file: string
  readonly head: BackupHead
  readonly foot: BackupFoot
}

/** Accepts the folder that was chosen for the backup as well as the one inside it. */
export function mediumOf(files: Files, folder: string): Medium {
  const root = path.basename(folder) === ROOT ? folder : path.join(folder, ROOT)
  return { files: faithfulFiles(files), root, snapshots: path.join(root, 'snapshots') }
}

export function objectPath({ root }: Pick<Medium, 'root'>, sha256: string): string {
  return path.join(root, 'objects', sha256.slice(0, 2), sha256)
}

/** `20261122T191500Z-<id>.jsonl`: sorted by name is sorted by time. */
export function snapshotName(time: string, id: string): string {
  return `${time.replace(/[.]\d+Z$/, 'Z').replace(/[-:]/g, '')}-${id.slice(0, 8)}.jsonl`
}

/** Files of complete snapshots, latest first. One that was being written when a stick was pulled is not among them. */
export async function listSnapshots({ files, snapshots }: Medium): Promise<readonly string[]> {
  const names = await files.list(snapshots)
  return names
    .filter((name) => /^\d{8}T\d{6}Z-[0-9a-f-]+[.]jsonl$/.test(name))
    .sort()
    .reverse()
}

/** @throws Fault 'damaged', 'newer-version' */
export async function readSnapshot({ files, snapshots }: Medium, name: string): Promise<BackupSnapshot> {
  const file = path.join(snapshots, name)
  return { name, file, ...(await readManifest(files, file)) }
}

/** The latest snapshot that is whole and of this vault, or null. */
export async function latestOwn(
  medium: Medium,
  vault: string,
  key: Uint8Array,
): Promise<BackupSnapshot | null> {
  for (const name of await listSnapshots(medium)) {
    try {
      const snapshot = await readSnapshot(medium, name)
      if (snapshot.head.vault === vault && isAuthentic(snapshot.foot, key)) return snapshot
    } catch (error) {
      // A damaged manifest is no base to build on; the ones before it may be.
      if (!(error instanceof Fault) || error.code === 'medium-lost') throw error
    }
  }
  return null
}

/** Says of each failure that it is the medium's, not the vault's: a full stick, one that was pulled, a bad sector. */
function faithfulFiles(files: Files): Files {
  return {
    open: (file, access) => told(async () => faithfulFile(await files.open(file, access))),
    create: (file) => told(async () => faithful(await files.create(file))),
    read: (file) => told(() => files.read(file)),
    sizeBytes: (file) => told(() => files.sizeBytes(file)),
    list: (folder) => told(() => files.list(folder)),
    makeFolder: (folder) => told(() => files.makeFolder(folder)),
    rename: (from, to) => told(() => files.rename(from, to)),
    remove: (file) => told(() => files.remove(file)),
    syncFolder: (folder) => told(() => files.syncFolder(folder)),
  }
}

function faithfulFile(file: OpenFile | null): OpenFile | null {
  return file === null ? null : faithful(file)
}

function faithful(file: OpenFile): OpenFile {
  return {
    read: (length, position) => told(() => file.read(length, position)),
    write: (bytes, position) => told(() => file.write(bytes, position)),
    datasync: () => told(() => file.datasync()),
    truncate: (sizeBytes) => told(() => file.truncate(sizeBytes)),
    sizeBytes: () => told(() => file.sizeBytes()),
    close: () => told(() => file.close()),
  }
}

async function told<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (cause) {
    if (cause instanceof Fault) {
      throw new Fault(cause.code, cause.message, { detail: { ...cause.detail, reason: 'backup' }, cause })
    }
    if (systemCode(cause) === 'EFBIG') {
      throw new Fault('file-too-large', 'the file system of the backup takes no file so large', { cause })
    }
    if (systemCode(cause) === null) throw cause
    throw new Fault('medium-lost', `the backup's medium failed: ${systemCode(cause)}`, { cause })
  }
}
