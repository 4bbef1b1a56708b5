import { catalogueRow } from '../../../domain/catalogue.ts'
import { Fault, type FaultReport } from '../../../domain/fault.ts'
import { type Hlc, witness } from '../../../domain/hlc.ts'
import { applyOps, emptyRecord, opsByRecord, type RecordState } from '../../../domain/merge.ts'
import { kindOf, type Origin, type RecordId } from '../../../domain/op.ts'
import { collectNow } from '../files/collect-now.ts'
import type { ReachFailpoint } from '../files/failpoint.ts'
import type { LogChange, LogFolder } from '../log/log-change.ts'
import type { OriginPoint } from '../log/origin-recovery.ts'
import { type Catalogue, createCatalogue } from './catalogue.ts'
import {
  type EncryptedDatabase,
  isDatabaseDamage,
  isDatabaseFull,
  textIn,
  translateDatabaseError,
} from './encrypted-database.ts'
import { createEntryCache, type EntryCache } from './entry-cache.ts'
import { condemnLedger, openLedgerDatabase } from './ledger-schema.ts'
import { writeListRow } from './list-writer.ts'
import { type LedgerEntry, sealEntry, unsealEntry } from './state-codec.ts'

/**
 * Every record as its ops make it, on disk; derived from the log, and always the fold of a prefix of it. A commit cannot
 * fail for lack of room: what has no place on the disk stays in memory until it has.
 */
export interface Ledger extends LogFolder {
  /** Up to where each origin was folded when the ledger was opened. */
  readonly points: ReadonlyMap<Origin, OriginPoint>
  /** Latest time of all that was folded. */
  readonly clock: Hlc
  /** An empty record where nothing is known of it. */
  get(id: RecordId): RecordState
  /**
   * Puts records that were folded anew in the place of those held, and origins back to where their logs end now (null: no
   * op is left), all in one transaction.
   */
  replace(change: {
    readonly entries: readonly LedgerEntry[]
    readonly points: ReadonlyMap<Origin, OriginPoint | null>
  }): void
  readonly catalogue: Catalogue
  /** Closes it for good: the next opening makes it from the log. */
  discard(): Promise<void>
  close(): void
}

export interface LedgerOptions {
  readonly path: string
  readonly keys: { readonly ledger: Uint8Array; readonly snapshot: Uint8Array }
  readonly failpoint: ReachFailpoint
  readonly onNotice: (notice: FaultReport) => void
}

const CACHED_ENTRIES = 4096

interface LedgerState extends LedgerOptions {
  readonly database: EncryptedDatabase
  readonly cache: EntryCache
  readonly points: Map<Origin, OriginPoint>
  /** Origins whose point in the file is to go. */
  readonly emptied: Set<Origin>
  clock: Hlc
  isFull: boolean
  isBroken: boolean
}

/** Opens the ledger; an empty one where there is none that fits this program. */
export function openLedger(options: LedgerOptions): Ledger {
  const database = openLedgerDatabase(options.path, options.keys.ledger)
  const cache = createEntryCache(CACHED_ENTRIES)
  const points = new Map(readPoints(database))
  const state: LedgerState = {
    ...options,
    database,
    cache,
    points,
    emptied: new Set(),
    clock: readClock(database),
    isFull: false,
    isBroken: false,
  }
  return {
    points: new Map(points),
    get clock() {
      return state.clock
    },
    get: (id) => guarded(state, () => entryOf(state, id).record),
    headOf: (origin, id) => guarded(state, () => entryOf(state, id).heads[origin] ?? null),
    commit: (change) => guarded(state, () => commit(state, change)),
    replace: ({ entries, points }) =>
      guarded(state, () => {
        for (const entry of entries) state.cache.putDirty(entry.record.id, entry)
        for (const [origin, point] of points) {
          if (point !== null) state.points.set(origin, point)
          else if (state.points.delete(origin)) state.emptied.add(origin)
        }
        flush(state)
      }),
    catalogue: createCatalogue({
      ...database,
      all: (sql, values) => guarded(state, () => fresh(state, sql, values)),
    }),
    discard: async () => {
      giveUp(state)
      await collectNow()
    },
    close: () => {
      if (!state.isBroken) database.close()
    },
  }
}

/** @throws Fault 'damaged' once the file turns out to be broken; the next opening makes it anew. */
function guarded<T>(state: LedgerState, work: () => T): T {
  if (state.isBroken) throw broken()
  try {
    return work()
  } catch (error) {
    if (!(isDatabaseDamage(error) || (error instanceof Fault && error.code === 'damaged'))) {
      throw translateDatabaseError(error)
    }
    state.onNotice({ code: 'damaged', detail: { part: 'ledger' } })
    giveUp(state)
    throw broken(error)
  }
}

function giveUp(state: LedgerState): void {
  if (state.isBroken) return
  state.isBroken = true
  state.database.close()
  condemnLedger(state.path)
}

