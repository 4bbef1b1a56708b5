import { KeyRound } from 'lucide-react'
import { useState } from 'react'
import type { CodeRow } from '../../../domain/console/people-api.ts'
import type { FaultReport } from '../../../domain/fault.ts'
import { Button } from '../../../renderer/ui/button.tsx'
import { EmptyState } from '../../../renderer/ui/empty-state.tsx'
import { Panel } from '../../../renderer/ui/panel.tsx'
import { Table, type TableColumn } from '../../../renderer/ui/table.tsx'
import { useConsole } from '../console-store.ts'
import { FaultBanner } from '../view/fault-banner.tsx'
import { formatCount, formatInstant } from '../view/format.ts'
import { RemoteView } from '../view/remote-view.tsx'
import { Screen } from '../view/screen.tsx'
import { useMayCall } from '../view/use-may-call.ts'
import { StationsTable } from './stations-table.tsx'

/** Every PC of every commune, and the codes that would let further ones in. */
export function StationsScreen() {
  const stations = useConsole((state) => state.stations)
  const codes = useConsole((state) => state.codes)
  return (
    <Screen title="Máy trạm" lead="Máy nào của xã nào được kết nối, và những mã kết nối chưa dùng.">
      <RemoteView remote={stations} loadingText="Đang đọc danh sách máy trạm">
        {(rows) => (
          <Panel title={`${formatCount(rows.length)} máy trạm`} isFlush>
            <StationsTable stations={rows} />
          </Panel>
        )}
      </RemoteView>
      <RemoteView remote={codes} loadingText="Đang đọc các mã kết nối">
        {(rows) => <Codes codes={rows} />}
      </RemoteView>
    </Screen>
  )
}

const columns: readonly TableColumn<CodeRow>[] = [
  { id: 'commune', name: 'Xã, phường', render: ({ communeName }) => communeName },
  {
    id: 'expires',
    name: 'Dùng được đến',
    width: '180px',
    render: ({ expiresAt }) => formatInstant(expiresAt),
  },
]

function Codes({ codes }: { readonly codes: readonly CodeRow[] }) {
  const ask = useConsole((state) => state.ask)
  const mayWithdraw = useMayCall('withdrawEnrolmentCode')
  const [fault, setFault] = useState<FaultReport | null>(null)
  const withdraw = async (id: string): Promise<void> => {
    const done = await ask((client) => client.withdrawEnrolmentCode({ id }))
    setFault(done.isDone ? null : done.fault)
  }
  const acts: TableColumn<CodeRow> = {
    id: 'acts',
    name: 'Việc',
    width: '140px',
    render: ({ id }) => (
      <Button size="small" onPress={() => void withdraw(id)}>
        Huỷ mã
      </Button>
    ),
  }
  return (
    <Panel title={`${formatCount(codes.length)} mã kết nối chưa dùng`} isFlush>
      {fault === null ? null : <FaultBanner fault={fault} />}
      <Table
        label="Mã kết nối chưa dùng"
        columns={mayWithdraw ? [...columns, acts] : columns}
        rows={codes}
        rowId={({ id }) => id}
        rowText={({ communeName }) => communeName}
        empty={
          <EmptyState icon={<KeyRound />} title="Không có mã nào đang chờ">
            Mã được cấp ở trang của từng xã, dùng một lần trong 7 ngày.
          </EmptyState>
        }
      />
    </Panel>
  )
}
