import { Plus, UserRound } from 'lucide-react'
import { useState } from 'react'
import type { UserRow } from '../../../domain/console/people-api.ts'
import type { FaultReport } from '../../../domain/fault.ts'
import { Button } from '../../../renderer/ui/button.tsx'
import { EmptyState } from '../../../renderer/ui/empty-state.tsx'
import { Panel } from '../../../renderer/ui/panel.tsx'
import { Table, type TableColumn } from '../../../renderer/ui/table.tsx'
import { useConsole } from '../console-store.ts'
import { FaultBanner } from '../view/fault-banner.tsx'
import { formatCount, formatInstant } from '../view/format.ts'
import { RemoteView } from '../view/remote-view.tsx'
import { roleNames } from '../view/role-names.ts'
import { Screen } from '../view/screen.tsx'
import { ToneBadge } from '../view/tone-badge.tsx'
import { useMayCall } from '../view/use-may-call.ts'
import styles from './people.module.css'
import { SecretDialog } from './secret-dialog.tsx'
import { UserDialog } from './user-dialog.tsx'

const columns: readonly TableColumn<UserRow>[] = [
  { id: 'name', name: 'Tên đăng nhập', render: ({ name }) => <strong>{name}</strong> },
  { id: 'role', name: 'Vai trò', width: '160px', render: ({ role }) => roleNames[role] },
  {
    id: 'scope',
    name: 'Phạm vi',
    width: '120px',
    render: ({ communes }) => (communes === null ? 'Tất cả' : `${formatCount(communes.length)} xã, phường`),
  },
  {
    id: 'seen',
    name: 'Đăng nhập gần nhất',
    width: '170px',
    render: ({ signedInAt }) => (signedInAt === null ? 'Chưa lần nào' : formatInstant(signedInAt)),
  },
  {
    id: 'state',
    name: 'Trạng thái',
    width: '170px',
    render: ({ isLocked, lockedOutUntil }) => {
      if (isLocked) return <ToneBadge tone="danger">Đã khoá</ToneBadge>
      if (lockedOutUntil === null) return <ToneBadge tone="ok">Đang dùng</ToneBadge>
      return (
        <>
          <ToneBadge tone="warn">Tạm chặn</ToneBadge>
          <span className={styles['soft']}>đến {formatInstant(lockedOutUntil)}</span>
        </>
      )
    },
  },
]

type OpenDialog =
  | { readonly kind: 'none' }
  | { readonly kind: 'user'; readonly user: UserRow | null }
  | { readonly kind: 'secret'; readonly name: string; readonly password: string }

/** What an administrator does with users, and which dialog of it is open. */
function useUserActs() {
  const ask = useConsole((state) => state.ask)
  const [dialog, setDialog] = useState<OpenDialog>({ kind: 'none' })
  const [fault, setFault] = useState<FaultReport | null>(null)
  const showSecret = (name: string, password: string): void => setDialog({ kind: 'secret', name, password })
  return {
    dialog,
    fault,
    showSecret,
    close: (): void => setDialog({ kind: 'none' }),
    edit: (user: UserRow | null): void => setDialog({ kind: 'user', user }),
    reset: async ({ name }: UserRow): Promise<void> => {
      const done = await ask((client) => client.resetPassword({ name }))
      setFault(done.isDone ? null : done.fault)
      if (done.isDone) showSecret(name, done.value.password)
    },
    lock: async ({ name, isLocked }: UserRow): Promise<void> => {
      const done = await ask((client) => client.lockUser({ name, isLocked: !isLocked }))
      setFault(done.isDone ? null : done.fault)
    },
  }
}

type UserActs = ReturnType<typeof useUserActs>

/** Who may sign in, as what, and for which communes. */
export function UsersScreen() {
  const users = useConsole((state) => state.users)
  const mayEdit = useMayCall('editUser')
  const acts = useUserActs()
  const { dialog, fault, close } = acts
  return (
    <Screen
      title="Người dùng"
      lead="Ai đăng nhập được vào trang này, với vai trò gì, ở những xã nào."
      actions={
        mayEdit ? (
          <Button kind="primary" icon={<Plus />} onPress={() => acts.edit(null)}>
            Thêm người dùng
          </Button>
        ) : null
      }
    >
      {fault === null ? null : <FaultBanner fault={fault} />}
      <RemoteView remote={users} loadingText="Đang đọc danh sách người dùng">
        {(rows) => (
          <Panel title={`${formatCount(rows.length)} người dùng`} isFlush>
            <Table
              label="Người dùng"
              columns={mayEdit ? [...columns, actsColumn(acts)] : columns}
              rows={rows}
              rowId={({ name }) => name}
              rowText={({ name }) => name}
              empty={<EmptyState icon={<UserRound />} title="Chưa có người dùng nào" />}
            />
          </Panel>
        )}
      </RemoteView>
      {dialog.kind === 'user' ? (
        <UserDialog user={dialog.user} onMade={acts.showSecret} onClose={close} />
      ) : null}
      {dialog.kind === 'secret' ? (
        <SecretDialog name={dialog.name} password={dialog.password} onClose={close} />
      ) : null}
    </Screen>
  )
}

function actsColumn({ edit, reset, lock }: UserActs): TableColumn<UserRow> {
  return {
    id: 'acts',
    name: 'Việc',
    width: '340px',
    render: (user) => (
      <div className={styles['acts']}>
        <Button size="small" onPress={() => edit(user)}>
          Sửa quyền
        </Button>
        <Button size="small" onPress={() => void reset(user)}>
          Đặt lại mật khẩu
        </Button>
        <Button size="small" onPress={() => void lock(user)}>
          {user.isLocked ? 'Mở khoá' : 'Khoá'}
        </Button>
      </div>
    ),
  }
}
