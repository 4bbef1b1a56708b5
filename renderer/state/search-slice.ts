import type { PageBox } from '../../domain/records/page-box.ts'
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

/** Where the words of a query stand on a page that is looked at. */
export interface LitPage {
  readonly document: string
  readonly page: number
  readonly boxes: readonly PageBox[]
}

export interface SearchSlice {
  readonly query: string
  readonly filters: SearchFilters
  readonly found: Found
  /** Hits wanted. */
  readonly wanted: number
  readonly indexing: SearchStatus
  readonly lit: LitPage | null
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
  /** Shows the page of a hit with its words lit. */
  openHit(hit: SearchHit): Promise<void>
  /** Lights the words of the query on another page of a document that was opened from a hit. */
  lightPage(document: string, page: number): Promise<void>
  clearLight(): void
}

export function createSearchSlice(ports: Ports): Slice<SearchSlice> {
  return (set, get, api) => {
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
      ...createLight(ports)(set, get, api),
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

/** The words that are lit on the page that is looked at. */
function createLight(ports: Ports): Slice<Pick<SearchSlice, 'lit' | 'openHit' | 'lightPage' | 'clearLight'>> {
  const { client } = ports
  return (set, get) => ({
    lit: null,
    openHit: async ({ document, page, boxes }) => {
      set({ lit: { document: document.id, page, boxes } })
      await get().openPage(document, page)
    },
    lightPage: async (document, page) => {
      const { lit, query } = get()
      if (lit?.document !== document || lit.page === page) return
      set({ lit: { document, page, boxes: [] } })
      const answer = await attempt(ports, () => client.pageMatches({ document, page, query }))
      const now = get().lit
      if (!answer.ok || now?.document !== document || now.page !== page) return
      set({ lit: { document, page, boxes: answer.value.boxes } })
    },
    clearLight: () => set({ lit: null }),
  })
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
