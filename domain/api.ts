import * as z from 'zod'
import { assembleApi } from './assemble-api.ts'
import { Authority } from './authority.ts'
import { authorityApi, authorityEvents } from './authority-api.ts'
import { bagApi, bagEvents } from './bag-api.ts'
import { batchPagesApi } from './batch-pages-api.ts'
import { careApi, restoreApi } from './care-api.ts'
import { completeApi } from './complete-api.ts'
import {
  BatchPage,
  BatchProgress,
  CaseFileDetail,
  CaseFileFilter,
  CaseFileRow,
  DepositedFile,
  DepositRow,
  PlacedSource,
  Plan,
  PlanCount,
  Target,
} from './desk-rows.ts'
import { exportApi, exportEvents } from './export-api.ts'
import { faultCodes } from './fault.ts'
import { formsApi } from './forms-api.ts'
import { helpApi } from './help-api.ts'
import { intakeApi, intakeEvents } from './intake-api.ts'
import { journalApi } from './journal-api.ts'
import { listApi } from './list-api.ts'
import { RecordId, Sha256 } from './op.ts'
import { Overview } from './overview.ts'
import { packageApi, packageEvents } from './package-api.ts'
import { pageOf, Span } from './paging.ts'
import { fondsPlanApi } from './plan-api.ts'
import { preferencesApi, preferencesEvents } from './preferences-api.ts'
import { MOST_TO_DEPOSIT, progressApi } from './progress-api.ts'
import { proposeApi } from './propose-api.ts'
import { readingApi, readingEvents } from './reading-api.ts'
import { outcomeKinds } from './records/batch.ts'
import { Document, FieldName } from './records/document.ts'
import { AgencyCode, Fonds } from './records/fonds.ts'
import { procedure } from './rpc.ts'
import { sampleApi } from './sample-api.ts'
import { scanApi, scanEvents } from './scan-api.ts'
import { searchApi, searchEvents } from './search-api.ts'
import { recoveryApi, SessionUser, securityApi } from './security-api.ts'
import { splitApi } from './split-api.ts'
import { sureApi } from './sure-api.ts'
import { conflictApi, syncApi } from './sync-api.ts'
import { TextLayer } from './text-layer.ts'
import { undoApi } from './undo-api.ts'
import { updateApi, updateEvents } from './update/update-api.ts'
import { Passphrase } from './user.ts'
import { viewerApi } from './viewer-api.ts'
import { watchApi, watchEvents } from './watch-api.ts'
import { windowEvents } from './window-api.ts'
import { WordPlace } from './word-corrections.ts'
import { workspaceApi, workspaceEvents } from './workspace-api.ts'

const nothing = z.object({})
const done = z.null()
const byId = z.object({ id: RecordId })
const Detail = z.record(z.string(), z.union([z.string(), z.number()]))
const FaultData = z.object({ code: z.enum(faultCodes), detail: Detail })

/** Of a vault that holds sample papers only: what opens it is no secret. Null of a real one. */
const Sample = z.object({ passphrase: z.string() }).nullable()

/** What the window shows first: a vault to make, one to unlock, or an open one. */
export const AppStatus = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('first-run') }),
  z.object({ kind: z.literal('locked'), sample: Sample }),
  /** Opened with a recovery sheet: first one of the users gets a new passphrase. */
  z.object({ kind: z.literal('recovering'), users: z.array(SessionUser) }),
  z.object({
    kind: z.literal('open'),
    userName: z.string(),
    user: SessionUser,
    /** Is there a recovery sheet that somebody said is kept? */
    hasRecoverySheet: z.boolean(),
    fonds: Fonds,
    sample: Sample,
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
  passphrase: Passphrase,
  /** Begins without the template's entries: the plan comes from a workbook. */
  isPlanEmpty: z.boolean().exactOptional(),
})
export type NewVault = z.infer<typeof NewVault>

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

/** What can be asked whether or not a vault is open. */
export const vaultApi = {
  status: procedure(nothing, AppStatus),
  createVault: procedure(NewVault, z.object({ recoveryCode: z.string(), recoverySlot: z.uuid() })),
  unlockVault: procedure(z.object({ secret: z.string().min(1).max(300) }), done),
  lockVault: procedure(nothing, done),
  authority: procedure(nothing, Authority),
  ...recoveryApi,
  ...restoreApi,
  ...preferencesApi,
  ...updateApi,
  ...helpApi,
  ...sampleApi,
} as const

