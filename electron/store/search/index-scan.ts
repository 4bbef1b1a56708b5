import type { RecordId } from '../../../domain/op.ts'
import type { EncryptedDatabase, SqlRow } from '../ledger/encrypted-database.ts'
import { columnText } from './column-text.ts'
import type { ScannedTally } from './facet-counts.ts'
import { UNFILED_FACETS, UNKNOWN_FACETS } from './index-schema.ts'
import { recordFromBytes } from './record-bytes.ts'

/** A page that matches, with what its document can be narrowed by. */
export interface ScannedDocument {
  readonly record: RecordId | null
  /** Index of the first page that matches. */
  readonly page: number
  readonly facets: number
  readonly year: string
  readonly type: string
}

export interface ScanRequest {
  /** Null: every document. */
  readonly match: string | null
  readonly rows: { readonly from: number; readonly to: number }
  accepts(document: ScannedDocument): boolean
  /** Documents wanted beyond those that are not accepted. */
  readonly limit: number
  /** When to stop, in milliseconds of `performance.now()`. */
  readonly untilMs: number
}

const FIRST_PIECE = 64
const LARGEST_PIECE = 4096

const FACETS = `CASE WHEN doc.case_file IS NULL THEN ${UNFILED_FACETS} ELSE coalesce(case_file.facets, ${UNKNOWN_FACETS}) END`
const BOUNDS = 'BETWEEN CAST(? AS INT) AND CAST(? AS INT)'
const MATCHING = `SELECT rowid AS at FROM page_text WHERE page_text MATCH ? AND rowid ${BOUNDS} ORDER BY rowid LIMIT ?`
const EVERY = `SELECT id AS at FROM doc WHERE id ${BOUNDS} ORDER BY id LIMIT ?`
const joined = (rows: string): string => `
  SELECT found.at, doc.id, doc.pages, doc.record, doc.year, doc.type, ${FACETS} AS facets FROM (${rows}) AS found
  JOIN doc ON doc.id = (SELECT id FROM doc AS of WHERE of.id <= found.at ORDER BY of.id DESC LIMIT 1)
  LEFT JOIN case_file ON case_file.no = doc.case_file ORDER BY found.at`

/** The documents that match and are accepted, newest first, each once. */
export function scanDocuments(database: EncryptedDatabase, request: ScanRequest): readonly ScannedDocument[] {
  const { match, rows, accepts, limit, untilMs } = request
  const found: ScannedDocument[] = []
  const sql = joined(match === null ? EVERY : MATCHING)
  let from = rows.from
  for (let piece = Math.max(FIRST_PIECE, limit * 2); ; piece = Math.min(LARGEST_PIECE, piece * 4)) {
    const values = match === null ? [from, rows.to, piece] : [match, from, rows.to, piece]
    const scanned = database.all(sql, values)
    let last = Number.NaN
    for (const row of scanned) {
      if (Number(row['id']) === last) continue
      last = Number(row['id'])
      const document = scannedOf(row)
      // A page beyond those of its document belongs to none.
      if (document.page < Number(row['pages']) && accepts(document)) found.push(document)
      if (found.length >= limit) return found
    }
    const end = scanned.at(-1)
    if (end === undefined || scanned.length < piece || performance.now() > untilMs) return found
    // A document of many pages is left behind as a whole.
    from = Number(end['id']) + Number(end['pages'])
  }
}

function scannedOf(row: SqlRow): ScannedDocument {
  return {
    record: recordFromBytes('doc', row['record']),
    page: Number(row['at']) - Number(row['id']),
    facets: Number(row['facets']),
    year: columnText(row, 'year'),
    type: columnText(row, 'type'),
  }
}

/** What documents are narrowed to; null where they are not. */
export interface Narrowed {
  readonly facets: readonly number[] | null
  readonly years: readonly string[] | null
  readonly types: readonly string[] | null
}

export const NOT_NARROWED: Narrowed = { facets: null, years: null, types: null }

export interface Tallied {
  /** Each counts one attribute, over what fits the narrowing of the others. */
  readonly tallies: readonly ScannedTally[]
  readonly documents: number
  /** There are no more pages than were counted. */
  readonly isExact: boolean
}

const counting = (rows: string): string => `
  WITH found AS MATERIALIZED (${rows}),
  document AS MATERIALIZED (
    SELECT DISTINCT (SELECT id FROM doc AS of WHERE of.id <= found.at ORDER BY of.id DESC LIMIT 1) AS id FROM found
  ),
  attribute AS MATERIALIZED (
    SELECT ${FACETS} AS facets, doc.year, doc.type
    FROM document JOIN doc ON doc.id = document.id LEFT JOIN case_file ON case_file.no = doc.case_file
  )
  SELECT (SELECT count(*) FROM found) AS pages, (SELECT count(*) FROM attribute) AS documents,
    NULL AS facets, NULL AS year, NULL AS type`

const COLUMNS = ['facets', 'year', 'type'] as const

/** Counts documents over at most so many pages that match, the newest. */
export function tallyDocuments(
  database: EncryptedDatabase,
  request: Pick<ScanRequest, 'match' | 'rows'> & {
    readonly mostPages: number
    readonly narrowed: Narrowed
  },
): Tallied {
  const { match, rows, mostPages, narrowed } = request
  const bounds = [rows.from, rows.to, mostPages + 1]
  const parts = COLUMNS.map((column) => countOf(column, narrowed))
  const sql = [counting(match === null ? EVERY : MATCHING), ...parts.map((part) => part.sql)].join(
    ' UNION ALL ',
  )
  const values = [...(match === null ? [] : [match]), ...bounds, ...parts.flatMap((part) => part.values)]
  const [all, ...counted] = database.all(sql, values)
  return {
    isExact: Number(all?.['pages'] ?? 0) <= mostPages,
    documents: Number(all?.['documents'] ?? 0),
    tallies: counted.map((row) => ({
      facets: row['facets'] === null ? null : Number(row['facets']),
      year: row['year'] === null ? null : columnText(row, 'year'),
      type: row['type'] === null ? null : columnText(row, 'type'),
      count: Number(row['documents']),
    })),
  }
}

function countOf(
  column: (typeof COLUMNS)[number],
  { facets, years, types }: Narrowed,
): { readonly sql: string; readonly values: readonly string[] } {
  const lists = [
    { of: 'facets', list: facets },
    { of: 'year', list: years?.map(Number) ?? null },
    { of: 'type', list: types },
  ].flatMap(({ of, list }) => (of === column || list === null ? [] : [{ of, list }]))
  const conditions = lists.map(({ of }) => `${of} IN (SELECT value FROM json_each(?))`)
  const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`
  const shown = COLUMNS.map((other) => (other === column ? column : 'NULL')).join(', ')
  return {
    sql: `SELECT NULL, count(*), ${shown} FROM attribute ${where} GROUP BY ${column}`,
    values: lists.map(({ list }) => JSON.stringify(list)),
  }
}
