import { useTranslation } from 'react-i18next'
import { type FacetGroup, facetGroups, type SearchResult } from '../../../domain/search-api.ts'
import { useApp } from '../../app-store.ts'
import { formatCount } from '../../parts/format.ts'
import { Checkbox } from '../../ui/checkbox.tsx'
import { DayRange } from './day-range.tsx'
import { facetName } from './facet-names.ts'
import styles from './search.module.css'

/** Values of a group that are shown; the rest is reached by narrowing. */
const SHOWN_VALUES = 8

/** What the hits can be narrowed by, with how many there are of each. */
export function FacetPanel({ result }: { readonly result: SearchResult | null }) {
  const { t } = useTranslation()
  return (
    <section className={styles['facets']} aria-label={t('search.facets')}>
      <DayRange />
      {result === null
        ? null
        : facetGroups.map((group) => <FacetList key={group} group={group} result={result} />)}
      {result === null || result.areFacetsExact ? null : (
        <p className={styles['note']}>{t('search.facets-partial')}</p>
      )}
    </section>
  )
}

function FacetList({ group, result }: { readonly group: FacetGroup; readonly result: SearchResult }) {
  const { t } = useTranslation()
  const authority = useApp((state) => state.authority)
  const chosen: readonly string[] = useApp((state) => state.filters[group])
  const toggle = useApp((state) => state.toggleFacet)
  const { facets, fondsNames, areFacetsExact } = result
  const values = facets[group].filter(({ value }, at) => at < SHOWN_VALUES || chosen.includes(value))
  if (values.length === 0) return null
  return (
    <fieldset className={styles['facet']}>
      <legend>{t(`search.facet.${group}`)}</legend>
      {values.map(({ value, count }) => (
        <div key={value} className={styles['value']}>
          <Checkbox isChecked={chosen.includes(value)} onChange={() => void toggle(group, value)}>
            {facetName({ t, authority, fondsNames }, group, value)}{' '}
            <span className={styles['number']}>
              {areFacetsExact ? formatCount(count) : t('search.at-least', { count })}
            </span>
          </Checkbox>
        </div>
      ))}
    </fieldset>
  )
}
