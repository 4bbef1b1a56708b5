import type { BatchPage, BatchProgress, PlacedSource } from '../../domain/desk-rows.ts'
import type { Page } from '../../domain/paging.ts'
import type { OutcomeKind } from '../../domain/records/batch.ts'
import type { Remote } from './attempt.ts'
import type { Paged } from './paged.ts'

/** The first sources of a batch that ended alike; more are fetched when they are asked for. */
export type SourceLists = Readonly<Partial<Record<OutcomeKind, Page<PlacedSource>>>>

export interface IntakeSlice {
  /** The newest first. */
  readonly batches: Remote<Page<BatchProgress>>
  /** Batch -> its pages, as far as they were in sight. */
  readonly strips: Readonly<Record<string, Remote<Paged<BatchPage>>>>
  /** Batch -> its sources, as far as they were asked for. */
  readonly sources: Readonly<Record<string, SourceLists>>
  loadBatches(): Promise<void>
  /** Shows older batches as well. */
  moreBatches(): Promise<void>
  seePages(batch: string, first: number, last: number): void
  /** Shows sources of a batch, and with each further call more of them. */
  moreSources(batch: string, outcome: OutcomeKind): Promise<void>
  openBatchPage(page: BatchPage): Promise<void>
  chooseFiles(): Promise<void>
  dropFiles(files: readonly File[]): Promise<void>
  retrySource(batch: string, index: number): Promise<void>
}
