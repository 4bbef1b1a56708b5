import { z } from 'zod'
import { entriesBelow, type RecordState } from '../merge.ts'
import { type Edit, type RecordId, Sha256 } from '../op.ts'
import { optionalTextCell, readCell, textCell } from './cell-value.ts'
import { Findings } from './findings.ts'
import { PageBox } from './page-box.ts'

/** What is described of every document; each can be proposed by the machine and decided by a person. */
export const fieldNames = ['number', 'notation', 'issuedDate', 'issuer', 'type', 'subject', 'signer'] as const
/** What a document may say besides; that it says nothing is no doubt. */
export const furtherFieldNames = ['superior', 'place', 'recipient', 'signerTitle', 'urgency'] as const
export const FieldName = z.enum([...fieldNames, ...furtherFieldNames])
export type FieldName = z.infer<typeof FieldName>

/**
 * A value the machine read. `issuedDate` is ISO 8601, `type` a code of the document types, `urgency` one of `urgencies`,
 * others as printed, NFC.
 */
export const FieldProposal = z.object({
  value: z.string(),
  /** 0..1; what is below `SURE` is a doubt that the clerk is led to. */
  confidence: z.number().min(0).max(1),
  /** Index into the document's pages. */
  page: z.int().min(0),
  box: PageBox.nullable(),
  /** Other values it may be, the likeliest first. */
  candidates: z
    .array(z.object({ value: z.string(), confidence: z.number().min(0).max(1) }))
    .max(4)
    .exactOptional(),
})
export type FieldProposal = z.infer<typeof FieldProposal>
export type Proposals = Readonly<Partial<Record<FieldName, FieldProposal>>>

/** All that the machine makes of the texts of a document's pages. */
export interface Extraction {
  readonly proposals: Proposals
  readonly findings: Findings
}

/** From here on a proposal counts as sure. */
export const SURE = 0.9

/** One side of paper: page `index` of the immutable source file. */
export const Page = z.object({ id: z.string(), source: Sha256, index: z.int().min(0) })
export type Page = z.infer<typeof Page>

/** One item inside a case file (văn bản, tài liệu). */
export const Document = z.object({
  id: z.string(),
  batch: z.string(),
  pages: z.array(Page),
  /** Page id -> hash of its text layer; a page that is not here is still to be read. */
  texts: z.record(z.string(), Sha256),
  /** Page id -> why it could not be read; a person can still see and describe it. */
  unread: z.record(z.string(), z.string()),
  proposals: z.partialRecord(FieldName, FieldProposal).nullable(),
  findings: Findings.nullable(),
  /** What people decided, field by field. */
  values: z.partialRecord(FieldName, z.string()),
  isAccepted: z.boolean(),
  caseFile: z.string().nullable(),
  /** Order inside the case file, ascending. */
  position: z.number(),
})
export type Document = z.infer<typeof Document>

const PagesCell = z.array(Page).catch([])
const ProposalsCell = z.partialRecord(FieldName, FieldProposal).nullable().catch(null)
const FindingsCell = Findings.nullable().catch(null)
const AcceptedCell = z.boolean().catch(false)
const PositionCell = z.number().catch(0)
const TextCells = z.record(z.string(), z.string()).catch({})
const ValueCells = z.partialRecord(FieldName, z.string()).catch({})

export function documentView(record: RecordState): Document {
  const below = (prefix: string) => TextCells.parse(Object.fromEntries(entriesBelow(record, prefix)))
  return {
    id: record.id,
    batch: readCell(record, '/batch', textCell),
    pages: readCell(record, '/pages', PagesCell),
    texts: below('/text/'),
    unread: below('/unread/'),
    proposals: readCell(record, '/proposals', ProposalsCell),
    findings: readCell(record, '/findings', FindingsCell),
    values: ValueCells.parse(below('/field/')),
    isAccepted: readCell(record, '/isAccepted', AcceptedCell),
    caseFile: readCell(record, '/caseFile', optionalTextCell),
    position: readCell(record, '/position', PositionCell),
  }
}

export function newDocument(id: RecordId, batch: RecordId, pages: readonly Page[]): readonly Edit[] {
  return [
    { record: id, path: '/batch', value: batch },
    { record: id, path: '/pages', value: pages.map((page) => ({ ...page })) },
  ]
}

/** Has every page either a text or a reason why not? */
export function isRead(document: Document): boolean {
  return document.pages.every((page) => page.id in document.texts || page.id in document.unread)
}

/** What stands for a field now: a person's value before the machine's. */
export function fieldValue(document: Document, name: FieldName): string {
  return document.values[name] ?? document.proposals?.[name]?.value ?? ''
}

/** `15/QĐ-UBND`, or whichever part is known. */
export function documentCode(document: Document): string {
  return [fieldValue(document, 'number'), fieldValue(document, 'notation')].filter(Boolean).join('/')
}

/** Every blob that must be present before the document is whole at a receiver. */
export function blobsOf(document: Document): readonly Sha256[] {
  return [...new Set([...document.pages.map((page) => page.source), ...Object.values(document.texts)])]
}
