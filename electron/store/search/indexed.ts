import type { RecordId } from '../../../domain/op.ts'
import type { FiledState, SearchFilters } from '../../../domain/search-api.ts'
import type { SearchQuery } from '../../../domain/search-query.ts'
import type { FacetCounts } from './facet-counts.ts'

/** What of a document can be found. Only words and places of words are kept of its texts. */
export interface IndexedDocument {
  readonly document: RecordId
  readonly caseFile: RecordId | null
  /** Names the state that this was made from; two states that differ in anything below have different stamps. */
  readonly stamp: string
  readonly number: string
  readonly notation: string
  /** Code of the document type. */
  readonly type: string
  /** ISO 8601, or empty. */
  readonly issuedDate: string
  /** Of the day of issue or else of the case file; 0 where neither is known. */
  readonly year: number
  readonly issuer: string
  readonly subject: string
  readonly signer: string
  /** The text of each page, in order; at least one. */
  readonly pages: readonly string[]
}

/** What of a case file a search can be narrowed by. */
export interface IndexedCaseFile {
  readonly caseFile: RecordId
  readonly fonds: string
  readonly retention: string
  readonly state: FiledState
}

export interface DocumentStamp {
  readonly document: RecordId
  readonly stamp: string
}

export interface IndexRequest {
  readonly query: SearchQuery
  readonly filters: SearchFilters
  /** Codes of document types of which one must be that of the document; null where the query names none. */
  readonly types: readonly string[] | null
  /** Documents wanted. */
  readonly limit: number
}

export interface IndexHit {
  readonly document: RecordId
  /** Index of the first page that fits. */
  readonly page: number
}

export interface IndexAnswer {
  readonly hits: readonly IndexHit[]
  /** Documents that fit query and filters; at least so many where `isTotalExact` is false. */
  readonly total: number
  readonly isTotalExact: boolean
  /** For each value the documents that fit with it in place of what its group is narrowed to. */
  readonly facets: FacetCounts
  readonly areFacetsExact: boolean
  /** The words in which something is found, where nothing fits these. */
  readonly otherWords: readonly string[] | null
}
