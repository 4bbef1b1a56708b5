import { ScrollText } from 'lucide-react'
import { useState } from 'react'
import type { AuditRow } from '../../../domain/console/people-api.ts'
import { Button } from '../../../renderer/ui/button.tsx'
import { EmptyState } from '../../../renderer/ui/empty-state.tsx'
import { Panel } from '../../../renderer/ui/panel.tsx'
import { Select } from '../../../renderer/ui/select.tsx'
import { Table, type TableColumn } from '../../../renderer/ui/table.tsx'
import { TextField } from '../../../renderer/ui/text-field.tsx'
import { useConsole } from '../console-store.ts'
import { AUDIT_ROWS } from '../state/office-slice.ts'
import { authorityName } from '../view/authority-names.ts'
import { formatCount, formatInstant } from '../view/format.ts'
import { RemoteView } from '../view/remote-view.tsx'
import { Screen } from '../view/screen.tsx'
import { actionNames } from './action-names.ts'
import { detailText } from './detail-text.ts'
import styles from './people.module.css'

const columns: readonly TableColumn<AuditRow>[] = [
  { id: 'time', name: 'Lúc', width: '170px', render: ({ time }) => formatInstant(time) },
  {
    id: 'actor',
    name: 'Ai',
    width: '200px',
    render: ({ actor }) => (actor.kind === 'server' ? 'Máy chủ' : actor.name),
  },
  { id: 'action', name: 'Việc', width: '270px', render: ({ action }) => actionNames[action] ?? action },
  { id: 'commune', name: 'Xã, phường', width: '130px', render: ({ commune }) => commune ?? '–' },
  {
    id: 'subject',
    name: 'Đối tượng',
    render: ({ action, subject, detail }) => (
      <>
        {(action === 'authority-sent' ? authorityName(subject) : subject) || '–'}
        <span className={styles['soft']}>{detailText(detail)}</span>
      </>
    ),
  },
]

const ALL = 'all'
const actions = [
  { id: ALL, label: 'Mọi việc' },
  ...Object.entries(actionNames).map(([id, label]) => ({ id, label })),
]
const spans = [
  { id: ALL, label: 'Mọi lúc' },
  { id: '1', label: '24 giờ qua' },
  { id: '7', label: '7 ngày qua' },
  { id: '30', label: '30 ngày qua' },
]
const DAY_MS = 86_400_000

/** Who did what; nobody can change it afterwards. */
export function AuditScreen() {
  const audit = useConsole((state) => state.audit)
  const filter = useConsole((state) => state.auditFilter)
  return (
    <Screen title="Nhật ký" lead="Ai đã làm gì, khi nào. Chỉ ghi thêm, không sửa được.">
      <Filters />
      <RemoteView remote={audit} loadingText="Đang đọc nhật ký">
        {({ rows, total }) => (
          <Panel title={`${formatCount(total)} dòng`} actions={<Pager total={total} />} isFlush>
            <Table
              label="Nhật ký"
              columns={columns}
              rows={rows.map((row, at) => ({ ...row, place: filter.offset + at }))}
              rowId={({ place }) => String(place)}
              rowText={({ action }) => actionNames[action] ?? action}
              empty={
                <EmptyState icon={<ScrollText />} title="Không có dòng nào khớp">
                  Chọn khoảng thời gian dài hơn hoặc bỏ bớt điều kiện.
                </EmptyState>
              }
            />
          </Panel>
        )}
      </RemoteView>
    </Screen>
  )
}

function Filters() {
  const filter = useConsole((state) => state.auditFilter)
  const filterAudit = useConsole((state) => state.filterAudit)
  const [actor, setActor] = useState(filter.actor ?? '')
  const [span, setSpan] = useState(ALL)
  const chooseSpan = (id: string): void => {
    setSpan(id)
    void filterAudit({
      from: id === ALL ? null : new Date(new Date().getTime() - Number(id) * DAY_MS).toISOString(),
    })
  }
  return (
    <form
      className={styles['filters']}
      role="search"
      aria-label="Lọc nhật ký"
      onSubmit={(event) => {
        event.preventDefault()
        void filterAudit({ actor: actor.trim() === '' ? null : actor.trim() })
      }}
    >
      <Select label="Thời gian" options={spans} selected={span} placeholder="" onSelect={chooseSpan} />
      <Select
        label="Việc"
        options={actions}
        selected={filter.action ?? ALL}
        placeholder=""
        onSelect={(id) => void filterAudit({ action: id === ALL ? null : id })}
      />
      <CommuneChoice />
      <TextField label="Người hoặc mã máy" value={actor} onChange={setActor} />
      <Button type="submit">Lọc</Button>
    </form>
  )
}

/** Who sees all communes may look at one; who sees some looks at one of them at a time, and first at the first. */
function CommuneChoice() {
  const { commune } = useConsole((state) => state.auditFilter)
  const filterAudit = useConsole((state) => state.filterAudit)
  const communes = useConsole((state) => state.communes)
  const scope = useConsole(({ session }) => (session.kind === 'in' ? session.user.communes : null))
  if (communes.kind !== 'ready' || communes.value.length < 2) return null
  const options = communes.value.map(({ code, name }) => ({ id: code, label: `${name} (${code})` }))
  return (
    <Select
      label="Xã, phường"
      options={scope === null ? [{ id: ALL, label: 'Tất cả' }, ...options] : options}
      selected={commune ?? scope?.[0] ?? ALL}
      placeholder=""
      onSelect={(id) => void filterAudit({ commune: id === ALL ? null : id })}
    />
  )
}

function Pager({ total }: { readonly total: number }) {
  const { offset } = useConsole((state) => state.auditFilter)
  const filterAudit = useConsole((state) => state.filterAudit)
  if (total <= AUDIT_ROWS) return null
  return (
    <div className={styles['pager']}>
      <Button
        size="small"
        isDisabled={offset === 0}
        onPress={() => void filterAudit({ offset: Math.max(0, offset - AUDIT_ROWS) })}
      >
        Mới hơn
      </Button>
      {formatCount(offset + 1)}–{formatCount(Math.min(total, offset + AUDIT_ROWS))}
      <Button
        size="small"
        isDisabled={offset + AUDIT_ROWS >= total}
        onPress={() => void filterAudit({ offset: offset + AUDIT_ROWS })}
      >
        Cũ hơn
      </Button>
    </div>
  )
}
