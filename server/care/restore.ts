import { copyFile, readdir, rmdir } from 'node:fs/promises'
import path from 'node:path'
import { Fault } from '../../domain/fault.ts'
import { createServerNotes } from '../audit/server-notes.ts'
import { createSqlAuditLog } from '../audit/sql-audit-log.ts'
import { openIdentity } from '../identity/server-identity.ts'
import type { Log } from '../log.ts'
import { isMissing, makeFolderDurably, renameDurably, syncFile } from '../store/durable-file.ts'
import { openStores } from '../store/open-stores.ts'
import { renewIncarnations } from '../store/registry.ts'
import { type BackupManifest, blobPlace, verifyBackup } from './backup-manifest.ts'

interface RestorePlan {
  readonly from: string
  /** Missing or empty. */
  readonly dataFolder: string
  readonly clock: () => number
  readonly log: Log
}

/**
 * Makes a data folder of a backup after every byte of it was checked. A new epoch begins, so that stations send again what
 * they sent after the backup was made (I15).
 * @throws Fault 'damaged', 'newer-version', 'conflict' where the data folder holds something
 */
export async function restoreBackup({ from, dataFolder, clock, log }: RestorePlan): Promise<BackupManifest> {
  const manifest = await verifyBackup(from)
  const entries = await entriesOf(dataFolder)
  if (entries !== null && entries.length > 0) throw new Fault('conflict', 'the data folder is not empty')
  // Under another name until it is whole: a restore that was cut off leaves nothing that could be started.
  const unfinished = `${path.resolve(dataFolder)}.restoring`
  await makeFolderDurably(unfinished)
  if (((await entriesOf(unfinished)) ?? []).length > 0) {
    throw new Fault('conflict', 'an earlier restore was cut off; remove what it left')
  }
  for (const { name } of manifest.files) await copyInto(path.join(from, name), path.join(unfinished, name))
  for (const blob of manifest.blobs) await copyInto(blobPlace(from, blob), blobPlace(unfinished, blob))
  await beginEpoch(unfinished, manifest, { clock, log })
  // Empty, as was seen above; nothing is renamed over a folder on every system.
  if (entries !== null) await rmdir(dataFolder)
  await renameDurably(unfinished, path.resolve(dataFolder))
  return manifest
}

/** The names in a folder, or null where there is none. */
async function entriesOf(folder: string): Promise<readonly string[] | null> {
  try {
    return await readdir(folder)
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
}

async function copyInto(from: string, to: string): Promise<void> {
  await makeFolderDurably(path.dirname(to))
  await copyFile(from, to)
  await syncFile(to)
}

async function beginEpoch(
  dataFolder: string,
  { time }: BackupManifest,
  { clock, log }: Pick<RestorePlan, 'clock' | 'log'>,
): Promise<void> {
  await openIdentity(dataFolder, true)
  const stores = await openStores({ dataFolder, env: {}, clock, log })
  try {
    await renewIncarnations(stores.db, clock())
    const note = createServerNotes(createSqlAuditLog(stores.db), clock)
    await note('server-restored', { backupOf: time })
  } finally {
    await stores.close()
  }
}
