import { z } from 'zod'
import { entriesBelow, type RecordState } from '../merge.ts'
import { type Edit, type RecordId, Sha256 } from '../op.ts'
import { QuarterTurn } from '../reading-recipe.ts'
import { optionalTextCell, readCell, textCell } from './cell-value.ts'
import { Findings } from './findings.ts'
import { Page, PagesValue, pagesValue } from './page.ts'
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

/**
 * A document that turned out to be a state secret after it was stored: closed to everything at `at`, and gone from this
 * vault at `removedAt`, with the hashes of the bytes that went. ISO 8601 instants.
 */
export const Isolation = z.object({
  at: z.string(),
  removedAt: z.string().exactOptional(),
  removedBlobs: z.array(Sha256).exactOptional(),
})
export type Isolation = z.infer<typeof Isolation>

/** One item inside a case file (văn bản, tài liệu). */
export const Document = z.object({
  id: z.string(),
  batch: z.string(),
  pages: z.array(Page),
  /** Page id -> hash of its text layer; a page that is not here is still to be read. */
  texts: z.record(z.string(), Sha256),
  /** Page id -> why it could not be read; a person can still see and describe it. */
  unread: z.record(z.string(), z.string()),
  /** Page id -> how far its image is turned clockwise to be shown upright; the others stand upright. */
  turns: z.record(z.string(), QuarterTurn),
  proposals: z.partialRecord(FieldName, FieldProposal).nullable(),
  findings: Findings.nullable(),
  /** A person said that its pages belong together, whatever the machine proposes. */
  isOneDocument: z.boolean(),
  /** What people decided, field by field. */
  values: z.partialRecord(FieldName, z.string()),
  isAccepted: z.boolean(),
  caseFile: z.string().nullable(),
  /** Order inside the case file, ascending. */
  position: z.number(),
  /** Only of a document that is no longer to be opened, sent or exported. */
  isolated: Isolation.exactOptional(),
})
export type Document = z.infer<typeof Document>

const PagesCell = PagesValue.catch([])
const ProposalsCell = z.partialRecord(FieldName, FieldProposal).nullable().catch(null)
const FindingsCell = Findings.nullable().catch(null)
const TrueCell = z.boolean().catch(false)
const PositionCell = z.number().catch(0)
const IsolationCell = Isolation.nullable().catch(null)
const TextCells = z.record(z.string(), z.string()).catch({})
const TurnCells = z.record(z.string(), QuarterTurn).catch({})
const ValueCells = z.partialRecord(FieldName, z.string()).catch({})

export function documentView(record: RecordState): Document {
  const cells = (prefix: string) => Object.fromEntries(entriesBelow(record, prefix))
  const below = (prefix: string) => TextCells.parse(cells(prefix))
  const isolated = readCell(record, '/isolated', IsolationCell)
  return {
    id: record.id,
    batch: readCell(record, '/batch', textCell),
    pages: readCell(record, '/pages', PagesCell),
    texts: below('/text/'),
    unread: below('/unread/'),
    turns: TurnCells.parse(cells('/turn/')),
    proposals: readCell(record, '/proposals', ProposalsCell),
    findings: readCell(record, '/findings', FindingsCell),
    isOneDocument: readCell(record, '/isOneDocument', TrueCell),
    values: ValueCells.parse(below('/field/')),
    isAccepted: readCell(record, '/isAccepted', TrueCell),
    caseFile: readCell(record, '/caseFile', optionalTextCell),
    position: readCell(record, '/position', PositionCell),
    ...(isolated === null ? {} : { isolated }),
  }
}

export function setIsolation(id: RecordId, isolation: Isolation): Edit {
  return { record: id, path: '/isolated', value: { ...isolation } }
}

export function newDocument(id: RecordId, batch: RecordId, pages: readonly Page[]): readonly Edit[] {
  return [
    { record: id, path: '/batch', value: batch },
    { record: id, path: '/pages', value: pagesValue(pages) },
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

/** Every blob that must be present before the document is whole at a receiver; none of an isolated one. */
export function blobsOf(document: Document): readonly Sha256[] {
  if (document.isolated !== undefined) return []
  return [...new Set([...document.pages.map((page) => page.source), ...Object.values(document.texts)])]
}
