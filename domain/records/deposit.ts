import * as z from 'zod'
import { entriesBelow, type RecordState } from '../merge.ts'
import { type Edit, opId, type RecordId } from '../op.ts'
import { readCell, textCell, wholeNumberCell } from './cell-value.ts'

/** Why a document did not pass, and where it shows: the id of a page, the name of a field; the whole document without. */
export const Failing = z.object({
  reason: z.string(),
  page: z.string().exactOptional(),
  field: z.string().exactOptional(),
})
export type Failing = z.infer<typeof Failing>

/** What the archive said of one document (TT 05/2025, article 24): passed, or not and why. */
export const Verdict = Failing.extend({
  hasPassed: z.boolean(),
  /** Ids of the ops by which people had accepted the document when the archive looked at it. */
  examined: z.array(z.string()).exactOptional(),
})
export type Verdict = z.infer<typeof Verdict>

export const FailedDocument = Failing.extend({ document: z.string() })
export type FailedDocument = z.infer<typeof FailedDocument>

/** The manifest that new deposits are described by. @see docs/adr/0013-what-a-deposit-hands-over.md */
export const MANIFEST_VERSION = 2

/** Handing closed case files to the archive (nộp lưu). */
export const Deposit = z.object({
  id: z.string(),
  fonds: z.string(),
  /** Lần nộp, from 1, among those of its fonds. */
  ordinal: z.int(),
  /** Only of one whose number another deposit has as well: the number under which it was made. */
  madeAs: z.int().exactOptional(),
  createdAt: z.string(),
  caseFiles: z.array(z.string()),
  /** SHA-256 of what was handed over, as the depositor saw it. */
  manifest: z.string(),
  /** Which description the manifest is the hash of. */
  manifestVersion: z.int(),
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

const VERDICT = '/verdict/'
const CaseFilesCell = z.array(z.string()).catch([])
const OutcomeCell = Deposit.shape.outcome.catch(null)
const ManifestVersionCell = z.int().catch(1)

export function depositView(record: RecordState): Deposit {
  return {
    ...depositHead(record),
    caseFiles: [...depositedFiles(record)],
    verdicts: Object.fromEntries(verdictsOf(record)),
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
    // Before there were several, nothing was written of it.
    manifestVersion: readCell(record, '/manifestVersion', ManifestVersionCell),
    outcome: readCell(record, '/outcome', OutcomeCell),
  }
}

export function depositedFiles(record: RecordState): readonly string[] {
  return readCell(record, '/caseFiles', CaseFilesCell)
}

function verdictsOf(record: RecordState): readonly (readonly [string, Verdict])[] {
  return entriesBelow(record, VERDICT).flatMap(([id, value]) => {
    const verdict = Verdict.safeParse(value)
    return verdict.success ? [[id, verdict.data] as const] : []
  })
}

/** The documents that did not pass, with the archive's reason. */
export function failedDocuments(record: RecordState): readonly FailedDocument[] {
  return verdictsOf(record).flatMap(([document, { hasPassed, examined: _examined, ...failing }]) =>
    hasPassed ? [] : [{ document, ...failing }],
  )
}

/** The ops by which a document is accepted: what a verdict on it was made of. */
export function acceptances(document: RecordState): readonly string[] {
  const heads = document.cells['/isAccepted']?.heads ?? []
  return heads.filter(({ val }) => val === true).map((head) => opId(head))
}

/**
 * Was a document accepted by a person anew since the archive said that it did not pass? By what the archive had seen,
 * since clocks differ; never of a verdict that does not say it.
 */
export function isMended(deposit: RecordState, document: RecordState): boolean {
  const examined = new Map(verdictsOf(deposit)).get(document.id)?.examined
  return examined !== undefined && acceptances(document).some((id) => !examined.includes(id))
}

type NewDeposit = Pick<Deposit, 'fonds' | 'ordinal' | 'createdAt' | 'caseFiles' | 'manifest'>

export function newDeposit(id: RecordId, deposit: NewDeposit): readonly Edit[] {
  const cells = { ...deposit, manifestVersion: MANIFEST_VERSION }
  return Object.entries(cells).map(([name, value]) => ({ record: id, path: `/${name}`, value }))
}
