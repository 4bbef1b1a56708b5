import { MonitorSmartphone } from 'lucide-react'
import { useState } from 'react'
import type { StationRow } from '../../../domain/console/commune-api.ts'
import { Button } from '../../../renderer/ui/button.tsx'
import { EmptyState } from '../../../renderer/ui/empty-state.tsx'
import { Table, type TableColumn } from '../../../renderer/ui/table.tsx'
import { formatInstant } from '../view/format.ts'
import { ToneBadge } from '../view/tone-badge.tsx'
import { useMayCall } from '../view/use-may-call.ts'
import styles from './people.module.css'
import { RevokeDialog } from './revoke-dialog.tsx'

const columns: readonly TableColumn<StationRow>[] = [
  {
    id: 'name',
    name: 'Máy trạm',
    render: ({ name, id }) => (
      <>
        <strong>{name}</strong>
        <span className={styles['soft']}>{id}</span>
      </>
    ),
  },
  { id: 'commune', name: 'Xã, phường', render: ({ communeName }) => communeName },
  { id: 'ordinal', name: 'Thứ tự', width: '90px', align: 'end', render: ({ ordinal }) => ordinal },
  { id: 'seen', name: 'Liên lạc gần nhất', width: '170px', render: ({ seenAt }) => formatInstant(seenAt) },
  {
    id: 'state',
    name: 'Trạng thái',
    width: '240px',
    render: ({ revoked }) =>
      revoked === null ? (
        <ToneBadge tone="ok">Được kết nối</ToneBadge>
      ) : (
        <>
          <ToneBadge tone="danger">Đã thu hồi</ToneBadge>
          <span className={styles['soft']}>
            {formatInstant(revoked.at)}, {revoked.by}: {revoked.reason}
          </span>
        </>
      ),
  },
]

/** PCs that are let in, and those that no longer are. */
export function StationsTable({ stations }: { readonly stations: readonly StationRow[] }) {
  const mayRevoke = useMayCall('revokeStation')
  const [revoking, setRevoking] = useState<StationRow | null>(null)
  const acts: TableColumn<StationRow> = {
    id: 'acts',
    name: 'Việc',
    width: '120px',
    render: (station) =>
      station.revoked === null ? (
        <Button size="small" onPress={() => setRevoking(station)}>
          Thu hồi…
        </Button>
      ) : null,
  }
  return (
    <>
      <Table
        label="Máy trạm"
        columns={mayRevoke ? [...columns, acts] : columns}
        rows={stations}
        rowId={({ id }) => id}
        rowText={({ name, communeName }) => `${communeName} ${name}`}
        empty={
          <EmptyState icon={<MonitorSmartphone />} title="Chưa có máy trạm nào">
            Người quản trị cấp mã kết nối ở trang của xã; máy hiện ở đây sau khi gõ mã.
          </EmptyState>
        }
      />
      {revoking === null ? null : <RevokeDialog station={revoking} onClose={() => setRevoking(null)} />}
    </>
  )
}
