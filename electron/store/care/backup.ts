import { createHash } from 'node:crypto'
import path from 'node:path'
import { Fault } from '../../../domain/fault.ts'
import type { Origin, Vector } from '../../../domain/op.ts'
import { PROGRAM_VERSION } from '../../../domain/program-version.ts'
import type { ReachFailpoint } from '../files/failpoint.ts'
import type { Files, OpenFile } from '../files/files.ts'
import { discard } from '../files/replace-file.ts'
import { type BackupEntry, manifestEntries, writeManifest } from './backup-manifest.ts'
import { latestOwn, type Medium, mediumOf, objectPath, snapshotName } from './backup-medium.ts'
import { type PlannedFile, planBackup } from './backup-plan.ts'

const PIECE_BYTES = 1_048_576

/** A vault that is backed up, open or at rest. */
export interface BackupSource {
  readonly files: Files
  readonly folder: string
  readonly vault: string
  readonly key: Uint8Array
  /** What was acknowledged of each origin. */
  readonly vector: () => Vector
  /** Origins whose log is known to be damaged. */
  readonly damaged: () => readonly Origin[]
  readonly createId: () => string
  readonly nowMs: () => number
  readonly failpoint: ReachFailpoint
}

export interface BackupProgress {
  readonly filesDone: number
  readonly filesTotal: number
  readonly bytesDone: number
}

export interface BackupOptions {
  readonly onProgress?: (progress: BackupProgress) => void
  readonly signal?: AbortSignal
  /** The file system of the medium. */
  readonly files?: Files
}

export interface BackupSummary {
  readonly snapshot: string
  /** ISO 8601 instant. */
  readonly time: string
  readonly copiedFiles: number
  readonly copiedBytes: number
  readonly keptFiles: number
  readonly keptBytes: number
  readonly damaged: readonly Origin[]
}

/**
 * Copies a vault as it lies sealed into a folder, adding only what is new there. The manifest comes last, so a stick that
 * is pulled leaves the backups before this one valid and this one absent.
 * @throws Fault 'disk-full', 'no-rights', 'read-only', 'file-too-large', 'medium-lost', 'cancelled', 'damaged'
 */
export async function backUp(
  source: BackupSource,
  folder: string,
  options: BackupOptions = {},
): Promise<BackupSummary> {
  const medium = mediumOf(options.files ?? source.files, folder)
  assertOutside(source.folder, medium.root)
  await makeMedium(medium)
  const vector = source.vector()
  const plan = await planBackup(source.files, source.folder, vector)
  const before = await latestOwn(medium, source.vault, source.key)
  const time = new Date(source.nowMs()).toISOString()
  const name = snapshotName(time, source.createId())
  const draft = path.join(medium.snapshots, `${name}.tmp`)
  const run: BackupRun = {
    source,
    medium,
    known: before === null ? noEntries() : manifestEntries(medium.files, before.file),
    ahead: null,
    touched: new Set(),
    sums: { copiedFiles: 0, copiedBytes: 0, keptFiles: 0, keptBytes: 0 },
    signal: options.signal,
  }
  const file = await medium.files.create(draft)
  try {
    const head = { vault: source.vault, time, program: PROGRAM_VERSION, vector: { ...vector } }
    const manifest = await writeManifest(file, source.key, { ...head, damaged: [...source.damaged()] })
    for await (const planned of plan.files()) {
      await manifest.add(await keepFile(run, planned))
      options.onProgress?.(progressOf(run, plan.count))
    }
    for (const shelf of run.touched) await medium.files.syncFolder(shelf)
    if (run.touched.size > 0) await medium.files.syncFolder(path.join(medium.root, 'objects'))
    await manifest.finish()
    source.failpoint('backup-manifest-written')
    await file.close()
    await medium.files.rename(draft, path.join(medium.snapshots, name))
    await medium.files.syncFolder(medium.snapshots)
    source.failpoint('backup-complete')
  } catch (error) {
    await closeQuietly(file)
    await discard(medium.files, draft)
    throw error
  } finally {
    await run.known.return(undefined)
  }
  return { snapshot: name, time, ...run.sums, damaged: source.damaged() }
}

interface BackupRun {
  readonly source: BackupSource
  readonly medium: Medium
  /** Files of the snapshot before, in the same order as ours. */
  readonly known: AsyncGenerator<BackupEntry>
  ahead: BackupEntry | null
  /** Folders of the medium with new names in them. */
  readonly touched: Set<string>
  readonly sums: { copiedFiles: number; copiedBytes: number; keptFiles: number; keptBytes: number }
  readonly signal: AbortSignal | undefined
}

async function* noEntries(): AsyncGenerator<BackupEntry> {}

