import type { Handlers } from '../../domain/rpc.ts'
import {
  type FacetGroup,
  facetGroups,
  type SearchFilters,
  type SearchHit,
  type SearchResult,
  type SearchStatus,
  type searchApi,
} from '../../domain/search-api.ts'

/** What a search finds in memory: always these hits, narrowed by states and types alone. */
export interface MemorySearch {
  hits: readonly SearchHit[]
  /** Documents told to fit; as many as there are hits where it is null. */
  total: number | null
  status: SearchStatus
  suggestion: SearchResult['suggestion']
  fondsNames: Record<string, string>
}

export function aSearch(part: Partial<MemorySearch> = {}): MemorySearch {
  return {
    hits: [],
    total: null,
    status: { kind: 'complete' },
    suggestion: null,
    fondsNames: {},
    ...part,
  }
}

const valueOf: Readonly<Record<FacetGroup, (hit: SearchHit) => string>> = {
  fonds: ({ caseFile }) => caseFile?.fonds ?? '',
  years: ({ caseFile }) => String(caseFile?.year ?? ''),
  retentions: ({ caseFile }) => caseFile?.retention ?? '',
  states: ({ caseFile }) => caseFile?.state ?? 'unfiled',
  types: ({ document }) => document.values.type ?? '',
}

export function searchHandlers(search: () => MemorySearch): Handlers<typeof searchApi> {
  return {
    searchStatus: async () => search().status,
    pageMatches: async ({ document, page }) => ({
      boxes: search().hits.flatMap((hit) =>
        hit.document.id === document && hit.page === page ? [...hit.boxes] : [],
      ),
    }),
    search: async ({ query, filters, limit }) => {
      const { hits, total, status, suggestion, fondsNames } = search()
      const all = query.trim() === '' && !hasFilters(filters) ? [] : hits
      const found = all.filter((hit) => fits(hit, filters))
      return {
        hits: found.slice(0, limit),
        total: total ?? found.length,
        isTotalExact: total === null,
        facets: facetsOf(all),
        areFacetsExact: total === null,
        fondsNames,
        suggestion: found.length === 0 ? suggestion : null,
        status,
      }
    },
  }
}

function hasFilters(filters: SearchFilters): boolean {
  return Object.values(filters).some((value) => value !== null && value.length > 0)
}

function fits(hit: SearchHit, filters: SearchFilters): boolean {
  return facetGroups.every((group) => {
    const wanted: readonly string[] = filters[group]
    return wanted.length === 0 || wanted.includes(valueOf[group](hit))
  })
}

function facetsOf(hits: readonly SearchHit[]): SearchResult['facets'] {
  const counts = (group: FacetGroup) => {
    const totals = new Map<string, number>()
    for (const hit of hits) {
      const value = valueOf[group](hit)
      if (value !== '') totals.set(value, (totals.get(value) ?? 0) + 1)
    }
    return [...totals].map(([value, count]) => ({ value, count }))
  }
  return {
    fonds: counts('fonds'),
    years: counts('years'),
    retentions: counts('retentions'),
    states: counts('states'),
    types: counts('types'),
  }
}
