import {
  HardDriveDownload,
  HardDriveUpload,
  Link2,
  Pause,
  Play,
  RefreshCw,
  SlidersHorizontal,
} from 'lucide-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { SyncStatus } from '../../../domain/api.ts'
import { useApp } from '../../app-store.ts'
import { CommandButton } from '../../parts/command-button.tsx'
import { RemoteView } from '../../parts/remote-view.tsx'
import { ScreenFrame } from '../../parts/screen-frame.tsx'
import { readyValue } from '../../state/attempt.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Panel } from '../../ui/panel.tsx'
import styles from './sync.module.css'
import { SyncItems } from './sync-items.tsx'
import { SyncProblems } from './sync-problems.tsx'
import { SyncProgressPanel } from './sync-progress-panel.tsx'
import { SyncWays } from './sync-ways.tsx'

/** Rates and times go stale while nothing happens. */
const REFRESH_MS = 5000

/** What is on its way to the province, why it stands still where it does, and how it is to travel. */
export function SyncScreen() {
  const { t } = useTranslation()
  const sync = useApp((state) => state.sync)
  const isPaused = useApp((state) => readyValue(state.syncSetting)?.isPaused ?? false)
  return (
    <ScreenFrame
      title={t('screen.sync')}
      actions={
        <>
          <CommandButton id="read-bags" icon={<HardDriveUpload />} />
          <CommandButton id="write-bags" icon={<HardDriveDownload />} />
          <CommandButton id="sync-settings" icon={<SlidersHorizontal />} />
          {isPaused ? (
            <CommandButton key="resume" id="resume-sync" kind="primary" icon={<Play />} />
          ) : (
            <CommandButton key="pause" id="pause-sync" icon={<Pause />} />
          )}
          <CommandButton id="sync-now" icon={<RefreshCw />} />
        </>
      }
    >
      <RemoteView remote={sync} loadingText={t('sync.loading')}>
        {(status) => (status.connection === null ? <Unconnected /> : <Sending status={status} />)}
      </RemoteView>
    </ScreenFrame>
  )
}

function Unconnected() {
  const { t } = useTranslation()
  return (
    <Panel title={t('sync.progress')}>
      <EmptyState
        icon={<Link2 />}
        title={t('sync.none')}
        action={<CommandButton id="connect" kind="primary" />}
      >
        {t('sync.none-text')}
      </EmptyState>
      <p className={styles['note']}>{t('sync.originals')}</p>
    </Panel>
  )
}

function Sending({ status }: { readonly status: SyncStatus }) {
  const { t } = useTranslation()
  const progress = useApp((state) => state.syncProgress)
  const items = useApp((state) => state.syncItems)
  const setting = useApp((state) => state.syncSetting)
  const load = useApp((state) => state.loadSending)
  useEffect(() => {
    const timer = setInterval(() => void load(), REFRESH_MS)
    return () => clearInterval(timer)
  }, [load])
  return (
    <div className={styles['columns']}>
      <div className={styles['list']}>
        <SyncProblems status={status} />
        <RemoteView remote={progress} loadingText={t('sync.loading')} onRetry={load}>
          {(value) => <SyncProgressPanel progress={value} status={status} />}
        </RemoteView>
        <RemoteView remote={items} loadingText={t('sync.items-loading')} onRetry={load}>
          {(page) => <SyncItems page={page} />}
        </RemoteView>
      </div>
      <RemoteView remote={setting} loadingText={t('sync.ways-loading')} onRetry={load}>
        {(value) => <SyncWays setting={value} />}
      </RemoteView>
    </div>
  )
}
