import { foldText } from '../../../domain/fold-text.ts'
import { noFilters, type SearchFilters } from '../../../domain/search-api.ts'
import { isEmptyQuery } from '../../../domain/search-query.ts'
import type { EncryptedDatabase } from '../ledger/encrypted-database.ts'
import { MARKS } from './document-terms.ts'
import { acceptance, facetCounts, isNarrowed, type ScannedTally } from './facet-counts.ts'
import { type FacetTable, readFacetTable } from './facet-table.ts'
import {
  type Narrowed,
  NOT_NARROWED,
  type ScannedDocument,
  scanDocuments,
  type Tallied,
  tallyDocuments,
} from './index-scan.ts'
import { rowsBetween } from './index-schema.ts'
import type { IndexAnswer, IndexHit, IndexRequest } from './indexed.ts'
import { narrowingTerms, planMatch } from './match-tiers.ts'
import type { Vocabulary } from './vocabulary.ts'

/** Pages over which documents and facets are counted. */
const COUNTED_PAGES = 10_000
/** After so long the looser kinds of match are left to the loosest. */
const TIERS_MS = 40
/** After so long a search that is narrowed to rare case files gives what it has. */
const SCAN_MS = 80
/** Up to so many case files are named one by one in the query. */
const NAMED_CASE_FILES = 500

const NO_FACETS = { fonds: [], years: [], retentions: [], states: [], types: [] }

/** Answers one search. Costs hardly more for what is in every page than for what is in few. */
export function searchIndex(
  database: EncryptedDatabase,
  request: IndexRequest,
  vocabulary: Vocabulary,
): IndexAnswer {
  if (asksNothing(request)) {
    const nothing = { hits: [], total: 0, otherWords: null, facets: NO_FACETS }
    return { ...nothing, isTotalExact: true, areFacetsExact: true }
  }
  const table = readFacetTable(database)
  const accepts = acceptance(request.filters, table)
  const narrowing = narrowingOf(database, request.filters, table)
  const narrowed = narrowedOf(request.filters, table)
  const scan = { rows: rowsOf(request), accepts, narrowing, narrowed, vocabulary }
  const { hits, all } = scanTiers(database, request, scan)
  const counted =
    all === null || isNarrowed(request.filters) ? countFitting(database, request, scan) : countScanned(all)
  const isNothing = hits.length === 0 && counted.any.documents === 0
  return {
    hits,
    total: Math.max(counted.total, hits.length),
    isTotalExact: counted.isTotalExact,
    facets: facetCounts(counted.tallies, request.filters, table),
    areFacetsExact: counted.any.isExact,
    otherWords: isNothing ? otherWords(database, request, vocabulary) : null,
  }
}

function asksNothing({ query, filters, types }: IndexRequest): boolean {
  const hasDays = filters.dateFrom !== null || filters.dateTo !== null
  return types?.length === 0 || (isEmptyQuery(query) && !isNarrowed(filters) && !hasDays)
}

interface Counted {
  readonly total: number
  readonly isTotalExact: boolean
  readonly tallies: readonly ScannedTally[]
  /** Over what fits the query whatever the filters. */
  readonly any: Tallied
}

/** Where too much fits the query to count it, what also fits the filters is counted for itself. */
function countFitting(database: EncryptedDatabase, request: IndexRequest, scan: Scan): Counted {
  const { rows, accepts, narrowing, narrowed, vocabulary } = scan
  const tally = (match: string | null): Tallied =>
    tallyDocuments(database, { match, rows, mostPages: COUNTED_PAGES, narrowed })
  const any = tally(planMatch(request, vocabulary).any)
  if (!isNarrowed(request.filters)) {
    return { total: any.documents, isTotalExact: any.isExact, tallies: any.tallies, any }
  }
  const within = any.isExact ? any : tally(planMatch(request, vocabulary, narrowing).any)
  const fitting = within.tallies.filter(accepts)
  return {
    // Every document has facets, whatever else it has.
    total: fitting.reduce((sum, { facets, count }) => sum + (facets === null ? 0 : count), 0),
    isTotalExact: within.isExact,
    tallies: within === any ? any.tallies : [...fitting, ...any.tallies.filter((other) => !accepts(other))],
    any,
  }
}

/** All that fits was looked at already. */
function countScanned(documents: readonly ScannedDocument[]): Counted {
  const tallies = documents.map(({ facets, year, type }) => ({ facets, year, type, count: 1 }))
  const any = { tallies, documents: documents.length, isExact: true }
  return { total: documents.length, isTotalExact: true, tallies, any }
}

