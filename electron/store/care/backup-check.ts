import { createHash } from 'node:crypto'
import { Fault } from '../../../domain/fault.ts'
import type { Files } from '../files/files.ts'
import { manifestEntries } from './backup-manifest.ts'
import { type BackupSnapshot, listSnapshots, type Medium, objectPath, readSnapshot } from './backup-medium.ts'

const PIECE_BYTES = 1_048_576

/** What is wrong with a backup. `file` is the name at rest, which says nothing of content. */
export interface BackupFault {
  readonly code: 'no-snapshot' | 'manifest-damaged' | 'object-missing' | 'object-damaged'
  readonly file: string
}

export interface BackupVerdict {
  readonly snapshot: BackupSnapshot | null
  readonly faults: readonly BackupFault[]
  readonly files: number
  readonly bytes: number
}

export interface BackupCheckOptions {
  /** The latest where nothing is said. */
  readonly snapshot?: string
  readonly onProgress?: (progress: { readonly filesDone: number; readonly filesTotal: number }) => void
  readonly signal?: AbortSignal
}

/**
 * Reads every byte of one snapshot and compares it with its manifest; needs no passphrase. Lists every fault. A damaged
 * manifest is told and the one before it is taken, so that the newest backup that can be restored is found.
 * @throws Fault 'newer-version', 'medium-lost', 'cancelled'
 */
export async function checkBackup(medium: Medium, options: BackupCheckOptions = {}): Promise<BackupVerdict> {
  const faults: BackupFault[] = []
  const names = options.snapshot === undefined ? await listSnapshots(medium) : [options.snapshot]
  for (const name of names) {
    const snapshot = await snapshotOrNull(medium, name)
    if (snapshot === null) faults.push({ code: 'manifest-damaged', file: name })
    else return { snapshot, ...(await checkObjects(medium, snapshot, { ...options, faults })) }
  }
  if (faults.length === 0) faults.push({ code: 'no-snapshot', file: '' })
  return { snapshot: null, faults, files: 0, bytes: 0 }
}

async function snapshotOrNull(medium: Medium, name: string): Promise<BackupSnapshot | null> {
  try {
    return await readSnapshot(medium, name)
  } catch (error) {
    if (error instanceof Fault && error.code === 'damaged') return null
    throw error
  }
}

async function checkObjects(
  medium: Medium,
  { file, foot }: BackupSnapshot,
  { faults, onProgress, signal }: BackupCheckOptions & { readonly faults: BackupFault[] },
): Promise<Pick<BackupVerdict, 'faults' | 'files' | 'bytes'>> {
  let filesDone = 0
  let bytes = 0
  for await (const entry of manifestEntries(medium.files, file)) {
    if (signal?.aborted) throw new Fault('cancelled', 'the check of the backup was cancelled')
    const found = await hashFile(medium.files, objectPath(medium, entry.sha256))
    if (found === null) faults.push({ code: 'object-missing', file: entry.path })
    else if (found.sha256 !== entry.sha256 || found.sizeBytes !== entry.sizeBytes) {
      faults.push({ code: 'object-damaged', file: entry.path })
    } else bytes += entry.sizeBytes
    filesDone += 1
    onProgress?.({ filesDone, filesTotal: foot.files })
  }
  return { faults, files: filesDone, bytes }
}

/** Null where there is no such file. */
async function hashFile(
  files: Files,
  path: string,
): Promise<{ readonly sha256: string; readonly sizeBytes: number } | null> {
  const file = await files.open(path, 'read')
  if (file === null) return null
  try {
    const hash = createHash('sha256')
    let sizeBytes = 0
    for (;;) {
      const piece = await file.read(PIECE_BYTES, sizeBytes)
      if (piece.length === 0) return { sha256: hash.digest('hex'), sizeBytes }
      hash.update(piece)
      sizeBytes += piece.length
    }
  } finally {
    await file.close()
  }
}
