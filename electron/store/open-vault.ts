import path from 'node:path'
import type { ZodType } from 'zod'
import { type FaultReport, reportOf } from '../../domain/fault.ts'
import type { RecordState } from '../../domain/merge.ts'
import type { Edit, RecordId, RecordKind, Vector } from '../../domain/op.ts'
import type { OpBatch } from '../../domain/sync/protocol.ts'
import { type BlobStore, createBlobStore } from './blobs/blob-store.ts'
import { createDerivedCache, type DerivedCache } from './blobs/derived-cache.ts'
import type { Workshop } from './files/replace-file.ts'
import { createSettings, type Setting } from './json/settings.ts'
import type { VaultKeys } from './keys/sealing.ts'
import { originOfStation, type Station } from './keys/station.ts'
import { createOpWriter, type OpWriter } from './log/op-writer.ts'
import { type OpenRecords, openRecords } from './log/open-records.ts'
import type { OriginLog, ReadLimits } from './log/origin-log.ts'
import { openSearchIndex, type SearchIndex } from './search/search-index.ts'

/** After so many ops the snapshots are written, so that no start has to fold more than these. */
const SNAPSHOT_EVERY_OPS = 2000

/** Ops of the own origin without a gap, as they are sent. */
export interface UnsentOps {
  readonly from: number
  readonly to: number
  /** Canonical texts. */
  readonly ops: readonly string[]
  /** Chain hash of the last, base64url. */
  readonly head: string
}

/** Hears which records a durable change touched; `revision` grows with each. */
export type ChangeListener = (ids: readonly RecordId[], revision: number) => void

/** Everything one station holds, open. What resolves is durable. */
export interface Vault {
  readonly id: string
  readonly station: Station
  /** What was found on opening, or went wrong since, that a person must know. */
  readonly notices: readonly FaultReport[]
  /** Sets who is written into the edits that follow. */
  setAuthor(name: string): void
  /** An empty record where nothing is known of it. */
  record(id: RecordId): RecordState
  records(kind: RecordKind): readonly RecordState[]
  /**
   * Saves edits, all of them or none. Each replaces the values that stood in its cell when this was called.
   * @throws Fault 'disk-full', 'read-only', 'invalid-input'; nothing was saved then
   */
  append(edits: readonly Edit[]): Promise<void>
  /** Takes ops of any origin. @throws Fault 'gap', 'fork', 'hash-mismatch', 'server-suspect', 'read-only', 'disk-full' */
  ingest(batch: OpBatch, commune: string): Promise<'taken' | 'known'>
  vector(): Vector
  /** Own ops above a vector, the first even if it is over the limit; null where there are none. */
  unsent(theirs: Vector, limits: ReadLimits): Promise<UnsentOps | null>
  /** Returns what ends the listening. */
  onChange(listener: ChangeListener): () => void
  readonly blobs: BlobStore
  readonly derived: DerivedCache
  settings<T>(name: string, schema: ZodType<T>, fallback: T): Promise<Setting<T>>
  readonly index: SearchIndex
  /** Waits for what is under way. Nothing may be asked of the vault afterwards. */
  close(): Promise<void>
}

/** A vault whose keys are known and whose lock is held. */
export interface UnlockedVault {
  readonly id: string
  readonly folder: string
  readonly workshop: Workshop
  readonly keys: VaultKeys
  readonly station: Station
  /** Released by `close`. */
  readonly lock: { release(): void }
  readonly clock: { nowMs(): number }
}

/** Reads what is on the disk and joins the parts. */
export async function openUnlocked(unlocked: UnlockedVault): Promise<Vault> {
  const { id, folder, workshop, keys, station, lock } = unlocked
  const notices: FaultReport[] = []
  const onNotice = (notice: FaultReport): void => {
    notices.push(notice)
  }
  const records = await openRecords({ folder, workshop, keys, onNotice })
  const index = openSearchIndex({
    path: path.join(folder, 'index.db'),
    key: keys.index,
    failpoint: workshop.failpoint,
  })
  const { parts, closeWriter } = recordParts(unlocked, records, onNotice)
  const close = async (): Promise<void> => {
    try {
      await closeWriter()
      await records.log.close()
      index.close()
    } finally {
      lock.release()
    }
  }
  let closing: Promise<void> | null = null
  return {
    id,
    station,
    notices,
    ...parts,
    ...sealedParts(unlocked, onNotice),
    index,
    close: () => {
      closing ??= close()
      return closing
    },
  }
}