function broken(cause?: unknown): Fault {
  return new Fault('damaged', 'the ledger is broken', { detail: { part: 'ledger' }, cause })
}

function fresh(state: LedgerState, ...query: Parameters<EncryptedDatabase['all']>) {
  if (state.isFull) flush(state)
  return state.database.all(...query)
}

function entryOf(state: LedgerState, id: RecordId): LedgerEntry {
  const kept = state.cache.get(id)
  if (kept !== undefined) return kept
  const [row] = state.database.all('SELECT sealed FROM state JOIN record USING (row) WHERE id = ?', [id])
  if (row === undefined) return { record: emptyRecord(id), heads: {} }
  const sealed = row['sealed']
  const entry =
    sealed instanceof ArrayBuffer ? unsealEntry(state.keys.snapshot, id, Buffer.from(sealed)) : null
  if (entry === null) throw new Fault('damaged', 'a state of the ledger cannot be read')
  state.cache.put(id, entry)
  return entry
}

function commit(state: LedgerState, { origin, ops, heads, point }: LogChange): void {
  for (const op of ops) state.clock = witness(state.clock, op.t)
  for (const [id, ofRecord] of opsByRecord(ops)) {
    const { record, heads: before } = entryOf(state, id)
    const head = heads.get(id)
    const after = head === undefined ? before : { ...before, [origin]: head }
    state.cache.putDirty(id, { record: applyOps(record, ofRecord), heads: after })
  }
  state.points.set(origin, point)
  flush(state)
}

/** Writes what waits, with the points it belongs to, in one transaction. */
function flush(state: LedgerState): void {
  const { database, cache, points, emptied, keys, failpoint } = state
  try {
    database.transaction(() => {
      for (const origin of emptied) database.run('DELETE FROM origin WHERE origin = ?', [origin])
      for (const entry of cache.dirty().values()) writeEntry(database, keys.snapshot, entry)
      failpoint('ledger-written')
      for (const [origin, { n, head, last }] of points) {
        const values = [origin, n, head, last.segment, last.offset]
        database.run('INSERT OR REPLACE INTO origin VALUES (?, ?, ?, ?, ?)', values)
      }
      database.run("INSERT OR REPLACE INTO meta VALUES ('clock', ?)", [JSON.stringify(state.clock)])
    })
    failpoint('ledger-committed')
    cache.settle()
    emptied.clear()
    state.isFull = false
  } catch (error) {
    if (!isDatabaseFull(error)) throw error
    if (!state.isFull) state.onNotice({ code: 'disk-full', detail: { part: 'ledger' } })
    state.isFull = true
  }
}

const COLUMNS = [
  'stage',
  'parent',
  'batch',
  'fonds',
  'year',
  'deposit',
  'words',
  'doubt',
  'conflicts',
  'conflict_at',
  'label',
  'position',
  'due',
  'pages',
  'pages_read',
  'pages_unread',
  'refused',
  'musts',
  'shoulds',
  'sheets',
] as const

const UPSERT = `
  INSERT INTO record (id, kind, ${COLUMNS.join(', ')}) VALUES (?, ?, ${COLUMNS.map(() => '?').join(', ')})
  ON CONFLICT (id) DO UPDATE SET ${COLUMNS.map((name) => `${name} = excluded.${name}`).join(', ')}
`

function writeEntry(database: EncryptedDatabase, key: Uint8Array, entry: LedgerEntry): void {
  const { id } = entry.record
  const row = catalogueRow(entry.record)
  const places = [row.stage, row.parent, row.batch, row.fonds, row.year, row.deposit]
  const orders = [row.words, row.doubt, row.conflicts, row.conflictAtMs, row.label, row.position]
  const sums = [row.pages, row.pagesRead, row.pagesUnread, row.refused, row.musts, row.shoulds, row.sheets]
  database.run(UPSERT, [id, kindOf(id), ...places, ...orders, Number(row.isDue), ...sums])
  database.run('INSERT OR REPLACE INTO state SELECT row, ? FROM record WHERE id = ?', [
    sealEntry(key, entry),
    id,
  ])
  writeListRow(database, id, row)
}

function readPoints(database: EncryptedDatabase): readonly (readonly [Origin, OriginPoint])[] {
  return database.all('SELECT * FROM origin').map((row) => {
    const n = Number(row['n'])
    const last = { n, segment: Number(row['segment']), offset: Number(row['offset']) }
    return [textIn(row, 'origin'), { n, head: textIn(row, 'head'), last }]
  })
}

function readClock(database: EncryptedDatabase): Hlc {
  const [row] = database.all("SELECT value FROM meta WHERE name = 'clock'")
  // Written only by `flush`.
  return row === undefined ? [0, 0] : (JSON.parse(textIn(row, 'value')) as [number, number])
}
