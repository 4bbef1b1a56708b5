import { foldText } from '../../../domain/fold-text.ts'
import type { ListName, ListQuery } from '../../../domain/list-api.ts'
import { sortKey } from '../../../domain/list-keys.ts'
import type { RecordId } from '../../../domain/op.ts'
import { type EncryptedDatabase, type SqlRow, textIn } from './encrypted-database.ts'
import { type DueSpan, dueCounts, dueIds } from './list-due.ts'
import { countAll, LIST_TABLES, orderedAmong, orderedRows, spanOfWhole } from './list-order.ts'
import { listTerms, orderOf } from './list-where.ts'

/** What stands in a list of a record beside what the record itself says. */
export interface ListedRow {
  readonly id: RecordId
  /** Of a case file: what lies in it. */
  readonly documents: number
  readonly pages: number
  readonly sheets: number
  readonly missing: number
}

export interface ListSpan {
  readonly query: ListQuery
  /** Accepted case files of these deposits count as deposited. */
  readonly doubted: readonly string[]
  readonly offset: number
  readonly limit: number
}

type Reading = Pick<EncryptedDatabase, 'all'>
type Meant = Pick<ListSpan, 'query' | 'doubted'>

/** The lists of case files and documents, in the order of any of their columns. */
export interface Lists {
  rows(span: ListSpan): Promise<{ readonly rows: readonly ListedRow[]; readonly total: number }>
  ids(span: ListSpan): Promise<readonly RecordId[]>
  count(meant: Meant): Promise<number>
  /** Everything that matches, in order, by numbers that `named` turns into ids. */
  all(meant: Meant): Promise<Int32Array>
  /** Of these the ones that stand in the list, narrowed or not, in its order. */
  among(query: ListQuery, ids: readonly RecordId[]): Int32Array
  named(numbers: Int32Array): readonly RecordId[]
  /** Those of these ids that stand in a list. */
  listed(list: ListName, ids: readonly RecordId[]): ReadonlyMap<RecordId, ListedRow>
  /** Place of the first row that begins with a text or comes after it; null where the column holds none. */
  place(meant: Meant, begins: string): Promise<number | null>
  /** Case files to be handed over, the first due first. */
  due(span: DueSpan): readonly RecordId[]
  /** How many of them count from each year. */
  dueCounts(thisYear: number): ReadonlyMap<number, number>
  /** Values of a column with how many rows have them, the commonest first. */
  values(
    list: ListName,
    column: 'maker' | 'retention' | 'type' | 'year',
  ): readonly (readonly [string, number])[]
}

/** Answers that are kept until something is written. */
const MOST_KEPT = 6

const SHOWN = {
  cases: 'list.documents, list.pages, list.sheets, list.missing',
  documents: '0 AS documents, list.pages, 0 AS sheets, 0 AS missing',
} as const

export function createLists(database: Reading): Lists {
  const keep = createKept(database)
  const ordered = ({ query, doubted }: Meant): Promise<Int32Array> =>
    keep(JSON.stringify([query, doubted]), () => orderedRows(database, query, listTerms(query, doubted)))
  const isWhole = ({ query, doubted }: Meant): boolean => {
    const { terms, words } = listTerms(query, doubted)
    return terms.length === 0 && words.length === 0
  }
  const countOf = async (meant: Meant): Promise<number> =>
    isWhole(meant) ? countAll(database, meant.query.list) : (await ordered(meant)).length
  const numbersOf = async (span: ListSpan): Promise<Int32Array> =>
    isWhole(span)
      ? spanOfWhole(database, span, countAll(database, span.query.list))
      : (await ordered(span)).subarray(span.offset, span.offset + span.limit)
  return {
    rows: async (span) => {
      const total = await countOf(span)
      return { rows: listedRows(database, span.query.list, await numbersOf(span)), total }
    },
    ids: async (span) => idsOf(database, await numbersOf(span)),
    count: countOf,
    all: ordered,
    among: (query, ids) => orderedAmong(database, query, ids),
    named: (numbers) => idsOf(database, numbers),
    listed: (list, ids) => {
      const where = 'record.id IN (SELECT value FROM json_each(?))'
      const found = database.all(listedSql(list, where), [JSON.stringify(ids)])
      return new Map(found.map((row) => [textIn(row, 'id'), listedRow(row)]))
    },
    place: async (meant, begins) => {
      const { column, isText, isPadded } = orderOf(meant.query)
      if (!isText) return null
      return placeIn(database, {
        meant,
        column,
        key: isPadded ? sortKey(begins) : foldText(begins),
        numbers: await ordered(meant),
      })
    },
    due: (span) => dueIds(database, span),
    dueCounts: (thisYear) => dueCounts(database, thisYear),
    values: (list, column) =>
      database
        .all(
          `SELECT CAST(${column} AS TEXT) AS value, count(*) AS rows FROM ${LIST_TABLES[list]}
            GROUP BY ${column} ORDER BY count(*) DESC, ${column}`,
        )
        .map((row) => [textIn(row, 'value'), Number(row['rows'])] as const),
  }
}