type RecordParts = Pick<
  Vault,
  'setAuthor' | 'record' | 'records' | 'append' | 'ingest' | 'vector' | 'unsent' | 'onChange'
>

function recordParts(
  { station, clock }: UnlockedVault,
  records: OpenRecords,
  onNotice: (notice: FaultReport) => void,
): { readonly parts: RecordParts; readonly closeWriter: () => Promise<void> } {
  const { log, book } = records
  const changes = createChanges()
  let opsSinceSnapshot = 0
  let author = ''
  const writer = createOpWriter({
    station,
    log,
    book,
    clock: records.clock,
    nowMs: () => clock.nowMs(),
    onWritten: (ops) => {
      changes.announce(book.fold(ops))
      opsSinceSnapshot += ops.length
      if (opsSinceSnapshot < SNAPSHOT_EVERY_OPS) return
      opsSinceSnapshot = 0
      void writer.alone(() => saveSnapshots(records, writer, onNotice))
    },
  })
  const parts: RecordParts = {
    setAuthor: (name) => {
      author = name
    },
    record: (of) => book.get(of),
    records: (kind) => book.list(kind),
    append: (edits) => writer.append(edits, author),
    ingest: (batch, commune) => writer.ingest(batch, commune),
    vector: () => log.vector(),
    unsent: (theirs, limits) => unsentOps(log.origin(originOfStation(station)), theirs, limits),
    onChange: (listener) => changes.listen(listener),
  }
  const closeWriter = async (): Promise<void> => {
    await writer.close()
    await saveSnapshots(records, writer, onNotice)
  }
  return { parts, closeWriter }
}

function sealedParts(
  { folder, workshop, keys }: UnlockedVault,
  onNotice: (notice: FaultReport) => void,
): Pick<Vault, 'blobs' | 'derived' | 'settings'> {
  const folderOf = (name: string) => path.join(folder, name)
  const blobs = { workshop, folder: folderOf('blobs'), key: keys.blob, nameKey: keys.blobName }
  const derived = { workshop, folder: folderOf('derived'), key: keys.derived, nameKey: keys.derivedName }
  return {
    blobs: createBlobStore(blobs),
    derived: createDerivedCache(derived),
    settings: createSettings({ workshop, folder: folderOf('settings'), key: keys.settings, onNotice }),
  }
}

async function unsentOps(
  log: OriginLog | null,
  theirs: Vector,
  limits: ReadLimits,
): Promise<UnsentOps | null> {
  const from = log === null ? 1 : (theirs[log.origin] ?? 0) + 1
  if (log === null || from > log.n) return null
  const ops = await log.read(from, limits)
  const last = ops.at(-1)
  return last === undefined ? null : { from, to: last.n, ops: ops.map(({ body }) => body), head: last.hash }
}

/** Snapshots spare time at the next start and hold nothing that is not in the log: a failure is told, not thrown. */
async function saveSnapshots(
  { log, book, snapshots }: OpenRecords,
  writer: OpWriter,
  onNotice: (notice: FaultReport) => void,
): Promise<void> {
  try {
    const points = log.points()
    await snapshots.save({ at: log.vector(), clock: writer.clock, points, records: book.all() })
  } catch (error) {
    onNotice(reportOf(error))
  }
}

function createChanges() {
  const listeners = new Set<ChangeListener>()
  let revision = 0
  return {
    announce: (ids: readonly RecordId[]): void => {
      revision += 1
      const told = revision
      // Before the append is acknowledged, but not inside it: what a listener throws is not the append's failure.
      for (const listener of listeners) queueMicrotask(() => listener(ids, told))
    },
    listen: (listener: ChangeListener): (() => void) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
