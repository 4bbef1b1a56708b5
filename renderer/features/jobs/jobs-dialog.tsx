import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useApp } from '../../app-store.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { EndedRow } from './ended-row.tsx'
import { JobRow } from './job-row.tsx'
import styles from './jobs.module.css'

/** Everything that goes on in the background, and how what went on before ended. */
export function JobsDialog() {
  const { t } = useTranslation()
  const close = useApp((state) => state.closeDialog)
  const jobs = useApp((state) => state.jobs)
  const ended = useApp((state) => state.endedJobs)
  const load = useApp((state) => state.loadJobs)
  useEffect(() => void load(), [load])
  return (
    <Dialog title={t('jobs.title')} closeLabel={t('common.close')} width="wide" onClose={close}>
      {jobs.length === 0 ? <p className={styles['none']}>{t('jobs.none')}</p> : null}
      {jobs.length === 0 ? null : (
        <ul className={styles['jobs']} aria-label={t('jobs.now')}>
          {jobs.map((job) => (
            <JobRow key={job.kind} job={job} />
          ))}
        </ul>
      )}
      <h3 className={styles['heading']}>{t('jobs.ended')}</h3>
      {ended.length === 0 ? (
        <p className={styles['none']}>{t('jobs.ended-none')}</p>
      ) : (
        <ul className={styles['jobs']} aria-label={t('jobs.ended')}>
          {ended.map((job, at) => (
            // The list only grows at its head.
            <EndedRow key={ended.length - at} job={job} />
          ))}
        </ul>
      )}
    </Dialog>
  )
}
