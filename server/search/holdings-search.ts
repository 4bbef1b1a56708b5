import type { HoldingHits } from '../../domain/console/search-api.ts'

export interface HoldingsQuery {
  readonly text: string
  /** Nothing of any other commune is found or counted. */
  readonly communes: readonly string[]
  readonly commune: string | null
  readonly year: number | null
  readonly type: string | null
  readonly limit: number
  readonly offset: number
}

export type FoundHolding = Omit<HoldingHits['hits'][number], 'communeName'>
/** How many documents there are of each value. */
export type Counts = readonly (readonly [value: string, count: number])[]

export interface FoundHoldings {
  readonly hits: readonly FoundHolding[]
  readonly total: number
  readonly isMore: boolean
  readonly communes: Counts
  readonly years: Counts
  readonly types: Counts
}

/** Finds what communes have deposited by the words of its pages and of its description. */
export interface HoldingsSearch {
  find(query: HoldingsQuery): Promise<FoundHoldings>
  /** Communes whose newest documents are still to be put into the index. */
  pending(): ReadonlySet<string>
  /** Puts in what is not there yet; also done in the background. */
  catchUp(): Promise<void>
  close(): Promise<void>
}
