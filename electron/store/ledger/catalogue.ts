import { ABSENT } from '../../../domain/catalogue.ts'
import type { RecordId, RecordKind } from '../../../domain/op.ts'
import { type CatalogueFilter, whereOf } from './catalogue-filter.ts'
import { type EncryptedDatabase, type SqlRow, textIn } from './encrypted-database.ts'
import { createLists, type Lists } from './lists.ts'

export interface CataloguePage extends CatalogueFilter {
  /**
   * `position` ascending (the default), `newest` descending by it, `contents` by it and the id, as both ends of the line
   * order a case file; `arrival` as the records came here; by what they are called, sorted
   * (`label`) or as it is looked for (`words`); `doubt` of those under review.
   */
  readonly order?: keyof typeof ORDERS
  readonly limit: number
  readonly offset?: number
}

export interface Tally {
  readonly records: number
  readonly pages: number
  readonly pagesRead: number
  readonly pagesUnread: number
  readonly refused: number
  readonly musts: number
  readonly shoulds: number
}

/** How many case files of a stage have this entry of the plan or this deposit; null for none. */
export interface CaseCount {
  readonly place: string | null
  readonly stage: string
  readonly records: number
}

/** Lists and counts over all records, however many there are. */
export interface Catalogue {
  /** Of case files and documents, by any column. */
  readonly lists: Lists
  ids(page: CataloguePage): readonly RecordId[]
  /** The same with the number of pages that each has. */
  sizes(page: CataloguePage): readonly { readonly id: RecordId; readonly pages: number }[]
  count(filter: CatalogueFilter): number
  tally(filter: CatalogueFilter): Tally
  /** Stage -> sums of a kind; kept as records change, so it costs nothing. */
  stages(kind: RecordKind): ReadonlyMap<string, Tally>
  /** Kept as case files change, so it costs nothing. */
  caseCounts(by: 'parent' | 'deposit'): readonly CaseCount[]
  /** Parent -> sums of the records of a kind below each of these. */
  below(kind: RecordKind, parents: readonly string[]): ReadonlyMap<string, Tally>
  /** Every record in which people said different things, the latest first, with how many of its cells are concerned. */
  conflicts(): readonly ConflictingRecord[]
  /** The years that records of a kind have, the latest first. */
  years(kind: RecordKind): readonly number[]
  /** All records of a kind, or of every kind, absent ones too, in pieces that may be asked for over any length of time. */
  walk(kind: RecordKind | null, after: number, limit: number): CatalogueStep
}

export interface ConflictingRecord {
  readonly id: RecordId
  readonly cells: number
}

export interface CatalogueStep {
  readonly ids: readonly RecordId[]
  /** Where the next step begins; null at the end. */
  readonly next: number | null
}

const EMPTY_TALLY: Tally = {
  records: 0,
  pages: 0,
  pagesRead: 0,
  pagesUnread: 0,
  refused: 0,
  musts: 0,
  shoulds: 0,
}

const ORDERS = {
  position: 'position, row',
  newest: 'position DESC, row DESC',
  contents: 'position, id',
  arrival: 'row',
  label: 'label, position, row',
  words: 'words, row',
  doubt: 'doubt DESC, row',
} as const

const SUMMED = `count(*) AS records, sum(pages) AS pages, sum(pages_read) AS pages_read,
  sum(pages_unread) AS pages_unread, sum(refused) AS refused, sum(musts) AS musts, sum(shoulds) AS shoulds`

