import { TextSearch } from 'lucide-react'
import { type KeyboardEvent, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useApp } from '../../app-store.ts'
import { formatCount } from '../../parts/format.ts'
import { RemoteView } from '../../parts/remote-view.tsx'
import { ScreenFrame } from '../../parts/screen-frame.tsx'
import { readyValue } from '../../state/attempt.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ProgressBar } from '../../ui/progress-bar.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { FacetPanel } from './facet-panel.tsx'
import { FilterChips } from './filter-chips.tsx'
import { ResultView } from './result-view.tsx'
import styles from './search.module.css'

/** Finds documents by words with or without tone marks, by number and by what is known of them. */
export function SearchScreen() {
  const { t } = useTranslation()
  const query = useApp((state) => state.query)
  const found = useApp((state) => state.found)
  const visits = useApp((state) => state.visits)
  const search = useApp((state) => state.search)
  const openHit = useApp((state) => state.openHit)
  const list = useRef<HTMLDivElement>(null)
  const result = found.kind === 'none-asked' ? null : readyValue(found)
  const onKey = (event: KeyboardEvent): void => {
    const first = result?.hits[0]
    if (first === undefined || event.nativeEvent.isComposing) return
    if (event.key === 'Enter') void openHit(first)
    if (event.key === 'ArrowDown') list.current?.querySelector<HTMLElement>('[role=option]')?.focus()
  }
  return (
    <ScreenFrame title={t('screen.search')}>
      <div className={styles['box']} onKeyDownCapture={onKey}>
        <TextField
          key={visits}
          type="search"
          label={t('search.label')}
          placeholder={t('search.placeholder')}
          description={t('search.hint')}
          value={query}
          onChange={(typed) => void search(typed)}
          autoFocus
        />
      </div>
      <IndexProgress />
      <div className={styles['columns']}>
        <FacetPanel result={result} />
        <div className={styles['results']}>
          <FilterChips />
          {found.kind === 'none-asked' ? (
            <EmptyState icon={<TextSearch />} title={t('search.start')}>
              {t('search.start-text')}
            </EmptyState>
          ) : (
            <RemoteView remote={found} loadingText={t('search.loading')}>
              {(ready) => <ResultView result={ready} list={list} />}
            </RemoteView>
          )}
        </div>
      </div>
    </ScreenFrame>
  )
}

/** Says that not everything can be found yet, and how much can. */
function IndexProgress() {
  const { t } = useTranslation()
  const indexing = useApp((state) => state.indexing)
  if (indexing.kind === 'complete') return null
  const { documentsDone, documentsTotal } = indexing
  return (
    <div className={styles['indexing']}>
      <ProgressBar
        label={t('search.indexing')}
        value={documentsDone}
        total={documentsTotal}
        countText={t('search.indexing-count', {
          done: formatCount(documentsDone),
          total: formatCount(documentsTotal),
        })}
      />
      <p className={styles['note']}>{t('search.indexing-text')}</p>
    </div>
  )
}
