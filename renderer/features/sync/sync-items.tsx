import type { TFunction } from 'i18next'
import { CircleAlert, CloudUpload, FastForward, Hourglass } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Page } from '../../../domain/paging.ts'
import type { SyncItem } from '../../../domain/sync-api.ts'
import { useApp } from '../../app-store.ts'
import { faultText } from '../../parts/fault-text.ts'
import { formatBytes } from '../../parts/format.ts'
import { readyValue } from '../../state/attempt.ts'
import { isAllowed } from '../../state/rights.ts'
import { Badge } from '../../ui/badge.tsx'
import { MoreButton } from '../../ui/more-button.tsx'
import { Panel } from '../../ui/panel.tsx'
import { ProgressBar } from '../../ui/progress-bar.tsx'
import { Table, type TableColumn } from '../../ui/table.tsx'
import { ItemActions } from './item-actions.tsx'
import { itemName } from './item-name.ts'
import { knownBlobs } from './known-blobs.ts'
import styles from './sync.module.css'

const looks = {
  sending: { tone: 'info', icon: <CloudUpload /> },
  waiting: { tone: 'neutral', icon: <Hourglass /> },
  refused: { tone: 'danger', icon: <CircleAlert /> },
} as const

/** The files that the province asked for and does not have, each with what can be done about it. */
export function SyncItems({ page }: { readonly page: Page<SyncItem> }) {
  const { t } = useTranslation()
  const more = useApp((state) => state.moreSyncItems)
  const canAct = useApp((state) => isAllowed(state, 'retrySyncItem'))
  const isUnknown = useApp((state) => {
    const progress = readyValue(state.syncProgress)
    return page.total === 0 && progress !== null && knownBlobs(progress) === null
  })
  const title = isUnknown ? t('sync.items-some') : t('sync.items', { count: page.total })
  return (
    <Panel title={title} isFlush>
      <Table
        label={title}
        rows={page.rows}
        rowId={({ sha }) => sha}
        rowText={(item) => itemName(t, item)}
        columns={[...columnsOf(t), ...(canAct ? [actions(t)] : [])]}
        empty={t(isUnknown ? 'sync.items-unknown' : 'sync.items-none')}
      />
      {page.total > page.rows.length ? (
        <div className={styles['foot']}>
          <MoreButton
            hidden={page.total - page.rows.length}
            text={(count) => t('sync.more', { count })}
            onMore={() => void more()}
          />
        </div>
      ) : null}
    </Panel>
  )
}

function columnsOf(t: TFunction): readonly TableColumn<SyncItem>[] {
  return [
    { id: 'name', name: t('sync.item'), render: (item) => <ItemWords item={item} /> },
    { id: 'size', name: t('sync.item-size'), width: '200px', render: (item) => <ItemSize item={item} /> },
    { id: 'state', name: t('sync.item-state'), width: '150px', render: (item) => <ItemState item={item} /> },
  ]
}

function actions(t: TFunction): TableColumn<SyncItem> {
  return {
    id: 'act',
    name: t('sync.item-act'),
    width: '230px',
    render: (item) => <ItemActions item={item} />,
  }
}

function ItemWords({ item }: { readonly item: SyncItem }) {
  const { t } = useTranslation()
  const fault = item.reason === null ? null : faultText(t, item.reason)
  return (
    <>
      {itemName(t, item)}
      {item.document === null || item.caseFile === null ? null : (
        <span className={styles['of']}>{item.caseFile.title}</span>
      )}
      {fault === null ? null : (
        <p className={styles['reason']}>
          {fault.cause} {fault.next}
        </p>
      )}
    </>
  )
}

function ItemSize({ item }: { readonly item: SyncItem }) {
  const { t } = useTranslation()
  const size = formatBytes(item.sizeBytes)
  return (
    <ProgressBar
      label={t('sync.item-size')}
      value={item.sentBytes}
      total={item.sizeBytes}
      countText={t('sync.item-sent', { sent: formatBytes(item.sentBytes), size })}
    />
  )
}

function ItemState({ item }: { readonly item: SyncItem }) {
  const { t } = useTranslation()
  return (
    <span className={styles['states']}>
      <Badge {...looks[item.state]}>{t(`sync.state.${item.state}`)}</Badge>
      {item.isUrgent ? (
        <Badge tone="accent" icon={<FastForward />}>
          {t('sync.urgent')}
        </Badge>
      ) : null}
    </span>
  )
}
