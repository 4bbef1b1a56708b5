import { SearchX, TextSearch } from 'lucide-react'
import { type KeyboardEvent, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useApp } from '../../app-store.ts'
import { RemoteView } from '../../parts/remote-view.tsx'
import { ScreenFrame } from '../../parts/screen-frame.tsx'
import { mostHits } from '../../state/search-slice.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { HitList } from './hit-list.tsx'
import styles from './search.module.css'

/** Finds documents by words with or without tone marks, and by number. */
export function SearchScreen() {
  const { t } = useTranslation()
  const query = useApp((state) => state.query)
  const hits = useApp((state) => state.hits)
  const visits = useApp((state) => state.visits)
  const search = useApp((state) => state.search)
  const openPage = useApp((state) => state.openPage)
  const list = useRef<HTMLDivElement>(null)
  const onKey = (event: KeyboardEvent): void => {
    const first = hits.kind === 'ready' ? hits.value[0] : undefined
    if (first === undefined || event.nativeEvent.isComposing) return
    if (event.key === 'Enter') void openPage(first.document, first.page)
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
      {hits.kind === 'none-asked' ? (
        <EmptyState icon={<TextSearch />} title={t('search.start')}>
          {t('search.start-text')}
        </EmptyState>
      ) : (
        <RemoteView remote={hits} loadingText={t('search.loading')}>
          {(found) =>
            found.length === 0 ? (
              <EmptyState icon={<SearchX />} title={t('search.none', { query })}>
                {t('search.none-text')}
              </EmptyState>
            ) : (
              <>
                <p className={styles['count']} role="status">
                  {found.length < mostHits
                    ? t('search.count', { count: found.length })
                    : t('search.count-most', { count: found.length })}
                </p>
                <div ref={list}>
                  <HitList hits={found} />
                </div>
              </>
            )
          }
        </RemoteView>
      )}
    </ScreenFrame>
  )
}
