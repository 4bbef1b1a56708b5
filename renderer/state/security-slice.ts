import type { FaultReport } from '../../domain/fault.ts'
import type { AppState, Slice } from './app-state.ts'
import { type Attempt, attempt, loading, readyValue } from './attempt.ts'
import type { Ports } from './ports.ts'
import type { UsersSlice } from './users-state.ts'
import type { DoneKind } from './view.ts'

/** Rows of the access log that are fetched at once. */
export const ACCESS_ROWS = 50

type SecurityParts = Pick<
  UsersSlice,
  | 'security'
  | 'accessLog'
  | 'setIdleMinutes'
  | 'setProvinceKey'
  | 'loadMoreAccess'
  | 'setCaseFileAccess'
  | 'noteActivity'
>

export function createSecuritySlice(ports: Ports): Slice<SecurityParts> {
  const { client } = ports
  return (set, get) => ({
    security: loading,
    accessLog: loading,
    setIdleMinutes: async (minutes) => {
      const result = await attempt(ports, () => client.setIdleMinutes({ minutes }))
      const fault = await finish(get, result, { done: 'idle-set', name: String(minutes) })
      if (fault !== null) get().tell(fault)
    },
    setProvinceKey: async (recipient) => {
      const result = await attempt(ports, () => client.setProvinceKey({ recipient }))
      const done = recipient === null ? 'province-key-removed' : 'province-key-set'
      return finish(get, result, { done })
    },
    loadMoreAccess: async () => {
      const known = readyValue(get().accessLog)?.rows ?? []
      const more = await attempt(ports, () =>
        client.accessRecords({ offset: known.length, limit: ACCESS_ROWS }),
      )
      if (!more.ok) return get().tell(more.fault)
      const ids = new Set(known.map(({ id }) => id))
      const rows = [...known, ...more.value.rows.filter(({ id }) => !ids.has(id))]
      set({ accessLog: { kind: 'ready', value: { rows, total: more.value.total } } })
    },
    setCaseFileAccess: async (id, access) => {
      const result = await attempt(ports, () => client.setCaseFileAccess({ id, access }))
      if (result.ok) get().confirm(access === 'restricted' ? 'restricted' : 'unrestricted', '')
      else get().tell(result.fault)
      await get().refresh()
    },
    noteActivity: async () => {
      // A lock that came first is told by the event of the vault.
      await attempt(ports, () => client.noteActivity({}))
    },
  })
}

/** Closes the form and tells what was done, or gives why it was not. */
export async function finish(
  get: () => AppState,
  result: Attempt<unknown>,
  { done, name = '' }: { readonly done: DoneKind; readonly name?: string },
): Promise<FaultReport | null> {
  if (!result.ok) return result.fault
  get().closeDialog()
  get().confirm(done, name)
  await get().loadUsers()
  return null
}
