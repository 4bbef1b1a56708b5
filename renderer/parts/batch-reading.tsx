import { BookOpenCheck, CircleStop } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { BatchProgress } from '../../domain/desk-rows.ts'
import { useApp } from '../app-store.ts'
import { isAllowed } from '../state/rights.ts'
import { Button } from '../ui/button.tsx'
import styles from './batch-reading.module.css'

/** What can be done with the reading of one batch: to give it up, and to take up again what was not read. */
export function BatchReading({ progress }: { readonly progress: BatchProgress }) {
  const { t } = useTranslation()
  const cancel = useApp((state) => state.cancelReading)
  const read = useApp((state) => state.readUnread)
  const mayRead = useApp((state) => isAllowed(state, 'readUnread'))
  const { id, pagesTotal, pagesRead, pagesUnread } = progress
  const waiting = pagesTotal - pagesRead - pagesUnread
  if (!mayRead || waiting + pagesUnread === 0) return null
  return (
    <div className={styles['actions']}>
      {waiting === 0 ? null : (
        <Button size="small" icon={<CircleStop />} onPress={() => void cancel(id)}>
          {t('reading.cancel-batch', { count: waiting })}
        </Button>
      )}
      {pagesUnread === 0 ? null : (
        <Button size="small" icon={<BookOpenCheck />} onPress={() => void read(id)}>
          {t('reading.read-unread', { count: pagesUnread })}
        </Button>
      )}
    </div>
  )
}
