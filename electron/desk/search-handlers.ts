import type { DocumentType } from '../../domain/authority.ts'
import { foldText } from '../../domain/fold-text.ts'
import { RecordId } from '../../domain/op.ts'
import { type CaseFile, caseFileView } from '../../domain/records/case-file.ts'
import { type Document, documentCode, documentView, fieldValue } from '../../domain/records/document.ts'
import { fondsView } from '../../domain/records/fonds.ts'
import type { Handlers } from '../../domain/rpc.ts'
import {
  type FacetCount,
  type FacetGroup,
  noFilters,
  type SearchFilters,
  type SearchHit,
  type SearchResult,
  type SearchStatus,
  type searchApi,
} from '../../domain/search-api.ts'
import { parseSearchQuery, type SearchQuery } from '../../domain/search-query.ts'
import { correctedLayer } from '../../domain/word-corrections.ts'
import { existingDocument } from './contents.ts'
import { matchLayer, matchText, type PageMatches } from './page-matches.ts'
import type { Blobs, Records } from './ports.ts'
import { createTextCache, type TextCache } from './text-cache.ts'

/** The search index as the desk needs it. */
export interface Search {
  search(request: {
    readonly query: SearchQuery
    readonly filters: SearchFilters
    readonly types: readonly string[] | null
    readonly limit: number
  }): Promise<SearchAnswer>
}

interface SearchAnswer {
  readonly hits: readonly { readonly document: RecordId; readonly page: number }[]
  readonly total: number
  readonly isTotalExact: boolean
  readonly facets: Record<FacetGroup, FacetCount[]>
  readonly areFacetsExact: boolean
  readonly otherWords: readonly string[] | null
}

interface SearchPorts {
  readonly records: Pick<Records, 'record'>
  readonly blobs: Blobs
  readonly search: Search
  /** The case file as it may be shown. */
  readonly believed: (file: CaseFile) => CaseFile
  readonly documentTypes: () => readonly DocumentType[]
  readonly status: () => SearchStatus
}

/** Finds documents, and shows where on their pages. */
export function searchHandlers(ports: SearchPorts): Handlers<typeof searchApi> {
  const { records, search, status } = ports
  const texts = createTextCache(ports.blobs)
  return {
    searchStatus: async () => status(),
    search: async ({ query: typed, filters, limit }) => {
      const query = parseSearchQuery(typed)
      const types = namedTypes(query, ports.documentTypes())
      const answer = await search.search({ query, filters, types, limit })
      const found = answer.hits.map((hit) => ({ ...hit, view: documentView(records.record(hit.document)) }))
      // The index may know of what is gone, or never was.
      const standing = found.filter(
        ({ view, page }) => page < view.pages.length && view.isolated === undefined,
      )
      const hits = await Promise.all(
        standing.map(({ view, page }) => hitOf(ports, texts, { view, page, query })),
      )
      const missing = found.length - standing.length
      return {
        hits,
        total: answer.total - missing,
        isTotalExact: answer.isTotalExact,
        facets: answer.facets,
        areFacetsExact: answer.areFacetsExact,
        fondsNames: fondsNames(records, answer.facets.fonds),
        suggestion: hits.length > 0 ? null : await suggestionFor(ports, { query, filters, types }, answer),
        status: status(),
      }
    },
    pageMatches: async ({ document: id, page, query }) => {
      const view = existingDocument(records, id)
      const { boxes } = await matchesOn(texts, {
        view,
        page,
        query: { ...parseSearchQuery(query), isTyping: false },
      })
      return { boxes: [...boxes] }
    },
  }
}

/** Only fonds that are known get a name. */
function fondsNames(records: Pick<Records, 'record'>, fonds: readonly FacetCount[]): Record<string, string> {
  const names = fonds.flatMap(({ value }) => {
    const id = RecordId.safeParse(value)
    return id.success ? [[value, fondsView(records.record(id.data)).agencyName] as const] : []
  })
  return Object.fromEntries(names.filter(([, name]) => name !== ''))
}

const NOTHING_SHOWN: PageMatches = { snippet: [], boxes: [] }

interface Wanted {
  readonly view: Document
  readonly page: number
  readonly query: SearchQuery
}

async function hitOf(
  { records, believed }: SearchPorts,
  texts: TextCache,
  wanted: Wanted,
): Promise<SearchHit> {
  const { view, page, query } = wanted
  // Only a case file id is ever written into the cell.
  const id = view.caseFile as RecordId | null
  const caseFile = id === null ? null : believed(caseFileView(records.record(id)))
  // Of a restricted file the list tells that it is there; whoever wants to read opens it, and that is written down.
  const onPage = caseFile?.access === 'restricted' ? NOTHING_SHOWN : await matchesOn(texts, wanted)
  const { snippet } = onPage.snippet.length > 0 ? onPage : matchText(descriptionOf(view), query)
  return {
    document: view,
    caseFile,
    page,
    snippet: [...snippet],
    boxes: [...onPage.boxes],
  }
}

async function matchesOn(texts: TextCache, { view, page, query }: Wanted): Promise<PageMatches> {
  const id = view.pages[page]?.id ?? ''
  const text = view.texts[id]
  const layer = text === undefined ? null : await texts.get(text)
  return layer === null ? NOTHING_SHOWN : matchLayer(correctedLayer(layer, view.corrections[id]), query)
}

function descriptionOf(document: Document): string {
  const described = (['issuer', 'subject', 'signer'] as const).map((name) => fieldValue(document, name))
  return [documentCode(document), ...described].join(' ')
}

/** The codes of the types that `loai:` means, by code, abbreviation or the beginning of a name; null where it was not asked. */
function namedTypes({ fields }: SearchQuery, types: readonly DocumentType[]): readonly string[] | null {
  const asked = fields.filter(({ field }) => field === 'type').map(({ words }) => foldText(words.join(' ')))
  if (asked.length === 0) return null
  return types
    .filter(({ code, name, abbreviation }) =>
      asked.some(
        (text) =>
          [code, abbreviation ?? code].map(foldText).includes(text) || foldText(name).startsWith(text),
      ),
    )
    .map(({ code }) => code)
}

async function suggestionFor(
  { search }: SearchPorts,
  asked: {
    readonly query: SearchQuery
    readonly filters: SearchFilters
    readonly types: readonly string[] | null
  },
  { otherWords }: SearchAnswer,
): Promise<SearchResult['suggestion']> {
  if (otherWords !== null) return { kind: 'other-words', query: otherWords.join(' ') }
  const isNarrowed = Object.values(asked.filters).some((value) => value !== null && value.length > 0)
  if (!isNarrowed) return null
  const { total } = await search.search({ ...asked, filters: noFilters, limit: 1 })
  return total > 0 ? { kind: 'without-filters', total } : null
}
