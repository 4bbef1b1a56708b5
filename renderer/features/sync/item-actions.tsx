import { useTranslation } from 'react-i18next'
import type { SyncItem } from '../../../domain/sync-api.ts'
import { useApp } from '../../app-store.ts'
import { Button } from '../../ui/button.tsx'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import { itemName } from './item-name.ts'
import styles from './sync.module.css'

/** What can be done about one file; the name of each button ends with that of the file. */
export function ItemActions({ item }: { readonly item: SyncItem }) {
  const { t } = useTranslation()
  const retry = useApp((state) => state.retrySyncItem)
  const stop = useApp((state) => state.stopSyncItem)
  const setUrgent = useApp((state) => state.setSyncUrgent)
  const { caseFile, isUrgent } = item
  const name = itemName(t, item)
  const of = <VisuallyHidden> {name}</VisuallyHidden>
  return (
    <span className={styles['tools']}>
      {item.state === 'refused' ? (
        <Button size="small" onPress={() => void retry(item, name)}>
          {t('sync.retry')}
          {of}
        </Button>
      ) : null}
      {item.state === 'sending' ? (
        <Button size="small" onPress={() => void stop(item, name)}>
          {t('sync.stop')}
          {of}
        </Button>
      ) : null}
      {caseFile === null ? null : (
        <Button size="small" onPress={() => void setUrgent(caseFile.id, !isUrgent)}>
          {t(isUrgent ? 'sync.not-first' : 'sync.first')}
          {of}
        </Button>
      )}
    </span>
  )
}