interface Scan {
  readonly rows: { readonly from: number; readonly to: number }
  readonly accepts: ReturnType<typeof acceptance>
  /** Groups of terms of which a document must have one each. */
  readonly narrowing: readonly (readonly string[])[]
  readonly narrowed: Narrowed
  readonly vocabulary: Vocabulary
}

interface Scanned {
  readonly hits: readonly IndexHit[]
  /** All documents that fit; null where there may be more. */
  readonly all: readonly ScannedDocument[] | null
}

/** Documents of the best kind of match first; when time is up only the loosest kind is asked. */
function scanTiers(
  database: EncryptedDatabase,
  request: IndexRequest,
  { rows, accepts, narrowing, vocabulary }: Scan,
): Scanned {
  const { tiers } = planMatch(request, vocabulary, narrowing)
  const began = performance.now()
  const untilMs = began + SCAN_MS
  const found = new Map<string, ScannedDocument>()
  for (const [index, match] of tiers.entries()) {
    if (found.size >= request.limit) break
    if (performance.now() - began > TIERS_MS && index < tiers.length - 1) continue
    const isNew = (document: ScannedDocument): boolean =>
      document.record !== null && !found.has(document.record) && accepts(document)
    const limit = request.limit - found.size
    for (const document of scanDocuments(database, { match, rows, accepts: isNew, limit, untilMs })) {
      if (document.record !== null) found.set(document.record, document)
    }
  }
  const documents = [...found.values()]
  return {
    hits: documents.flatMap(({ record, page }) => (record === null ? [] : [{ document: record, page }])),
    all: documents.length < request.limit && performance.now() < untilMs ? documents : null,
  }
}

/** The filters as they are counted by. */
function narrowedOf(filters: SearchFilters, table: FacetTable): Narrowed {
  const { fonds, retentions, states, years, types } = filters
  const isByFile = [fonds, retentions, states].some((values) => values.length > 0)
  return {
    facets: isByFile ? facetsWithin(filters, table) : null,
    years: years.length === 0 ? null : years,
    types: types.length === 0 ? null : types,
  }
}

function facetsWithin({ fonds, retentions, states }: SearchFilters, table: FacetTable): readonly number[] {
  const accepts = acceptance({ ...noFilters, fonds, retentions, states }, table)
  return table.ids().filter((facets) => accepts({ facets, year: null, type: null }))
}

function rowsOf({ query, filters }: IndexRequest): { readonly from: number; readonly to: number } {
  const a = rowsBetween(query.dateFrom, query.dateTo)
  const b = rowsBetween(filters.dateFrom, filters.dateTo)
  return { from: Math.max(a.from, b.from), to: Math.min(a.to, b.to) }
}

/** Groups of terms that a document must have; case files are named where the filters leave few of them. */
function narrowingOf(
  database: EncryptedDatabase,
  filters: SearchFilters,
  table: FacetTable,
): readonly (readonly string[])[] {
  const terms = narrowingTerms(filters)
  if ([filters.fonds, filters.retentions, filters.states].every((values) => values.length === 0)) return terms
  if (filters.states.includes('unfiled')) return terms
  const ids = facetsWithin(filters, table)
  const files = database.all(
    'SELECT no FROM case_file WHERE facets IN (SELECT value FROM json_each(?)) LIMIT ?',
    [JSON.stringify(ids), NAMED_CASE_FILES + 1],
  )
  if (files.length > NAMED_CASE_FILES) return terms
  const named = files.map(({ no }) => `${MARKS.caseFile}${Number(no)}`)
  return [...terms, named.length === 0 ? [`${MARKS.caseFile}none`] : named]
}

/** Each word that no page has is replaced by one that differs in a letter, or left out. */
function otherWords(
  database: EncryptedDatabase,
  request: IndexRequest,
  vocabulary: Vocabulary,
): readonly string[] | null {
  const { query } = request
  const known = query.words.map((word) => {
    const folded = foldText(word)
    return vocabulary.pagesWith(folded, 'folded') > 0 ? word : vocabulary.nearest(folded)
  })
  const words = known.filter((word) => word !== null)
  if (words.length === 0 || words.join(' ') === query.words.join(' ')) return null
  const asked = { ...request, query: { ...query, words, isTyping: false } }
  const match = planMatch(asked, vocabulary).any
  const { documents } = tallyDocuments(database, {
    match,
    rows: rowsOf(request),
    mostPages: 1,
    narrowed: NOT_NARROWED,
  })
  return documents > 0 ? words : null
}
