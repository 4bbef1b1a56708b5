import type { TFunction } from 'i18next'
import type { Authority } from '../../../domain/authority.ts'
import { type FacetGroup, filedStates, type SearchResult } from '../../../domain/search-api.ts'
import { retentionName, typeName } from '../../parts/names.ts'
import { type Remote, readyValue } from '../../state/attempt.ts'
import type { Found } from '../../state/search-slice.ts'

export interface FacetWords {
  readonly t: TFunction
  readonly authority: Remote<Authority>
  readonly fondsNames: SearchResult['fondsNames']
}

/** The words for one value of a group. */
export function facetName(
  { t, authority, fondsNames }: FacetWords,
  group: FacetGroup,
  value: string,
): string {
  switch (group) {
    case 'fonds':
      return fondsNames[value] ?? t('search.fonds-unknown')
    case 'years':
      return value
    case 'retentions':
      return retentionName(authority, value)
    case 'types':
      return typeName(authority, value)
    case 'states': {
      const state = filedStates.find((known) => known === value) ?? 'unfiled'
      return state === 'unfiled' ? t('search.unfiled') : t(`case-state.${state}`)
    }
  }
}

export function fondsNamesOf(found: Found): SearchResult['fondsNames'] {
  return found.kind === 'none-asked' ? {} : (readyValue(found)?.fondsNames ?? {})
}
