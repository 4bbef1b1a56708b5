import * as z from 'zod'
import { entriesBelow, type RecordState } from '../merge.ts'
import type { Edit, RecordId } from '../op.ts'
import { optionalTextCell, readCell, textCell, textCells } from './cell-value.ts'

/** Agency codes after QĐ 20/2020/QĐ-TTg: levels joined by '.', at most 35 characters. */
export const AgencyCode = z
  .string()
  .max(35)
  .regex(/^[A-Z]\d{2}(?:\.\d{1,3}){0,4}$/)

/** The yearly plan of a fonds as its head approved it; from then on entries are additions. Dates are ISO 8601. */
export const PlanApproval = z.object({
  at: z.string(),
  by: z.string(),
  /** Number and notation of the decision, and its day. */
  decision: z.string(),
  decidedOn: z.string(),
})
export type PlanApproval = z.infer<typeof PlanApproval>

/** All records of one agency. A commune has one open fonds and several closed ones. */
export const Fonds = z.object({
  id: z.string(),
  agencyCode: z.string(),
  agencyName: z.string(),
  isOpen: z.boolean(),
  /** Mã phông; empty where the province gave none. */
  code: z.string(),
  /** The day from which nothing is added, ISO 8601; null for an open fonds or where unknown. */
  closedOn: z.string().nullable(),
  /** Year -> its plan's approval. */
  approvals: z.record(z.string(), PlanApproval),
  /** History, main groups, note and further elements by their names. */
  extra: z.record(z.string(), z.string()),
})
export type Fonds = z.infer<typeof Fonds>

const OpenCell = z.boolean().catch(true)
const ApprovalCells = z.record(z.string(), PlanApproval).catch({})

export function fondsView(record: RecordState): Fonds {
  return {
    id: record.id,
    agencyCode: readCell(record, '/agencyCode', textCell),
    agencyName: readCell(record, '/agencyName', textCell),
    isOpen: readCell(record, '/isOpen', OpenCell),
    code: readCell(record, '/code', textCell),
    closedOn: readCell(record, '/closedOn', optionalTextCell),
    approvals: ApprovalCells.parse(Object.fromEntries(entriesBelow(record, '/approval/'))),
    extra: textCells.parse(Object.fromEntries(entriesBelow(record, '/extra/'))),
  }
}

export function newFonds(
  id: RecordId,
  fonds: Pick<Fonds, 'agencyCode' | 'agencyName' | 'isOpen'>,
): readonly Edit[] {
  return [
    { record: id, path: '/agencyCode', value: fonds.agencyCode },
    { record: id, path: '/agencyName', value: fonds.agencyName },
    { record: id, path: '/isOpen', value: fonds.isOpen },
  ]
}
