import { z } from 'zod'
import { CodeName } from './authority.ts'
import { DepositCounters } from './deposit-counters.ts'
import { Sha256 } from './op.ts'
import { Receipt } from './receipt.ts'
import { CaseFile } from './records/case-file.ts'
import { Deposit } from './records/deposit.ts'
import { Document, FieldName } from './records/document.ts'
import { AgencyCode } from './records/fonds.ts'
import { procedure } from './rpc.ts'
import { Corrections } from './word-corrections.ts'

const nothing = z.object({})
const done = z.null()

export const ConsoleUser = z.object({ name: z.string(), role: z.enum(['archivist', 'administrator']) })
export type ConsoleUser = z.infer<typeof ConsoleUser>

export const CommuneProgress = z.object({
  code: z.string(),
  name: z.string(),
  stations: z.int(),
  planEntries: z.int(),
  openFiles: z.int(),
  closedFiles: z.int(),
  depositedFiles: z.int(),
  acceptedFiles: z.int(),
  /** ISO 8601 instant of the last word from any of its stations. */
  lastSeenAt: z.string().nullable(),
})
export type CommuneProgress = z.infer<typeof CommuneProgress>

export const DepositRow = z.object({
  deposit: Deposit,
  commune: z.string(),
  communeName: z.string(),
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

/** Every call of the province's web console; carried by `POST /console/api/<name>` with the session cookie. */
export const consoleApi = {
  me: procedure(nothing, ConsoleUser.nullable()),
  signIn: procedure(z.object({ name: z.string().max(100), password: z.string().max(200) }), ConsoleUser),
  signOut: procedure(nothing, done),
  communes: procedure(nothing, z.array(CommuneProgress)),
  addCommune: procedure(z.object({ code: AgencyCode, name: z.string().min(1).max(200) }), done),
  createEnrolmentCode: procedure(
    z.object({ commune: AgencyCode }),
    z.object({ code: z.string(), expiresAt: z.string() }),
  ),
  deposits: procedure(nothing, z.array(DepositRow)),
  deposit: procedure(z.object({ id: z.string() }), DepositDetail),
  /** With the words that people put right, as the document of the page says. */
  pageText: procedure(
    z.object({ text: Sha256, corrections: Corrections.default({}) }),
    z.object({ text: z.string() }),
  ),
  setVerdict: procedure(
    z.object({
      deposit: z.string(),
      document: z.string(),
      hasPassed: z.boolean(),
      reason: z.string().max(2000),
      /** Where it shows, of what did not pass: the id of a page of the document, one of its fields. */
      page: z.string().max(200).exactOptional(),
      field: FieldName.exactOptional(),
    }),
    done,
  ),
  acceptDeposit: procedure(z.object({ deposit: z.string() }), Receipt),
  returnDeposit: procedure(z.object({ deposit: z.string(), reason: z.string().min(1).max(2000) }), done),
  documentTypes: procedure(nothing, z.array(CodeName)),
} as const
