import type { SearchResult, SearchStatus } from '../../domain/search-api.ts'
import { type FacetGroup, noFilters, type SearchFilters, type SearchHit } from '../../domain/search-api.ts'
import { caseFileInCode } from '../../domain/separator-code.ts'
import type { AppState, Slice } from './app-state.ts'
import { attempt, fetchRemote, loading, type Remote } from './attempt.ts'
import { coalesce } from './coalesce.ts'
import type { Ports } from './ports.ts'

/** Hits of the first answer, and how many more each time more are wanted. */
const HITS_AT_ONCE = 20

export type Found = { readonly kind: 'none-asked' } | Remote<SearchResult>

export interface SearchSlice {
  readonly query: string
  readonly filters: SearchFilters
  readonly found: Found
  /** Hits wanted. */
  readonly wanted: number
  readonly indexing: SearchStatus
  /** Counts how often somebody wanted to type a query: the box takes the focus anew. */
  readonly visits: number
  showSearch(): void
  /** Searches for what is typed; an answer to an older query is dropped. */
  search(query: string): Promise<void>
  /** Narrows to a value, or no longer. */
  toggleFacet(group: FacetGroup, value: string): Promise<void>
  /** ISO 8601, both ends included; null leaves an end open. */
  setDays(dateFrom: string | null, dateTo: string | null): Promise<void>
  clearFilters(): Promise<void>
  moreHits(): Promise<void>
  /** Asks the same again, after records changed. */
  searchAgain(): Promise<void>
  /** Shows the page of a hit with its words lit, there and on every other page. */
  openHit(hit: SearchHit): Promise<void>
}

export function createSearchSlice(ports: Ports): Slice<SearchSlice> {
  return (set, get) => {
    const ask = coalesce(
      () => askOnce(ports, set, get),
      () => Promise.resolve(),
    )
    const change = async (
      part: Partial<Pick<SearchSlice, 'query' | 'filters' | 'wanted'>>,
    ): Promise<void> => {
      set({ wanted: HITS_AT_ONCE, ...part })
      // What was found last stays until the new is there, so that nothing flickers.
      if (asksNothing(get())) set({ found: { kind: 'none-asked' } })
      else if (get().found.kind !== 'ready') set({ found: loading })
      await ask()
    }
    return {
      query: '',
      filters: noFilters,
      found: { kind: 'none-asked' },
      wanted: HITS_AT_ONCE,
      indexing: { kind: 'complete' },
      visits: 0,
      showSearch: () => {
        set({ visits: get().visits + 1 })
        get().show('search')
      },
      search: async (query) => {
        // A scanner that is held at a label types what its code says.
        const caseFile = caseFileInCode(query)
        if (caseFile === null) return change({ query })
        set({ query: '' })
        get().openFile(caseFile)
      },
      toggleFacet: (group, value) => change({ filters: toggled(get().filters, group, value) }),
      setDays: (dateFrom, dateTo) => change({ filters: { ...get().filters, dateFrom, dateTo } }),
      clearFilters: () => change({ filters: noFilters }),
      moreHits: () => change({ wanted: get().wanted + HITS_AT_ONCE }),
      searchAgain: () => ask(),
      openHit: ({ document, page, boxes }) => get().openPage(document, page, { query: get().query, boxes }),
    }
  }
}

type Setter = (part: Partial<SearchSlice>) => void

/** One search at a time: what is typed meanwhile is asked once, as it stands then. */
async function askOnce(ports: Ports, set: Setter, get: () => AppState): Promise<void> {
  const { query, filters, wanted } = get()
  if (asksNothing(get())) {
    const status = await attempt(ports, () => ports.client.searchStatus({}))
    if (status.ok) set({ indexing: status.value })
    if (asksNothing(get())) set({ found: { kind: 'none-asked' } })
    return
  }
  const found = await fetchRemote(ports, () => ports.client.search({ query, filters, limit: wanted }))
  const now = get()
  if (now.query !== query || now.filters !== filters) return
  set(found.kind === 'ready' ? { found, indexing: found.value.status } : { found })
}

function asksNothing({ query, filters }: Pick<SearchSlice, 'query' | 'filters'>): boolean {
  return query.trim() === '' && !hasFilters(filters)
}

export function hasFilters(filters: SearchFilters): boolean {
  return Object.values(filters).some((value) => value !== null && value.length > 0)
}

function toggled(filters: SearchFilters, group: FacetGroup, value: string): SearchFilters {
  const values: readonly string[] = filters[group]
  const next = values.includes(value) ? values.filter((other) => other !== value) : [...values, value]
  // The values of a group come from the engine's own answer.
  return { ...filters, [group]: next } as SearchFilters
}
