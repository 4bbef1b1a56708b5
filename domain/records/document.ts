import * as z from 'zod'
import { entriesBelow, type RecordState } from '../merge.ts'
import { type Edit, type RecordId, Sha256 } from '../op.ts'
import { binnedPages, layoutOf, PageLayout, shownPages } from '../page-layout.ts'
import { QuarterTurn } from '../reading-recipe.ts'
import { Corrections, WordPlace } from '../word-corrections.ts'
import { falseCell, optionalTextCell, readCell, textCell, textCells } from './cell-value.ts'
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

/** Sheets of paper (tờ): `first` only where the numbers do not simply go on from the document before. */
export const Sheets = z.object({ count: z.int().min(0), first: z.int().min(1).nullable() })
export type Sheets = z.infer<typeof Sheets>

/** One item inside a case file (văn bản, tài liệu). */
export const Document = z.object({
  id: z.string(),
  batch: z.string(),
  /** Those that are shown, in their order. */
  pages: z.array(Page),
  /** Page id -> hash of its text layer; a page that is not here is still to be read. */
  texts: z.record(z.string(), Sha256),
  /** Page id -> why it could not be read; a person can still see and describe it. */
  unread: z.record(z.string(), z.string()),
  /** Page id -> how far its image is turned clockwise to be shown upright, as the machine found; the others stand upright. */
  turns: z.record(z.string(), QuarterTurn),
  /** Page id -> how far a person turned it; only of a document in which somebody did. */
  turned: z.record(z.string(), QuarterTurn).exactOptional(),
  /** Only of a document into or out of which pages were put. */
  layout: PageLayout.exactOptional(),
  proposals: z.partialRecord(FieldName, FieldProposal).nullable(),
  findings: Findings.nullable(),
  /** Page id -> what people say of its words. */
  corrections: z.record(z.string(), Corrections),
  /** A person said that its pages belong together, whatever the machine proposes. */
  isOneDocument: z.boolean(),
  /** What people decided, field by field. */
  values: z.partialRecord(FieldName, z.string()),
  isAccepted: z.boolean(),
  caseFile: z.string().nullable(),
  /** Order inside the case file, ascending. */
  position: z.number(),
  /** Further elements of the descriptive profile by their names, as codes, dates or text. */
  extra: z.record(z.string(), z.string()),
  /** How many sheets of paper it is, and the number of the first where a person set it; null until somebody counted. */
  sheets: Sheets.nullable(),
  /** A draft (dự thảo): it has no place in a closed case file. */
  isDraft: z.boolean(),
  /** Only of a document that is no longer to be opened, sent or exported. */
  isolated: Isolation.exactOptional(),
})
export type Document = z.infer<typeof Document>

const PagesCell = PagesValue.catch([])
const ProposalsCell = z.partialRecord(FieldName, FieldProposal).nullable().catch(null)
const FindingsCell = Findings.nullable().catch(null)
const PositionCell = z.number().catch(0)
const SheetsCell = Sheets.nullable().catch(null)
const IsolationCell = Isolation.nullable().catch(null)
const TurnCells = z.record(z.string(), QuarterTurn).catch({})
const ValueCells = z.partialRecord(FieldName, z.string()).catch({})

export function documentView(record: RecordState): Document {
  const cells = (prefix: string) => Object.fromEntries(entriesBelow(record, prefix))
  const below = (prefix: string) => textCells.parse(cells(prefix))
  const isolated = readCell(record, '/isolated', IsolationCell)
  const base = readCell(record, '/pages', PagesCell)
  const layout = layoutOf(record, base)
  const turned = TurnCells.parse(cells('/turned/'))
  return {
    id: record.id,
    batch: readCell(record, '/batch', textCell),
    pages: layout === null ? base : [...shownPages(layout)],
    texts: below('/text/'),
    unread: below('/unread/'),
    turns: TurnCells.parse(cells('/turn/')),
    corrections: correctionsOf(below('/word/')),
    proposals: readCell(record, '/proposals', ProposalsCell),
    findings: readCell(record, '/findings', FindingsCell),
    isOneDocument: readCell(record, '/isOneDocument', falseCell),
    values: ValueCells.parse(below('/field/')),
    isAccepted: readCell(record, '/isAccepted', falseCell),
    caseFile: readCell(record, '/caseFile', optionalTextCell),
    position: readCell(record, '/position', PositionCell),
    extra: textCells.parse(cells('/extra/')),
    sheets: readCell(record, '/sheets', SheetsCell),
    isDraft: readCell(record, '/isDraft', falseCell),
    ...(layout === null ? {} : { layout }),
    ...(Object.keys(turned).length === 0 ? {} : { turned }),
    ...(isolated === null ? {} : { isolated }),
  }
}

/** @param cells text by `<page id>/<place>` */
function correctionsOf(cells: Readonly<Record<string, string>>): Document['corrections'] {
  const pages: Document['corrections'] = {}
  for (const [key, text] of Object.entries(cells)) {
    const [page = '', place = ''] = key.split('/')
    if (WordPlace.safeParse(place).success) pages[page] = { ...pages[page], [place]: text }
  }
  return pages
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
  const pages = [...document.pages, ...binnedPages(document)]
  return [...new Set([...pages.map((page) => page.source), ...Object.values(document.texts)])]
}
