import path from 'node:path'
import { Fault } from '../../../domain/fault.ts'
import type { Origin } from '../../../domain/op.ts'
import { shelfPath } from '../blobs/blob-shelves.ts'
import type { Files } from '../files/files.ts'
import { discard, replaceFile, type Workshop } from '../files/replace-file.ts'
import { segmentPath } from '../log/segment-files.ts'
import { type BackupFault, checkBackup } from './backup-check.ts'
import { type BackupEntry, isAuthentic, manifestEntries } from './backup-manifest.ts'
import { type BackupSnapshot, type Medium, mediumOf, objectPath } from './backup-medium.ts'
import { originBytes, scanOrigin } from './log-scan.ts'
import { type CarePorts, type SealedFolder, unlockFolder } from './sealed-folder.ts'

const PIECE_BYTES = 1_048_576

export interface RepairOptions {
  readonly folder: string
  readonly secret: string
  /** Folder of the backup. */
  readonly from: string
  readonly snapshot?: string
  readonly onProgress?: (progress: { readonly filesDone: number; readonly filesTotal: number }) => void
  readonly signal?: AbortSignal
  readonly medium?: Files
}

export type RepairOutcome =
  | { readonly kind: 'refused'; readonly faults: readonly BackupFault[] }
  | {
      readonly kind: 'repaired'
      /** Blobs that were damaged or missing and are whole now. */
      readonly blobs: number
      readonly segments: readonly { readonly origin: Origin; readonly segment: number }[]
      /** Logs that are still damaged: the backup is older than what was lost. */
      readonly unrepaired: readonly { readonly origin: Origin; readonly n: number }[]
    }

/**
 * Puts back what is damaged or missing from a backup of the same vault, which is checked whole before anything is touched.
 * What was damaged stays in the quarantine, and what was written after the backup is kept.
 * @throws as `unlockFolder` does, and 'damaged' where the backup is of another vault
 */
export async function repairVault(options: RepairOptions, ports: CarePorts): Promise<RepairOutcome> {
  const { folder, secret, from, snapshot: wanted, signal } = options
  const sealed = await unlockFolder(folder, secret, ports)
  try {
    const medium = mediumOf(options.medium ?? sealed.workshop.files, from)
    const { snapshot, faults } = await checkBackup(medium, {
      ...(wanted === undefined ? {} : { snapshot: wanted }),
      ...(signal === undefined ? {} : { signal }),
    })
    if (snapshot === null || faults.length > 0) return { kind: 'refused', faults }
    if (snapshot.head.vault !== sealed.header.id || !isAuthentic(snapshot.foot, sealed.keys.backup)) {
      throw new Fault('damaged', 'the backup is not of this vault', {
        detail: { part: 'backup', reason: 'backup' },
      })
    }
    return await repair({ sealed, medium, snapshot, options })
  } finally {
    sealed.close()
  }
}

interface Repairing {
  readonly sealed: SealedFolder
  readonly medium: Medium
  readonly snapshot: BackupSnapshot
  readonly options: RepairOptions
}

async function repair(run: Repairing): Promise<Extract<RepairOutcome, { kind: 'repaired' }>> {
  const { files, tmp } = run.sealed.workshop
  for (const folder of [tmp, path.join(run.sealed.folder, 'quarantine')]) await files.makeFolder(folder)
  const { blobs, kept } = await repairBlobs(run)
  const segments: { origin: Origin; segment: number }[] = []
  const unrepaired: { origin: Origin; n: number }[] = []
  for (const [origin, entries] of kept) {
    const outcome = await repairOrigin(run, origin, entries)
    segments.push(...outcome.replaced.map((segment) => ({ origin, segment })))
    if (outcome.damagedFrom !== null) unrepaired.push({ origin, n: outcome.damagedFrom })
  }
  return { kind: 'repaired', blobs, segments, unrepaired }
}

type KeptSegments = ReadonlyMap<Origin, ReadonlyMap<number, BackupEntry>>

/** Goes through the snapshot once: blobs are put back, segments are noted. */
async function repairBlobs(run: Repairing): Promise<{ readonly blobs: number; readonly kept: KeptSegments }> {
  const { medium, snapshot, options } = run
  const kept = new Map<Origin, Map<number, BackupEntry>>()
  let blobs = 0
  let filesDone = 0
  for await (const entry of manifestEntries(medium.files, snapshot.file)) {
    if (options.signal?.aborted) throw new Fault('cancelled', 'the repair was cancelled')
    const [part, origin = '', name = ''] = entry.path.split('/')
    if (part === 'blobs') blobs += Number(await repairBlob(run, entry, name))
    if (part === 'log') {
      const segments = kept.get(origin) ?? new Map<number, BackupEntry>()
      kept.set(origin, segments.set(Number.parseInt(name, 10), entry))
    }
    filesDone += 1
    options.onProgress?.({ filesDone, filesTotal: snapshot.foot.files })
  }
  return { blobs, kept }
}