/** Keeps answers as long as nothing is written; who asks for one that is being made waits for it. */
function createKept(database: Reading) {
  const kept = new Map<string, Promise<Int32Array>>()
  let changes = -1
  return (key: string, make: () => Promise<Int32Array>): Promise<Int32Array> => {
    const [row] = database.all('SELECT total_changes() AS changes')
    const now = Number(row?.['changes'])
    if (now !== changes) kept.clear()
    changes = now
    const known = kept.get(key)
    if (known !== undefined) return known
    const made = make()
    kept.set(key, made)
    made.catch(() => kept.delete(key))
    const [oldest] = kept.keys()
    if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest)
    return made
  }
}

/** In the order of the numbers. */
function listedRows(database: Reading, list: ListName, numbers: Int32Array): readonly ListedRow[] {
  const sql = listedSql(list, 'list.row IN (SELECT value FROM json_each(?))')
  const found = database.all(sql, [JSON.stringify([...numbers])])
  const byRow = new Map(found.map((row) => [Number(row['row']), listedRow(row)]))
  return [...numbers].flatMap((row) => byRow.get(row) ?? [])
}

function listedSql(list: ListName, where: string): string {
  return `SELECT list.row AS row, record.id AS id, ${SHOWN[list]}
    FROM ${LIST_TABLES[list]} AS list JOIN record USING (row) WHERE ${where}`
}

function listedRow(row: SqlRow): ListedRow {
  const of = (name: string): number => Number(row[name] ?? 0)
  return {
    id: textIn(row, 'id'),
    documents: of('documents'),
    pages: of('pages'),
    sheets: of('sheets'),
    missing: of('missing'),
  }
}

function idsOf(database: Reading, numbers: Int32Array): readonly RecordId[] {
  const sql = 'SELECT row, id FROM record WHERE row IN (SELECT value FROM json_each(?))'
  const found = database.all(sql, [JSON.stringify([...numbers])])
  const byRow = new Map(found.map((row) => [Number(row['row']), textIn(row, 'id')]))
  return [...numbers].flatMap((row) => byRow.get(row) ?? [])
}

interface Place {
  readonly meant: Meant
  readonly column: string
  readonly key: string
  readonly numbers: Int32Array
}

/** By halves: the rows stand in the order of the column. */
function placeIn(database: Reading, { meant, column, key, numbers }: Place): number | null {
  const { isDescending } = orderOf(meant.query)
  const sql = `SELECT coalesce(${column}, '') AS key FROM ${LIST_TABLES[meant.query.list]} WHERE row = ?`
  const keyAt = (at: number): string => {
    const [row] = database.all(sql, [numbers[at] ?? 0])
    return row === undefined ? '' : textIn(row, 'key')
  }
  const isBefore = (at: number): boolean =>
    isDescending ? keyAt(at) > key && !keyAt(at).startsWith(key) : keyAt(at) < key
  let [first, last] = [0, numbers.length]
  while (first < last) {
    const middle = (first + last) >> 1
    if (isBefore(middle)) first = middle + 1
    else last = middle
  }
  return numbers.length === 0 ? null : Math.min(first, numbers.length - 1)
}
