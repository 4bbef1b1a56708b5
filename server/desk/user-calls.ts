import type { ConsoleUser } from '../../domain/console/console-user.ts'
import type { ConsoleApi } from '../../domain/console-api.ts'
import { Fault } from '../../domain/fault.ts'
import type { Handlers } from '../../domain/rpc.ts'
import { type ConsolePorts, communeInScope, noteDone, userOf, type Visit } from './console-ports.ts'
import { isoTime } from './iso-time.ts'

type UserCalls = Pick<Handlers<ConsoleApi>, 'users' | 'addUser' | 'editUser' | 'resetPassword' | 'lockUser'>

export function userCalls(ports: ConsolePorts, visit: Visit): UserCalls {
  const { accounts } = ports
  const asKept = async (user: ConsoleUser): Promise<ConsoleUser> => {
    for (const code of user.communes ?? []) await communeInScope(ports, visit, code)
    // Who gives rights to others sees everything.
    if (user.role === 'administrator' && user.communes !== null) {
      throw new Fault('invalid-input', 'an administrator sees all communes')
    }
    return { ...user, name: user.name.normalize('NFC') }
  }
  /** Nobody shuts themselves out, so one administrator is always left. */
  const assertOther = (name: string): void => {
    if (name === userOf(visit).name)
      throw new Fault('conflict', 'not oneself', { detail: { reason: 'oneself' } })
  }
  const note = (
    action: Parameters<typeof noteDone>[2]['action'],
    subject: string,
    detail = {},
  ): Promise<void> => noteDone(ports, visit, { action, subject, detail })

  return {
    users: async () =>
      (await accounts.users()).map(({ lockedAt, signedInAt, lockedOutUntil, ...user }) => ({
        ...user,
        isLocked: lockedAt !== null,
        signedInAt: isoTime(signedInAt),
        lockedOutUntil: isoTime(lockedOutUntil),
      })),
    addUser: async (asked) => {
      const user = await asKept(asked)
      if ((await accounts.users()).some(({ name }) => name === user.name)) {
        throw new Fault('conflict', `user ${user.name} exists`, { detail: { reason: 'user-exists' } })
      }
      const password = await accounts.resetUser(user)
      await note('user-added', user.name, { role: user.role })
      return { password }
    },
    editUser: async (asked) => {
      const user = await asKept(asked)
      const before = await existing(ports, user.name)
      if (before.role !== user.role) assertOther(user.name)
      await accounts.editUser(user)
      await note('user-changed', user.name, { role: user.role, communes: user.communes?.length ?? 'all' })
      return null
    },
    resetPassword: async ({ name }) => {
      const password = await accounts.resetUser(await existing(ports, name))
      await note('password-reset', name)
      return { password }
    },
    lockUser: async ({ name, isLocked }) => {
      assertOther(name)
      await accounts.setLocked(name, isLocked)
      await note('user-changed', name, { locked: isLocked ? 1 : 0 })
      return null
    },
  }
}

/** @throws Fault 'not-found' */
async function existing({ accounts }: Pick<ConsolePorts, 'accounts'>, name: string): Promise<ConsoleUser> {
  const user = (await accounts.users()).find((each) => each.name === name)
  if (user === undefined) throw new Fault('not-found', `no user ${name}`)
  return { name: user.name, role: user.role, communes: user.communes }
}
