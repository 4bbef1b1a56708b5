import { createHash } from 'node:crypto'
import { notationKey } from '../../domain/notation-number.ts'
import { type Edit, type RecordId, recordId } from '../../domain/op.ts'
import type { ImportedEntry } from '../../domain/plan-import.ts'
import { newPlanEntry } from '../../domain/records/plan-entry.ts'
import type { CommuneRecords } from '../state/commune-records.ts'
import { viewFonds, viewPlanEntry } from '../state/views.ts'

/** What a commune gets of a plan, or why it gets nothing. */
export type PlanForCommune =
  | { readonly blocked: 'no-fonds' | 'approved' }
  | { readonly blocked: null; readonly edits: readonly Edit[]; readonly added: number; readonly kept: number }

/**
 * The entries that the plan of the open fonds does not have yet by their notation. A plan that the commune's head has
 * approved is the commune's to add to.
 */
export function planFor(
  records: CommuneRecords,
  year: number,
  entries: readonly ImportedEntry[],
): PlanForCommune {
  const fonds = records
    .ofKind('fonds')
    .map(viewFonds)
    .find(({ isOpen, agencyCode }) => isOpen && agencyCode !== '')
  if (fonds === undefined) return { blocked: 'no-fonds' }
  if (fonds.approvals[String(year)] !== undefined) return { blocked: 'approved' }
  const plan = records.ofKind('plan').map(viewPlanEntry)
  const existing = new Set(
    plan
      .filter((entry) => entry.fonds === fonds.id && entry.year === year && entry.notation !== '')
      .map(({ notation }) => notationKey(notation)),
  )
  const fresh = entries.filter(({ notation }) => !existing.has(notationKey(notation)))
  const edits = fresh.flatMap((entry) => {
    const id = planEntryId(fonds.id, year, notationKey(entry.notation))
    return newPlanEntry(id, { ...entry, fonds: fonds.id, year, basis: '', isAddition: false })
  })
  return { blocked: null, edits, added: fresh.length, kept: entries.length - fresh.length }
}

/**
 * The same record as stations of the commune make of the same entry, so that it is one where both put it in: a UUID of
 * version 8 (RFC 9562) of a hash of what names it.
 */
export function planEntryId(fonds: string, year: number, key: string): RecordId {
  const bytes = createHash('sha256').update(`hoso/plan/${fonds}/${year}/${key}`).digest().subarray(0, 16)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  const [a, b, c, d, e] = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ]
  return recordId('plan', `${a}-${b}-${c}-${d}-${e}`)
}
