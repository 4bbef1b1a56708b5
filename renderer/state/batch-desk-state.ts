import type { BinnedPage, RefusedSource, Separation } from '../../domain/batch-pages-api.ts'
import type { BatchPage } from '../../domain/desk-rows.ts'
import type { FaultReport } from '../../domain/fault.ts'
import type { Page } from '../../domain/paging.ts'
import type { Remote } from './attempt.ts'

/** So many pages of a batch are laid out at once; the others are leafed to. */
export const PAGES_AT_ONCE = 120

/** The pages of one batch, to be put right. */
export interface BatchDesk {
  readonly batch: string
  /** The page with which it begins, among those of the batch. */
  readonly offset: number
  readonly pages: Remote<Page<BatchPage>>
  /** Ids of the pages that are chosen, in the order in which they stand. */
  readonly chosen: readonly string[]
  /** The first of those that were put away. */
  readonly bin: Page<BinnedPage>
}

/** Where pages are laid: behind a page of a document, or first. */
export interface Laying {
  readonly to: string
  readonly after: string | null
}

/** The forms about the pages of a batch. */
export type PagesForm = 'move' | 'separate' | 'patch-sheets'

export interface BatchDeskSlice {
  readonly batchDesk: BatchDesk | null
  readonly isLaying: boolean
  /** Batches whose pages were laid out since the vault was opened: they may stand in another order. */
  readonly arranged: readonly string[]
  /** Batch -> what separator sheets would do with its scans, where they would do anything. */
  readonly separations: Readonly<Record<string, readonly Separation[]>>
  /** Files that were refused, of all batches. */
  readonly quarantine: Remote<Page<RefusedSource>>
  /** Lays the pages of a batch out; null puts them together again. */
  arrangePages(batch: string | null): Promise<void>
  loadBatchDesk(): Promise<void>
  leafTo(offset: number): Promise<void>
  choosePages(ids: readonly string[]): void
  layPages(ids: readonly string[], place: Laying): Promise<void>
  /** The pages that are chosen, one place earlier or later. */
  stepPages(by: 1 | -1): Promise<void>
  turnPages(by: 90 | 270): Promise<void>
  putAwayPages(): Promise<void>
  bringBackPages(pages: readonly BinnedPage[]): Promise<void>
  /** Each page that is chosen begins a document. */
  splitAtPages(): Promise<void>
  /** The document of the page that is chosen becomes one with the one before it; of several chosen ones all become one. */
  joinPages(): Promise<void>
  loadSeparations(batches: readonly string[]): Promise<void>
  /** @returns why it failed, null when it is done */
  separate(
    scans: readonly { readonly document: string; readonly sheets: readonly string[] }[],
  ): Promise<FaultReport | null>
  refuseSeparations(documents: readonly string[]): Promise<FaultReport | null>
  loadQuarantine(): Promise<void>
  moreQuarantine(): Promise<void>
  retryRefused(batch: string | null): Promise<void>
  /** Asks for a folder first. @returns as above; null as well where no folder was chosen */
  printPatchSheets(count: number): Promise<FaultReport | null>
}
