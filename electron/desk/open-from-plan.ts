import { nextNotation, notationParts } from '../../domain/notation-number.ts'
import type { Edit, RecordId } from '../../domain/op.ts'
import { recordId } from '../../domain/op.ts'
import { caseFileView, newCaseFile } from '../../domain/records/case-file.ts'
import { derivedId } from './plan/derived-id.ts'
import type { Opening } from './plan/plan-ports.ts'
import { existingEntry, holdersOf } from './plan/plan-records.ts'
import type { Records } from './ports.ts'

/**
 * What opens a case file from an entry of the plan. The first one has an id made of the entry's, so that two stations
 * that open the same entry open the same file; each further one gets a number of this station. @throws Fault 'not-found'
 */
export function openFromPlan(
  records: Records,
  planEntry: RecordId,
  { createId, ordinal, userName }: Opening,
): { readonly id: RecordId; readonly edits: readonly Edit[] } {
  const entry = existingEntry(records, planEntry)
  const { fonds, year, title, retention, basis } = entry
  const maker = entry.maker === '' ? userName() : entry.maker
  const file = { fonds, year, title, retention, basis, maker, planEntry }
  const first = derivedId('case', planEntry)
  if (caseFileView(records.record(first)).notation === '') {
    return { id: first, edits: newCaseFile(first, { ...file, notation: entry.notation }) }
  }
  // Only a fonds id is ever written into the cell.
  const taken = holdersOf(records, { fonds: fonds as RecordId, year }).map(({ notation }) => notation)
  const suffix = notationParts(entry.notation)?.suffix ?? ''
  const id = recordId('case', createId())
  return {
    id,
    edits: newCaseFile(id, { ...file, notation: nextNotation({ ordinal: ordinal(), suffix, taken }) }),
  }
}
