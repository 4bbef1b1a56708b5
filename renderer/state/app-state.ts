import type { StateCreator } from 'zustand/vanilla'
import type { AppStatus, NewVault, SyncStatus } from '../../domain/api.ts'
import type { Authority } from '../../domain/authority.ts'
import type { DepositedFile, DepositRow, Target } from '../../domain/desk-rows.ts'
import type { ExportedDocument, ExtraFormat } from '../../domain/export-api.ts'
import type { FaultReport } from '../../domain/fault.ts'
import type { Overview } from '../../domain/overview.ts'
import type { Page } from '../../domain/paging.ts'
import type { Document, FieldName } from '../../domain/records/document.ts'
import type { PageBox } from '../../domain/records/page-box.ts'
import type { UndoState } from '../../domain/undo-api.ts'
import type { PlacedWord, WordPlace } from '../../domain/word-corrections.ts'
import type { AssembleSlice } from './assemble-state.ts'
import type { Remote } from './attempt.ts'
import type { AuthoritySlice } from './authority-slice.ts'
import type { BagSlice } from './bag-slice.ts'
import type { BatchDeskSlice } from './batch-desk-state.ts'
import type { CareSlice } from './care-slice.ts'
import type { CompleteSlice } from './complete-slice.ts'
import type { ConflictSlice } from './conflict-slice.ts'
import type { DepositSlice } from './deposit-slice.ts'
import type { DescriptionSlice } from './description-slice.ts'
import type { Edits } from './draft.ts'
import type { FilesSlice } from './files-state.ts'
import type { FilingSlice } from './filing-slice.ts'
import type { FixSlice } from './fix-slice.ts'
import type { FormsSlice } from './forms-slice.ts'
import type { GuideSlice } from './guide-slice.ts'
import type { IntakeSlice } from './intake-state.ts'
import type { JournalSlice } from './journal-slice.ts'
import type { ListSlice } from './list-state.ts'
import type { ReadingProgress } from './overview-slice.ts'
import type { PackageSlice } from './package-slice.ts'
import type { PageText } from './page-text-slice.ts'
import type { Paged } from './paged.ts'
import type { PlaceSlice } from './place-slice.ts'
import type { PlanSlice } from './plan-state.ts'
import type { PreferencesSlice } from './preferences-slice.ts'
import type { ProgressSlice } from './progress-slice.ts'
import type { ReadingSlice } from './reading-slice.ts'
import type { Review } from './review.ts'
import type { ScanSlice } from './scan-state.ts'
import type { SearchSlice } from './search-slice.ts'
import type { SecretSlice } from './secret-slice.ts'
import type { SureSlice } from './sure-slice.ts'
import type { SyncSlice } from './sync-slice.ts'
import type { TypedOverSlice } from './typed-over.ts'
import type { UpdateSlice } from './update-slice.ts'
import type { UsersSlice } from './users-state.ts'
import type { VerdictSlice } from './verdict-slice.ts'
import type { Dialog, DoneKind, Notice, Screen } from './view.ts'
import type { ViewerSlice } from './viewer-state.ts'
import type { WatchSlice } from './watch-slice.ts'
import type { WorkspaceSlice } from './workspace-slice.ts'

/** Everything the window knows: a cache of the engine's records, and what is being looked at. */
export type AppState = SessionSlice &
  AuthoritySlice &
  DescriptionSlice &
  CareSlice &
  CompleteSlice &
  ViewSlice &
  OverviewSlice &
  IntakeSlice &
  ReadingSlice &
  ReviewSlice &
  PageTextSlice &
  SplitSlice &
  SureSlice &
  FixSlice &
  BatchDeskSlice &
  AssembleSlice &
  ExportSlice &
  PackageSlice &
  BagSlice &
  FilesSlice &
  FilingSlice &
  ListSlice &
  JournalSlice &
  FormsSlice &
  GuideSlice &
  PreferencesSlice &
  ProgressSlice &
  PlanSlice &
  SearchSlice &
  ScanSlice &
  WatchSlice &
  SecretSlice &
  ProvinceSlice &
  DepositSlice &
  SyncSlice &
  ConflictSlice &
  VerdictSlice &
  UndoSlice &
  UpdateSlice &
  UsersSlice &
  ViewerSlice &
  WorkspaceSlice &
  PlaceSlice &
  TypedOverSlice

export type Slice<T> = StateCreator<AppState, [], [], T>

/** Between making a vault and keeping its recovery sheet the window stays on that sheet. */
export type RecoveryStep =
  | { readonly kind: 'none' }
  | { readonly kind: 'awaited' }
  | {
      readonly kind: 'shown'
      readonly code: string
      readonly slot: string
      /** Are the sheets before this one void as soon as it is kept? */
      readonly revokesOthers: boolean
      /** The first sheet of a vault must be kept; a further one may be left. */
      readonly canLeave: boolean
      readonly printed: 'printed' | 'saved' | null
      /** The vault was just made without a plan: it is read from a workbook next. */
      readonly importsPlan: boolean
    }

