import { LayoutGrid } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { BatchProgress } from '../../../domain/desk-rows.ts'
import { useApp } from '../../app-store.ts'
import { BatchReading } from '../../parts/batch-reading.tsx'
import { readyValue } from '../../state/attempt.ts'
import type { BatchDesk } from '../../state/batch-desk-state.ts'
import { formatInstant } from '../../state/date-text.ts'
import { isAllowed } from '../../state/rights.ts'
import { Button } from '../../ui/button.tsx'
import { Disclosure } from '../../ui/disclosure.tsx'
import { Panel } from '../../ui/panel.tsx'
import { ProgressBar } from '../../ui/progress-bar.tsx'
import { useShortcut } from '../../use-shortcut.ts'
import { CheckingBar } from './checking-bar.tsx'
import styles from './intake.module.css'
import { PageDesk } from './page-desk.tsx'
import { PageStrip } from './page-strip.tsx'
import { SeparationBanner } from './separation-banner.tsx'
import { SourceList } from './source-list.tsx'

/** What came in together: each file with what became of it, and the pages as they arrive. */
export function BatchPanel({ progress }: { readonly progress: BatchProgress }) {
  const { t } = useTranslation()
  const more = useApp((state) => state.moreSources)
  const { id, createdAt, taken, refused, waiting, waitingHere, withheld } = progress
  const desk = useApp(({ batchDesk }) => (batchDesk?.batch === id ? batchDesk : null))
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
        {waiting === 0 ? null : <SourceList batch={id} outcome="waiting" />}
        {waitingHere >= waiting ? null : (
          <p className={styles['unread']}>{t('intake.elsewhere', { count: waiting - waitingHere })}</p>
        )}
        <SeparationBanner batch={id} />
        {taken === 0 && pagesTotal === 0 ? null : <Pages batch={id} desk={desk} />}
        {taken + withheld === 0 ? null : (
          <Disclosure title={t('intake.taken-files', { count: taken })} onOpen={() => void more(id, 'taken')}>
            <SourceList batch={id} outcome="taken" />
          </Disclosure>
        )}
      </div>
    </Panel>
  )
}

/** The pages as they arrive, or laid out to be put right. */
function Pages({ batch, desk }: { readonly batch: string; readonly desk: BatchDesk | null }) {
  const { t } = useTranslation()
  const arrange = useApp((state) => state.arrangePages)
  const mayArrange = useApp((state) => isAllowed(state, 'layPages'))
  const isLaid = desk !== null
  const isNewest = useApp((state) => readyValue(state.batches)?.rows[0]?.id === batch)
  const isEmpty = useApp((state) => (readyValue(state.strips[batch] ?? null)?.total ?? 0) === 0)
  const shortcut = useShortcut('arrange-pages')
  return (
    <>
      {mayArrange ? (
        <div className={styles['arrange']}>
          <Button
            size="small"
            icon={<LayoutGrid />}
            shortcut={isNewest || isLaid ? shortcut : null}
            onPress={() => void arrange(isLaid ? null : batch)}
          >
            {t(isLaid ? 'arrange.close' : 'arrange.open')}
          </Button>
        </div>
      ) : null}
      {isLaid ? <PageDesk desk={desk} /> : isEmpty ? null : <PageStrip batch={batch} />}
    </>
  )
}
