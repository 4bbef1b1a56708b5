import { type Document, type FieldName, fieldValue } from '../../domain/records/document.ts'
import { formatDate, parseDate } from './date-text.ts'
import type { Edits } from './draft.ts'

/** Other values that the machine thinks a field may have, without the one that stands in it; as they are saved. */
export function candidatesOf(document: Document, edits: Edits, name: FieldName): readonly string[] {
  const proposal = document.proposals?.[name]
  if (proposal === undefined) return []
  const typed = edits[name]
  const present = typed === undefined ? fieldValue(document, name) : savedForm(name, typed)
  const values = [proposal.value, ...(proposal.candidates ?? []).map(({ value }) => value)]
  return [...new Set(values)].filter((value) => value !== '' && value !== present)
}

/** The way to read a field behind the one that stands in it, round the end of them; null where there is no other. */
export function nextReading(document: Document, edits: Edits, name: FieldName): string | null {
  const proposal = document.proposals?.[name]
  if (proposal === undefined) return null
  const typed = edits[name]
  const present = typed === undefined ? fieldValue(document, name) : savedForm(name, typed)
  const all = [proposal.value, ...(proposal.candidates ?? []).map(({ value }) => value)]
  const readings = [...new Set(all)].filter((value) => value !== '')
  const next = readings[(readings.indexOf(present) + 1) % Math.max(1, readings.length)]
  return next === undefined || next === present ? null : next
}

/** What a box holds when a candidate is taken. */
export function typedForm(name: FieldName, value: string): string {
  return name === 'issuedDate' ? formatDate(value) : value
}

function savedForm(name: FieldName, typed: string): string {
  const text = typed.trim()
  return name === 'issuedDate' ? (parseDate(text) ?? text) : text
}
