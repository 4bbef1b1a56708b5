import type { Edit, RecordId } from '../../domain/op.ts'
import { type Document, documentView, type Extraction, newDocument } from '../../domain/records/document.ts'
import { pageId } from '../../domain/records/page.ts'
import { linkEdits, partsOf, splitEdits } from '../../domain/split-document.ts'
import { correctionEdit } from '../../domain/word-corrections.ts'
import type { EditedRecords } from './edited-records.ts'

const RUN = '6f9619ff-8b86-4011-b42d-00c04fc00000'
export const SCAN = 'doc_00000000-0000-4000-8000-000000000001'
const BATCH = 'batch_00000000-0000-4000-8000-000000000001'

/** Nothing was found in any part. */
export const nothingFound: Extraction = {
  proposals: {},
  findings: { cited: [], incoming: null, splits: [], layout: 'other' },
}

/** A word that somebody put right on the last page of the scan. */
export const putRight = { place: '100-100-200-120', text: 'nhân' } as const

/** A scan of so many pages, all read, with the fields of the first. */
export function aScan(records: EditedRecords, pageCount: number): void {
  const pages = Array.from({ length: pageCount }, (_, index) => {
    return { id: pageId(RUN, index), source: 'a'.repeat(64), index }
  })
  records.write(
    ...newDocument(SCAN, BATCH, pages),
    ...pages.map(({ id }, index): Edit => {
      return { record: SCAN, path: `/text/${id}`, value: index.toString(16).padStart(64, '0') }
    }),
    { record: SCAN, path: '/turn/' + pageId(RUN, pageCount - 1), value: 180 },
    correctionEdit(SCAN, { page: pageId(RUN, pageCount - 1), place: putRight.place }, putRight.text),
    { record: SCAN, path: '/proposals', value: {} },
  )
}

/** What cutting a document would write now. */
export function cut(records: EditedRecords, id: RecordId, at: readonly number[]): readonly Edit[] {
  const document = documentView(records.look(id))
  const pages = partsOf(document, at)
  const parts = pages.map((part) => ({ pages: part, extraction: nothingFound }))
  return [...linkEdits(document, parts), ...splitEdits({ document, parts, nextPosition: null })]
}

/** Every document that was cut from the scan, or could have been, that has pages; by its first page. */
export function documentsOf(records: EditedRecords, pageCount: number): readonly Document[] {
  const begun = Array.from({ length: pageCount }, (_, index) => `doc_${pageId(RUN, index)}`)
  return [SCAN, ...begun]
    .map((id) => documentView(records.look(id)))
    .filter(({ pages }) => pages.length > 0)
    .toSorted((a, b) => (a.pages[0]?.index ?? 0) - (b.pages[0]?.index ?? 0))
}

/** The page numbers of each of them. */
export function pagesOf(records: EditedRecords, pageCount: number): readonly (readonly number[])[] {
  return documentsOf(records, pageCount).map(({ pages }) => pages.map(({ index }) => index))
}
