import type { FaultReport } from '../../domain/fault.ts'
import type {
  CaseListRow,
  DocumentListRow,
  EditOutcome,
  ListApi,
  ListChange,
  ListName,
  ListNarrowing,
  ListQuery,
} from '../../domain/list-api.ts'
import type { Client } from '../../domain/rpc.ts'
import type { Remote } from './attempt.ts'
import type { ListChoice } from './list-choice.ts'
import type { ShownColumn } from './list-columns.ts'
import type { SpanRows } from './span-list.ts'

export type ListRow = CaseListRow | DocumentListRow
export type ListChoices = Awaited<ReturnType<Client<ListApi>['listChoices']>>

/** Ways of seeing the case files of the vault. */
export const filesTabs = ['plan', 'cases', 'documents'] as const
export type FilesTab = (typeof filesTabs)[number]

/** A place in the grid; row -1 is that of the names of the columns. */
export interface GridPlace {
  readonly row: number
  readonly column: number
}

/** One long list: what it is narrowed to and sorted by, what of it is at hand, what is chosen. */
export interface ListState {
  readonly query: ListQuery
  readonly rows: Remote<SpanRows<ListRow>>
  readonly choice: ListChoice
  readonly place: GridPlace
  /** Where the next span of rows that is chosen begins. */
  readonly anchor: number
  /** What it can be narrowed to. */
  readonly choices: Remote<ListChoices>
}

/** How far the change of many rows is. */
export type BulkStep =
  | { readonly kind: 'asking'; readonly preview: Remote<EditOutcome> | null }
  | { readonly kind: 'changing' }
  | { readonly kind: 'done'; readonly outcome: EditOutcome }

export interface ListSlice {
  readonly filesTab: FilesTab
  readonly lists: Readonly<Record<ListName, ListState>>
  readonly bulk: BulkStep
  showFilesTab(tab: FilesTab): void
  /** Opens a list narrowed to what a number elsewhere counts. */
  openList(narrowing: ListNarrowing): void
  loadLists(): Promise<void>
  loadListChoices(): Promise<void>
  /** These rows are in sight. */
  seeList(list: ListName, first: number, last: number): void
  /** Null takes all narrowing away. */
  narrowList(list: ListName, filter: ListQuery['filter'] | null): void
  /** By the same column again: the other way round. */
  sortList(list: ListName, by: string): void
  placeInList(list: ListName, place: GridPlace): void
  /** The row alone, the row besides, or all from where the last choice began to it. */
  chooseRow(list: ListName, row: number, how: 'only' | 'toggle' | 'span'): Promise<void>
  chooseAllRows(list: ListName): void
  chooseNoRows(list: ListName): void
  /** Goes to the first row whose text begins so. */
  findInList(list: ListName, begins: string): Promise<void>
  setListColumns(list: ListName, columns: readonly ShownColumn[]): void
  openRow(list: ListName, row: number): Promise<void>
  openBulk(list: ListName): void
  /** Fetches what a change would do; null for a form that is not filled in. */
  previewBulk(list: ListName, change: ListChange | null): Promise<void>
  /** @returns why it failed, null when it is done */
  changeBulk(list: ListName, change: ListChange): Promise<FaultReport | null>
  /** Asks for a folder. @returns why it failed, null when it is written or was left */
  exportChosen(list: ListName, words: ExportWords): Promise<FaultReport | null>
  /** @returns why it failed, null when it is kept */
  keepListView(list: ListName, name: string): Promise<FaultReport | null>
  showListView(id: string): void
}

/** What a workbook is written with that only the window can say. */
export interface ExportWords {
  readonly columns: Readonly<Record<string, string>>
  readonly states: Readonly<Record<string, string>>
}
