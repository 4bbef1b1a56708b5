import { KeyRound, UserPlus, UserRoundX } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { UserRow } from '../../../domain/security-api.ts'
import { useApp } from '../../app-store.ts'
import { RemoteView } from '../../parts/remote-view.tsx'
import { isAllowed } from '../../state/rights.ts'
import { openVault } from '../../state/session-slice.ts'
import { Button } from '../../ui/button.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Table, type TableColumn } from '../../ui/table.tsx'
import { RoleSelect } from './role-select.tsx'
import styles from './users.module.css'

/** Who works with this vault and what they may do; only an administrator sees and changes it. */
export function UsersPanel() {
  const { t } = useTranslation()
  const users = useApp((state) => state.users)
  const canSee = useApp((state) => isAllowed(state, 'users'))
  const openDialog = useApp((state) => state.openDialog)
  if (!canSee) return null
  return (
    <Panel
      title={t('users.title')}
      isFlush
      actions={
        <Button
          size="small"
          icon={<UserPlus />}
          onPress={() => openDialog({ kind: 'user', form: { kind: 'add' } })}
        >
          {t('users.add')}
        </Button>
      }
    >
      <RemoteView remote={users} loadingText={t('users.loading')}>
        {(rows) => <UserTable rows={rows.filter((user) => !user.isRemoved)} />}
      </RemoteView>
    </Panel>
  )
}

function UserTable({ rows }: { readonly rows: readonly UserRow[] }) {
  const { t } = useTranslation()
  const columns: readonly TableColumn<UserRow>[] = [
    { id: 'name', name: t('users.name'), render: (user) => <UserName user={user} /> },
    { id: 'role', name: t('users.role'), width: '34%', render: (user) => <RoleCell user={user} /> },
    { id: 'tools', name: t('users.tools'), width: '36%', render: (user) => <UserTools user={user} /> },
  ]
  return (
    <Table
      label={t('users.title')}
      columns={columns}
      rows={rows}
      rowId={({ id }) => id}
      rowText={({ name }) => name}
      empty={t('common.none')}
    />
  )
}

function UserName({ user }: { readonly user: UserRow }) {
  const { t } = useTranslation()
  const self = useApp((state) => openVault(state)?.user.id)
  const notes = [
    user.id === self ? t('users.self') : null,
    user.canUnlock ? null : t('users.no-way-in'),
  ].filter((note) => note !== null)
  return (
    <>
      <div>{user.name}</div>
      {notes.length === 0 ? null : <div className={styles['note']}>{notes.join(' · ')}</div>}
    </>
  )
}

function RoleCell({ user }: { readonly user: UserRow }) {
  const { t } = useTranslation()
  const setUserRole = useApp((state) => state.setUserRole)
  return (
    <RoleSelect
      label={t('users.role-of', { name: user.name })}
      role={user.role}
      onChange={(role) => void setUserRole(user.id, role)}
    />
  )
}

function UserTools({ user: { id, name } }: { readonly user: UserRow }) {
  const { t } = useTranslation()
  const self = useApp((state) => openVault(state)?.user.id)
  const openDialog = useApp((state) => state.openDialog)
  if (id === self) return <span className={styles['note']}>{t('users.self-note')}</span>
  return (
    <div className={styles['tools']}>
      <Button
        size="small"
        icon={<KeyRound />}
        onPress={() => openDialog({ kind: 'user', form: { kind: 'reset-passphrase', user: id, name } })}
      >
        {t('users.reset')}
      </Button>
      <Button
        size="small"
        icon={<UserRoundX />}
        onPress={() => openDialog({ kind: 'user', form: { kind: 'remove', user: id, name } })}
      >
        {t('users.remove')}
      </Button>
    </div>
  )
}