export interface SessionSlice {
  readonly session: Remote<AppStatus>
  readonly authority: Remote<Authority>
  readonly recovery: RecoveryStep
  loadSession(): Promise<void>
  /** @returns why it failed, null when the vault is made */
  createVault(vault: NewVault): Promise<FaultReport | null>
  printRecovery(): Promise<void>
  /** Keeps the sheet as a PDF. */
  saveRecovery(): Promise<void>
  /** The sheet is kept: its code leaves the memory of the window. */
  finishRecovery(): Promise<void>
  /** Leaves a further sheet; its code opens nothing after the next one was kept. */
  leaveRecovery(): Promise<void>
  /** Shows a new recovery sheet. */
  newSheet(revokesOthers: boolean): Promise<void>
  /** A sheet that was printed before is kept. */
  confirmSheet(slot: string): Promise<void>
  /** Gives a user a new passphrase after the vault was opened with a recovery sheet. @returns why it failed, null when they are signed in */
  recoverUser(id: string, passphrase: string): Promise<FaultReport | null>
  /** How far the vault that is being opened was read; null where that is a matter of a moment. */
  readonly opening: { readonly readBytes: number; readonly totalBytes: number } | null
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
  /** Pages read of those there were to read; null when none waits. */
  readonly reading: ReadingProgress | null
  loadOverview(): Promise<void>
}

export interface ReviewSlice {
  /** The most doubtful first. */
  readonly queue: Remote<Paged<Document>>
  readonly review: Review | null
  /** What was typed over documents that were left before they were accepted, by their ids. */
  readonly drafts: Readonly<Record<string, Edits>>
  /** The case file that took the last document. */
  readonly lastTarget: Target | null
  /** Where a document can be put, narrowed by what was typed. */
  readonly targets: Remote<Page<Target>>
  readonly targetQuery: string
  loadQueue(): Promise<void>
  seeQueue(first: number, last: number): void
  loadTargets(): Promise<void>
  findTargets(query: string): Promise<void>
  reviewDocument(document: Document): void
  /** Opens any document for correction, at one of its fields. */
  correctDocument(id: string, field: FieldName | null): Promise<void>
  setField(name: FieldName, value: string): void
  focusField(name: FieldName): void
  turnPage(by: 1 | -1): void
  /** Shows a place of the document that no field names; without a box the page alone. */
  lookAt(page: number, box: PageBox | null): void
  /** Puts the nth of the other values into the present field. */
  takeCandidate(nth: number): void
  stepDocument(by: 1 | -1): void
  chooseTarget(target: Target | null): void
  /** Saves what is shown as decided and goes on; `isFiled` also puts the document into the file used last. */
  accept(options: { readonly isFiled: boolean }): Promise<void>
}

export interface PageTextSlice {
  readonly pageText: PageText | null
  /** Does the text stand beside the image? */
  readonly isTextShown: boolean
  toggleText(): void
  /** The word of that page that is looked at closely, by its place; null for the first that needs it. */
  readonly wordPlace: WordPlace | null
  lookAtWord(place: WordPlace | null): void
  /** Says what a word of that page is; null takes back what was said. */
  correctWord(word: PlacedWord, text: string | null): Promise<void>
  /** Fetches what was read on the page under review, if that is another than before. */
  loadPageText(): Promise<void>
}

export interface SplitSlice {
  readonly isSplitting: boolean
  /** @param at indexes of the pages that begin a document */
  splitDocument(id: string, at: readonly number[]): Promise<void>
  dismissSplits(id: string): Promise<void>
}

/** How far the export in the dialog is. */
export type ExportStep =
  | { readonly kind: 'idle' }
  | {
      readonly kind: 'writing'
      readonly id: string
      readonly pagesDone: number
      readonly pagesTotal: number
    }
  | { readonly kind: 'written'; readonly exported: ExportedDocument }
  | { readonly kind: 'failed'; readonly fault: FaultReport }

export interface ExportSlice {
  readonly exportStep: ExportStep
  openExport(document: Document): void
  /** Asks for a folder and writes the document there. */
  exportDocument(document: Document, extras: readonly ExtraFormat[]): Promise<void>
  noteExport(progress: { readonly id: string; readonly pagesDone: number; readonly pagesTotal: number }): void
  cancelExport(): Promise<void>
}

export interface UndoSlice {
  /** What would be taken back and done again next. */
  readonly undoState: Remote<UndoState>
  loadUndo(): Promise<void>
  undo(): Promise<void>
  redo(): Promise<void>
}

export interface ProvinceSlice {
  readonly sync: Remote<SyncStatus>
  /** The newest first. */
  readonly deposits: Remote<Page<DepositRow>>
  /** Deposit -> its first case files. */
  readonly depositFiles: Readonly<Record<string, Page<DepositedFile>>>
  /** The documents that did not pass, by id, to show them beside the reason. */
  readonly failedDocuments: Readonly<Record<string, Document>>
  loadSync(): Promise<void>
  loadDeposits(): Promise<void>
  /** Shows older deposits as well. */
  moreDeposits(): Promise<void>
  moreDepositFiles(deposit: string): Promise<void>
  /** @returns why it failed, null when this PC is enrolled */
  connect(url: string, code: string): Promise<FaultReport | null>
  syncNow(): Promise<void>
}
