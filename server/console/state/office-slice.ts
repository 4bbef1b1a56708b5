import { attempt, faultOf, settled } from './attempt.ts'
import type { ConsoleClient, OfficeSlice, Slice } from './console-state.ts'
import { LOADING } from './remote.ts'

/** Entries of the audit on one page. */
export const AUDIT_ROWS = 50
const HITS = 30

export function createOfficeSlice(client: ConsoleClient): Slice<OfficeSlice> {
  return (set, get) => ({
    users: LOADING,
    stations: LOADING,
    codes: LOADING,
    sendings: LOADING,
    audit: LOADING,
    auditFilter: { from: null, to: null, actor: null, action: null, commune: null, offset: 0 },
    asked: { text: '', commune: null, year: null, type: null, offset: 0 },
    found: null,
    loadUsers: async () => {
      const users = await attempt(set, () => client.users({}))
      set({ users: settled(get().users, users), staleFault: faultOf(users) })
      if (get().communes.kind !== 'ready') await get().loadCommunes()
    },
    loadStations: async () => {
      const stations = await attempt(set, () => client.stations({}))
      const codes = await attempt(set, () => client.enrolmentCodes({}))
      set({
        stations: settled(get().stations, stations),
        codes: settled(get().codes, codes),
        staleFault: faultOf(stations) ?? faultOf(codes),
      })
    },
    loadSendings: async () => {
      const sendings = await attempt(set, () => client.sendings({}))
      set({ sendings: settled(get().sendings, sendings), staleFault: faultOf(sendings) })
      if (get().communes.kind !== 'ready') await get().loadCommunes()
    },
    loadAudit: async () => {
      const asked = get().auditFilter
      const audit = await attempt(set, () => client.audit({ ...asked, limit: AUDIT_ROWS }))
      // Another filter may have been chosen meanwhile.
      if (get().auditFilter !== asked) return
      set({ audit: settled(get().audit, audit), staleFault: faultOf(audit) })
      if (get().communes.kind !== 'ready') await get().loadCommunes()
    },
    filterAudit: async (change) => {
      set({ auditFilter: { ...get().auditFilter, offset: 0, ...change }, audit: LOADING })
      await get().loadAudit()
    },
    search: async (change) => {
      const asked = { ...get().asked, offset: 0, ...change }
      set({ asked, found: asked.text.trim() === '' ? null : LOADING })
      if (asked.text.trim() === '') return
      const found = await attempt(set, () => client.searchHoldings({ ...asked, limit: HITS }))
      if (get().asked !== asked) return
      set({ found: settled(LOADING, found), staleFault: null })
    },
    ask: async (call) => {
      const answer = await attempt(set, () => call(client))
      if (answer.isDone) await get().refresh()
      return answer
    },
  })
}
