import { z } from 'zod'
import { entriesBelow, type RecordState } from '../merge.ts'
import type { Edit, RecordId } from '../op.ts'
import { readCell, textCell, wholeNumberCell } from './cell-value.ts'

/** What the archive said of one document (TT 05/2025, article 24): passed, or not and why. */
export const Verdict = z.object({ hasPassed: z.boolean(), reason: z.string() })
export type Verdict = z.infer<typeof Verdict>

/** Handing closed case files to the archive (nộp lưu). */
export const Deposit = z.object({
  id: z.string(),
  fonds: z.string(),
  /** Lần nộp, from 1. */
  ordinal: z.int(),
  createdAt: z.string(),
  caseFiles: z.array(z.string()),
  /** SHA-256 of what was handed over, as the depositor saw it. */
  manifest: z.string(),
  verdicts: z.record(z.string(), Verdict),
  outcome: z
    .object({
      isAccepted: z.boolean(),
      /** Number of the signed receipt; null where the deposit was returned. */
      receiptNumber: z.string().nullable(),
      decidedAt: z.string(),
      decidedBy: z.string(),
      reason: z.string(),
    })
    .nullable(),
})
export type Deposit = z.infer<typeof Deposit>

const CaseFilesCell = z.array(z.string()).catch([])
const OutcomeCell = Deposit.shape.outcome.catch(null)
const VerdictCells = z.record(z.string(), Verdict).catch({})

export function depositView(record: RecordState): Deposit {
  return {
    id: record.id,
    fonds: readCell(record, '/fonds', textCell),
    ordinal: readCell(record, '/ordinal', wholeNumberCell),
    createdAt: readCell(record, '/createdAt', textCell),
    caseFiles: readCell(record, '/caseFiles', CaseFilesCell),
    manifest: readCell(record, '/manifest', textCell),
    verdicts: VerdictCells.parse(Object.fromEntries(entriesBelow(record, '/verdict/'))),
    outcome: readCell(record, '/outcome', OutcomeCell),
  }
}

type NewDeposit = Pick<Deposit, 'fonds' | 'ordinal' | 'createdAt' | 'caseFiles' | 'manifest'>

export function newDeposit(id: RecordId, deposit: NewDeposit): readonly Edit[] {
  return Object.entries(deposit).map(([name, value]) => ({ record: id, path: `/${name}`, value }))
}
