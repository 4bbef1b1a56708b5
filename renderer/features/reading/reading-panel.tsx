import { Pause, Play } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { ReadingStatus } from '../../../domain/reading-api.ts'
import { useApp } from '../../app-store.ts'
import { FaultBanner } from '../../parts/fault-banner.tsx'
import { formatCount } from '../../parts/format.ts'
import { durationWords } from '../../parts/reading-words.ts'
import { readyValue } from '../../state/attempt.ts'
import { isAllowed } from '../../state/rights.ts'
import { Button } from '../../ui/button.tsx'
import { Panel } from '../../ui/panel.tsx'
import styles from './reading.module.css'

/** How far the machine is with reading, and how to stop it; not there while nothing waits. */
export function ReadingPanel() {
  const { t } = useTranslation()
  const status = useApp((state) => readyValue(state.readingStatus))
  if (status === null || (status.pagesWaiting === 0 && !status.isPaused)) return null
  return (
    <Panel title={t('reading.title')} actions={<PauseButton status={status} />}>
      <div className={styles['body']}>
        <Problem status={status} />
        <p>
          {t('reading.counts', {
            waiting: formatCount(status.pagesWaiting),
            done: formatCount(status.pagesDone),
          })}{' '}
          <Ahead status={status} />
        </p>
        <Slowed status={status} />
        <InHand status={status} />
      </div>
    </Panel>
  )
}

function PauseButton({ status }: { readonly status: ReadingStatus }) {
  const { t } = useTranslation()
  const pause = useApp((state) => state.pauseReading)
  const resume = useApp((state) => state.resumeReading)
  const mayPause = useApp((state) => isAllowed(state, 'pauseReading'))
  if (!mayPause) return null
  return status.isPaused ? (
    <Button size="small" icon={<Play />} onPress={() => void resume()}>
      {t('reading.resume')}
    </Button>
  ) : (
    <Button size="small" icon={<Pause />} onPress={() => void pause()}>
      {t('reading.pause')}
    </Button>
  )
}

function Problem({ status: { problem } }: { readonly status: ReadingStatus }) {
  const { t } = useTranslation()
  const resume = useApp((state) => state.resumeReading)
  const mayResume = useApp((state) => isAllowed(state, 'resumeReading'))
  if (problem === null) return null
  const retry = (
    <Button size="small" onPress={() => void resume()}>
      {t('common.retry')}
    </Button>
  )
  return <FaultBanner fault={problem} action={mayResume ? retry : null} />
}

/** What comes: how long it takes, or why that is not known. */
function Ahead({ status }: { readonly status: ReadingStatus }) {
  const { t } = useTranslation()
  const { isPaused, problem, secondsLeft, inHand } = status
  if (problem !== null) return null
  if (isPaused) return t(inHand.length === 0 ? 'reading.paused' : 'reading.pausing')
  if (secondsLeft === null) return t('reading.unmeasured')
  return t('reading.left', { time: durationWords(t, secondsLeft) })
}

/** Why it takes longer than it could. */
function Slowed({ status: { slowed } }: { readonly status: ReadingStatus }) {
  const { t } = useTranslation()
  return slowed === null ? null : <p>{t(`reading.slowed-${slowed}`)}</p>
}

function InHand({ status: { inHand } }: { readonly status: ReadingStatus }) {
  const { t } = useTranslation()
  if (inHand.length === 0) return null
  return (
    <ul className={styles['hands']}>
      {inHand.map(({ document, fileName, page, pageCount }) => (
        <li key={`${document}:${page}`}>
          {t('reading.in-hand', {
            file: fileName === '' ? t('reading.unnamed') : fileName,
            page: formatCount(page + 1),
            total: formatCount(pageCount),
          })}
        </li>
      ))}
    </ul>
  )
}
