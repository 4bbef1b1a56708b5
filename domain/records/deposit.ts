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

/** A deposit without what grows with it. */
export const DepositHead = Deposit.omit({ caseFiles: true, verdicts: true })
export type DepositHead = z.infer<typeof DepositHead>

const CaseFilesCell = z.array(z.string()).catch([])
const OutcomeCell = Deposit.shape.outcome.catch(null)
const VerdictCells = z.record(z.string(), Verdict).catch({})

export function depositView(record: RecordState): Deposit {
  return {
    ...depositHead(record),
    caseFiles: [...depositedFiles(record)],
    verdicts: VerdictCells.parse(Object.fromEntries(entriesBelow(record, '/verdict/'))),
  }
}

/** Costs the same however much was handed over. */
export function depositHead(record: RecordState): DepositHead {
  return {
    id: record.id,
    fonds: readCell(record, '/fonds', textCell),
    ordinal: readCell(record, '/ordinal', wholeNumberCell),
    createdAt: readCell(record, '/createdAt', textCell),
    manifest: readCell(record, '/manifest', textCell),
    outcome: readCell(record, '/outcome', OutcomeCell),
  }
}

export function depositedFiles(record: RecordState): readonly string[] {
  return readCell(record, '/caseFiles', CaseFilesCell)
}

/** Document -> the archive's reason, of those that did not pass. */
export function failedDocuments(record: RecordState): readonly (readonly [string, string])[] {
  return entriesBelow(record, '/verdict/').flatMap(([id, value]) => {
    const verdict = Verdict.safeParse(value)
    return verdict.success && !verdict.data.hasPassed ? [[id, verdict.data.reason] as const] : []
  })
}

type NewDeposit = Pick<Deposit, 'fonds' | 'ordinal' | 'createdAt' | 'caseFiles' | 'manifest'>

export function newDeposit(id: RecordId, deposit: NewDeposit): readonly Edit[] {
  return Object.entries(deposit).map(([name, value]) => ({ record: id, path: `/${name}`, value }))
}