/** Stores the sealed file again as it was: it has the same name and key. */
async function repairBlob({ sealed, medium }: Repairing, entry: BackupEntry, name: string): Promise<boolean> {
  const { workshop, folder, blobs } = sealed
  const verdict = await blobs.shelves.verify(name)
  if (verdict.kind === 'whole') return false
  if (verdict.kind === 'damaged') await blobs.shelves.quarantine(name)
  const target = shelfPath(path.join(folder, 'blobs'), name)
  await workshop.files.makeFolder(path.dirname(target))
  await workshop.files.syncFolder(path.join(folder, 'blobs'))
  const draft = path.join(workshop.tmp, workshop.createId())
  try {
    await copyTo(workshop, draft, { medium, entry })
    await workshop.files.rename(draft, target)
  } catch (error) {
    await discard(workshop.files, draft)
    throw error
  }
  await workshop.files.syncFolder(path.dirname(target))
  workshop.failpoint('repair-blob-replaced')
  return true
}

async function copyTo(
  { files }: Workshop,
  draft: string,
  { medium, entry }: { readonly medium: Medium; readonly entry: BackupEntry },
): Promise<void> {
  const from = await openObject(medium, entry)
  try {
    const file = await files.create(draft)
    try {
      for (let at = 0; at < entry.sizeBytes; ) {
        const piece = await from.read(PIECE_BYTES, at)
        if (piece.length === 0) throw lost()
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

async function openObject(medium: Medium, entry: BackupEntry) {
  const file = await medium.files.open(objectPath(medium, entry.sha256), 'read')
  if (file === null) throw lost()
  return file
}

function lost(): Fault {
  return new Fault('medium-lost', 'an object of the backup went while it was read')
}

/**
 * A segment only ever grew, so its copy in the backup is how it began: laid over the damaged one, what was written since
 * stays. It replaces the segment only where the log reads further with it than without.
 */
async function repairOrigin(
  { sealed, medium }: Repairing,
  origin: Origin,
  entries: ReadonlyMap<number, BackupEntry>,
): Promise<{ readonly replaced: readonly number[]; readonly damagedFrom: number | null }> {
  const { workshop, keys, folder } = sealed
  const logFolder = path.join(folder, 'log')
  const place = await originBytes(workshop.files, logFolder, { origin, key: keys.log })
  const before = await scanOrigin(place)
  const isShort = [...entries.keys()].some((segment) => !place.segments.includes(segment))
  if (before.faults.length === 0 && !isShort && !isCut(before.end, entries)) {
    return { replaced: [], damagedFrom: null }
  }
  const laidOver = async (segment: number): Promise<Uint8Array | null> => {
    const held = await place.read(segment)
    const entry = entries.get(segment)
    const kept = entry === undefined ? null : await medium.files.read(objectPath(medium, entry.sha256))
    if (kept === null || held === null) return kept ?? held
    return kept.length >= held.length ? kept : Buffer.concat([kept, held.subarray(kept.length)])
  }
  const segments = [...new Set([...place.segments, ...entries.keys()])].sort((a, b) => a - b)
  const after = await scanOrigin({ ...place, segments, read: laidOver })
  if (after.n <= before.n) return { replaced: [], damagedFrom: damagedFrom(before) }
  const replaced: number[] = []
  for (const segment of segments) {
    const bytes = await laidOver(segment)
    const held = await place.read(segment)
    if (bytes === null || (held !== null && Buffer.from(held).equals(bytes))) continue
    if (held !== null) await keepDamaged(sealed, `${origin}-${segment}`, held)
    await workshop.files.makeFolder(path.join(logFolder, origin))
    await replaceFile(workshop, segmentPath(path.join(logFolder, origin), segment), bytes)
    workshop.failpoint('repair-segment-replaced')
    replaced.push(segment)
  }
  return { replaced, damagedFrom: damagedFrom(after) }
}

/** Does the log end before what the backup holds of it? */
function isCut(
  end: { readonly segment: number; readonly bytes: number } | null,
  entries: ReadonlyMap<number, BackupEntry>,
): boolean {
  const last = end === null ? undefined : entries.get(end.segment)
  return end === null ? entries.size > 0 : last !== undefined && last.sizeBytes > end.bytes
}

function damagedFrom({ faults }: { readonly faults: readonly { readonly n: number }[] }): number | null {
  return faults[0]?.n ?? null
}

async function keepDamaged(
  { workshop, folder }: SealedFolder,
  name: string,
  bytes: Uint8Array,
): Promise<void> {
  const { files, createId } = workshop
  const quarantine = path.join(folder, 'quarantine')
  const file = await files.create(path.join(quarantine, `${name}-${createId()}.log`))
  try {
    await file.write(bytes, 0)
    await file.datasync()
  } finally {
    await file.close()
  }
  await files.syncFolder(quarantine)
}
