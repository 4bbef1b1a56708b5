import type { TFunction } from 'i18next'
import {
  CloudOff,
  CloudUpload,
  Cloudy,
  FileClock,
  ListChecks,
  type LucideIcon,
  ReceiptText,
  Split,
  Unplug,
} from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { SyncStatus } from '../../../domain/api.ts'
import type { ReadingStatus } from '../../../domain/reading-api.ts'
import { useApp } from '../../app-store.ts'
import { durationWords } from '../../parts/reading-words.ts'
import { SentStateBadge } from '../../parts/sent-state-badge.tsx'
import { readyValue } from '../../state/attempt.ts'
import { formatInstant } from '../../state/date-text.ts'
import { depositState } from '../../state/deposit-state.ts'
import type { ReadingProgress } from '../../state/overview-slice.ts'
import styles from './status-bar.module.css'

/** Always tells: the line to the province, the pages being read, how far what is here was sent, the last receipt. Each leads to its screen. */
export function StatusBar() {
  const { t } = useTranslation()
  const show = useApp((state) => state.show)
  const sync = useApp((state) => readyValue(state.sync))
  const progress = useApp((state) => state.reading)
  const status = useApp((state) => readyValue(state.readingStatus))
  const conflicts = useApp((state) => state.conflictCount)
  const line = lineText(t, sync)

  return (
    <footer className={styles['bar']} aria-label={t('status.label')}>
      <Item icon={line.icon} isBad={line.isBad} onPress={() => show('deposits')}>
        {line.text}
      </Item>
      <Item icon={FileClock} isBad={isStuck(status)} onPress={() => show('intake')}>
        {readingText(t, progress, status)}
      </Item>
      <span className={styles['state']}>
        <SentStateBadge state={depositState({ outcome: null }, sync)} />
      </span>
      <Item icon={CloudUpload} onPress={() => show('sync')}>
        {unsentText(t, sync)}
      </Item>
      <Jobs />
      {conflicts === 0 ? null : (
        <Item icon={Split} isBad onPress={() => show('conflicts')}>
          {t('status.conflicts', { count: conflicts })}
        </Item>
      )}
      <Item icon={ReceiptText} onPress={() => show('deposits')}>
        {sync?.lastReceipt
          ? t('status.receipt', {
              number: sync.lastReceipt.number,
              time: formatInstant(sync.lastReceipt.time),
            })
          : t('status.receipt-none')}
      </Item>
    </footer>
  )
}

/** How much goes on in the background; leads to the list of it. */
function Jobs() {
  const { t } = useTranslation()
  const jobs = useApp((state) => state.jobs)
  const open = useApp((state) => state.openDialog)
  const stuck = jobs.filter(({ state }) => state === 'stuck').length
  const text =
    stuck > 0
      ? t('jobs.stuck-of', { stuck, count: jobs.length })
      : jobs.length === 0
        ? t('jobs.idle')
        : t('jobs.running', { count: jobs.length })
  return (
    <Item icon={ListChecks} isBad={stuck > 0} tour="jobs" onPress={() => open({ kind: 'jobs' })}>
      {text}
    </Item>
  )
}

function Item({
  icon: Icon,
  isBad = false,
  tour,
  children,
  onPress,
}: {
  readonly icon: LucideIcon
  readonly isBad?: boolean
  /** What the tour calls it. */
  readonly tour?: string
  readonly children: string
  readonly onPress: () => void
}) {
  return (
    <button
      type="button"
      className={styles['item']}
      data-bad={isBad}
      data-tour={tour}
      title={children}
      onClick={onPress}
    >
      <Icon aria-hidden="true" />
      <span>{children}</span>
    </button>
  )
}

interface Line {
  readonly text: string
  readonly icon: LucideIcon
  readonly isBad: boolean
}

function lineText(t: TFunction, sync: SyncStatus | null): Line {
  if (sync === null) return { text: t('status.line-unknown'), icon: Cloudy, isBad: false }
  if (sync.connection === null) return { text: t('status.line-none'), icon: Unplug, isBad: false }
  if (sync.problem !== null) return { text: t('status.line-problem'), icon: CloudOff, isBad: true }
  if (sync.activity === 'working') return { text: t('status.line-working'), icon: CloudUpload, isBad: false }
  if (sync.lastContactAt === null) return { text: t('status.line-never'), icon: Cloudy, isBad: false }
  return {
    text: t('status.line-good', { time: formatInstant(sync.lastContactAt) }),
    icon: Cloudy,
    isBad: false,
  }
}

function isStuck(status: ReadingStatus | null): boolean {
  return status !== null && status.problem !== null && status.pagesWaiting > 0
}

function readingText(t: TFunction, progress: ReadingProgress | null, status: ReadingStatus | null): string {
  if (progress === null) return t('status.reading-none')
  const counts = { done: progress.pagesDone, total: progress.pagesTotal }
  if (isStuck(status)) return t('status.reading-stuck', counts)
  if (status?.isPaused === true) return t('status.reading-paused', counts)
  const seconds = status?.secondsLeft ?? null
  return seconds === null
    ? t('status.reading', counts)
    : t('status.reading-left', { ...counts, time: durationWords(t, seconds) })
}

function unsentText(t: TFunction, sync: SyncStatus | null): string {
  if (sync === null) return t('status.unsent-unknown')
  const { unsentOps: ops, unsentBlobs: blobs } = sync
  // How many files the province wants is known only after it was asked, and of unsent edits it has none to ask for.
  if (blobs === null || (ops > 0 && blobs === 0)) return t('status.unsent-unasked', { ops })
  return ops === 0 && blobs === 0 ? t('status.unsent-none') : t('status.unsent', { ops, blobs })
}
