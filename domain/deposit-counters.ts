import * as z from 'zod'
import { type CaseFileContents, handedOver } from './deposit-manifest.ts'
import type { Sha256 } from './op.ts'
import type { DepositHead } from './records/deposit.ts'
import { blobsOf } from './records/document.ts'
import type { Fonds } from './records/fonds.ts'

/** What the archive confirms of a deposit it received. Both sides count it from their own records. @see TT 05/2025, article 23 */
export const DepositCounters = z.object({
  requestCode: z.string(),
  agencyCode: z.string(),
  agencyName: z.string(),
  /** One package for each case file. */
  packages: z.int(),
  caseFiles: z.int(),
  documents: z.int(),
  /** Case files of its fonds that were accepted so far, this deposit included. */
  acceptedSoFar: z.int(),
  /** Parts that are there, of those there are. */
  partsLoaded: z.int(),
  parts: z.int(),
  sizeBytes: z.int(),
  ordinal: z.int(),
  /** ISO 8601 instant. */
  receivedAt: z.string().nullable(),
})
export type DepositCounters = z.infer<typeof DepositCounters>

interface CounterInput {
  readonly deposit: DepositHead
  readonly fonds: Pick<Fonds, 'agencyCode' | 'agencyName'>
  readonly contents: readonly CaseFileContents[]
  readonly acceptedSoFar: number
  /** Bytes of a part that is there, null for one that is missing. */
  readonly sizeOf: (blob: Sha256) => number | null
}

export function depositCounters({
  deposit,
  fonds,
  contents,
  acceptedSoFar,
  sizeOf,
}: CounterInput): DepositCounters {
  const documents = contents.flatMap((each) => handedOver(each.documents))
  const parts = [...new Set(documents.flatMap(blobsOf))]
  const sizes = parts.map(sizeOf)
  const loaded = sizes.filter((size) => size !== null)
  return {
    requestCode: requestCode(fonds.agencyCode, deposit),
    agencyCode: fonds.agencyCode,
    agencyName: fonds.agencyName,
    packages: contents.length,
    caseFiles: contents.length,
    documents: documents.length,
    acceptedSoFar,
    partsLoaded: loaded.length,
    parts: parts.length,
    sizeBytes: loaded.reduce((sum, size) => sum + size, 0),
    ordinal: deposit.ordinal,
    receivedAt: deposit.outcome?.decidedAt ?? null,
  }
}

interface Accepted {
  readonly deposit: Pick<DepositHead, 'fonds' | 'outcome'>
  readonly caseFiles: number
}

/** Case files of the fonds of a deposit that were accepted up to it; all until now where it waits or came back. */
export function acceptedSoFar({ fonds, outcome }: Accepted['deposit'], all: Iterable<Accepted>): number {
  const until = outcome?.isAccepted === true ? orderOf(outcome) : null
  let files = 0
  for (const { deposit, caseFiles } of all) {
    if (deposit.fonds !== fonds || deposit.outcome?.isAccepted !== true) continue
    if (until === null || orderOf(deposit.outcome) <= until) files += caseFiles
  }
  return files
}

/** Receipts are numbered in the order of their decisions, which may fall into one moment. */
function orderOf({ decidedAt, receiptNumber }: NonNullable<DepositHead['outcome']>): string {
  return `${decidedAt} ${receiptNumber ?? ''}`
}

/** `NL.H27.38.05.2026.01`: agency, year and ordinal of the deposit. */
function requestCode(agencyCode: string, { createdAt, ordinal }: DepositHead): string {
  return `NL.${agencyCode}.${createdAt.slice(0, 4)}.${String(ordinal).padStart(2, '0')}`
}
