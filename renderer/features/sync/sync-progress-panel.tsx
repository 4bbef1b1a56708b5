import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { SyncStatus } from '../../../domain/api.ts'
import type { SyncProgress } from '../../../domain/sync-api.ts'
import { useApp } from '../../app-store.ts'
import { formatBytes, formatCount } from '../../parts/format.ts'
import { durationWords } from '../../parts/reading-words.ts'
import { SentStateBadge } from '../../parts/sent-state-badge.tsx'
import { readyValue } from '../../state/attempt.ts'
import { formatInstant } from '../../state/date-text.ts'
import { depositState } from '../../state/deposit-state.ts'
import { Banner } from '../../ui/banner.tsx'
import { type Fact, Facts } from '../../ui/facts.tsx'
import { Panel } from '../../ui/panel.tsx'
import { ProgressBar } from '../../ui/progress-bar.tsx'
import { knownBlobs } from './known-blobs.ts'
import styles from './sync.module.css'

/** How much is left, how fast it goes and how long it takes; what nobody knows is told as unknown. */
export function SyncProgressPanel({
  progress,
  status,
}: {
  readonly progress: SyncProgress
  readonly status: SyncStatus
}) {
  const { t } = useTranslation()
  // Paused counts where nothing is left too: nothing is taken from the province either.
  const isPaused = useApp((state) => readyValue(state.syncSetting)?.isPaused ?? false)
  const { sent } = progress
  const waiting = progress.unsentOps + (progress.blobs?.waiting ?? 0)
  const done = sent.ops + sent.blobs
  return (
    <Panel
      title={t('sync.progress')}
      actions={<SentStateBadge state={depositState({ outcome: null }, status)} />}
    >
      <div className={styles['panel']}>
        <ProgressBar
          label={t('sync.sent-label')}
          value={done}
          total={done + waiting}
          countText={t('sync.sent-count', { sent: formatCount(done), total: formatCount(done + waiting) })}
        />
        <Facts facts={facts(t, isPaused ? { ...progress, held: 'paused' } : progress, status)} />
        {isDone(progress) ? (
          <Banner tone="ok" title={t('sync.done')}>
            <p>{t('sync.sent-sum', { ops: formatCount(sent.ops), blobs: formatCount(sent.blobs) })}</p>
            <p>{t('sync.done-text')}</p>
          </Banner>
        ) : null}
        <p className={styles['note']}>{t('sync.originals')}</p>
      </div>
    </Panel>
  )
}

/** Only where the province was asked, and wants nothing more. */
function isDone({ unsentOps, blobs }: SyncProgress): boolean {
  return unsentOps === 0 && blobs !== null && blobs.waiting === 0 && blobs.refused === 0
}

/** Always the same rows, so that nothing jumps while their numbers change. */
function facts(t: TFunction, progress: SyncProgress, status: SyncStatus): readonly Fact[] {
  const { unsentOps } = progress
  const blobs = knownBlobs(progress)
  const bytesPerSecond = status.activity === 'working' ? progress.bytesPerSecond : null
  return [
    { name: t('sync.now'), value: nowText(t, progress, status), isWide: true },
    {
      name: t('sync.edits'),
      value: unsentOps === 0 ? t('sync.edits-none') : t('sync.edits-left', { count: unsentOps }),
    },
    { name: t('sync.files'), value: filesText(t, blobs) },
    {
      name: t('sync.data'),
      value: blobs === null ? t('sync.not-asked') : bytesText(t, blobs.bytesLeft),
    },
    {
      name: t('sync.rate'),
      value:
        bytesPerSecond === null
          ? t('sync.still')
          : t('sync.per-second', { size: formatBytes(Math.round(bytesPerSecond)) }),
    },
    { name: t('sync.time-left'), value: timeText(t, progress, bytesPerSecond !== null) },
    {
      name: t('sync.last-contact'),
      value: status.lastContactAt === null ? t('line.never') : formatInstant(status.lastContactAt),
    },
  ]
}

function nowText(t: TFunction, progress: SyncProgress, { activity }: SyncStatus): string {
  if (progress.held !== null) return t(`sync.held.${progress.held}`)
  if (activity !== 'idle') return t(`sync.${activity}`)
  return isDone(progress) ? t('sync.idle') : t('sync.waiting-turn')
}

function filesText(t: TFunction, blobs: SyncProgress['blobs']): string {
  if (blobs === null) return t('sync.not-asked')
  const count = blobs.waiting
  if (blobs.refused > 0) return t('sync.files-refused', { count, refused: formatCount(blobs.refused) })
  return blobs.waiting === 0 ? t('sync.files-none') : t('sync.files-left', { count })
}

function bytesText(t: TFunction, bytesLeft: number): string {
  return bytesLeft === 0 ? t('sync.bytes-none') : t('sync.bytes-left', { size: formatBytes(bytesLeft) })
}

function timeText(t: TFunction, progress: SyncProgress, isMoving: boolean): string {
  if (isDone(progress)) return t('sync.no-need')
  const secondsLeft = isMoving ? progress.secondsLeft : null
  return secondsLeft === null ? t('sync.unknown') : t('sync.about', { time: durationWords(t, secondsLeft) })
}
