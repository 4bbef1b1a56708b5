import type { CaseFileDetail, CaseFileRow, Plan, PlanCount } from '../../domain/desk-rows.ts'
import type { CaseState } from '../../domain/records/case-file.ts'
import type { Document } from '../../domain/records/document.ts'
import type { Remote } from './attempt.ts'
import type { Paged } from './paged.ts'

/** Stands among the entries of the plan for the case files that none of them has. */
export const OUTSIDE = 'outside'

export type FilesSelection =
  | { readonly kind: 'none' }
  /** An entry of the plan, or `OUTSIDE`. */
  | { readonly kind: 'plan'; readonly id: string }
  | { readonly kind: 'file'; readonly id: string }

export interface FilesSlice {
  readonly plan: Remote<Plan>
  /** Null shows the latest year that has a plan. */
  readonly yearShown: number | null
  /** Only this fonds is shown; null shows them all. */
  readonly fondsShown: string | null
  /** How many case files stand below each entry of every plan. */
  readonly counts: Remote<readonly PlanCount[]>
  /** Entry of the plan -> its first case files, of those that are unfolded. */
  readonly branches: Readonly<Record<string, readonly CaseFileRow[]>>
  /** What somebody folded (false) or unfolded (true), by the ids of the tree. */
  readonly folds: Readonly<Record<string, boolean>>
  /** Accepted documents that are in no case file. */
  readonly toFile: Remote<Paged<Document>>
  readonly selection: FilesSelection
  /** Only case files in this state are shown. */
  readonly stateShown: CaseState | null
  /** Of the selected case file. */
  readonly detail: Remote<CaseFileDetail>
  readonly contents: Remote<Paged<Document>>
  /** Of the selected entry of the plan. */
  readonly entryFiles: Remote<Paged<CaseFileRow>>
  loadPlan(): Promise<void>
  loadTree(): Promise<void>
  loadToFile(): Promise<void>
  /** Of whatever is selected. */
  loadSelected(): Promise<void>
  seeToFile(first: number, last: number): void
  seeContents(first: number, last: number): void
  seeEntryFiles(first: number, last: number): void
  fold(open: Readonly<Record<string, boolean>>): void
  showYear(year: number): void
  showFonds(fonds: string | null): void
  /** Shows an entry of the plan among the case files. */
  showEntry(planEntry: string, year: number): void
  select(selection: FilesSelection): void
  /** Shows the screen of case files, those in one state only. */
  showFiles(state: CaseState | null): void
  openFile(id: string): void
  newCaseFile(planEntry: string): Promise<void>
  fileDocument(document: Document, caseFile: string | null, name: string): Promise<void>
}
