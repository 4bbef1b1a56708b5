import { setImmediate as nextTurn } from 'node:timers/promises'
import type { ListName, ListQuery } from '../../../domain/list-api.ts'
import type { RecordId } from '../../../domain/op.ts'
import { type EncryptedDatabase, type SqlValue, textIn } from './encrypted-database.ts'
import { type ListTerms, orderOf } from './list-where.ts'

type Reading = Pick<EncryptedDatabase, 'all'>

/** Rows that are looked through before other calls have their turn: some ten milliseconds. */
const ROWS_A_TURN = 40_000
/** So few rows are sorted as they are; more are picked out of the order of all. */
const MOST_SORTED = 4000

export const LIST_TABLES = { cases: 'case_list', documents: 'document_list' } as const

/** How many rows a whole list has. */
export function countAll(database: Reading, list: ListName): number {
  const [row] = database.all(`SELECT count(*) AS rows FROM ${LIST_TABLES[list]}`)
  return Number(row?.['rows'] ?? 0)
}

/** Some rows of a whole list, read from the nearer end of the index. */
export function spanOfWhole(
  database: Reading,
  { query, offset, limit }: { readonly query: ListQuery; readonly offset: number; readonly limit: number },
  total: number,
): Int32Array {
  const end = Math.min(total, offset + limit)
  if (offset >= end) return new Int32Array()
  const isNearEnd = offset > total - end
  const from = isNearEnd ? total - end : offset
  const order = orderText(query, isNearEnd)
  const numbers = numbersIn(
    database,
    `SELECT row FROM ${LIST_TABLES[query.list]} ORDER BY ${order} LIMIT ? OFFSET ?`,
    [end - offset, from],
  )
  return isNearEnd ? numbers.reverse() : numbers
}

function orderText(query: ListQuery, isReversed = false): string {
  const { column, isDescending } = orderOf(query)
  const way = isDescending === isReversed ? 'ASC' : 'DESC'
  return `${column} ${way}, row ${way}`
}

/** One text instead of a row each: making a hundred thousand objects takes ten times as long. */
function numbersIn(database: Reading, sql: string, values: readonly SqlValue[]): Int32Array {
  const [row] = database.all(`SELECT json_group_array(row) AS rows FROM (${sql})`, values)
  // SQLite made it of whole numbers.
  return Int32Array.from(JSON.parse(row === undefined ? '[]' : textIn(row, 'rows')) as number[])
}

/** All rows that match, in order. */
export async function orderedRows(
  database: Reading,
  query: ListQuery,
  terms: ListTerms,
): Promise<Int32Array> {
  const order = orderText(query)
  const table = LIST_TABLES[query.list]
  const matching = terms.terms.length + terms.words.length === 0 ? null : await matchingRows(database, terms)
  if (matching !== null && matching.rows.length <= MOST_SORTED) {
    const sql = `SELECT row FROM ${table} WHERE row IN (SELECT value FROM json_each(?)) ORDER BY ${order}`
    return numbersIn(database, sql, [JSON.stringify([...matching.rows])])
  }
  const pieces: Int32Array[] = []
  for (let offset = 0; ; offset += ROWS_A_TURN) {
    const sql = `SELECT row FROM ${table} ORDER BY ${order} LIMIT ${ROWS_A_TURN} OFFSET ?`
    const piece = numbersIn(database, sql, [offset])
    pieces.push(matching === null ? piece : piece.filter((row) => matching.has[row] === 1))
    if (piece.length < ROWS_A_TURN) return joined(pieces)
    await nextTurn()
  }
}

/** Of some records those that stand in the list, in its order. */
export function orderedAmong(database: Reading, query: ListQuery, ids: readonly RecordId[]): Int32Array {
  const sql = `SELECT row FROM ${LIST_TABLES[query.list]} WHERE row IN (
      SELECT row FROM record WHERE id IN (SELECT value FROM json_each(?))
    ) ORDER BY ${orderText(query)}`
  return numbersIn(database, sql, [JSON.stringify(ids)])
}

interface Matching {
  readonly rows: Int32Array
  /** By row, 1 for those that match. */
  readonly has: Uint8Array
}

async function matchingRows(database: Reading, terms: ListTerms): Promise<Matching> {
  const [bounds] = database.all('SELECT max(row) AS last FROM record')
  const last = Number(bounds?.['last'] ?? 0)
  const called = terms.words.length === 0 ? null : calledSo(database, terms.words)
  const pieces: Int32Array[] = []
  // A term on the case file or the entry of the plan leaves few rows, which an index of its own finds.
  const isNarrow = terms.terms.some((term) => term === 'case_file = ?')
  const step = isNarrow ? last + 1 : ROWS_A_TURN
  const where = ['row > ?', 'row <= ?', ...terms.terms].join(' AND ')
  for (let from = 0; from <= last; from += step) {
    if (from > 0) await nextTurn()
    const own = isNarrow ? '+row > ? AND +row <= ?' : 'row > ? AND row <= ?'
    const sql = `SELECT row FROM ${terms.table} WHERE ${where.replace('row > ? AND row <= ?', own)}`
    pieces.push(numbersIn(database, sql, [from, from + step, ...terms.values]))
  }
  const found = joined(pieces)
  const rows = called === null ? found : found.filter((row) => called.has(row))
  const has = new Uint8Array(last + 1)
  for (const row of rows) has[row] = 1
  return { rows, has }
}

/** Case files of whose name each word is a part. */
function calledSo(database: Reading, words: readonly string[]): ReadonlySet<number> {
  const isIn = words.map(() => 'instr(words, ?) > 0').join(' AND ')
  const sql = `SELECT row FROM record INDEXED BY record_words WHERE kind = 'case' AND words IS NOT NULL AND ${isIn}`
  return new Set(numbersIn(database, sql, words))
}

function joined(pieces: readonly Int32Array[]): Int32Array {
  const whole = new Int32Array(pieces.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}
