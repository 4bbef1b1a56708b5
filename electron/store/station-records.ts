import { type FaultReport, reportOf } from '../../domain/fault.ts'
import type { RecordState } from '../../domain/merge.ts'
import type { Edit, Origin, RecordId, RecordKind, Vector } from '../../domain/op.ts'
import type { OpBatch } from '../../domain/sync/protocol.ts'
import { originOfStation, ownIncarnations, type Station } from './keys/station.ts'
import type { Catalogue } from './ledger/catalogue.ts'
import { createForkCure, type ForkCureOptions } from './log/fork-cure.ts'
import type { ReadLimits } from './log/log-reading.ts'
import { createOpWriter } from './log/op-writer.ts'
import type { OpenRecords } from './log/open-records.ts'
import type { StoredOp } from './log/segment.ts'

/** After so many ops the witness notes how far the log has come. */
const WITNESS_EVERY_OPS = 2000
/** Of a kind of which there are few, all are read at once. */
const MOST_OF_A_KIND = 1_000_000

/** Ops of one incarnation of this station without a gap, as they are sent. */
export interface UnsentOps {
  readonly incarnation: number
  readonly from: number
  readonly to: number
  /** Canonical texts. */
  readonly ops: readonly string[]
  /** Chain hash of the last, base64url. */
  readonly head: string
}

/** Hears which records a durable change touched; `revision` grows with each. */
export type ChangeListener = (ids: readonly RecordId[], revision: number) => void

export type HistoryOp = Pick<StoredOp, 'op' | 'n' | 'endsGroup'>

/** What a station knows and writes, without its scans. What resolves is durable. */
export interface StationRecords {
  /** Sets who is written into the edits that follow. */
  setAuthor(name: string): void
  /** An empty record where nothing is known of it. */
  record(id: RecordId): RecordState
  /** All of a kind of which there are few; the others are asked for through the catalogue. */
  records(kind: RecordKind): readonly RecordState[]
  /** Lists and counts of all records. */
  readonly catalogue: Catalogue
  /**
   * Saves edits, all of them or none. Each replaces the values that stood in its cell when this was called.
   * @throws Fault 'disk-full', 'read-only', 'invalid-input'; nothing was saved then
   */
  append(edits: readonly Edit[]): Promise<void>
  /**
   * Takes ops of any origin; those of a copy of this PC as well, for which what was written here gets other names.
   * @throws Fault 'gap', 'fork', 'hash-mismatch', 'server-suspect', 'read-only', 'disk-full'
   */
  ingest(batch: OpBatch, commune: string): Promise<'taken' | 'known'>
  vector(): Vector
  /** Texts of an origin's ops, both ends included; fewer where fewer are held. */
  opsOf(origin: Origin, from: number, to: number): Promise<readonly string[]>
  /** The same as they were written, with where one go of writing ended. @throws Fault 'damaged' */
  history(origin: Origin, from: number, to: number): Promise<readonly HistoryOp[]>
  /** Own ops above a vector, the first even if it is over the limit; null where there are none. */
  unsent(theirs: Vector, limits: ReadLimits): Promise<UnsentOps | null>
  /** Returns what ends the listening. */
  onChange(listener: ChangeListener): () => void
}

export interface JoinOptions {
  readonly station: Station
  readonly clock: { nowMs(): number }
  /** Without it a copy of this PC is told and changes nothing. */
  readonly forks?: Pick<ForkCureOptions, 'notes' | 'workshop'>
}

export interface JoinedRecords {
  readonly parts: StationRecords
  /** Ends what a run of the program before this one began; where it cannot, that is told and tried again later. */
  readonly mend: () => Promise<void>
  readonly closeWriter: () => Promise<void>
}

/** Joins the log, what is folded from it, and the one way into it. */
export function joinRecords(
  { station, clock, forks }: JoinOptions,
  records: OpenRecords,
  onNotice: (notice: FaultReport) => void,
): JoinedRecords {
  const { log, ledger } = records
  const { catalogue } = ledger
  const changes = createChanges()
  let opsSinceWitness = 0
  let author = ''
  const onCured = (touched: readonly RecordId[]): void => {
    onNotice({ code: 'fork', detail: { part: 'station', reason: 'copy' } })
    changes.announce(touched)
  }
  const cure = forks === undefined ? null : createForkCure({ ...forks, ...records, station, onCured })
  const writer = createOpWriter({
    station,
    log,
    cure,
    book: ledger,
    clock: ledger.clock,
    nowMs: () => clock.nowMs(),
    onWritten: (ops) => {
      changes.announce([...new Set(ops.map((op) => op.f))])
      opsSinceWitness += ops.length
      if (opsSinceWitness < WITNESS_EVERY_OPS) return
      opsSinceWitness = 0
      void writer.alone(() => saveWitness(records, onNotice))
    },
  })
  const parts: StationRecords = {
    setAuthor: (name) => {
      author = name
    },
    record: (of) => ledger.get(of),
    records: (kind) => catalogue.walk(kind, 0, MOST_OF_A_KIND).ids.map((of) => ledger.get(of)),
    catalogue,
    append: (edits) => writer.append(edits, author),
    ingest: (batch, commune) => writer.ingest(batch, commune),
    vector: () => log.vector(),
    opsOf: (origin, from, to) => textsOf(records, origin, { from, to }),
    history: async (origin, from, to) =>
      (await log.origin(origin)?.read(from, { ops: to - from + 1, bytes: Number.POSITIVE_INFINITY })) ?? [],
    unsent: (theirs, limits) => firstUnsent(records, station, { theirs, limits }),
    onChange: (listener) => changes.listen(listener),
  }
  const closeWriter = async (): Promise<void> => {
    await writer.close()
    await saveWitness(records, onNotice)
  }
  const mend = async (): Promise<void> => {
    try {
      await writer.alone(async () => cure?.finish())
    } catch (error) {
      onNotice(reportOf(error))
    }
  }
  return { parts, mend, closeWriter }
}

async function textsOf(
  { log }: OpenRecords,
  origin: Origin,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<readonly string[]> {
  const wanted = { ops: to - from + 1, bytes: Number.POSITIVE_INFINITY }
  return ((await log.origin(origin)?.read(from, wanted)) ?? []).map(({ body }) => body)
}

/** A restored vault goes on under a new incarnation; what the one before had not sent yet comes first. */
async function firstUnsent(
  { log }: OpenRecords,
  station: Station,
  wanted: { readonly theirs: Vector; readonly limits: ReadLimits },
): Promise<UnsentOps | null> {
  for (const incarnation of ownIncarnations(station, log.vector())) {
    const own = log.origin(originOfStation({ id: station.id, incarnation }))
    const from = own === null ? 1 : (wanted.theirs[own.origin] ?? 0) + 1
    if (own === null || from > own.n) continue
    const ops = await own.read(from, wanted.limits)
    const last = ops.at(-1)
    if (last === undefined) continue
    return { incarnation, from, to: last.n, ops: ops.map(({ body }) => body), head: last.hash }
  }
  return null
}

/** The witness holds nothing that is not in the log: a failure is told, not thrown. */
async function saveWitness(
  { log, witness }: OpenRecords,
  onNotice: (notice: FaultReport) => void,
): Promise<void> {
  try {
    await witness.save(log.heads())
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
