import * as z from 'zod'
import { RecordId } from './op.ts'
import { CaseFile, caseStates } from './records/case-file.ts'
import { Document } from './records/document.ts'
import { PageBox } from './records/page-box.ts'
import { procedure } from './rpc.ts'

/** Where a document stands as a search sees it: in a case file of some state, or in none yet. */
export const filedStates = [...caseStates, 'unfiled'] as const
export type FiledState = (typeof filedStates)[number]

/** What a search may be narrowed by. Of one group any of the values will do; an empty group does not narrow. */
export const facetGroups = ['fonds', 'years', 'retentions', 'states', 'types'] as const
export type FacetGroup = (typeof facetGroups)[number]

const day = z.iso.date().nullable()
const values = z.array(z.string().max(100)).max(100)

export const SearchFilters = z.object({
  /** Day of issue, ISO 8601, both ends included. */
  dateFrom: day,
  dateTo: day,
  fonds: values,
  /** Four digits. */
  years: values,
  retentions: values,
  states: z.array(z.enum(filedStates)).max(filedStates.length),
  types: values,
})
export type SearchFilters = z.infer<typeof SearchFilters>

export const noFilters: SearchFilters = {
  dateFrom: null,
  dateTo: null,
  fonds: [],
  years: [],
  retentions: [],
  states: [],
  types: [],
}

export const SearchHit = z.object({
  document: Document,
  caseFile: CaseFile.nullable(),
  /** Index of the page that fits. */
  page: z.int(),
  /** Pieces of the text around the hit; those that matched are marked. */
  snippet: z.array(z.object({ text: z.string(), isMatch: z.boolean() })),
  /** Where the words stand on that page, as shares of it. */
  boxes: z.array(PageBox),
})
export type SearchHit = z.infer<typeof SearchHit>

export const FacetCount = z.object({ value: z.string(), count: z.int() })
export type FacetCount = z.infer<typeof FacetCount>

/** How much of the vault the index holds. */
export const SearchStatus = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('complete') }),
  z.object({
    kind: z.literal('building'),
    documentsDone: z.int(),
    documentsTotal: z.int(),
  }),
])
export type SearchStatus = z.infer<typeof SearchStatus>

/** What to try where nothing was found, in the words of a query. */
const SearchSuggestion = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('without-filters'), total: z.int() }),
  z.object({ kind: z.literal('other-words'), query: z.string() }),
])

export const SearchResult = z.object({
  hits: z.array(SearchHit),
  /** Documents that fit; at least so many where `isTotalExact` is false. */
  total: z.int(),
  isTotalExact: z.boolean(),
  /** For each value how many documents fit with it in place of what its group is narrowed to; most frequent first. */
  facets: z.record(z.enum(facetGroups), z.array(FacetCount)),
  /** The agencies of the fonds among the facets, by id. */
  fondsNames: z.record(z.string(), z.string()),
  /** False where they were counted over the newest documents only. */
  areFacetsExact: z.boolean(),
  suggestion: SearchSuggestion.nullable(),
  status: SearchStatus,
})
export type SearchResult = z.infer<typeof SearchResult>

/** Most hits that one search gives. */
export const MOST_HITS = 100

const nothing = z.object({})

export const searchApi = {
  search: procedure(
    z.object({
      query: z.string().max(1000),
      filters: SearchFilters.default(noFilters),
      limit: z.int().min(1).max(MOST_HITS).default(20),
    }),
    SearchResult,
  ),
  searchStatus: procedure(nothing, SearchStatus),
  /** Where the words of a query stand on one page, as shares of it. */
  pageMatches: procedure(
    z.object({ document: RecordId, page: z.int().min(0), query: z.string().max(1000) }),
    z.object({ boxes: z.array(PageBox) }),
  ),
} as const

/** More of the vault is in the index than before, or all of it. */
export const searchEvents = {
  searchChanged: z.object({}),
} as const
