import { Link2, ShieldAlert, ShieldCheck } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { CareState } from '../../../domain/care-api.ts'
import { useApp } from '../../app-store.ts'
import { CommandButton } from '../../parts/command-button.tsx'
import { formatCount } from '../../parts/format.ts'
import { readyValue } from '../../state/attempt.ts'
import { formatInstant } from '../../state/date-text.ts'
import { Button } from '../../ui/button.tsx'
import { ProgressBar } from '../../ui/progress-bar.tsx'
import styles from './journal.module.css'

/** Whether the chain of the journal was found whole, when that was, and the way to look again. */
export function ChainPanel() {
  const { t } = useTranslation()
  const care = useApp((state) => readyValue(state.care))
  if (care === null) return null
  const { work, lastCheck } = care
  return (
    <section className={styles['chain']} aria-label={t('journal.chain')}>
      {work.kind === 'check' ? <Checking work={work} /> : <Found report={lastCheck} />}
      {work.kind === 'check' ? null : <CommandButton id="check-chain" size="small" icon={<Link2 />} />}
    </section>
  )
}

function Checking({ work }: { readonly work: Extract<CareState['work'], { kind: 'check' | 'backup' }> }) {
  const { t } = useTranslation()
  const cancel = useApp((state) => state.cancelCare)
  return (
    <div className={styles['checking']}>
      <ProgressBar
        label={t('journal.checking')}
        value={work.filesDone}
        total={work.filesTotal}
        countText={t('care.work-count', {
          done: formatCount(work.filesDone),
          total: formatCount(work.filesTotal),
          megabytes: formatCount(Math.round(work.bytesDone / 1_048_576)),
        })}
      />
      <Button size="small" onPress={() => void cancel()}>
        {t('care.cancel')}
      </Button>
    </div>
  )
}

const ofLog: ReadonlySet<string> = new Set(['log-damaged', 'log-segment-missing', 'log-behind-damage'])

function Found({ report }: { readonly report: CareState['lastCheck'] }) {
  const { t } = useTranslation()
  if (report === null) return <p className={styles['unchecked']}>{t('journal.unchecked')}</p>
  const broken = report.faults.filter(({ code }) => ofLog.has(code))
  const said = {
    ops: formatCount(report.facts.ops),
    stations: formatCount(report.facts.origins),
    time: formatInstant(report.time),
  }
  if (broken.length === 0) {
    return (
      <p className={styles['whole']}>
        <ShieldCheck aria-hidden="true" />
        <span>{t('journal.whole', said)}</span>
      </p>
    )
  }
  return (
    <p className={styles['broken']} role="alert">
      <ShieldAlert aria-hidden="true" />
      <span>{t('journal.broken', { ...said, count: broken.length })}</span>
    </p>
  )
}
