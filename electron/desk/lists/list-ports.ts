import type { ListName, ListQuery } from '../../../domain/list-api.ts'
import type { RecordId } from '../../../domain/op.ts'

/** A record that stands in a list; of a case file with what lies in it. */
export interface ListedRow {
  readonly id: RecordId
  readonly documents: number
  readonly pages: number
  readonly sheets: number
  readonly missing: number
}

export interface ListMeant {
  readonly query: ListQuery
  /** Accepted case files of these deposits count as deposited. */
  readonly doubted: readonly string[]
}

export interface ListSpan extends ListMeant {
  readonly offset: number
  readonly limit: number
}

/** Files without an end are due from the year after theirs. */
export interface DueSpan {
  readonly thisYear: number
  readonly offset: number
  readonly limit: number
}

/** Case files and documents in the order of any of their columns. */
export interface Lists {
  rows(span: ListSpan): Promise<{ readonly rows: readonly ListedRow[]; readonly total: number }>
  ids(span: ListSpan): Promise<readonly RecordId[]>
  /** All that match, in order, as numbers that `named` turns into ids. */
  all(meant: ListMeant): Promise<Int32Array>
  /** Of these the ones that stand in the list, narrowed or not, in its order. */
  among(query: ListQuery, ids: readonly RecordId[]): Int32Array
  named(numbers: Int32Array): readonly RecordId[]
  /** Those of these ids that stand in a list. */
  listed(list: ListName, ids: readonly RecordId[]): ReadonlyMap<RecordId, ListedRow>
  /** Place of the first row that begins with a text or comes after it; null where the column holds none. */
  place(meant: ListMeant, begins: string): Promise<number | null>
  /** Case files to be handed over, the first due first. */
  due(span: DueSpan): readonly RecordId[]
  /** How many of them count from each year. */
  dueCounts(thisYear: number): ReadonlyMap<number, number>
  /** Values of a column with how many rows have each, the commonest first. */
  values(
    list: ListName,
    column: 'maker' | 'retention' | 'type' | 'year',
  ): readonly (readonly [string, number])[]
}
