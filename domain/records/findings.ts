import * as z from 'zod'
import { PageBox } from './page-box.ts'

/** How soon a document is to be dealt with. @see ND 30/2020, appendix I part 10b */
export const urgencies = ['khan', 'thuong-khan', 'hoa-toc'] as const

const place = {
  /** Index into the document's pages. */
  page: z.int().min(0),
  box: PageBox.nullable(),
  confidence: z.number().min(0).max(1),
}

/** Another document that this one is based on or answers; what it does not say is null. */
export const CitedDocument = z.object({
  ...place,
  /** Code of the document types. */
  type: z.string().nullable(),
  number: z.string().nullable(),
  notation: z.string().nullable(),
  /** ISO 8601. */
  issuedDate: z.string().nullable(),
  issuer: z.string().nullable(),
  /** The words as they stand. */
  text: z.string(),
})
export type CitedDocument = z.infer<typeof CitedDocument>

/** The stamp of an office that received the document: its own number and day, never the document's. */
export const IncomingStamp = z.object({
  ...place,
  number: z.string().nullable(),
  /** ISO 8601. */
  date: z.string().nullable(),
})
export type IncomingStamp = z.infer<typeof IncomingStamp>

/** Another document most likely begins on this page. */
export const SplitProposal = z.object({
  page: z.int().min(1),
  confidence: z.number().min(0).max(1),
  /** What shows it: the motto, another number, a page number that begins anew, a signature on the page before, a blank page between. */
  reasons: z.array(z.enum(['motto', 'number', 'page-number', 'signature-before', 'blank-before'])).min(1),
})
export type SplitProposal = z.infer<typeof SplitProposal>

/** What the machine found in a document besides its fields; derived, like the proposals. */
export const Findings = z.object({
  cited: z.array(CitedDocument),
  incoming: IncomingStamp.nullable(),
  splits: z.array(SplitProposal),
  /** Layout by which the fields were found. */
  layout: z.enum(['nd30-2020', 'tt01-2011', 'tt55-2005', 'typewriter', 'other']),
})
export type Findings = z.infer<typeof Findings>
