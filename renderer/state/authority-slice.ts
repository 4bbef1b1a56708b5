import type { AuthorityState, ScheduleRowInput } from '../../domain/authority-api.ts'
import type { FaultReport } from '../../domain/fault.ts'
import type { Slice } from './app-state.ts'
import { attempt, fetchRemote, loading, type Remote } from './attempt.ts'
import type { Ports } from './ports.ts'
import { isAllowed } from './rights.ts'
import { settle, settleForm } from './settle.ts'

/** How the last import of a data file ended. */
export type LawImport =
  | { readonly kind: 'none' }
  | { readonly kind: 'working' }
  | { readonly kind: 'failed'; readonly fault: FaultReport }
  | {
      readonly kind: 'done'
      readonly name: string
      readonly version: string
      readonly replaced: string
      readonly entries: number
    }

/** The law's data: the files in use, the retention schedule, the profile. */
export interface AuthoritySlice {
  readonly law: Remote<AuthorityState>
  readonly lawImport: LawImport
  loadLaw(): Promise<void>
  /** Lets somebody choose a newer data file and takes it in. */
  importLaw(): Promise<void>
  /** @returns why it failed, null when it is saved */
  saveScheduleRow(id: string | null, row: ScheduleRowInput): Promise<FaultReport | null>
  removeScheduleRow(id: string, title: string): Promise<void>
  resetScheduleRow(id: string, title: string): Promise<void>
  chooseProfile(profile: string, name: string): Promise<void>
}

export function createAuthoritySlice(ports: Ports): Slice<AuthoritySlice> {
  const { client, desktop } = ports
  return (set, get) => ({
    law: loading,
    lawImport: { kind: 'none' },
    loadLaw: async () => {
      const [law, authority] = await Promise.all([
        fetchRemote(ports, () => client.authorityState({})),
        fetchRemote(ports, () => client.authority({})),
      ])
      set({ law, authority })
    },
    importLaw: async () => {
      if (!isAllowed(get(), 'importAuthority') || get().lawImport.kind === 'working') return
      const chosen = await attempt(ports, () => desktop.chooseFiles())
      if (!chosen.ok) return get().tell(chosen.fault)
      const [path] = chosen.value
      if (path === undefined) return
      set({ lawImport: { kind: 'working' } })
      const result = await attempt(ports, () => client.importAuthority({ path }))
      set({
        lawImport: result.ok ? { kind: 'done', ...result.value } : { kind: 'failed', fault: result.fault },
      })
      await get().loadLaw()
    },
    saveScheduleRow: (id, row) =>
      settleForm(ports, get, {
        call: () => client.setScheduleRow({ id, row }),
        done: 'schedule-row-saved',
        name: () => row.title,
      }),
    removeScheduleRow: async (id, title) => {
      get().closeDialog()
      const call = () => client.removeScheduleRow({ id })
      await settle(ports, get, { call, done: 'schedule-row-removed', name: () => title })
    },
    resetScheduleRow: async (id, title) => {
      get().closeDialog()
      const call = () => client.resetScheduleRow({ id })
      await settle(ports, get, { call, done: 'schedule-row-reset', name: () => title })
    },
    chooseProfile: (profile, name) =>
      settle(ports, get, {
        call: () => client.chooseProfile({ profile }),
        done: 'profile-chosen',
        name: () => name,
      }),
  })
}
