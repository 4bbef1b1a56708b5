import type { TFunction } from 'i18next'
import { ArrowRight, Pause, Play, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useApp } from '../../app-store.ts'
import { faultText } from '../../parts/fault-text.ts'
import { durationWords } from '../../parts/reading-words.ts'
import type { Job } from '../../state/jobs.ts'
import { Button } from '../../ui/button.tsx'
import { ProgressBar } from '../../ui/progress-bar.tsx'
import { countWords } from './count-words.ts'
import styles from './jobs.module.css'

/** One job: how far it is, how long it takes, what holds it up, and what can be done about it. */
export function JobRow({ job }: { readonly job: Job }) {
  const { t } = useTranslation()
  const openJob = useApp((state) => state.openJob)
  const name = t(`jobs.kind.${job.kind}`)
  return (
    <li className={styles['job']} data-state={job.state}>
      <div>
        {job.done === null || job.total === null ? (
          <p className={styles['name']}>
            {name} <span className={styles['count']}>{countWords(t, job)}</span>
          </p>
        ) : (
          <ProgressBar label={name} value={job.done} total={job.total} countText={countWords(t, job)} />
        )}
        <p className={styles['left']}>{stateWords(t, job)}</p>
        <Fault job={job} />
      </div>
      <div className={styles['actions']}>
        <Steering job={job} name={name} />
        <Button size="small" kind="quiet" icon={<ArrowRight />} onPress={() => openJob(job)}>
          {t('jobs.open', { screen: t(`screen.${job.screen}`) })}
        </Button>
      </div>
    </li>
  )
}

function Steering({ job, name }: { readonly job: Job; readonly name: string }) {
  const { t } = useTranslation()
  const pause = useApp((state) => state.pauseJob)
  const resume = useApp((state) => state.resumeJob)
  const cancel = useApp((state) => state.cancelJob)
  return (
    <>
      {job.canPause && job.state === 'running' ? (
        <Button
          size="small"
          icon={<Pause />}
          name={t('jobs.pause-of', { name })}
          onPress={() => void pause(job)}
        >
          {t('jobs.pause')}
        </Button>
      ) : null}
      {job.canPause && job.state !== 'running' ? (
        <Button
          size="small"
          icon={<Play />}
          name={t('jobs.resume-of', { name })}
          onPress={() => void resume(job)}
        >
          {t('jobs.resume')}
        </Button>
      ) : null}
      {job.canCancel ? (
        <Button
          size="small"
          icon={<X />}
          name={t('jobs.cancel-of', { name })}
          onPress={() => void cancel(job)}
        >
          {t('jobs.cancel')}
        </Button>
      ) : null}
    </>
  )
}

function Fault({ job }: { readonly job: Job }) {
  const { t } = useTranslation()
  if (job.fault === null) return null
  const { cause, next } = faultText(t, job.fault)
  return (
    <p className={styles['fault']}>
      {cause} {next}
    </p>
  )
}

function stateWords(t: TFunction, { state, secondsLeft }: Job): string {
  if (state !== 'running') return t(`jobs.state.${state}`)
  return secondsLeft === null
    ? t('jobs.left-unknown')
    : t('jobs.left', { time: durationWords(t, secondsLeft) })
}
