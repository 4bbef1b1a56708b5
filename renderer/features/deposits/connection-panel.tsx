import { CloudUpload, Link2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { SyncStatus } from '../../../domain/api.ts'
import { useApp } from '../../app-store.ts'
import { CommandButton } from '../../parts/command-button.tsx'
import { FaultBanner } from '../../parts/fault-banner.tsx'
import { formatInstant } from '../../state/date-text.ts'
import { toldSkewMinutes } from '../../state/deposit-state.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Facts } from '../../ui/facts.tsx'
import { Panel } from '../../ui/panel.tsx'
import styles from './deposits.module.css'

/** The line to the province, what waits to be sent over it, and what is wrong with it. */
export function ConnectionPanel({ status }: { readonly status: SyncStatus }) {
  const { t } = useTranslation()
  const show = useApp((state) => state.show)
  const { connection } = status
  const skewMinutes = toldSkewMinutes(status)
  if (connection === null) {
    return (
      <Panel title={t('line.title')}>
        <EmptyState
          icon={<Link2 />}
          title={t('line.none')}
          action={<CommandButton id="connect" kind="primary" />}
        >
          {t('line.none-text')}
        </EmptyState>
      </Panel>
    )
  }
  return (
    <Panel title={t('line.title')} actions={<CommandButton id="connect" size="small" />}>
      <div className={styles['line']}>
        {status.problem === null ? null : <FaultBanner fault={status.problem} tone="warn" />}
        {skewMinutes === null ? null : (
          <Banner tone="warn" title={t('line.skew', { count: skewMinutes })}>
            {t('line.skew-next')}
          </Banner>
        )}
        <ConnectionFacts connection={connection} status={status} />
        <p className={styles['note']}>{t('sync.originals')}</p>
        <div>
          <Button size="small" icon={<CloudUpload />} onPress={() => show('sync')}>
            {t('screen.sync')}
          </Button>
        </div>
      </div>
    </Panel>
  )
}

function ConnectionFacts({
  connection,
  status,
}: {
  readonly connection: NonNullable<SyncStatus['connection']>
  readonly status: SyncStatus
}) {
  const { t } = useTranslation()
  const { lastContactAt, lastReceipt, unsentBlobs, unsentOps } = status
  return (
    <Facts
      facts={[
        { name: t('line.commune'), value: connection.communeName },
        { name: t('line.address'), value: connection.url, isWide: true },
        { name: t('line.activity'), value: t(`line.${status.activity}`) },
        {
          name: t('line.last-contact'),
          value: lastContactAt === null ? t('line.never') : formatInstant(lastContactAt),
        },
        { name: t('line.unsent-ops'), value: t('line.changes', { count: unsentOps }) },
        {
          name: t('line.unsent-blobs'),
          value:
            // Of edits that it does not have yet the province wants no file so far.
            unsentBlobs === null || (unsentOps > 0 && unsentBlobs === 0)
              ? t('line.not-asked')
              : t('line.blobs', { count: unsentBlobs }),
        },
        {
          name: t('line.last-receipt'),
          isWide: true,
          value:
            lastReceipt === null
              ? t('line.no-receipt')
              : t('line.receipt', { number: lastReceipt.number, time: formatInstant(lastReceipt.time) }),
        },
      ]}
    />
  )
}
