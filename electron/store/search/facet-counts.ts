import {
  type FacetCount,
  type FacetGroup,
  facetGroups,
  type SearchFilters,
} from '../../../domain/search-api.ts'
import type { FacetTable } from './facet-table.ts'

/** How many documents share these attributes. One that is null was not asked for: they fit what it is narrowed to. */
export interface ScannedTally {
  readonly facets: number | null
  readonly year: string | null
  readonly type: string | null
  readonly count: number
}

export type FacetCounts = Record<FacetGroup, FacetCount[]>

/**
 * For each value of each group the documents that have it and pass the filters of the other groups: what one would get
 * by choosing it. Chosen values are told even where they have none.
 */
export function facetCounts(
  tallies: readonly ScannedTally[],
  filters: SearchFilters,
  table: FacetTable,
): FacetCounts {
  const counts = (group: FacetGroup): FacetCount[] => {
    const others = facetGroups.filter((other) => other !== group && filters[other].length > 0)
    const totals = new Map<string, number>(filters[group].map((value) => [value, 0]))
    for (const tally of tallies) {
      if (!others.every((other) => passes(filters, other, attributeOf(tally, other, table)))) continue
      const value = attributeOf(tally, group, table)
      if (value !== null && value !== '') totals.set(value, (totals.get(value) ?? 0) + tally.count)
    }
    const found = [...totals].map(([value, count]) => ({ value, count }))
    return group === 'years'
      ? found.sort((a, b) => (a.value < b.value ? 1 : -1))
      : found.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
  }
  return {
    fonds: counts('fonds'),
    years: counts('years'),
    retentions: counts('retentions'),
    states: counts('states'),
    types: counts('types'),
  }
}

/** Does a document pass the filters of every group? */
export function acceptance(
  filters: SearchFilters,
  table: FacetTable,
): (document: Pick<ScannedTally, 'facets' | 'year' | 'type'>) => boolean {
  const narrowing = facetGroups.filter((group) => filters[group].length > 0)
  return (document) =>
    narrowing.every((group) => passes(filters, group, attributeOf({ ...document, count: 0 }, group, table)))
}

export function isNarrowed(filters: SearchFilters): boolean {
  return facetGroups.some((group) => filters[group].length > 0)
}

function passes(filters: SearchFilters, group: FacetGroup, value: string | null): boolean {
  const wanted: readonly string[] = filters[group]
  return value === null || wanted.length === 0 || wanted.includes(value)
}

function attributeOf(
  { facets, year, type }: ScannedTally,
  group: FacetGroup,
  table: FacetTable,
): string | null {
  switch (group) {
    case 'years':
      return year === '0' ? '' : year
    case 'types':
      return type
    case 'fonds':
      return facets === null ? null : table.get(facets).fonds
    case 'retentions':
      return facets === null ? null : table.get(facets).retention
    case 'states':
      return facets === null ? null : table.get(facets).state
  }
}
