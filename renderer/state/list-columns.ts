import {
  type CaseColumn,
  caseColumns,
  type DocumentColumn,
  documentColumns,
  type ListName,
} from '../../domain/list-api.ts'

export type ColumnId = CaseColumn | DocumentColumn

/** A column of a list as it is shown: in order, with its width in the design's own pixels. */
export interface ShownColumn {
  readonly id: ColumnId
  readonly width: number
}

const LEAST_WIDTH = 56
const MOST_WIDTH = 900

const widths: Readonly<Record<ColumnId, number>> = {
  notation: 112,
  title: 250,
  year: 64,
  retention: 112,
  state: 124,
  startDate: 112,
  endDate: 112,
  documents: 84,
  pages: 72,
  sheets: 76,
  maker: 150,
  place: 190,
  missing: 92,
  number: 68,
  issuedDate: 116,
  type: 124,
  issuer: 180,
  subject: 250,
  signer: 160,
  caseFile: 170,
  doubt: 100,
}

const first = {
  cases: ['notation', 'title', 'year', 'retention', 'state', 'documents', 'pages', 'maker', 'missing'],
  documents: ['number', 'notation', 'issuedDate', 'type', 'subject', 'issuer', 'caseFile', 'doubt'],
} as const satisfies Readonly<Record<ListName, readonly ColumnId[]>>

export const allColumns: Readonly<Record<ListName, readonly ColumnId[]>> = {
  cases: caseColumns,
  documents: documentColumns,
}

/** The columns of a list as somebody keeps them, `title:320` each; the program's own where nothing fitting is kept. */
export function shownColumns(list: ListName, kept: readonly string[] | undefined): readonly ShownColumn[] {
  const columns = new Map<ColumnId, ShownColumn>()
  for (const text of kept ?? []) {
    const [name = '', width = ''] = text.split(':')
    const id = allColumns[list].find((each) => each === name)
    if (id !== undefined) columns.set(id, { id, width: fitting(Number(width), id) })
  }
  if (columns.size > 0) return [...columns.values()]
  return first[list].map((id) => ({ id, width: widths[id] }))
}

/** As they are kept. */
export function keptColumns(columns: readonly ShownColumn[]): string[] {
  return columns.map(({ id, width }) => `${id}:${Math.round(width)}`)
}

function fitting(width: number, id: ColumnId): number {
  return Number.isFinite(width) && width > 0 ? Math.min(MOST_WIDTH, Math.max(LEAST_WIDTH, width)) : widths[id]
}

export function resized(columns: readonly ShownColumn[], id: string, width: number): readonly ShownColumn[] {
  return columns.map((column) =>
    column.id === id ? { ...column, width: fitting(width, column.id) } : column,
  )
}

/** A column that is shown is hidden, but for the last; one that is hidden comes last. */
export function switched(columns: readonly ShownColumn[], id: ColumnId): readonly ShownColumn[] {
  if (!columns.some((column) => column.id === id)) return [...columns, { id, width: widths[id] }]
  return columns.length === 1 ? columns : columns.filter((column) => column.id !== id)
}

/** One place to the left (-1) or right (1). */
export function moved(columns: readonly ShownColumn[], id: string, by: -1 | 1): readonly ShownColumn[] {
  const at = columns.findIndex((column) => column.id === id)
  const [own, other] = [columns[at], columns[at + by]]
  if (own === undefined || other === undefined) return columns
  return columns.with(at, other).with(at + by, own)
}
