import type { DocumentType } from './authority.ts'
import type { CaseFileContents } from './deposit-manifest.ts'
import { type Document, documentCode, fieldValue } from './records/document.ts'
import type { SheetNumbering, SheetSpan } from './sheet-numbering.ts'

/** One row of the contents list of a case file (mục lục văn bản), in the columns of the law's form. */
export interface ContentsRow {
  readonly id: string
  /** From 1. */
  readonly ordinal: number
  /** Number and notation as they stand on the paper. */
  readonly code: string
  /** ISO 8601 calendar date, or empty. */
  readonly date: string
  /** The name of the type, and what it is about. */
  readonly typeAndSubject: string
  readonly author: string
  /** Null where it has no sheet. */
  readonly sheets: SheetSpan | null
  readonly pages: number
  readonly note: string
}

/** The element of the descriptive profile that holds the note (Ghi chú) of case files and documents. */
export const NOTE = 'description'

export function noteOf({ extra }: Pick<Document, 'extra'>): string {
  return extra[NOTE] ?? ''
}

/**
 * The contents list, made of the documents in their order each time it is wanted, so that it is never out of date.
 * Isolated documents do not stand in it.
 */
export function contentsList(
  { documents }: Pick<CaseFileContents, 'documents'>,
  { spans }: Pick<SheetNumbering, 'spans'>,
  types: readonly DocumentType[],
): readonly ContentsRow[] {
  const names = new Map(types.map(({ code, name }) => [code, name]))
  return documents
    .filter((document) => document.isolated === undefined)
    .map((document, at) => ({
      id: document.id,
      ordinal: at + 1,
      code: documentCode(document),
      date: fieldValue(document, 'issuedDate'),
      typeAndSubject: [names.get(fieldValue(document, 'type')) ?? '', fieldValue(document, 'subject')]
        .filter(Boolean)
        .join(' '),
      author: fieldValue(document, 'issuer'),
      sheets: spans.get(document.id) ?? null,
      pages: document.pages.length,
      note: noteOf(document),
    }))
}
