import { certaintyOf } from './doubt.ts'
import type { Edit, RecordId } from './op.ts'
import { type Document, FieldName, fieldNames, fieldValue } from './records/document.ts'

/** Most documents that are accepted in one step. */
export const MOST_AT_ONCE = 1000
/** So many of them are looked at, or this share of them, whichever is more. */
const LEAST_SAMPLE = 3
const SAMPLE_SHARE = 0.05

/** Is every main field of a document there and at least so sure, and does nothing else wait for a word about it? */
export function isSureAbove(document: Document, threshold: number): boolean {
  const { findings, isOneDocument, proposals, values, unread } = document
  const mayBeSeveral = !isOneDocument && (findings?.splits.length ?? 0) > 0
  if (mayBeSeveral || Object.keys(unread).length > 0) return false
  return fieldNames.every(
    (name) =>
      certaintyOf(document, name) === 'sure' &&
      ((values[name] ?? '') !== '' || (proposals?.[name]?.confidence ?? 0) >= threshold),
  )
}

/** How many of so many documents have to be looked at before all are accepted. */
export function sampleSize(count: number): number {
  return Math.min(count, Math.max(LEAST_SAMPLE, Math.ceil(count * SAMPLE_SHARE)))
}

/** What accepting a document as it stands writes: all that is read of it becomes a person's word. */
export function acceptedAsRead(document: Document): readonly Edit[] {
  // A view's id came from a record, so it is a record id.
  const record = document.id as RecordId
  const said = FieldName.options.flatMap((name): Edit[] => {
    const value = fieldValue(document, name)
    return value === '' || value === document.values[name] ? [] : [{ record, path: `/field/${name}`, value }]
  })
  return [...said, { record, path: '/isAccepted', value: true }]
}
