import type { RecordId } from '../../../domain/op.ts'
import type { SearchFilters } from '../../../domain/search-api.ts'
import type { SearchQuery } from '../../../domain/search-query.ts'
import type { FacetCounts } from './facet-counts.ts'

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
