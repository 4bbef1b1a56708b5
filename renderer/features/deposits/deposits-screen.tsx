import {
  Archive,
  HardDriveDownload,
  HardDriveUpload,
  PackageCheck,
  PackageOpen,
  RefreshCw,
} from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useApp } from '../../app-store.ts'
import { CommandButton } from '../../parts/command-button.tsx'
import { RemoteView } from '../../parts/remote-view.tsx'
import { ScreenFrame } from '../../parts/screen-frame.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { MoreButton } from '../../ui/more-button.tsx'
import { ConnectionPanel } from './connection-panel.tsx'
import { DepositPanel } from './deposit-panel.tsx'
import styles from './deposits.module.css'

/** What was handed over and how far it has come, and the line to the province. */
export function DepositsScreen({ due }: { readonly due: ReactNode }) {
  const { t } = useTranslation()
  const sync = useApp((state) => state.sync)
  const deposits = useApp((state) => state.deposits)
  const more = useApp((state) => state.moreDeposits)
  return (
    <ScreenFrame
      title={t('screen.deposits')}
      actions={
        <>
          <CommandButton id="sync-now" icon={<RefreshCw />} />
          <CommandButton id="read-bags" icon={<HardDriveUpload />} />
          <CommandButton id="write-bags" icon={<HardDriveDownload />} />
          <CommandButton id="check-packages" icon={<PackageCheck />} />
          <CommandButton id="export-packages" icon={<PackageOpen />} />
          <CommandButton id="deposit-files" kind="primary" icon={<Archive />} />
        </>
      }
    >
      <div className={styles['columns']}>
        <div className={styles['list']}>
          {due}
          <RemoteView remote={deposits} loadingText={t('deposits.loading')}>
            {({ rows, total }) =>
              total === 0 ? (
                <div className={styles['none']}>
                  <EmptyState icon={<Archive />} title={t('deposits.empty')}>
                    {t('deposits.empty-text')}
                  </EmptyState>
                </div>
              ) : (
                <>
                  {rows.map((row) => (
                    <DepositPanel key={row.deposit.id} row={row} />
                  ))}
                  <MoreButton
                    hidden={total - rows.length}
                    text={(count) => t('deposits.more', { count })}
                    onMore={() => void more()}
                  />
                </>
              )
            }
          </RemoteView>
        </div>
        <RemoteView remote={sync} loadingText={t('deposits.loading-line')}>
          {(status) => <ConnectionPanel status={status} />}
        </RemoteView>
      </div>
    </ScreenFrame>
  )
}
