import { Fault } from '../../../domain/fault.ts'
import { entriesBelow } from '../../../domain/merge.ts'
import type { Edit, RecordId } from '../../../domain/op.ts'
import { caseFileView } from '../../../domain/records/case-file.ts'
import { type Document, documentView } from '../../../domain/records/document.ts'
import type { Page } from '../../../domain/records/page.ts'
import { type FoundSheet, heapLinks, type OpenFiles, separateHeap } from '../../../domain/separate.ts'
import { readSeparator } from '../../../domain/separator-code.ts'
import { staleEdits } from '../../../domain/split-document.ts'
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
    return id === undefined ? [] : [{ record, path: `${CELL}${id}`, value: text }]
  })
}

/** What separator sheets will do: documents that are filed, and sheets whose case file is not known or takes nothing. */
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

/**
 * Cuts a scan at its separator sheets and files the parts, in one step that can be taken back; nothing where it has none
 * or that was done before.
 */
export async function separateScan(records: Records, id: RecordId): Promise<void> {
  const record = records.record(id)
  const document = documentView(record)
  const said = new Map(entriesBelow(record, CELL))
  const sheets = document.pages.flatMap((page, at): FoundSheet[] => {
    const text = said.get(page.id)
    return typeof text === 'string' ? [{ page: at, text }] : []
  })
  if (sheets.length === 0 || document.isolated !== undefined) return
  const files = openFiles(records, sheets)
  const cells = new Map(document.pages.map((page) => [page.id, clearedCells(records, id, page)]))
  const { edits, made } = separateHeap({ document, sheets, files, cells })
  const stale = made.flatMap((begun) => staleEdits(records.record(begun), edits))
  await records.append(heapLinks(document, sheets))
  try {
    await records.append([...stale, ...edits], { undo: 'file-by-sheets' })
  } catch (error) {
    // A case file may have been closed just now; the scan stays whole, to be filed by hand.
    if (!(error instanceof Fault && error.code === 'case-closed')) throw error
  }
}

/** That a mark on the page was found to be none of a state secret goes with the page. */
function clearedCells({ record }: Records, id: RecordId, page: Page) {
  return entriesBelow(record(id), `/notSecret/${page.id}`).map(
    ([rest, value]) => [`/notSecret/${page.id}${rest}`, value] as const,
  )
}

/** The case files among those named that take documents now. */
function openFiles(records: Records, sheets: readonly FoundSheet[]): OpenFiles {
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
