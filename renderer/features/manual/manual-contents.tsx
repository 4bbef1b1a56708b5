import { useTranslation } from 'react-i18next'
import type { ManualBook, ManualPlace } from '../../../domain/manual-book.ts'
import { useApp } from '../../app-store.ts'
import { OptionList } from '../../ui/option-list.tsx'
import styles from './manual.module.css'

interface Row extends ManualPlace {
  readonly title: string
}

/** The chapters, and of the present one its parts. */
export function ManualContents({
  book,
  place,
}: {
  readonly book: ManualBook
  readonly place: ManualPlace | null
}) {
  const { t } = useTranslation()
  const show = useApp((state) => state.showManual)
  const rows = book.chapters.flatMap(({ id, number, title, sections }): readonly Row[] => [
    { chapter: id, section: null, title: t('manual.chapter', { number, title }) },
    ...(id === place?.chapter
      ? sections
          .filter((section) => section.id !== id)
          .map((section) => ({ chapter: id, section: section.id, title: section.title }))
      : []),
  ])
  return (
    <OptionList
      label={t('manual.contents')}
      items={rows}
      itemId={idOf}
      itemText={({ title }) => title}
      current={place === null ? null : idOf(place)}
      render={({ title, section }) => (
        <span className={styles[section === null ? 'chapter' : 'section']}>{title}</span>
      )}
      onOpen={show}
    />
  )
}

const idOf = ({ chapter, section }: ManualPlace): string => section ?? chapter
