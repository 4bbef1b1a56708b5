import type { TFunction } from 'i18next'
import { CloudOff, CloudUpload, Cloudy, FileClock, type LucideIcon, ReceiptText, Unplug } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { SyncStatus } from '../../../domain/api.ts'
import { useApp } from '../../app-store.ts'
import { readyValue } from '../../state/attempt.ts'
import { formatInstant } from '../../state/date-text.ts'
import styles from './status-bar.module.css'

/** Always tells: the line to the province, the pages being read, what is unsent, the last receipt. Each leads to its screen. */
export function StatusBar() {
  const { t } = useTranslation()
  const show = useApp((state) => state.show)
  const sync = useApp((state) => readyValue(state.sync))
  const progress = useApp((state) => state.reading)
  const line = lineText(t, sync)

  return (
    <footer className={styles['bar']} aria-label={t('status.label')}>
      <Item icon={line.icon} isBad={line.isBad} onPress={() => show('deposits')}>
        {line.text}
      </Item>
      <Item icon={FileClock} onPress={() => show('intake')}>
        {progress === null
          ? t('status.reading-none')
          : t('status.reading', { done: progress.pagesDone, total: progress.pagesTotal })}
      </Item>
      <Item icon={CloudUpload} onPress={() => show('deposits')}>
        {unsentText(t, sync)}
      </Item>
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

function Item({
  icon: Icon,
  isBad = false,
  children,
  onPress,
}: {
  readonly icon: LucideIcon
  readonly isBad?: boolean
  readonly children: string
  readonly onPress: () => void
}) {
  return (
    <button type="button" className={styles['item']} data-bad={isBad} title={children} onClick={onPress}>
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

function unsentText(t: TFunction, sync: SyncStatus | null): string {
  if (sync === null) return t('status.unsent-unknown')
  const { unsentOps: ops, unsentBlobs: blobs } = sync
  // How many files the province wants is known only after it was asked.
  if (blobs === null) return t('status.unsent-unasked', { ops })
  return ops === 0 && blobs === 0 ? t('status.unsent-none') : t('status.unsent', { ops, blobs })
}
