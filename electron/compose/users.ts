import { Fault } from '../../domain/fault.ts'
import type { Handlers } from '../../domain/rpc.ts'
import type { SecurityApi, UserRow } from '../../domain/security-api.ts'
import { leavesNoAdministrator, type User } from '../../domain/user.ts'
import { createLane } from '../store/log/lane.ts'
import type { Vault } from '../store/vault.ts'
import type { Session } from './session.ts'
import type { UsersBook } from './users-book.ts'

type UsersApi = Pick<
  SecurityApi,
  'users' | 'addUser' | 'removeUser' | 'setUserRole' | 'resetPassphrase' | 'changePassphrase'
>

export interface UsersPorts {
  readonly vault: Pick<Vault, 'keySlots'>
  readonly book: UsersBook
  readonly session: Session
  readonly createId: () => string
}

/**
 * Users and their slots. A slot exists before a user has it and until after they have lost it; what a kill leaves in
 * between is a slot of nobody, which opens nothing and goes at the next opening.
 */
export function usersHandlers(ports: UsersPorts): Handlers<UsersApi> {
  const { vault, book, session } = ports
  const { keySlots } = vault
  // One change after another: two administrators must not demote each other at once.
  const lane = createLane()
  const change = (work: () => Promise<void>): Promise<null> =>
    lane.run(async () => {
      await work()
      session.changed()
      return null
    })
  return {
    users: async () => book.all().map((user) => rowOf(ports, user)),
    addUser: ({ name, role, passphrase }) =>
      lane.run(async () => {
        const named = name.normalize('NFC')
        assertNameIsFree(book, named)
        const slot = await keySlots.addPassphrase(passphrase)
        const id = ports.createId()
        await book.save({ id, name: named, role, slot: slot.id, isRemoved: false })
        session.changed()
        return { id }
      }),
    removeUser: ({ id }) =>
      change(async () => {
        const user = existing(book, id)
        if (id === session.user().id) throw conflict('self', 'nobody removes themselves')
        await saveChecked(book, { ...user, slot: null, isRemoved: true })
        if (user.slot !== null) await keySlots.remove([user.slot])
      }),
    setUserRole: ({ id, role }) => change(() => saveChecked(book, { ...existing(book, id), role })),
    resetPassphrase: ({ id, passphrase }) =>
      change(() => givePassphrase(ports, existing(book, id), passphrase)),
    changePassphrase: ({ old, passphrase }) =>
      change(async () => {
        const user = session.user()
        const { id } = await keySlots.verify(old)
        if (id !== user.slot) throw new Fault('wrong-passphrase', 'the passphrase of somebody else')
        await keySlots.changePassphrase(id, passphrase)
      }),
  }
}

/** Gives a user a new passphrase, and a way in where they have none on this PC. */
export async function givePassphrase(
  { vault: { keySlots }, book }: Pick<UsersPorts, 'vault' | 'book'>,
  user: User,
  passphrase: string,
): Promise<void> {
  if (keySlots.slots().some(({ id }) => id === user.slot) && user.slot !== null) {
    await keySlots.changePassphrase(user.slot, passphrase)
    return
  }
  const slot = await keySlots.addPassphrase(passphrase)
  await book.save({ ...user, slot: slot.id })
}

/** @throws Fault 'not-found' for a user who was removed, too */
export function existing(book: UsersBook, id: string): User {
  const user = book.find(id)
  if (user === null || user.isRemoved) throw new Fault('not-found', `no user ${id}`)
  return user
}

async function saveChecked(book: UsersBook, user: User): Promise<void> {
  if (leavesNoAdministrator(book.all(), user)) {
    throw conflict('last-administrator', 'the last administrator stays one')
  }
  await book.save(user)
}

/** Names stand beside every edit, so two people must not share one. */
function assertNameIsFree(book: UsersBook, name: string): void {
  const folded = name.toLocaleLowerCase('vi')
  const isTaken = book.all().some((user) => !user.isRemoved && user.name.toLocaleLowerCase('vi') === folded)
  if (isTaken) {
    throw new Fault('invalid-input', 'there is a user of this name', { detail: { reason: 'user-name' } })
  }
}

function conflict(reason: string, message: string): Fault {
  return new Fault('conflict', message, { detail: { reason } })
}

function rowOf({ vault }: UsersPorts, { id, name, role, slot, isRemoved }: User): UserRow {
  const canUnlock = vault.keySlots.slots().some((held) => held.id === slot)
  return { id, name, role, isRemoved, canUnlock }
}