/** What needs an open vault; refused with `locked` otherwise. */
export const deskApi = {
  overview: procedure(nothing, Overview),

  /** Whoever calls states that no file is stamped MẬT, TỐI MẬT or TUYỆT MẬT. */
  startBatch: procedure(
    z.object({
      paths: z.array(z.string().min(1).max(4096)).min(1).max(10_000),
      isStatementMade: z.literal(true),
    }),
    byId,
  ),
  retrySource: procedure(z.object({ batch: RecordId, index: z.int().min(0) }), done),
  /** Newest first. */
  batches: procedure(Span, pageOf(BatchProgress)),
  /** With what was taken also the gaps of what was withheld, in the order in which it came. */
  batchSources: procedure(Span.extend({ id: RecordId, outcome: z.enum(outcomeKinds) }), pageOf(PlacedSource)),
  /** In the order in which they came. */
  batchPages: procedure(Span.extend({ id: RecordId }), pageOf(BatchPage)),
  /** As the machine read it, without what people say. */
  pageText: procedure(z.object({ text: Sha256 }), z.object({ text: z.string(), layer: TextLayer })),
  /** Says what stands at a place of a page, whatever is read there; null takes that back. */
  correctWord: procedure(
    z.object({
      id: RecordId,
      page: z.string(),
      place: WordPlace,
      text: z.string().trim().min(1).max(200).nullable(),
    }),
    done,
  ),

  /** Those to review with the most doubtful first, those to file as they came. */
  documents: procedure(Span.extend({ filter: z.enum(['to-review', 'to-file']) }), pageOf(Document)),
  document: procedure(byId, Document),
  acceptDocument: procedure(
    z.object({
      id: RecordId,
      values: z.partialRecord(FieldName, z.string().max(2000)),
      /**
       * What people had said of the fields as whoever accepts saw it, '' for nothing. Refused with `conflict` where
       * somebody has said something else by now; fields that are not named here are written as they are given.
       */
      seen: z.partialRecord(FieldName, z.string().max(2000)).exactOptional(),
    }),
    done,
  ),
  fileDocument: procedure(z.object({ id: RecordId, caseFile: RecordId.nullable() }), done),

  /** Null gives the latest year that has a plan; without a fonds it is that of all. */
  plan: procedure(z.object({ year: z.int().nullable(), fonds: RecordId.optional() }), Plan),
  /** Of the entries of one year, or of every year; and of what stands outside the plan. */
  planCounts: procedure(
    z.object({ year: z.int().nullable(), fonds: RecordId.optional() }),
    z.array(PlanCount),
  ),
  caseFiles: procedure(
    Span.extend({ ...CaseFileFilter.shape, order: z.enum(['oldest', 'newest']).default('oldest') }),
    pageOf(CaseFileRow),
  ),
  /** The first case files below each of these entries of the plan. */
  planBranches: procedure(
    z.object({
      planEntries: z.array(RecordId.nullable()).max(200),
      states: CaseFileFilter.shape.states,
      fonds: CaseFileFilter.shape.fonds,
      limit: z.int().min(1).max(20),
    }),
    z.array(z.object({ planEntry: RecordId.nullable(), rows: z.array(CaseFileRow) })),
  ),
  caseFile: procedure(byId, CaseFileDetail),
  /** The documents of a case file in the order of its contents list. */
  contents: procedure(Span.extend({ id: RecordId }), pageOf(Document)),
  /** Open case files by any part of notation, title and year, then entries of the plan. */
  findTargets: procedure(z.object({ query: z.string().max(200), limit: Span.shape.limit }), pageOf(Target)),
  openCaseFile: procedure(z.object({ planEntry: RecordId }), byId),

  /** Newest first. */
  deposits: procedure(Span, pageOf(DepositRow)),
  depositFiles: procedure(Span.extend({ id: RecordId }), pageOf(DepositedFile)),
  createDeposit: procedure(z.object({ caseFiles: z.array(RecordId).min(1).max(MOST_TO_DEPOSIT) }), byId),
  connect: procedure(z.object({ url: z.url().max(500), code: z.string().trim().min(1).max(64) }), done),
  syncNow: procedure(nothing, done),
  syncStatus: procedure(nothing, SyncStatus),
  ...syncApi,

  ...authorityApi,
  ...searchApi,
  ...intakeApi,
  ...scanApi,
  ...watchApi,
  ...batchPagesApi,
  ...readingApi,
  ...splitApi,
  ...sureApi,
  ...viewerApi,
  ...assembleApi,
  ...exportApi,
  ...packageApi,
  ...completeApi,
  ...proposeApi,
  ...formsApi,
  ...progressApi,
  ...fondsPlanApi,

  ...securityApi,
  ...careApi,
  ...undoApi,
  ...bagApi,
  ...conflictApi,
  ...listApi,
  ...journalApi,
  ...workspaceApi,
} as const

/** The whole API between a window and the engine. Types of client and handlers are inferred from here. */
export const api = { ...vaultApi, ...deskApi } as const
export type EngineApi = typeof api
export type VaultApi = typeof vaultApi
export type DeskApi = typeof deskApi

/** What the engine tells the windows, in the past tense: ids and revisions, never records. */
export const events = {
  vaultChanged: z.object({}),
  /** The vault is made from a backup: everything is checked before the first file is copied. */
  vaultRestoring: z.object({
    step: z.enum(['checking', 'copying']),
    filesDone: z.int(),
    filesTotal: z.int(),
  }),
  /** The vault is being opened, and its records are made from the log again. */
  vaultOpening: z.object({ readBytes: z.number(), totalBytes: z.number() }),
  recordsChanged: z.object({ ids: z.array(z.string()), revision: z.int() }),
  /** A page image can be asked for, before it is read. */
  pageArrived: z.object({ batch: z.string(), document: z.string(), page: z.string() }),
  syncChanged: z.object({}),
  careChanged: z.object({}),
  ...authorityEvents,
  ...searchEvents,
  ...intakeEvents,
  ...scanEvents,
  ...watchEvents,
  ...readingEvents,
  ...exportEvents,
  ...packageEvents,
  ...bagEvents,
  ...preferencesEvents,
  ...updateEvents,
  ...workspaceEvents,
  ...windowEvents,
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
