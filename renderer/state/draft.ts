import { type Document, FieldName, fieldValue } from '../../domain/records/document.ts'
import { formatDate, parseDate } from './date-text.ts'

/** What was typed over the fields of a document and is not saved yet; dates as they were typed. */
export type Edits = Readonly<Partial<Record<FieldName, string>>>
export type FieldValues = Partial<Record<FieldName, string>>

/** The text in the box of a field. */
export function shownText(document: Document, edits: Edits, name: FieldName): string {
  const edited = edits[name]
  if (edited !== undefined) return edited
  const value = fieldValue(document, name)
  return name === 'issuedDate' ? formatDate(value) : value
}

/** Does the date box hold something that is no date? */
export function hasWrongDate(document: Document, edits: Edits): boolean {
  const typed = shownText(document, edits, 'issuedDate').trim()
  return typed !== '' && parseDate(typed) === null
}

/**
 * What accepting a document saves: every field that shows something, and every proposal that was emptied.
 * @returns null where the date is none
 */
export function acceptedValues(document: Document, edits: Edits): FieldValues | null {
  if (hasWrongDate(document, edits)) return null
  const values: FieldValues = {}
  for (const name of FieldName.options) {
    const text = shownText(document, edits, name).trim()
    if (text === '' && fieldValue(document, name) === '') continue
    values[name] = name === 'issuedDate' ? (parseDate(text) ?? '') : text
  }
  return values
}
