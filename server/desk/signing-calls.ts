import type { ConsoleApi } from '../../domain/console-api.ts'
import { Fault } from '../../domain/fault.ts'
import type { Handlers } from '../../domain/rpc.ts'
import { type ConsolePorts, noteDone, userOf, type Visit } from './console-ports.ts'

type SigningCalls = Pick<
  Handlers<ConsoleApi>,
  'me' | 'signIn' | 'signOut' | 'changePassword' | 'documentTypes'
>

/** Longer than any wait between two tries: the account is locked out. */
const LOCK_OUT_LEAST_MS = 60_000

export function signingCalls(ports: ConsolePorts, visit: Visit): SigningCalls {
  const { accounts, clock, documentTypes } = ports

  /** Names that nobody has are not remembered: people type their passwords there. */
  async function noteRefused(name: string): Promise<void> {
    const account = (await accounts.users()).find((user) => user.name === name)
    if (account === undefined) return
    const isLockedOut = (account.lockedOutUntil ?? 0) - clock() > LOCK_OUT_LEAST_MS
    const action = isLockedOut ? ('locked-out' as const) : ('sign-in-refused' as const)
    await noteDone(ports, { ...visit, user: account }, { action, subject: name })
  }

  /** A wrong password is remembered, be it at the door or where the password is changed. */
  async function withPassword<T>(name: string, act: () => Promise<T>): Promise<T> {
    try {
      return await act()
    } catch (error) {
      if (error instanceof Fault && error.code === 'wrong-passphrase') await noteRefused(name)
      throw error
    }
  }

  return {
    me: async () => visit.user,
    signIn: async ({ name: typed, password }) => {
      const name = typed.normalize('NFC')
      const user = await withPassword(name, () => accounts.signIn(name, password))
      visit.begin(await accounts.createSession(user.name))
      await noteDone(ports, { ...visit, user }, { action: 'signed-in', subject: user.name })
      return user
    },
    signOut: async () => {
      const { name } = userOf(visit)
      await visit.end()
      await noteDone(ports, visit, { action: 'signed-out', subject: name })
      return null
    },
    changePassword: async ({ password, next }) => {
      const { name } = userOf(visit)
      await withPassword(name, () => accounts.changePassword(name, password, next))
      visit.begin(await accounts.createSession(name))
      await noteDone(ports, visit, { action: 'password-changed', subject: name })
      return null
    },
    documentTypes: async () => [...documentTypes],
  }
}
