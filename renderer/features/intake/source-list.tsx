import { useTranslation } from 'react-i18next'
import type { OutcomeKind } from '../../../domain/records/batch.ts'
import { useApp } from '../../app-store.ts'
import { MoreButton } from '../../ui/more-button.tsx'
import styles from './intake.module.css'
import { SourceRow } from './source-row.tsx'

/** The files of a batch that ended alike, the first of them at first. */
export function SourceList({ batch, outcome }: { readonly batch: string; readonly outcome: OutcomeKind }) {
  const { t } = useTranslation()
  const list = useApp((state) => state.sources[batch]?.[outcome])
  const more = useApp((state) => state.moreSources)
  if (list === undefined) return null
  return (
    <>
      <ul className={styles['sources']}>
        {list.rows.map((each) => (
          <SourceRow key={each.index} batch={batch} {...each} />
        ))}
      </ul>
      <MoreButton
        hidden={list.total - list.rows.length}
        text={(count) => t('intake.more-files', { count })}
        onMore={() => void more(batch, outcome)}
      />
    </>
  )
}
