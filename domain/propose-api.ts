import * as z from 'zod'
import { faultCodes } from './fault.ts'
import { RecordId } from './op.ts'
import { FilingProposal } from './propose/propose-case-files.ts'
import { Document } from './records/document.ts'
import { procedure } from './rpc.ts'

/** Documents that are put away in one pass. */
export const MOST_FILED_AT_ONCE = 100

/** A document that waits to be put away, with up to three case files it may belong into; empty where none fits. */
export const FilingOffer = z.object({ document: Document, proposals: z.array(FilingProposal).max(3) })
export type FilingOffer = z.infer<typeof FilingOffer>

/** Into an open case file, or into one that is opened from this entry of the plan. */
const Filing = z.object({ document: RecordId, target: RecordId })

export const FilingOutcome = z.object({
  filed: z.int(),
  /** Case files that were opened for it. */
  opened: z.int(),
  refused: z.array(
    z.object({
      document: RecordId,
      code: z.enum(faultCodes),
      detail: z.record(z.string(), z.union([z.string(), z.number()])),
    }),
  ),
})
export type FilingOutcome = z.infer<typeof FilingOutcome>

export const proposeApi = {
  /** The documents that wait longest, each with its proposals. */
  filingOffers: procedure(
    z.object({ limit: z.int().min(1).max(MOST_FILED_AT_ONCE) }),
    z.object({ offers: z.array(FilingOffer), total: z.int() }),
  ),
  /** What is proposed for one document. */
  filingProposals: procedure(z.object({ document: RecordId }), z.array(FilingProposal)),
  /** Puts documents away as one step that is taken back as one. Filed and refused together are what was asked. */
  fileDocuments: procedure(
    z.object({ filings: z.array(Filing).min(1).max(MOST_FILED_AT_ONCE) }),
    FilingOutcome,
  ),
} as const
export type ProposeApi = typeof proposeApi
