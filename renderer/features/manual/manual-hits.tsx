import { useTranslation } from 'react-i18next'
import { findInManual, type ManualBook } from '../../../domain/manual-book.ts'
import { useApp } from '../../app-store.ts'
import { OptionList } from '../../ui/option-list.tsx'
import styles from './manual.module.css'

/** Where the words that were typed stand in the manual. */
export function ManualHits({ book, query }: { readonly book: ManualBook; readonly query: string }) {
  const { t } = useTranslation()
  const show = useApp((state) => state.showManual)
  const hits = findInManual(book, query)
  return (
    <>
      <p className={styles['found']} role="status">
        {hits.length === 0
          ? t('manual.none', { query: query.trim() })
          : t('manual.found', { count: hits.length })}
      </p>
      {hits.length === 0 ? null : (
        <OptionList
          label={t('manual.hits')}
          items={hits}
          itemId={({ chapter, section }) => section ?? chapter}
          itemText={({ title }) => title}
          render={({ title, chapterTitle, excerpt }) => (
            <span className={styles['hit']}>
              <span className={styles['chapter']}>{title}</span>
              {title === chapterTitle ? null : <span className={styles['of']}>{chapterTitle}</span>}
              <span className={styles['excerpt']}>{excerpt}</span>
            </span>
          )}
          onOpen={show}
        />
      )}
    </>
  )
}
