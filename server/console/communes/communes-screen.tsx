import { Building2, KeyRound, Plus } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import type { CommuneProgress } from '../../../domain/console-api.ts'
import { Button } from '../../../renderer/ui/button.tsx'
import { EmptyState } from '../../../renderer/ui/empty-state.tsx'
import { Panel } from '../../../renderer/ui/panel.tsx'
import { Table, type TableColumn } from '../../../renderer/ui/table.tsx'
import { useConsole } from '../console-store.ts'
import { formatCount, formatInstant } from '../view/format.ts'
import { RemoteView } from '../view/remote-view.tsx'
import { Screen } from '../view/screen.tsx'
import { AddCommuneDialog } from './add-commune-dialog.tsx'
import styles from './communes-screen.module.css'
import { EnrolmentCodeDialog } from './enrolment-code-dialog.tsx'

type OpenDialog =
  | { readonly kind: 'none' }
  | { readonly kind: 'add' }
  | { readonly kind: 'code'; readonly commune: CommuneProgress }

const count = (
  name: string,
  id: string,
  of: (row: CommuneProgress) => number,
): TableColumn<CommuneProgress> => ({
  id,
  name,
  align: 'end',
  width: '104px',
  render: (row) => <span className={of(row) === 0 ? styles['none'] : undefined}>{formatCount(of(row))}</span>,
})

const columns: readonly TableColumn<CommuneProgress>[] = [
  {
    id: 'name',
    name: 'Xã, phường',
    render: (row) => (
      <>
        <span className={styles['name']}>{row.name}</span>
        <span className={styles['code']}>{row.code}</span>
      </>
    ),
  },
  count('Máy trạm', 'stations', (row) => row.stations),
  count('Dự kiến lập', 'plan', (row) => row.planEntries),
  count('Đang mở', 'open', (row) => row.openFiles),
  count('Đã kết thúc', 'closed', (row) => row.closedFiles),
  count('Chờ tiếp nhận', 'deposited', (row) => row.depositedFiles),
  count('Đã tiếp nhận', 'accepted', (row) => row.acceptedFiles),
  {
    id: 'seen',
    name: 'Liên lạc gần nhất',
    width: '160px',
    render: ({ lastSeenAt }) =>
      lastSeenAt === null ? (
        <span className={styles['none']}>Chưa có máy trạm</span>
      ) : (
        formatInstant(lastSeenAt)
      ),
  },
]

/** How far each commune is; an administrator adds communes and lets their PCs in. */
export function CommunesScreen() {
  const communes = useConsole((state) => state.communes)
  const isAdministrator = useConsole(
    ({ session }) => session.kind === 'in' && session.user.role === 'administrator',
  )
  const [dialog, setDialog] = useState<OpenDialog>({ kind: 'none' })
  const close = (): void => setDialog({ kind: 'none' })
  const add = isAdministrator ? (
    <Button kind="primary" icon={<Plus />} onPress={() => setDialog({ kind: 'add' })}>
      Thêm xã, phường
    </Button>
  ) : null
  const codes = codeColumn((commune) => setDialog({ kind: 'code', commune }))

  return (
    <Screen
      title="Xã, phường"
      lead="Số hồ sơ của từng nơi, tính theo những gì máy trạm đã gửi lên."
      actions={add}
    >
      <RemoteView remote={communes} loadingText="Đang tính tiến độ các xã, phường">
        {(rows) => (
          <Panel title={`${formatCount(rows.length)} xã, phường`} isFlush>
            <Table
              label="Tiến độ các xã, phường"
              columns={isAdministrator ? [...columns, codes] : columns}
              rows={rows}
              rowId={(row) => row.code}
              rowText={(row) => row.name}
              empty={<NoCommunes action={add} />}
            />
          </Panel>
        )}
      </RemoteView>
      {dialog.kind === 'add' ? <AddCommuneDialog onClose={close} /> : null}
      {dialog.kind === 'code' ? <EnrolmentCodeDialog commune={dialog.commune} onClose={close} /> : null}
    </Screen>
  )
}

function codeColumn(onPress: (commune: CommuneProgress) => void): TableColumn<CommuneProgress> {
  return {
    id: 'code',
    name: 'Máy mới',
    width: '130px',
    render: (commune) => (
      <Button size="small" icon={<KeyRound />} onPress={() => onPress(commune)}>
        Cấp mã
      </Button>
    ),
  }
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
