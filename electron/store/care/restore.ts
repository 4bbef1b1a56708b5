import path from 'node:path'
import { Fault } from '../../../domain/fault.ts'
import { originOf } from '../../../domain/op.ts'
import type { Files } from '../files/files.ts'
import { removeEmptyFolder, removeTree } from '../files/folders.ts'
import { readStation, renewIncarnation } from '../keys/station.ts'
import { headerPath } from '../vault-header.ts'
import { type BackupFault, checkBackup } from './backup-check.ts'
import { type BackupEntry, isAuthentic, manifestEntries } from './backup-manifest.ts'
import { type BackupSnapshot, type Medium, mediumOf, objectPath } from './backup-medium.ts'
import { listOrigins } from './log-scan.ts'
import { type CarePorts, openKeys, workshopFor } from './sealed-folder.ts'

const PIECE_BYTES = 1_048_576
const FOLDERS = ['keys', 'log', 'blobs', 'derived', 'snap', 'settings', 'quarantine', 'tmp']

export interface RestoreOptions {
  /** Folder of the backup. */
  readonly from: string
  /** Where the vault is to be; not there yet, or empty. */
  readonly to: string
  /** A passphrase or recovery code of that time. */
  readonly secret: string
  /** The latest whole one where nothing is said. */
  readonly snapshot?: string
  readonly onProgress?: (progress: RestoreProgress) => void
  readonly signal?: AbortSignal
  /** The file system of the medium. */
  readonly medium?: Files
}

export interface RestoreProgress {
  /** Every byte of the backup is checked before the first is copied. */
  readonly step: 'checking' | 'copying'
  readonly filesDone: number
  readonly filesTotal: number
}

export type RestoreOutcome =
  | { readonly kind: 'restored'; readonly snapshot: string; readonly time: string; readonly files: number }
  /** The backup is damaged: nothing was touched. Every fault is listed. */
  | { readonly kind: 'refused'; readonly faults: readonly BackupFault[] }

/**
 * Makes a vault from a backup, beside its place, and moves it there whole. Its station goes on under a new incarnation.
 * @throws Fault 'conflict' where something is in the place, 'wrong-passphrase', 'invalid-input' for a mistyped code,
 * 'damaged' where the backup is whole but was not made by the vault it claims to be of, 'disk-full', 'medium-lost', 'cancelled'
 */
export async function restoreVault(options: RestoreOptions, ports: CarePorts): Promise<RestoreOutcome> {
  const { to, signal, onProgress = () => {} } = options
  const { files } = workshopFor(to, ports)
  const medium = mediumOf(options.medium ?? files, options.from)
  await assertFree(files, to)
  const verdict = await checkBackup(medium, {
    ...(options.snapshot === undefined ? {} : { snapshot: options.snapshot }),
    ...(signal === undefined ? {} : { signal }),
    onProgress: (progress) => onProgress({ step: 'checking', ...progress }),
  })
  const { snapshot, faults } = verdict
  // An older snapshot is taken in place of a damaged one only where somebody asks for it by its name.
  if (snapshot === null || faults.length > 0) return { kind: 'refused', faults }
  const draft = `${to}.restoring`
  await removeTree(draft)
  try {
    await copyAll({ medium, snapshot, files, draft, options })
    await unlockDraft(draft, snapshot, { secret: options.secret, ports })
    ports.failpoint?.('restore-copied')
    await takePlace(files, draft, to)
    ports.failpoint?.('restore-complete')
  } catch (error) {
    await removeQuietly(draft)
    throw error
  }
  return { kind: 'restored', snapshot: snapshot.name, time: snapshot.head.time, files: verdict.files }
}

async function assertFree(files: Files, to: string): Promise<void> {
  const isTaken = (await files.list(to)).length > 0 || (await files.sizeBytes(headerPath(to))) !== null
  if (isTaken) {
    throw new Fault('conflict', 'there is something in the place of the vault', {
      detail: { reason: 'restore-target' },
    })
  }
}

interface Copying {
  readonly medium: Medium
  readonly snapshot: BackupSnapshot
  readonly files: Files
  readonly draft: string
  readonly options: RestoreOptions
}

async function copyAll({ medium, snapshot, files, draft, options }: Copying): Promise<void> {
  const { signal, onProgress = () => {} } = options
  const made = new Set<string>()
  const make = async (folder: string): Promise<void> => {
    if (made.has(folder)) return
    await files.makeFolder(folder)
    made.add(folder)
  }
  for (const name of FOLDERS) await make(path.join(draft, name))
  let filesDone = 0
  for await (const entry of manifestEntries(medium.files, snapshot.file)) {
    if (signal?.aborted) throw new Fault('cancelled', 'the restoring was cancelled')
    const target = path.join(draft, ...entry.path.split('/'))
    await make(path.dirname(target))
    await copyObject({ medium, files }, entry, target)
    filesDone += 1
    onProgress({ step: 'copying', filesDone, filesTotal: snapshot.foot.files })
  }
  const folders = new Set([...made].flatMap((folder) => [folder, path.dirname(folder)]))
  for (const folder of folders) await files.syncFolder(folder)
}

async function copyObject(
  { medium, files }: Pick<Copying, 'medium' | 'files'>,
  entry: BackupEntry,
  target: string,
): Promise<void> {
  const from = await medium.files.open(objectPath(medium, entry.sha256), 'read')
  if (from === null) throw new Fault('medium-lost', 'an object of the backup went while it was read')
  try {
    const file = await files.create(target)
    try {
      for (let at = 0; at < entry.sizeBytes; ) {
        const piece = await from.read(PIECE_BYTES, at)
        if (piece.length === 0)
          throw new Fault('medium-lost', 'an object of the backup is shorter than it was')
        await file.write(piece, at)
        at += piece.length
      }
      await file.datasync()
    } finally {
      await file.close()
    }
  } finally {
    await from.close()
  }
}

/** Checks with the secret that the backup is what its vault made, and gives the station its new incarnation. */
async function unlockDraft(
  draft: string,
  { head, foot }: BackupSnapshot,
  { secret, ports }: { readonly secret: string; readonly ports: CarePorts },
): Promise<void> {
  const sealed = await openKeys(draft, secret, { ports })
  try {
    const { header, keys, workshop } = sealed
    if (header.id !== head.vault || !isAuthentic(foot, keys.backup)) {
      throw new Fault('damaged', 'the manifest was not made by this vault', {
        detail: { part: 'backup', reason: 'backup' },
      })
    }
    const { id } = await readStation(workshop.files, draft, keys.station)
    const taken = new Set(await listOrigins(workshop.files, path.join(draft, 'log')))
    await renewIncarnation(workshop, draft, {
      key: keys.station,
      isTaken: (incarnation) => taken.has(originOf({ s: id, i: incarnation })),
    })
  } finally {
    sealed.close()
  }
}

async function takePlace(files: Files, draft: string, to: string): Promise<void> {
  // An empty folder may be in the way; one with something in it was refused.
  await removeEmptyFolder(to)
  await files.rename(draft, to)
  await files.syncFolder(path.dirname(to))
}

async function removeQuietly(folder: string): Promise<void> {
  try {
    await removeTree(folder)
  } catch {
    // The failure that led here is the one to tell; what is left is removed when restoring is tried again.
  }
}
