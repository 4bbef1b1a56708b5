import type { Reordering, SheetNumbers } from '../../domain/assemble-api.ts'
import type { Target } from '../../domain/desk-rows.ts'
import type { FaultReport } from '../../domain/fault.ts'
import type { Page } from '../../domain/paging.ts'
import type { Place } from '../../domain/records/case-file.ts'
import type { Document, FieldName, Sheets } from '../../domain/records/document.ts'
import type { Remote } from './attempt.ts'

/** The forms with which case files are put together. */
export type AssembleForm =
  | { readonly kind: 'move'; readonly documents: readonly Document[] }
  | { readonly kind: 'merge'; readonly documents: readonly Document[] }
  | { readonly kind: 'sheets'; readonly document: Document }
  | { readonly kind: 'note'; readonly id: string; readonly name: string; readonly note: string }
  | { readonly kind: 'place'; readonly caseFiles: readonly string[]; readonly place: Place | null }
  | { readonly kind: 'separators'; readonly caseFiles: readonly string[]; readonly documents: number }
  | { readonly kind: 'pages' }

/** Where pages of another document go: behind a page (null: first), or in the place of one. */
export type PageGoal =
  | { readonly kind: 'insert'; readonly after: string | null }
  | { readonly kind: 'replace'; readonly page: string }

/** The pages of one document, to be put right. */
export interface PageDesk {
  readonly document: Document
  /** Id of the page that is chosen. */
  readonly page: string | null
  /** Set while pages are looked for in other documents. */
  readonly goal: PageGoal | null
  /** The document that they are taken from, and those of its pages that are chosen. */
  readonly source: Document | null
  readonly taken: readonly string[]
}

export interface AssembleSlice {
  /** Documents that are chosen in the contents list. */
  readonly chosenDocuments: readonly string[]
  /** Case files that are chosen in the list of an entry of the plan. */
  readonly chosenCaseFiles: readonly string[]
  /** Of the case file that is shown. */
  readonly sheetNumbers: Remote<SheetNumbers>
  readonly pageDesk: PageDesk | null
  /** Documents that pages can be taken from. */
  readonly pageSources: Remote<Page<Document>>
  readonly isAssembling: boolean
  chooseDocuments(ids: readonly string[]): void
  chooseCaseFiles(ids: readonly string[]): void
  loadSheetNumbers(): Promise<void>
  openAssemble(form: AssembleForm): void
  reorder(order: Reordering): Promise<void>
  /** @returns why it failed, null when it is done */
  moveDocuments(documents: readonly string[], target: Target): Promise<FaultReport | null>
  takeOut(documents: readonly string[]): Promise<void>
  mergeDocuments(
    documents: readonly string[],
    values: Readonly<Partial<Record<FieldName, string>>>,
  ): Promise<FaultReport | null>
  setSheets(id: string, sheets: Sheets | null): Promise<FaultReport | null>
  setNote(id: string, note: string): Promise<FaultReport | null>
  setPlace(caseFiles: readonly string[], place: Place | null): Promise<FaultReport | null>
  /** Asks for a folder first. @returns as above; null as well where no folder was chosen */
  printBoxLabels(caseFiles: readonly string[]): Promise<void>
  printSeparators(
    caseFiles: readonly string[],
    ordinals: { readonly from: number; readonly to: number } | null,
  ): Promise<FaultReport | null>
  openPageDesk(document: Document): void
  /** Comes back to the pages of a document after something else was done with them. */
  reopenPageDesk(document: string): Promise<void>
  /** Fetches the document of the page desk again. */
  reloadPageDesk(): Promise<void>
  showDeskPage(page: string): void
  turnDeskPage(by: 90 | 270): Promise<void>
  binDeskPage(): Promise<void>
  restorePage(page: string): Promise<void>
  splitAtDeskPage(): Promise<void>
  seekPages(goal: PageGoal | null): Promise<void>
  chooseSource(source: Document | null): void
  takePage(page: string, isTaken: boolean): void
  /** Opens the scan dialogue for what the goal says. */
  scanPages(): Promise<void>
  /** Does what the goal says with the pages that are chosen. */
  putPages(): Promise<void>
}
