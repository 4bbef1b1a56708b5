import type { Slice } from './app-state.ts'
import { attempt, fetchRemote, loading, readyValue } from './attempt.ts'
import type { Ports } from './ports.ts'
import { isAllowed } from './rights.ts'
import { ACCESS_ROWS, finish } from './security-slice.ts'
import type { UsersSlice } from './users-state.ts'

/** Most rows that one call gives. */
const MOST_ROWS = 200

type UsersParts = Pick<
  UsersSlice,
  'users' | 'loadUsers' | 'addUser' | 'removeUser' | 'setUserRole' | 'resetPassphrase' | 'changePassphrase'
>

export function createUsersSlice(ports: Ports): Slice<UsersParts> {
  const { client } = ports
  return (set, get) => {
    const nameOf = (id: string): string => readyValue(get().users)?.find((user) => user.id === id)?.name ?? ''
    return {
      users: loading,
      loadUsers: async () => {
        if (isAllowed(get(), 'users')) {
          const [users, security] = await Promise.all([
            fetchRemote(ports, () => client.users({})),
            fetchRemote(ports, () => client.security({})),
          ])
          set({ users, security })
        }
        if (isAllowed(get(), 'accessRecords')) {
          const shown = readyValue(get().accessLog)?.rows.length ?? 0
          const limit = Math.min(MOST_ROWS, Math.max(ACCESS_ROWS, shown))
          set({ accessLog: await fetchRemote(ports, () => client.accessRecords({ limit })) })
        }
      },
      addUser: async (user) => {
        const result = await attempt(ports, () => client.addUser(user))
        return finish(get, result, { done: 'user-added', name: user.name })
      },
      removeUser: async (id) => {
        const result = await attempt(ports, () => client.removeUser({ id }))
        return finish(get, result, { done: 'user-removed', name: nameOf(id) })
      },
      setUserRole: async (id, role) => {
        const result = await attempt(ports, () => client.setUserRole({ id, role }))
        const fault = await finish(get, result, { done: 'role-set', name: nameOf(id) })
        if (fault !== null) get().tell(fault)
      },
      resetPassphrase: async (id, passphrase) => {
        const result = await attempt(ports, () => client.resetPassphrase({ id, passphrase }))
        return finish(get, result, { done: 'passphrase-reset', name: nameOf(id) })
      },
      changePassphrase: async (old, passphrase) => {
        const result = await attempt(ports, () => client.changePassphrase({ old, passphrase }))
        return finish(get, result, { done: 'passphrase-changed' })
      },
    }
  }
}
