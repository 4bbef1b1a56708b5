import { useState } from 'react'
import { type ConsoleRole, type ConsoleUser, consoleRoles } from '../../../domain/console/console-user.ts'
import type { FaultReport } from '../../../domain/fault.ts'
import { Checkbox } from '../../../renderer/ui/checkbox.tsx'
import { Select } from '../../../renderer/ui/select.tsx'
import { TextField } from '../../../renderer/ui/text-field.tsx'
import { useConsole } from '../console-store.ts'
import { CommunePicker } from '../view/commune-picker.tsx'
import { FaultBanner } from '../view/fault-banner.tsx'
import { FormDialog } from '../view/form-dialog.tsx'
import { roleNames } from '../view/role-names.ts'

const roles = consoleRoles.map((id) => ({ id, label: roleNames[id] }))

interface UserAsked {
  /** Null for a new one. */
  readonly user: ConsoleUser | null
  /** With the first password of a new user. */
  readonly onMade: (name: string, password: string) => void
  readonly onClose: () => void
}

/** What is filled in, and what becomes of it. */
function useUserForm({ user, onMade, onClose }: UserAsked) {
  const ask = useConsole((state) => state.ask)
  const [name, setName] = useState(user?.name ?? '')
  const [rights, setRights] = useState<Rights>(() => rightsOf(user))
  const [fault, setFault] = useState<FaultReport | null>(null)
  const communes = communesOf(rights)

  const submit = async (): Promise<void> => {
    if (name.trim() === '' || communes?.length === 0) return
    const asked = { name: name.trim(), role: rights.role, communes }
    if (user !== null) {
      const done = await ask((client) => client.editUser(asked))
      if (done.isDone) onClose()
      else setFault(done.fault)
      return
    }
    const made = await ask((client) => client.addUser(asked))
    if (made.isDone) onMade(asked.name, made.value.password)
    else setFault(made.fault)
  }
  return { name, setName, rights, setRights, fault, submit }
}

/** A new user, or the role and communes of one there is. */
export function UserDialog(asked: UserAsked) {
  const { user, onClose } = asked
  const { name, setName, rights, setRights, fault, submit } = useUserForm(asked)
  return (
    <FormDialog
      title={user === null ? 'Thêm người dùng' : `Sửa quyền của ${user.name}`}
      submitText={user === null ? 'Thêm' : 'Lưu'}
      onSubmit={submit}
      onClose={onClose}
    >
      {fault === null ? null : <FaultBanner fault={fault} />}
      {user === null ? (
        <TextField
          label="Tên đăng nhập"
          value={name}
          onChange={setName}
          error={fault?.code === 'conflict' ? 'Đã có người dùng tên này.' : null}
          autoFocus
          isRequired
        />
      ) : null}
      <RightsFields rights={rights} onChange={setRights} />
    </FormDialog>
  )
}

/** As they are filled in: communes that were chosen stay chosen while they do not count. */
interface Rights {
  readonly role: ConsoleRole
  readonly isLimited: boolean
  readonly communes: readonly string[]
}

function rightsOf(user: ConsoleUser | null): Rights {
  if (user === null) return { role: 'archivist', isLimited: false, communes: [] }
  return { role: user.role, isLimited: user.communes !== null, communes: user.communes ?? [] }
}

/** Who gives rights to others sees everything. */
const canLimit = (role: ConsoleRole): boolean => role !== 'administrator'

function communesOf({ role, isLimited, communes }: Rights): string[] | null {
  return canLimit(role) && isLimited ? [...communes] : null
}

function RightsFields({
  rights,
  onChange,
}: {
  readonly rights: Rights
  readonly onChange: (rights: Rights) => void
}) {
  const { role, isLimited, communes } = rights
  return (
    <>
      <Select
        label="Vai trò"
        options={roles}
        selected={role}
        placeholder="Chọn vai trò"
        onSelect={(id) => onChange({ ...rights, role: consoleRoles.find((each) => each === id) ?? role })}
      />
      {canLimit(role) ? (
        <Checkbox isChecked={isLimited} onChange={(next) => onChange({ ...rights, isLimited: next })}>
          Chỉ thấy một số xã, phường
        </Checkbox>
      ) : (
        <p>Người quản trị thấy tất cả xã, phường.</p>
      )}
      {communesOf(rights) === null ? null : (
        <CommunePicker chosen={communes} onChange={(next) => onChange({ ...rights, communes: next })} />
      )}
    </>
  )
}
