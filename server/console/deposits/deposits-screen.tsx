import { Inbox } from 'lucide-react'
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components'
import type { DepositRow } from '../../../domain/console-api.ts'
import { EmptyState } from '../../../renderer/ui/empty-state.tsx'
import { Panel } from '../../../renderer/ui/panel.tsx'
import { Table, type TableColumn } from '../../../renderer/ui/table.tsx'
import { useConsole } from '../console-store.ts'
import type { DepositFilter } from '../state/console-state.ts'
import { stageOf } from '../state/deposit-stage.ts'
import { hashOf } from '../state/route.ts'
import { formatCount, formatInstant } from '../view/format.ts'
import { RemoteView } from '../view/remote-view.tsx'
import { Screen } from '../view/screen.tsx'
import styles from './deposits-screen.module.css'
import { StageBadge } from './stage-badge.tsx'

const filters: readonly { readonly id: DepositFilter; readonly name: string; readonly empty: string }[] = [
  { id: 'waiting', name: 'Chờ tiếp nhận', empty: 'Không có lần nộp nào đang chờ' },
  { id: 'accepted', name: 'Đã tiếp nhận', empty: 'Chưa tiếp nhận lần nộp nào' },
  { id: 'returned', name: 'Đã trả lại', empty: 'Chưa trả lại lần nộp nào' },
]

const columns: readonly TableColumn<DepositRow>[] = [
  {
    id: 'commune',
    name: 'Cơ quan nộp',
    render: (row) => (
      <>
        <span className={styles['name']}>{row.communeName}</span>
        <span className={styles['code']}>{row.commune}</span>
      </>
    ),
  },
  { id: 'ordinal', name: 'Lần nộp', width: '96px', align: 'end', render: ({ deposit }) => deposit.ordinal },
  { id: 'time', name: 'Nộp lúc', width: '180px', render: ({ deposit }) => formatInstant(deposit.createdAt) },
  {
    id: 'files',
    name: 'Hồ sơ',
    width: '88px',
    align: 'end',
    render: ({ deposit }) => formatCount(deposit.caseFiles.length),
  },
  {
    id: 'documents',
    name: 'Văn bản',
    width: '96px',
    align: 'end',
    render: ({ documents }) => formatCount(documents),
  },
  { id: 'stage', name: 'Trạng thái', width: '230px', render: (row) => <StageBadge row={row} /> },
  {
    id: 'receipt',
    name: 'Biên nhận',
    width: '168px',
    render: ({ deposit }) =>
      deposit.outcome?.receiptNumber ?? <span className={styles['none']}>Chưa có</span>,
  },
]

/** Every deposit of every commune, those that wait first. */
export function DepositsScreen() {
  const deposits = useConsole((state) => state.deposits)
  const filter = useConsole((state) => state.filter)
  return (
    <Screen
      title="Hồ sơ chờ tiếp nhận"
      lead="Xem từng văn bản, đối chiếu bản kê, rồi tiếp nhận hoặc trả lại kèm lý do."
    >
      <RemoteView remote={deposits} loadingText="Đang đọc các lần nộp">
        {(rows) => {
          const shown = rows.filter((row) => filterOf(row) === filter)
          return (
            <Panel title={`${formatCount(shown.length)} lần nộp`} actions={<Filters rows={rows} />} isFlush>
              <Table
                label="Các lần nộp"
                columns={columns}
                rows={shown}
                rowId={(row) => row.deposit.id}
                rowText={(row) => row.communeName}
                empty={<NoDeposits filter={filter} />}
                onOpen={(row) => {
                  window.location.hash = hashOf({ kind: 'deposit', id: row.deposit.id })
                }}
              />
            </Panel>
          )
        }}
      </RemoteView>
    </Screen>
  )
}

function filterOf(row: DepositRow): DepositFilter {
  const stage = stageOf(row)
  return stage === 'accepted' || stage === 'returned' ? stage : 'waiting'
}

function Filters({ rows }: { readonly rows: readonly DepositRow[] }) {
  const filter = useConsole((state) => state.filter)
  const setFilter = useConsole((state) => state.setFilter)
  return (
    <ToggleButtonGroup
      aria-label="Lọc theo trạng thái"
      className={styles['filters'] ?? ''}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[filter]}
      onSelectionChange={(keys) => {
        const chosen = filters.find(({ id }) => keys.has(id))
        if (chosen !== undefined) setFilter(chosen.id)
      }}
    >
      {filters.map(({ id, name }) => (
        <ToggleButton key={id} id={id} className={styles['filter'] ?? ''}>
          {name} ({formatCount(rows.filter((row) => filterOf(row) === id).length)})
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  )
}

function NoDeposits({ filter }: { readonly filter: DepositFilter }) {
  const title = filters.find(({ id }) => id === filter)?.empty ?? ''
  return (
    <EmptyState icon={<Inbox />} title={title}>
      {filter === 'waiting'
        ? 'Khi một xã nộp hồ sơ và có mạng, lần nộp hiện ở đây ngay, kể cả khi tệp còn đang về.'
        : 'Kết quả mỗi lần nộp được giữ lại ở đây.'}
    </EmptyState>
  )
}
