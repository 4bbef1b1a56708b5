import { entriesBelow, type RecordState } from '../../../domain/merge.ts'
import type { Edit, RecordId } from '../../../domain/op.ts'
import { caseFileView } from '../../../domain/records/case-file.ts'
import type { Document } from '../../../domain/records/document.ts'
import type { Page } from '../../../domain/records/page.ts'
import { type FoundSheet, type OpenFiles, type Separated, separateHeap } from '../../../domain/separate.ts'
import { readSeparator } from '../../../domain/separator-code.ts'
import { pageCells, staleEdits } from '../../../domain/split-document.ts'
import { contentsOf } from '../contents.ts'
import type { Records } from '../ports.ts'

const CELL = '/separator/'

/** Keeps what the codes of separator sheets say with the pages of a scan that is just taken in. */
export function sheetEdits(
  record: RecordId,
  pages: readonly Page[],
  sheets: readonly FoundSheet[],
): readonly Edit[] {
  return sheets.flatMap(({ page, text }) => {
    const id = pages[page]?.id
    return id === undefined ? [] : [{ record, path: separatorPath(id), value: text }]
  })
}

/** The cell that keeps what the code of a separator sheet says, until somebody decides. */
export function separatorPath(page: string): string {
  return `${CELL}${page}`
}

/** What separator sheets would do: documents that are filed, and sheets whose case file is not known or takes nothing. */
export function sheetCounts(
  records: Records,
  pages: readonly Page[],
  sheets: readonly FoundSheet[],
): { readonly sheets: number; readonly filed: number; readonly unknown: number } {
  const document = { id: '', batch: '', pages: [...pages] }
  const files = openFiles(records, sheets)
  const { filed, unknown } = separateHeap({ document, sheets, files, cells: new Map() })
  return { sheets: sheets.length, filed, unknown }
}

/** The sheets among the pages of a document on which nobody decided yet. */
export function waitingSheets(
  record: RecordState,
  { pages }: Pick<Document, 'pages'>,
): readonly FoundSheet[] {
  const said = new Map(entriesBelow(record, CELL))
  if (said.size === 0) return []
  return pages.flatMap((page, at): FoundSheet[] => {
    const text = said.get(page.id)
    return typeof text === 'string' ? [{ page: at, text }] : []
  })
}

/** What cuts a scan at these of its sheets and files the parts; nothing is saved by it. */
export function separation(records: Records, document: Document, sheets: readonly FoundSheet[]): Separated {
  // A view's id came from a record, so it is a record id.
  const record = records.record(document.id as RecordId)
  const cells = new Map(document.pages.map((page) => [page.id, cellsOf(record, document, page)]))
  const step = separateHeap({ document, sheets, files: openFiles(records, sheets), cells })
  const stale = step.made.flatMap((begun) => staleEdits(records.record(begun), step.edits))
  return { ...step, edits: [...stale, ...step.edits] }
}

/** What was read of a page goes with it, and that a mark on it was found to be none of a state secret. */
function cellsOf(record: RecordState, document: Document, page: Page) {
  const cleared = entriesBelow(record, `/notSecret/${page.id}`).map(
    ([rest, value]) => [`/notSecret/${page.id}${rest}`, value] as const,
  )
  return [...pageCells(document, [page]), ...cleared]
}

/** The case files among those named that take documents now. */
export function openFiles(records: Records, sheets: readonly FoundSheet[]): OpenFiles {
  const files = new Map<RecordId, readonly Document[]>()
  for (const { text } of sheets) {
    const id = readSeparator(text)?.caseFile
    if (id === undefined || files.has(id)) continue
    const { notation, state, excluded } = caseFileView(records.record(id))
    const isOpen = notation !== '' && state === 'open' && excluded === null
    if (isOpen) files.set(id, contentsOf(records, id).documents)
  }
  return files
}
