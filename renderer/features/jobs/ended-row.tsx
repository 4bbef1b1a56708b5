import { CircleCheck, CircleSlash, CircleX } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useApp } from '../../app-store.ts'
import { faultText } from '../../parts/fault-text.ts'
import type { EndedJob } from '../../state/jobs.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { countWords } from './count-words.ts'
import styles from './jobs.module.css'

const looks = {
  finished: { tone: 'ok', icon: <CircleCheck /> },
  failed: { tone: 'danger', icon: <CircleX /> },
  stopped: { tone: 'neutral', icon: <CircleSlash /> },
} as const

/** How a job ended; of one that failed why, and what to do next. */
export function EndedRow({ job }: { readonly job: EndedJob }) {
  const { t } = useTranslation()
  const openJob = useApp((state) => state.openJob)
  const fault = job.fault === null ? null : faultText(t, job.fault)
  const isCounted = job.done !== null || job.total !== null
  return (
    <li className={styles['job']} data-state={job.outcome}>
      <div>
        <p className={styles['name']}>
          {t(`jobs.kind.${job.kind}`)}{' '}
          {isCounted ? <span className={styles['count']}>{countWords(t, job)}</span> : null}
        </p>
        {fault === null ? null : (
          <p className={styles['fault']}>
            {fault.cause} {fault.next}
          </p>
        )}
      </div>
      <div className={styles['actions']}>
        <Badge {...looks[job.outcome]}>{t(`jobs.outcome.${job.outcome}`)}</Badge>
        {job.outcome === 'failed' ? (
          <Button size="small" onPress={() => openJob(job)}>
            {t('jobs.open', { screen: t(`screen.${job.screen}`) })}
          </Button>
        ) : null}
      </div>
    </li>
  )
}
