import { z } from 'zod'
import type { CaseFileContents } from './deposit-manifest.ts'
import type { CaseFile } from './records/case-file.ts'
import { type Document, FieldName, fieldValue, isRead } from './records/document.ts'

/** Something that keeps a case file from being closed (must) or that a careful clerk mends (should). */
export const Shortcoming = z.object({
  code: z.enum([
    'no-documents',
    'document-unreviewed',
    'document-field-missing',
    'document-unread',
    'dates-reversed',
  ]),
  severity: z.enum(['must', 'should']),
  document: z.string().nullable(),
  field: FieldName.nullable(),
})
export type Shortcoming = z.infer<typeof Shortcoming>

/** What NĐ 30/2020 article 29(4) and TT 05/2025 want of every document before its file is closed. */
const required: readonly FieldName[] = ['type', 'issuedDate', 'issuer', 'subject']

/** Everything that stands between a case file and its closing, in the order of its contents list. */
export function shortcomingsOf({ file, documents }: CaseFileContents): readonly Shortcoming[] {
  const ofDocuments = documents.flatMap((document) => shortcomingsOfDocument(document))
  return [...shortcomingsOfFile(file, documents.length), ...ofDocuments]
}

const must = { severity: 'must', document: null, field: null } as const

/** What a case file of so many documents lacks as a whole. */
export function shortcomingsOfFile(
  { startDate, endDate }: Pick<CaseFile, 'startDate' | 'endDate'>,
  documents: number,
): readonly Shortcoming[] {
  const found: Shortcoming[] = []
  if (startDate !== null && endDate !== null && startDate > endDate) {
    found.push({ ...must, code: 'dates-reversed' })
  }
  if (documents === 0) found.push({ ...must, code: 'no-documents' })
  return found
}

export function shortcomingsOfDocument(document: Document): readonly Shortcoming[] {
  const concern = { ...must, document: document.id }
  const found: Shortcoming[] = []
  if (!document.isAccepted) found.push({ ...concern, code: 'document-unreviewed' })
  for (const field of required) {
    if (fieldValue(document, field) === '') found.push({ ...concern, code: 'document-field-missing', field })
  }
  if (!isRead(document)) found.push({ ...concern, code: 'document-unread' })
  else if (Object.keys(document.unread).length > 0) {
    found.push({ ...concern, severity: 'should', code: 'document-unread' })
  }
  return found
}

/** First and last date of the documents of a file, ISO 8601, or null where none is dated. */
export function datesOf(documents: readonly Document[]): { start: string | null; end: string | null } {
  const dates = documents
    .map((document) => fieldValue(document, 'issuedDate'))
    .filter(Boolean)
    .sort()
  return { start: dates[0] ?? null, end: dates.at(-1) ?? null }
}
