import path from 'node:path'
import type { FaultReport } from '../../../domain/fault.ts'
import { type Hlc, witness } from '../../../domain/hlc.ts'
import type { Origin } from '../../../domain/op.ts'
import type { Workshop } from '../files/replace-file.ts'
import { createSnapshots, type Snapshot, type Snapshots } from '../json/snapshots.ts'
import type { VaultKeys } from '../keys/sealing.ts'
import { type OpLog, openOpLog } from './op-log.ts'
import { createRecordBook, type RecordBook } from './record-book.ts'

export interface OpenRecordsOptions {
  readonly folder: string
  readonly workshop: Workshop
  readonly keys: VaultKeys
  readonly onNotice: (notice: FaultReport) => void
}

/** The log, the records folded from it, and the snapshots that spare the next start the folding. */
export interface OpenRecords {
  readonly log: OpLog
  readonly book: RecordBook
  readonly clock: Hlc
  readonly snapshots: Snapshots
}

/** Folds the log, from the snapshots on where they fit and from the first op where they do not. */
export async function openRecords(options: OpenRecordsOptions): Promise<OpenRecords> {
  const snapshots = newSnapshots(options)
  const snapshot = await snapshots.load()
  const found = snapshot === null ? null : await replay(options, snapshots, snapshot)
  const { damaged, ...records } = found ?? (await replayAll(options, snapshot))
  for (const [origin, n] of damaged) {
    options.onNotice({ code: 'damaged', detail: { part: 'log', origin, n } })
  }
  return records
}

type Replayed = OpenRecords & { readonly damaged: ReadonlyMap<Origin, number> }

function newSnapshots({ folder, workshop, keys }: OpenRecordsOptions): Snapshots {
  return createSnapshots({ workshop, folder: path.join(folder, 'snap'), key: keys.snapshot })
}

/** Null where the snapshot does not fit the log. */
async function replay(
  { folder, workshop, keys }: OpenRecordsOptions,
  snapshots: Snapshots,
  snapshot: Snapshot | null,
): Promise<Replayed | null> {
  const book = createRecordBook((before, after) => snapshots.touch(before, after))
  book.restore(snapshot?.records ?? [])
  const damaged = new Map<Origin, number>()
  let clock: Hlc = snapshot?.clock ?? [0, 0]
  const log = await openOpLog({
    files: workshop.files,
    folder: path.join(folder, 'log'),
    key: keys.log,
    quarantine: path.join(folder, 'quarantine'),
    from: snapshot?.points ?? null,
    onOps: (ops) => {
      book.fold(ops)
      for (const op of ops) clock = witness(clock, op.t)
    },
    onDamage: (origin, n) => damaged.set(origin, n),
    failpoint: workshop.failpoint,
  })
  return log === null ? null : { log, book, clock, snapshots, damaged }
}

/**
 * Reads everything. What a snapshot had seen was acknowledged, so a log that ends before it has lost something and is
 * closed for writing: going on would give the same numbers to other ops.
 */
async function replayAll(options: OpenRecordsOptions, misfit: Snapshot | null): Promise<Replayed> {
  const replayed = await replay(options, newSnapshots(options), null)
  if (replayed === null) throw new RangeError('a whole log always fits')
  const damaged = new Map(replayed.damaged)
  for (const [origin, point] of Object.entries(misfit?.points ?? {})) {
    const log = await replayed.log.ensureOrigin(origin)
    if (log.n >= point.n || damaged.has(origin)) continue
    log.block()
    damaged.set(origin, log.n + 1)
  }
  return { ...replayed, damaged }
}