export function createCatalogue(database: EncryptedDatabase): Catalogue {
  const rows = ({ order = 'position', limit, offset = 0, ...filter }: CataloguePage): readonly SqlRow[] => {
    const { from, where, values } = whereOf(filter, order)
    const sql = `SELECT id, pages FROM ${from} WHERE ${where} ORDER BY ${ORDERS[order]} LIMIT ? OFFSET ?`
    return database.all(sql, [...values, limit, offset])
  }
  return {
    lists: createLists(database),
    ids: (page) => idsOf(rows(page)),
    sizes: (page) => rows(page).map((row) => ({ id: textIn(row, 'id'), pages: Number(row['pages']) })),
    count: (filter) => keptCount(database, filter) ?? countRows(database, filter),
    tally: (filter) => {
      const { from, where, values } = whereOf(filter)
      const [row] = database.all(`SELECT ${SUMMED} FROM ${from} WHERE ${where}`, values)
      return row === undefined ? EMPTY_TALLY : tallyOf(row)
    },
    stages: (kind) => {
      const tallies = database.all('SELECT * FROM tally WHERE kind = ? AND stage <> ?', [kind, ABSENT])
      return new Map(tallies.map((row) => [textIn(row, 'stage'), tallyOf(row)]))
    },
    caseCounts: (by) => {
      const sql = 'SELECT * FROM case_tally WHERE place = ? AND stage <> ? AND records > 0'
      return database.all(sql, [by, ABSENT]).map((row) => ({
        place: row['name'] === '' ? null : textIn(row, 'name'),
        stage: textIn(row, 'stage'),
        records: Number(row['records']),
      }))
    },
    below: (kind, parents) => {
      const sql = `SELECT parent, ${SUMMED} FROM record INDEXED BY record_parent
        WHERE parent IN (SELECT value FROM json_each(?)) AND kind = ? AND stage <> ? GROUP BY parent`
      const sums = database.all(sql, [JSON.stringify(parents), kind, ABSENT])
      return new Map(sums.map((row) => [textIn(row, 'parent'), tallyOf(row)]))
    },
    conflicts: () => {
      const sql = `SELECT id, conflicts FROM record INDEXED BY record_conflict
        WHERE conflict_at IS NOT NULL ORDER BY conflict_at DESC, row`
      return database.all(sql).map((row) => ({ id: textIn(row, 'id'), cells: Number(row['conflicts']) }))
    },
    years: (kind) => {
      const sql = `SELECT DISTINCT year FROM record
        WHERE kind = ? AND year IS NOT NULL AND stage <> ? ORDER BY year DESC`
      return database.all(sql, [kind, ABSENT]).map((row) => Number(row['year']))
    },
    walk: (kind, after, limit) => walk(database, kind, { after, limit }),
  }
}

function walk(
  database: EncryptedDatabase,
  kind: RecordKind | null,
  { after, limit }: { readonly after: number; readonly limit: number },
): CatalogueStep {
  const from = kind === null ? 'record WHERE' : 'record INDEXED BY record_walk WHERE kind = ? AND'
  const values = kind === null ? [after, limit] : [kind, after, limit]
  const rows = database.all(`SELECT row, id FROM ${from} row > ? ORDER BY row LIMIT ?`, values)
  const last = rows.at(-1)
  return { ids: idsOf(rows), next: last === undefined || rows.length < limit ? null : Number(last['row']) }
}

/** A number that is kept as records change; null where rows must be counted. */
function keptCount(database: EncryptedDatabase, filter: CatalogueFilter): number | null {
  const kept = keptPlace(filter)
  if (kept === null) return null
  const { stages } = filter
  const staged = stages === undefined ? 'stage <> ?' : 'stage IN (SELECT value FROM json_each(?))'
  const values = [kept.name, stages === undefined ? ABSENT : JSON.stringify(stages)]
  const [row] = database.all(`SELECT sum(records) AS records FROM ${kept.from} AND ${staged}`, values)
  return Number(row?.['records'] ?? 0)
}

function keptPlace(filter: CatalogueFilter): { readonly from: string; readonly name: string } | null {
  const { kind, stages: _, parent, doubted = [], ...others } = filter
  if (Object.keys(others).length > 0 || doubted.length > 0) return null
  if (parent === undefined) return { from: 'tally WHERE kind = ?', name: kind }
  return kind === 'case'
    ? { from: "case_tally WHERE place = 'parent' AND name = ?", name: parent ?? '' }
    : null
}

function countRows(database: EncryptedDatabase, filter: CatalogueFilter): number {
  const { from, where, values } = whereOf(filter)
  const [row] = database.all(`SELECT count(*) AS records FROM ${from} WHERE ${where}`, values)
  return Number(row?.['records'] ?? 0)
}

function idsOf(rows: readonly SqlRow[]): readonly RecordId[] {
  return rows.map((row) => textIn(row, 'id'))
}

function tallyOf(row: SqlRow): Tally {
  const sum = (name: string): number => Number(row[name] ?? 0)
  return {
    records: sum('records'),
    pages: sum('pages'),
    pagesRead: sum('pages_read'),
    pagesUnread: sum('pages_unread'),
    refused: sum('refused'),
    musts: sum('musts'),
    shoulds: sum('shoulds'),
  }
}
