import { useTranslation } from 'react-i18next'
import type { BatchProgress } from '../../../domain/desk-rows.ts'
import { useApp } from '../../app-store.ts'
import { BatchReading } from '../../parts/batch-reading.tsx'
import { formatInstant } from '../../state/date-text.ts'
import { Disclosure } from '../../ui/disclosure.tsx'
import { Panel } from '../../ui/panel.tsx'
import { ProgressBar } from '../../ui/progress-bar.tsx'
import { CheckingBar } from './checking-bar.tsx'
import styles from './intake.module.css'
import { PageStrip } from './page-strip.tsx'
import { SourceList } from './source-list.tsx'

/** What came in together: each file with what became of it, and the pages as they arrive. */
export function BatchPanel({ progress }: { readonly progress: BatchProgress }) {
  const { t } = useTranslation()
  const more = useApp((state) => state.moreSources)
  const { id, createdAt, taken, refused, waiting, waitingHere, withheld } = progress
  const { pagesTotal, pagesRead, pagesUnread } = progress
  const done = pagesRead + pagesUnread
  const count = taken + refused + waiting + withheld
  const tally = { count, taken, refused, waiting, withheld }

  return (
    <Panel
      title={t('intake.batch', { time: formatInstant(createdAt) })}
      actions={
        <span className={styles['tally']}>
          {t(withheld === 0 ? 'intake.tally' : 'intake.tally-withheld', tally)}
        </span>
      }
    >
      <div className={styles['batch']}>
        <CheckingBar batch={id} />
        <ProgressBar
          label={t(done < pagesTotal || waiting > 0 ? 'intake.reading' : 'intake.read')}
          value={done}
          total={pagesTotal}
          countText={t('intake.pages-of', { done, total: pagesTotal })}
        />
        {pagesUnread === 0 ? null : (
          <p className={styles['unread']}>{t('intake.unread', { count: pagesUnread })}</p>
        )}
        <BatchReading progress={progress} />
        {refused === 0 ? null : <SourceList batch={id} outcome="refused" />}
        {waiting === 0 ? null : <SourceList batch={id} outcome="waiting" />}
        {waitingHere >= waiting ? null : (
          <p className={styles['unread']}>{t('intake.elsewhere', { count: waiting - waitingHere })}</p>
        )}
        {pagesTotal === 0 ? null : <PageStrip batch={id} />}
        {taken + withheld === 0 ? null : (
          <Disclosure title={t('intake.taken-files', { count: taken })} onOpen={() => void more(id, 'taken')}>
            <SourceList batch={id} outcome="taken" />
          </Disclosure>
        )}
      </div>
    </Panel>
  )
}
