import { X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { facetGroups } from '../../../domain/search-api.ts'
import { useApp } from '../../app-store.ts'
import { formatDate } from '../../state/date-text.ts'
import { hasFilters } from '../../state/search-slice.ts'
import { Button } from '../../ui/button.tsx'
import { facetName, fondsNamesOf } from './facet-names.ts'
import styles from './search.module.css'

/** What the search is narrowed to now; each can be taken away. */
export function FilterChips() {
  const { t } = useTranslation()
  const authority = useApp((state) => state.authority)
  const filters = useApp((state) => state.filters)
  const found = useApp((state) => state.found)
  const toggle = useApp((state) => state.toggleFacet)
  const setDays = useApp((state) => state.setDays)
  const clear = useApp((state) => state.clearFilters)
  if (!hasFilters(filters)) return null
  const words = { t, authority, fondsNames: fondsNamesOf(found) }
  const { dateFrom, dateTo } = filters
  const chips = facetGroups.flatMap((group) =>
    filters[group].map((value) => ({
      text: `${t(`search.facet.${group}`)}: ${facetName(words, group, value)}`,
      remove: () => void toggle(group, value),
    })),
  )
  const days = [
    ...(dateFrom === null
      ? []
      : [
          { text: t('search.from', { day: formatDate(dateFrom) }), remove: () => void setDays(null, dateTo) },
        ]),
    ...(dateTo === null
      ? []
      : [{ text: t('search.to', { day: formatDate(dateTo) }), remove: () => void setDays(dateFrom, null) }]),
  ]
  return (
    <ul className={styles['chips']} aria-label={t('search.active')}>
      {[...days, ...chips].map(({ text, remove }) => (
        <li key={text}>
          <Button size="small" icon={<X />} onPress={remove}>
            {text}
          </Button>
        </li>
      ))}
      <li>
        <Button size="small" kind="link" onPress={() => void clear()}>
          {t('search.clear')}
        </Button>
      </li>
    </ul>
  )
}
