import * as z from 'zod'
import { DepositCounters } from '../deposit-counters.ts'
import { Sha256 } from '../op.ts'
import { Receipt } from '../receipt.ts'
import { CaseFile } from '../records/case-file.ts'
import { Deposit } from '../records/deposit.ts'
import { Document, FieldName } from '../records/document.ts'
import { procedure } from '../rpc.ts'
import { Corrections } from '../word-corrections.ts'

const nothing = z.object({})
const done = z.null()
const Id = z.string().max(100)
/** Communes choose the ids of their records, so an id says nothing without its commune. */
const Commune = z.string().max(35)
const NamedDeposit = z.object({ commune: Commune, id: Id })
const Decided = z.object({ commune: Commune, deposit: Id })

export const DepositRow = z.object({
  deposit: Deposit,
  commune: z.string(),
  communeName: z.string(),
  /** Whole days since it was handed over, by the clock of the server. */
  waitedDays: z.int(),
  documents: z.int(),
  blobsNamed: z.int(),
  /** Only when all are stored can the deposit be accepted. */
  blobsStored: z.int(),
})
export type DepositRow = z.infer<typeof DepositRow>

const SourceFormat = z.object({ mediaType: z.string(), sizeBytes: z.int() })

export const DepositDetail = DepositRow.extend({
  /** What the server computes; it must equal the depositor's. */
  manifestMatches: z.boolean(),
  files: z.array(z.object({ file: CaseFile, fileCode: z.string(), documents: z.array(Document) })),
  /** Of every source blob that is stored. */
  sources: z.record(Sha256, SourceFormat),
  receipt: Receipt.nullable(),
  /** What the archive confirms; the depositor counts the same. */
  counters: DepositCounters,
})
export type DepositDetail = z.infer<typeof DepositDetail>

/** A document as it stands in one of the two contents lists. */
export const ListedDocument = z.object({
  code: z.string(),
  /** ISO 8601 calendar date, or empty. */
  date: z.string(),
  type: z.string(),
  subject: z.string(),
  issuer: z.string(),
  pages: z.int(),
})
export type ListedDocument = z.infer<typeof ListedDocument>

/** Parts of a document in which the two lists can differ. */
export const documentParts = ['pages', 'texts', 'words', 'turned', 'sheets', 'isDraft', 'extra'] as const
export const DocumentPart = z.enum([...FieldName.options, ...documentParts])
export type DocumentPart = z.infer<typeof DocumentPart>

export const ComparedDocument = z.object({
  id: z.string(),
  state: z.enum([
    'same',
    'differs',
    /** Handed over, and the server does not have it in this file. */
    'missing',
    /** Not handed over, and in this file at the server. */
    'added',
  ]),
  handed: ListedDocument.nullable(),
  now: ListedDocument.nullable(),
  differences: z.array(DocumentPart),
  blobsMissing: z.int(),
})
export type ComparedDocument = z.infer<typeof ComparedDocument>

export const Twin = z.object({
  document: z.string(),
  /** Why the two count as one: the same pages of the same bytes, or number, date and issuer. */
  kind: z.enum(['same-bytes', 'same-code']),
  other: ListedDocument,
  /** Where the other one stands. */
  otherDocument: z.string(),
  otherDeposit: z.string(),
  otherOrdinal: z.int(),
  otherFile: z.string(),
})
export type Twin = z.infer<typeof Twin>

export const DepositComparison = z.object({
  /** Does the list of what was handed over have the hash that the depositor named? */
  isProven: z.boolean(),
  files: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      fileCode: z.string(),
      /** The server has no record of it. */
      isMissing: z.boolean(),
      /** Does its head (title, notation, retention, dates) stand as it was handed over? */
      isSame: z.boolean(),
      documents: z.array(ComparedDocument),
    }),
  ),
  /** Of each document that repeats an earlier one of this deposit. */
  inside: z.array(Twin),
  /** Of each document that was accepted before. */
  held: z.array(Twin),
})
export type DepositComparison = z.infer<typeof DepositComparison>

/** Deposits, what they hold, and the decisions on them. */
export const depositApi = {
  /** Those that wait first, the longest waiting first; then the decided ones, the latest first. */
  deposits: procedure(nothing, z.array(DepositRow)),
  deposit: procedure(NamedDeposit, DepositDetail),
  /** Both contents lists, and what is there twice. */
  compareDeposit: procedure(NamedDeposit, DepositComparison),
  /** With the words that people put right, as the document of the page says. */
  pageText: procedure(
    z.object({ commune: Commune, text: Sha256, corrections: Corrections.default({}) }),
    z.object({ text: z.string() }),
  ),
  setVerdict: procedure(
    Decided.extend({
      document: Id,
      hasPassed: z.boolean(),
      reason: z.string().max(2000),
      /** Where it shows, of what did not pass: the id of a page of the document, one of its fields. */
      page: z.string().max(200).exactOptional(),
      field: FieldName.exactOptional(),
    }),
    done,
  ),
  /** The document counts as not examined again; a refusal by rule does not come back. */
  clearVerdict: procedure(Decided.extend({ document: Id }), done),
  acceptDeposit: procedure(Decided, Receipt),
  returnDeposit: procedure(Decided.extend({ reason: z.string().min(1).max(2000) }), done),
} as const
