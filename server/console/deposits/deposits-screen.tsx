import { Inbox } from 'lucide-react'
import { useState } from 'react'
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components'
import type { DepositRow } from '../../../domain/console/deposit-api.ts'
import { foldText } from '../../../domain/fold-text.ts'
import { Checkbox } from '../../../renderer/ui/checkbox.tsx'
import { EmptyState } from '../../../renderer/ui/empty-state.tsx'
import { Panel } from '../../../renderer/ui/panel.tsx'
import { Table, type TableColumn } from '../../../renderer/ui/table.tsx'
import { TextField } from '../../../renderer/ui/text-field.tsx'
import { useConsole } from '../console-store.ts'
import type { DepositFilter } from '../state/console-state.ts'
import { DECIDED_WITHIN_DAYS, isOverdue, stageOf } from '../state/deposit-stage.ts'
import { hashOf } from '../state/route.ts'
import { formatCount, formatInstant } from '../view/format.ts'
import { RemoteView } from '../view/remote-view.tsx'
import { Screen } from '../view/screen.tsx'
import { ToneBadge } from '../view/tone-badge.tsx'
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
  {
    id: 'time',
    name: 'Nộp lúc',
    width: '180px',
    render: (row) => (
      <>
        {formatInstant(row.deposit.createdAt)}
        {row.deposit.outcome === null ? <Waiting row={row} /> : null}
      </>
    ),
  },
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

/** How long a deposit has waited, and whether that is too long. */
function Waiting({ row }: { readonly row: DepositRow }) {
  const { waitedDays: days } = row
  if (isOverdue(row)) {
    return (
      <span className={styles['overdue']}>
        <ToneBadge tone="danger">Quá hạn {formatCount(days - DECIDED_WITHIN_DAYS)} ngày</ToneBadge>
      </span>
    )
  }
  return (
    <span className={styles['code']}>
      {days === 0 ? 'chờ chưa tới 1 ngày' : `chờ ${formatCount(days)} ngày`}
    </span>
  )
}

/** Every deposit of every commune, those that wait first. */
export function DepositsScreen() {
  const deposits = useConsole((state) => state.deposits)
  const filter = useConsole((state) => state.filter)
  const [chosen, setChosen] = useState<Chosen>({ commune: '', ordinal: '', isWhole: false })
  return (
    <Screen
      title="Hồ sơ chờ tiếp nhận"
      lead="Xem từng văn bản, đối chiếu bản kê, rồi tiếp nhận hoặc trả lại kèm lý do."
    >
      <RemoteView remote={deposits} loadingText="Đang đọc các lần nộp">
        {(rows) => {
          const fitting = rows.filter((row) => fits(row, chosen))
          const shown = fitting.filter((row) => filterOf(row) === filter)
          return (
            <>
              <Chooser chosen={chosen} onChange={setChosen} />
              <Panel
                title={`${formatCount(shown.length)} lần nộp`}
                actions={<Filters rows={fitting} />}
                isFlush
              >
                <Table
                  label="Các lần nộp"
                  columns={columns}
                  rows={shown}
                  rowId={({ commune, deposit }) => `${commune} ${deposit.id}`}
                  rowText={(row) => row.communeName}
                  empty={<NoDeposits filter={filter} />}
                  onOpen={(row) => {
                    window.location.hash = hashOf({
                      kind: 'deposit',
                      commune: row.commune,
                      id: row.deposit.id,
                    })
                  }}
                />
              </Panel>
            </>
          )
        }}
      </RemoteView>
    </Screen>
  )
}

interface Chosen {
  readonly commune: string
  readonly ordinal: string
  readonly isWhole: boolean
}

function Chooser({
  chosen,
  onChange,
}: {
  readonly chosen: Chosen
  readonly onChange: (chosen: Chosen) => void
}) {
  return (
    <div className={styles['chooser']} role="search" aria-label="Lọc các lần nộp">
      <TextField
        label="Xã, phường"
        type="search"
        value={chosen.commune}
        onChange={(commune) => onChange({ ...chosen, commune })}
      />
      <TextField
        label="Lần nộp thứ"
        value={chosen.ordinal}
        onChange={(ordinal) => onChange({ ...chosen, ordinal })}
      />
      <Checkbox isChecked={chosen.isWhole} onChange={(isWhole) => onChange({ ...chosen, isWhole })}>
        Chỉ lần nộp đã đủ tệp
      </Checkbox>
    </div>
  )
}

function fits(row: DepositRow, { commune, ordinal, isWhole }: Chosen): boolean {
  const isNamed = foldText(`${row.communeName} ${row.commune}`).includes(foldText(commune.trim()))
  const isNumbered = ordinal.trim() === '' || String(row.deposit.ordinal) === ordinal.trim()
  return isNamed && isNumbered && (!isWhole || row.blobsStored >= row.blobsNamed)
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
