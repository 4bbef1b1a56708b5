import { useTranslation } from 'react-i18next'
import type { BatchProgress } from '../../../domain/api.ts'
import { formatInstant } from '../../state/date-text.ts'
import { Disclosure } from '../../ui/disclosure.tsx'
import { Panel } from '../../ui/panel.tsx'
import { ProgressBar } from '../../ui/progress-bar.tsx'
import styles from './intake.module.css'
import { PageStrip } from './page-strip.tsx'
import { SourceRow } from './source-row.tsx'
import { placedSources, tallyOf } from './tally.ts'

/** What came in together: each file with what became of it, and the pages as they arrive. */
export function BatchPanel({
  progress,
  isNewest,
}: {
  readonly progress: BatchProgress
  readonly isNewest: boolean
}) {
  const { t } = useTranslation()
  const { batch, pagesTotal, pagesRead, pagesUnread } = progress
  const tally = tallyOf(batch.sources)
  const placed = placedSources(batch.sources)
  const open = placed.filter(({ source }) => source.outcome.kind !== 'taken')
  const taken = placed.filter(({ source }) => source.outcome.kind === 'taken')
  const done = pagesRead + pagesUnread

  return (
    <Panel
      title={t('intake.batch', { time: formatInstant(batch.createdAt) })}
      actions={
        <span className={styles['tally']}>
          {t('intake.tally', { count: batch.sources.length, ...tally })}
        </span>
      }
    >
      <div className={styles['batch']}>
        <ProgressBar
          label={t(done < pagesTotal || tally.waiting > 0 ? 'intake.reading' : 'intake.read')}
          value={done}
          total={pagesTotal}
          countText={t('intake.pages-of', { done, total: pagesTotal })}
        />
        {pagesUnread === 0 ? null : (
          <p className={styles['unread']}>{t('intake.unread', { count: pagesUnread })}</p>
        )}
        {open.length === 0 ? null : (
          <ul className={styles['sources']}>
            {open.map((each) => (
              <SourceRow key={each.index} batch={batch.id} {...each} />
            ))}
          </ul>
        )}
        {pagesTotal === 0 ? null : <PageStrip progress={progress} />}
        {taken.length === 0 ? null : (
          <Disclosure
            title={t('intake.taken-files', { count: taken.length })}
            isOpenAtFirst={isNewest && taken.length <= 4}
          >
            <ul className={styles['sources']}>
              {taken.map((each) => (
                <SourceRow key={each.index} batch={batch.id} {...each} />
              ))}
            </ul>
          </Disclosure>
        )}
      </div>
    </Panel>
  )
}