function progressOf({ sums }: BackupRun, filesTotal: number): BackupProgress {
  return {
    filesDone: sums.copiedFiles + sums.keptFiles,
    filesTotal,
    bytesDone: sums.copiedBytes + sums.keptBytes,
  }
}

/** A backup inside the vault would go with it, and would hold itself. */
function assertOutside(vaultFolder: string, root: string): void {
  const between = path.relative(vaultFolder, root)
  if (between.startsWith('..') || path.isAbsolute(between)) return
  throw new Fault('invalid-input', 'the backup would lie inside the vault', {
    detail: { reason: 'inside-vault' },
  })
}

async function makeMedium({ files, root, snapshots }: Medium): Promise<void> {
  await files.makeFolder(path.join(root, 'objects'))
  await files.makeFolder(snapshots)
  await files.syncFolder(root)
  await files.syncFolder(path.dirname(root))
  for (const folder of [snapshots, path.join(root, 'objects')]) {
    // What a run left that was cut off.
    for (const name of await files.list(folder)) {
      if (name.endsWith('.tmp')) await files.remove(path.join(folder, name))
    }
  }
}

/**
 * Blobs never change and segments only grow, so what has the same name and size as in the snapshot before is the same; its
 * object is kept, which may be better than what lies in the vault today.
 */
async function keepFile(run: BackupRun, planned: PlannedFile): Promise<BackupEntry> {
  if (run.signal?.aborted) throw new Fault('cancelled', 'the backup was cancelled')
  const { sums, medium } = run
  const isImmutable = 'file' in planned.content
  const before = await entryAt(run, planned.path)
  if (isImmutable && before !== null && before.sizeBytes === planned.sizeBytes) {
    if ((await medium.files.sizeBytes(objectPath(medium, before.sha256))) === before.sizeBytes) {
      sums.keptFiles += 1
      sums.keptBytes += before.sizeBytes
      return before
    }
  }
  const { sha256, isNew } = await storeObject(run, planned)
  sums[isNew ? 'copiedFiles' : 'keptFiles'] += 1
  sums[isNew ? 'copiedBytes' : 'keptBytes'] += planned.sizeBytes
  return { path: planned.path, sizeBytes: planned.sizeBytes, sha256 }
}

async function entryAt(run: BackupRun, wanted: string): Promise<BackupEntry | null> {
  while (run.ahead === null || run.ahead.path < wanted) {
    const next = await run.known.next()
    if (next.done) return null
    run.ahead = next.value
  }
  return run.ahead.path === wanted ? run.ahead : null
}

async function storeObject(
  run: BackupRun,
  { content, sizeBytes }: PlannedFile,
): Promise<{ readonly sha256: string; readonly isNew: boolean }> {
  const { medium, source, signal } = run
  if ('bytes' in content) {
    const sha256 = createHash('sha256').update(content.bytes).digest('hex')
    const held = await medium.files.read(objectPath(medium, sha256))
    if (held !== null && Buffer.from(held).equals(content.bytes)) return { sha256, isNew: false }
  }
  const draft = path.join(medium.root, 'objects', `${source.createId()}.tmp`)
  try {
    const hash = createHash('sha256')
    const file = await medium.files.create(draft)
    try {
      let at = 0
      for await (const piece of piecesOf(source.files, { content, sizeBytes })) {
        if (signal?.aborted) throw new Fault('cancelled', 'the backup was cancelled')
        hash.update(piece)
        await file.write(piece, at)
        at += piece.length
      }
      source.failpoint('backup-object-written')
      await file.datasync()
    } finally {
      await file.close()
    }
    const sha256 = hash.digest('hex')
    const target = objectPath(medium, sha256)
    await medium.files.makeFolder(path.dirname(target))
    await medium.files.rename(draft, target)
    run.touched.add(path.dirname(target))
    source.failpoint('backup-object-stored')
    return { sha256, isNew: true }
  } catch (error) {
    await discard(medium.files, draft)
    throw error
  }
}

async function* piecesOf(
  files: Files,
  { content, sizeBytes }: Omit<PlannedFile, 'path'>,
): AsyncGenerator<Uint8Array> {
  if ('bytes' in content) {
    yield content.bytes
    return
  }
  const file = await files.open(content.file, 'read')
  if (file === null) throw gone()
  try {
    for (let at = 0; at < sizeBytes; ) {
      const piece = await file.read(Math.min(PIECE_BYTES, sizeBytes - at), at)
      if (piece.length === 0) throw gone()
      at += piece.length
      yield piece
    }
  } finally {
    await file.close()
  }
}

function gone(): Fault {
  return new Fault('damaged', 'a file of the vault went while it was copied', { detail: { part: 'vault' } })
}

async function closeQuietly(file: OpenFile): Promise<void> {
  try {
    await file.close()
  } catch {
    // The failure that led here is the one to tell.
  }
}
