import { type Document, fieldValue } from '../records/document.ts'

/** First and last date of the documents of a file, ISO 8601, or null where none is dated. */
export function datesOf(documents: readonly Document[]): { start: string | null; end: string | null } {
  const dates = documents
    .map((document) => fieldValue(document, 'issuedDate'))
    .filter(Boolean)
    .sort()
  return { start: dates[0] ?? null, end: dates.at(-1) ?? null }
}
