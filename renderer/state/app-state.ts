import type { StateCreator } from 'zustand/vanilla'
import type {
  AppStatus,
  BatchProgress,
  CaseFileDetail,
  CaseFileRow,
  NewVault,
  Overview,
  SearchHit,
  SyncStatus,
} from '../../domain/api.ts'
import type { Authority } from '../../domain/authority.ts'
import type { FaultReport } from '../../domain/fault.ts'
import type { CaseState } from '../../domain/records/case-file.ts'
import type { Deposit } from '../../domain/records/deposit.ts'
import type { Document, FieldName } from '../../domain/records/document.ts'
import type { PlanEntry } from '../../domain/records/plan-entry.ts'
import type { Remote } from './attempt.ts'
import type { Edits } from './draft.ts'
import type { Review } from './review.ts'
import type { Dialog, DoneKind, Notice, Screen } from './view.ts'

/** Everything the window knows: a cache of the engine's records, and what is being looked at. */
export type AppState = SessionSlice &
  ViewSlice &
  OverviewSlice &
  IntakeSlice &
  ReviewSlice &
  FilesSlice &
  SearchSlice &
  ProvinceSlice

export type Slice<T> = StateCreator<AppState, [], [], T>

/** Between making a vault and keeping its recovery sheet the window stays on that sheet. */
export type RecoveryStep =
  | { readonly kind: 'none' }
  | { readonly kind: 'awaited' }
  | { readonly kind: 'shown'; readonly code: string; readonly printed: 'printed' | 'saved' | null }

export interface SessionSlice {
  readonly session: Remote<AppStatus>
  readonly authority: Remote<Authority>
  readonly recovery: RecoveryStep
  loadSession(): Promise<void>
  /** @returns why it failed, null when the vault is made */
  createVault(vault: NewVault): Promise<FaultReport | null>
  printRecovery(): Promise<void>
  /** The sheet is kept: its code leaves the memory of the window. */
  finishRecovery(): Promise<void>
  /** @param secret passphrase or recovery code. @returns why it failed, null when the vault is open */
  unlock(secret: string): Promise<FaultReport | null>
  lock(): Promise<void>
  openConsole(): Promise<void>
}

export interface ViewSlice {
  readonly screen: Screen
  readonly dialog: Dialog | null
  readonly notice: Notice | null
  show(screen: Screen): void
  openDialog(dialog: Dialog): void
  closeDialog(): void
  /** Shows a page of a document with what was read on it. */
  openPage(document: Document, page: number): Promise<void>
  tell(fault: FaultReport): void
  confirm(done: DoneKind, name: string): void
  dismissNotice(): void
  /** Fetches again what the present screen and the status bar show. Bursts cost one round. */
  refresh(): Promise<void>
  /** Drops everything of a vault that was locked. */
  forget(): void
}

export interface OverviewSlice {
  readonly overview: Remote<Overview>
  loadOverview(): Promise<void>
}

export interface IntakeSlice {
  readonly batches: Remote<readonly BatchProgress[]>
  loadBatches(): Promise<void>
  chooseFiles(): Promise<void>
  dropFiles(files: readonly File[]): Promise<void>
  retrySource(batch: string, index: number): Promise<void>
}

export interface ReviewSlice {
  readonly queue: Remote<readonly Document[]>
  readonly review: Review | null
  /** What was typed over documents that were left before they were accepted, by their ids. */
  readonly drafts: Readonly<Record<string, Edits>>
  /** The case file that took the last document. */
  readonly lastTarget: string | null
  loadQueue(): Promise<void>
  reviewDocument(document: Document): void
  /** Opens any document for correction, at one of its fields. */
  correctDocument(id: string, field: FieldName | null): Promise<void>
  setField(name: FieldName, value: string): void
  focusField(name: FieldName): void
  turnPage(by: 1 | -1): void
  stepDocument(by: 1 | -1): void
  chooseTarget(id: string | null): void
  /** Saves what is shown as decided and goes on; `toLast` also puts the document into the file used last. */
  accept(options: { readonly toLast: boolean }): Promise<void>
}

export type FilesSelection =
  | { readonly kind: 'none' }
  | { readonly kind: 'plan'; readonly id: string }
  | { readonly kind: 'file'; readonly id: string }

export interface FilesSlice {
  readonly plan: Remote<readonly PlanEntry[]>
  readonly caseFiles: Remote<readonly CaseFileRow[]>
  /** Accepted documents that are in no case file. */
  readonly toFile: Remote<readonly Document[]>
  readonly selection: FilesSelection
  /** Only case files in this state are shown. */
  readonly stateShown: CaseState | null
  /** Of the selected case file. */
  readonly detail: Remote<CaseFileDetail>
  loadPlan(): Promise<void>
  loadCaseFiles(): Promise<void>
  loadToFile(): Promise<void>
  loadDetail(): Promise<void>
  select(selection: FilesSelection): void
  /** Shows the screen of case files, those in one state only. */
  showFiles(state: CaseState | null): void
  openFile(id: string): void
  newCaseFile(planEntry: string): Promise<void>
  closeCaseFile(id: string): Promise<void>
  reopenCaseFile(id: string, reason: string): Promise<void>
  fileDocument(document: Document, caseFile: string | null, name: string): Promise<void>
}

export type Hits = { readonly kind: 'none-asked' } | Remote<readonly SearchHit[]>

export interface SearchSlice {
  readonly query: string
  readonly hits: Hits
  /** Counts how often somebody wanted to type a query: the box takes the focus anew. */
  readonly visits: number
  showSearch(): void
  /** Searches for what is typed; an answer to an older query is dropped. */
  search(query: string): Promise<void>
  /** Asks the same again, after records changed. */
  searchAgain(): Promise<void>
}

export interface ProvinceSlice {
  readonly sync: Remote<SyncStatus>
  readonly deposits: Remote<readonly Deposit[]>
  /** The documents that did not pass, by id, to show them beside the reason. */
  readonly failedDocuments: Readonly<Record<string, Document>>
  loadSync(): Promise<void>
  loadDeposits(): Promise<void>
  /** @returns why it failed, null when this PC is enrolled */
  connect(url: string, code: string): Promise<FaultReport | null>
  syncNow(): Promise<void>
  deposit(caseFiles: readonly string[]): Promise<void>
}
