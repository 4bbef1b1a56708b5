import { Building2, FileSpreadsheet, Plus, Target } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import type { CommuneProgress } from '../../../domain/console/commune-api.ts'
import { Button } from '../../../renderer/ui/button.tsx'
import { Checkbox } from '../../../renderer/ui/checkbox.tsx'
import { EmptyState } from '../../../renderer/ui/empty-state.tsx'
import { Panel } from '../../../renderer/ui/panel.tsx'
import { Select } from '../../../renderer/ui/select.tsx'
import { TextField } from '../../../renderer/ui/text-field.tsx'
import { useConsole } from '../console-store.ts'
import { formatCount } from '../view/format.ts'
import { RemoteView } from '../view/remote-view.tsx'
import { Screen } from '../view/screen.tsx'
import { useMayCall } from '../view/use-may-call.ts'
import { AddCommuneDialog } from './add-commune-dialog.tsx'
import styles from './communes-screen.module.css'
import { CommunesTable, isNamed, isSilent } from './communes-table.tsx'
import { ReportDialog } from './report-dialog.tsx'
import { TargetDialog } from './target-dialog.tsx'

const silences = [7, 14, 30].map((days) => ({ id: String(days), label: `${days} ngày` }))
const ALL = 'all'

/** How far each commune is against its target. */
export function CommunesScreen() {
  const communes = useConsole((state) => state.communes)
  const mayAdd = useMayCall('addCommune')
  const mayTarget = useMayCall('setTarget')
  const mayReport = useMayCall('makeReport')
  const [dialog, setDialog] = useState<'none' | 'add' | 'target' | 'report'>('none')
  const close = (): void => setDialog('none')
  const add = mayAdd ? (
    <Button kind="primary" icon={<Plus />} onPress={() => setDialog('add')}>
      Thêm xã, phường
    </Button>
  ) : null
  return (
    <Screen
      title="Xã, phường"
      lead="Số hồ sơ của từng nơi so với chỉ tiêu, tính theo những gì máy trạm đã gửi lên."
      actions={
        <>
          {mayReport ? (
            <Button icon={<FileSpreadsheet />} onPress={() => setDialog('report')}>
              Xuất báo cáo…
            </Button>
          ) : null}
          {mayTarget ? (
            <Button icon={<Target />} onPress={() => setDialog('target')}>
              Chỉ tiêu…
            </Button>
          ) : null}
          {add}
        </>
      }
    >
      <RemoteView remote={communes} loadingText="Đang tính tiến độ các xã, phường">
        {(rows) => <Listed rows={rows} add={add} />}
      </RemoteView>
      {dialog === 'add' ? <AddCommuneDialog onClose={close} /> : null}
      {dialog === 'target' ? <TargetDialog commune={null} onClose={close} /> : null}
      {dialog === 'report' ? <ReportDialog onClose={close} /> : null}
    </Screen>
  )
}

function Listed({ rows, add }: { readonly rows: readonly CommuneProgress[]; readonly add: ReactNode }) {
  const province = useConsole((state) => state.province)
  const year = useConsole((state) => state.year)
  const setYear = useConsole((state) => state.setYear)
  const [typed, setTyped] = useState('')
  const [days, setDays] = useState('7')
  const [isSilentOnly, setSilentOnly] = useState(false)
  if (rows.length === 0) return <NoCommunes action={add} />
  const shown = rows.filter((row) => isNamed(row, typed) && (!isSilentOnly || isSilent(row, Number(days))))
  const years = (province?.years ?? []).map((each) => ({ id: String(each), label: `Năm ${each}` }))
  return (
    <>
      <div className={styles['filters']} role="search" aria-label="Lọc xã, phường">
        <TextField label="Tìm theo tên hoặc mã" type="search" value={typed} onChange={setTyped} />
        <Select
          label="Hồ sơ của năm"
          options={[{ id: ALL, label: 'Tất cả các năm' }, ...years]}
          selected={year === null ? ALL : String(year)}
          placeholder="Chọn năm"
          onSelect={(id) => void setYear(id === ALL ? null : Number(id))}
        />
        <Select
          label="Coi là im lặng sau"
          options={silences}
          selected={days}
          placeholder=""
          onSelect={setDays}
        />
        <Checkbox isChecked={isSilentOnly} onChange={setSilentOnly}>
          Chỉ nơi im lặng
        </Checkbox>
      </div>
      <Panel title={`${formatCount(shown.length)}/${formatCount(rows.length)} xã, phường`} isFlush>
        {shown.length === 0 ? (
          <EmptyState icon={<Building2 />} title="Không có nơi nào khớp bộ lọc">
            Xoá bớt điều kiện lọc ở trên.
          </EmptyState>
        ) : (
          <CommunesTable rows={shown} silentDays={Number(days)} />
        )}
      </Panel>
    </>
  )
}

function NoCommunes({ action }: { readonly action: ReactNode }) {
  return (
    <EmptyState icon={<Building2 />} title="Chưa có xã, phường nào" action={action}>
      {action === null
        ? 'Người quản trị thêm xã, phường rồi cấp mã để máy trạm ở đó kết nối.'
        : 'Thêm xã, phường rồi cấp mã để máy trạm ở đó kết nối.'}
    </EmptyState>
  )
}
