import { attempt, faultOf, settled } from './attempt.ts'
import type { CommunesSlice, ConsoleClient, Slice } from './console-state.ts'
import { LOADING } from './remote.ts'

export function createCommunesSlice(client: ConsoleClient): Slice<CommunesSlice> {
  return (set, get) => ({
    communes: LOADING,
    province: null,
    year: null,
    commune: LOADING,
    loadCommunes: async () => {
      const found = await attempt(set, () => client.communes({ year: get().year }))
      set({ communes: settled(get().communes, found), staleFault: faultOf(found) })
      const province = await attempt(set, () => client.province({}))
      if (province.isDone) set({ province: province.value })
    },
    loadCommune: async (code) => {
      const found = await attempt(set, () => client.commune({ code }))
      const { route } = get()
      // Another commune may have been opened meanwhile.
      if (route.kind !== 'commune' || route.code !== code) return
      set({ commune: settled(get().commune, found), staleFault: faultOf(found) })
    },
    setYear: async (year) => {
      set({ year, communes: LOADING })
      await get().loadCommunes()
    },
    addCommune: async (code, name) => {
      const added = await attempt(set, () => client.addCommune({ code, name }))
      if (!added.isDone) return added.fault
      await get().loadCommunes()
      return null
    },
    createCode: async (commune) => {
      const made = await attempt(set, () => client.createEnrolmentCode({ commune }))
      return made.isDone ? made.value : made.fault
    },
  })
}
