import { z } from 'zod'
import { Authority } from './authority.ts'
import { Shortcoming } from './completeness.ts'
import { faultCodes } from './fault.ts'
import { RecordId, Sha256 } from './op.ts'
import { Batch } from './records/batch.ts'
import { CaseFile } from './records/case-file.ts'
import { Deposit } from './records/deposit.ts'
import { Document, FieldName } from './records/document.ts'
import { AgencyCode, Fonds } from './records/fonds.ts'
import { PlanEntry } from './records/plan-entry.ts'
import { procedure } from './rpc.ts'

const nothing = z.object({})
const done = z.null()
const byId = z.object({ id: RecordId })
const Detail = z.record(z.string(), z.union([z.string(), z.number()]))
const FaultData = z.object({ code: z.enum(faultCodes), detail: Detail })

/** What the window shows first: a vault to make, one to unlock, or an open one. */
export const AppStatus = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('first-run') }),
  z.object({ kind: z.literal('locked') }),
  z.object({
    kind: z.literal('open'),
    userName: z.string(),
    fonds: Fonds,
    /** Something the clerk must know about how the vault was found, such as a cut tail or a damaged frame. */
    notices: z.array(FaultData),
    /** Set in a demonstration: where the province's web page is and who signs in there. */
    demo: z.object({ url: z.string(), consoleUser: z.string(), consolePassword: z.string() }).nullable(),
  }),
])
export type AppStatus = z.infer<typeof AppStatus>

export const NewVault = z.object({
  agencyCode: AgencyCode,
  communeName: z.string().trim().min(1).max(200),
  userName: z.string().trim().min(1).max(100),
  passphrase: z.string().min(8).max(200),
})
export type NewVault = z.infer<typeof NewVault>

export const BatchProgress = z.object({
  batch: Batch,
  documents: z.array(Document),
  pagesTotal: z.int(),
  pagesRead: z.int(),
  /** Pages that could not be read and say why. */
  pagesUnread: z.int(),
})
export type BatchProgress = z.infer<typeof BatchProgress>

export const CaseFileRow = z.object({ file: CaseFile, documents: z.int(), pages: z.int() })
export type CaseFileRow = z.infer<typeof CaseFileRow>

export const CaseFileDetail = z.object({
  file: CaseFile,
  fileCode: z.string(),
  documents: z.array(Document),
  shortcomings: z.array(Shortcoming),
  deposit: Deposit.nullable(),
})
export type CaseFileDetail = z.infer<typeof CaseFileDetail>

export const SyncStatus = z.object({
  connection: z.object({ url: z.string(), communeName: z.string() }).nullable(),
  activity: z.enum(['idle', 'working', 'waiting']),
  /** Ops that the server has not acknowledged. */
  unsentOps: z.int(),
  /** Blobs the server asked for and does not have yet; null until it was asked. */
  unsentBlobs: z.int().nullable(),
  lastContactAt: z.string().nullable(),
  lastReceipt: z.object({ number: z.string(), time: z.string() }).nullable(),
  problem: FaultData.nullable(),
  /** Difference between the server's clock and this PC's; a large one is told, never refused. */
  clockSkewMs: z.int().nullable(),
})
export type SyncStatus = z.infer<typeof SyncStatus>

export const SearchHit = z.object({
  document: Document,
  caseFile: CaseFile.nullable(),
  page: z.int(),
  /** Pieces of the text around the hit; those that matched are marked. */
  snippet: z.array(z.object({ text: z.string(), isMatch: z.boolean() })),
})
export type SearchHit = z.infer<typeof SearchHit>

export const Overview = z.object({
  planEntries: z.int(),
  openFiles: z.int(),
  closedFiles: z.int(),
  depositedFiles: z.int(),
  returnedFiles: z.int(),
  acceptedFiles: z.int(),
  documentsToReview: z.int(),
  documentsToFile: z.int(),
  pagesToRead: z.int(),
  refusedSources: z.int(),
})
export type Overview = z.infer<typeof Overview>

/** What can be asked whether or not a vault is open. */
export const vaultApi = {
  status: procedure(nothing, AppStatus),
  createVault: procedure(NewVault, z.object({ recoveryCode: z.string() })),
  unlockVault: procedure(z.object({ secret: z.string().min(1).max(300) }), done),
  lockVault: procedure(nothing, done),
  authority: procedure(nothing, Authority),
} as const

/** What needs an open vault; refused with `locked` otherwise. */
export const deskApi = {
  overview: procedure(nothing, Overview),

  startBatch: procedure(z.object({ paths: z.array(z.string().min(1).max(4096)).min(1).max(10_000) }), byId),
  retrySource: procedure(z.object({ batch: RecordId, index: z.int().min(0) }), done),
  batches: procedure(nothing, z.array(BatchProgress)),
  pageText: procedure(z.object({ text: Sha256 }), z.object({ text: z.string() })),

  documents: procedure(z.object({ filter: z.enum(['to-review', 'to-file', 'accepted']) }), z.array(Document)),
  document: procedure(byId, Document),
  acceptDocument: procedure(
    z.object({ id: RecordId, values: z.partialRecord(FieldName, z.string().max(2000)) }),
    done,
  ),
  fileDocument: procedure(z.object({ id: RecordId, caseFile: RecordId.nullable() }), done),

  plan: procedure(nothing, z.array(PlanEntry)),
  caseFiles: procedure(nothing, z.array(CaseFileRow)),
  caseFile: procedure(byId, CaseFileDetail),
  openCaseFile: procedure(z.object({ planEntry: RecordId }), byId),
  closeCaseFile: procedure(byId, done),
  reopenCaseFile: procedure(z.object({ id: RecordId, reason: z.string().trim().min(1).max(1000) }), done),

  deposits: procedure(nothing, z.array(Deposit)),
  createDeposit: procedure(z.object({ caseFiles: z.array(RecordId).min(1).max(1000) }), byId),
  connect: procedure(z.object({ url: z.url().max(500), code: z.string().trim().min(1).max(64) }), done),
  syncNow: procedure(nothing, done),
  syncStatus: procedure(nothing, SyncStatus),

  search: procedure(z.object({ query: z.string().max(500) }), z.array(SearchHit)),
} as const

/** The whole API between a window and the engine. Types of client and handlers are inferred from here. */
export const api = { ...vaultApi, ...deskApi } as const
export type EngineApi = typeof api
export type VaultApi = typeof vaultApi
export type DeskApi = typeof deskApi

/** What the engine tells the windows, in the past tense: ids and revisions, never records. */
export const events = {
  vaultChanged: z.object({}),
  recordsChanged: z.object({ ids: z.array(z.string()), revision: z.int() }),
  /** A page image can be asked for, before it is read. */
  pageArrived: z.object({ batch: z.string(), document: z.string(), page: z.string() }),
  syncChanged: z.object({}),
} as const
export type EventName = keyof typeof events
export type EventPayload<N extends EventName> = z.infer<(typeof events)[N]>
/** One event as it crosses to a window. */
export type EngineEvent = {
  [N in EventName]: { readonly name: N; readonly payload: EventPayload<N> }
}[EventName]
export type Emit = (event: EngineEvent) => void

/** Where a window fetches the image of a page; `widthPx` asks for a smaller copy. */
export function pageImageUrl(page: { source: Sha256; index: number }, widthPx?: number): string {
  const query = widthPx === undefined ? '' : `?width=${widthPx}`
  return `app://page/${page.source}/${page.index}${query}`
}
