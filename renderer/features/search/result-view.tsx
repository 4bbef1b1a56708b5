import { ChevronDown, SearchX } from 'lucide-react'
import type { RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import { MOST_HITS, type SearchResult } from '../../../domain/search-api.ts'
import { useApp } from '../../app-store.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { HitList } from './hit-list.tsx'
import styles from './search.module.css'

/** How many there are, the first of them, and where nothing is found what to try. */
export function ResultView({
  result,
  list,
}: {
  readonly result: SearchResult
  readonly list: RefObject<HTMLDivElement | null>
}) {
  const { t } = useTranslation()
  const wanted = useApp((state) => state.wanted)
  const more = useApp((state) => state.moreHits)
  const { hits, total, isTotalExact } = result
  if (hits.length === 0) return <NothingFound result={result} />
  return (
    <>
      <p className={styles['count']} role="status">
        {t(isTotalExact ? 'search.count' : 'search.count-more', { count: total })}
      </p>
      <div ref={list}>
        <HitList hits={hits} />
      </div>
      {total > hits.length && wanted < MOST_HITS ? (
        <Button icon={<ChevronDown />} onPress={() => void more()}>
          {t('search.more')}
        </Button>
      ) : null}
      {total > hits.length && wanted >= MOST_HITS ? (
        <p className={styles['note']}>{t('search.most', { count: MOST_HITS })}</p>
      ) : null}
    </>
  )
}

function NothingFound({ result }: { readonly result: SearchResult }) {
  const { t } = useTranslation()
  const query = useApp((state) => state.query)
  const search = useApp((state) => state.search)
  const clear = useApp((state) => state.clearFilters)
  const { suggestion } = result
  return (
    <div role="status">
      <EmptyState
        icon={<SearchX />}
        title={query.trim() === '' ? t('search.none-filtered') : t('search.none', { query })}
      >
        {t('search.none-text')}
        {suggestion?.kind === 'other-words' ? (
          <Button onPress={() => void search(suggestion.query)}>
            {t('search.try', { query: suggestion.query })}
          </Button>
        ) : null}
        {suggestion?.kind === 'without-filters' ? (
          <Button onPress={() => void clear()}>{t('search.try-without', { count: suggestion.total })}</Button>
        ) : null}
      </EmptyState>
    </div>
  )
}
