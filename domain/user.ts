import * as z from 'zod'
import { entriesBelow, type RecordState } from './merge.ts'
import type { Edit, RecordId } from './op.ts'

/** What somebody may do here; the window shows them as công chức, văn thư lưu trữ, lãnh đạo, quản trị. */
export const roles = ['clerk', 'archivist', 'leader', 'administrator'] as const
export type Role = (typeof roles)[number]
export const Role = z.enum(roles)

export const UserId = z.string().regex(/^[0-9a-z-]{1,64}$/)
export const UserName = z.string().trim().min(1).max(100)

const LEAST_PASSPHRASE_LENGTH = 8
export const Passphrase = z.string().min(LEAST_PASSPHRASE_LENGTH).max(200)

/** Somebody who works with a vault. `slot` names the key slot that their passphrase opens; null: no way in. */
export interface User {
  readonly id: string
  readonly name: string
  readonly role: Role
  readonly slot: string | null
  readonly isRemoved: boolean
}

/** The user who made the vault. */
export const FIRST_USER = '1'
const PREFIX = '/user/'

const UserCell = z.object({
  name: z.string(),
  role: Role.catch('clerk'),
  slot: z.string().nullable().catch(null),
  isRemoved: z.boolean().catch(false),
})
/** Before there were roles, a vault had one user: who made it and holds its first passphrase slot. */
const FirstUserCell = z.object({ name: z.string() }).strict()

const byVietnamese = new Intl.Collator('vi')

/**
 * The users of a vault by their names in the order of the Vietnamese alphabet, the removed among them.
 * @param firstSlot the oldest passphrase slot, that of the first user of an old vault
 */
export function usersOf(fonds: RecordState, firstSlot: string | null): readonly User[] {
  const users = entriesBelow(fonds, PREFIX).flatMap(([id, value]): readonly User[] => {
    if (id === FIRST_USER && FirstUserCell.safeParse(value).success) {
      const { name } = FirstUserCell.parse(value)
      return [{ id, name, role: 'administrator', slot: firstSlot, isRemoved: false }]
    }
    const cell = UserCell.safeParse(value)
    return cell.success ? [{ id, ...cell.data }] : []
  })
  // Of one name, as two stations may have made them apart, in the order of their ids.
  return users.toSorted((a, b) => byVietnamese.compare(a.name, b.name))
}

export function setUser(fonds: RecordId, { id, name, role, slot, isRemoved }: User): Edit {
  return { record: fonds, path: `${PREFIX}${id}`, value: { name, role, slot, isRemoved } }
}

/** Would the change leave nobody who may look after users? Only those with a way in count. */
export function leavesNoAdministrator(users: readonly User[], changed: User): boolean {
  return !users
    .map((user) => (user.id === changed.id ? changed : user))
    .some((user) => user.role === 'administrator' && !user.isRemoved && user.slot !== null)
}
