import { z } from 'zod'
import type { RecordState } from '../merge.ts'
import type { Edit, RecordId } from '../op.ts'
import { readCell, textCell } from './cell-value.ts'

/** Agency codes after QĐ 20/2020/QĐ-TTg: levels joined by '.', at most 35 characters. */
export const AgencyCode = z
  .string()
  .max(35)
  .regex(/^[A-Z]\d{2}(?:\.\d{1,3}){0,4}$/)

/** All records of one agency. A commune has one open fonds and several closed ones. */
export const Fonds = z.object({
  id: z.string(),
  agencyCode: z.string(),
  agencyName: z.string(),
  isOpen: z.boolean(),
})
export type Fonds = z.infer<typeof Fonds>

const OpenCell = z.boolean().catch(true)

export function fondsView(record: RecordState): Fonds {
  return {
    id: record.id,
    agencyCode: readCell(record, '/agencyCode', textCell),
    agencyName: readCell(record, '/agencyName', textCell),
    isOpen: readCell(record, '/isOpen', OpenCell),
  }
}

export function newFonds(id: RecordId, fonds: Omit<Fonds, 'id'>): readonly Edit[] {
  return [
    { record: id, path: '/agencyCode', value: fonds.agencyCode },
    { record: id, path: '/agencyName', value: fonds.agencyName },
    { record: id, path: '/isOpen', value: fonds.isOpen },
  ]
}
