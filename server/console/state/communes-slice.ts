import { attempt, faultOf, settled } from './attempt.ts'
import type { CommunesSlice, ConsoleClient, Slice } from './console-state.ts'
import { LOADING } from './remote.ts'

export function createCommunesSlice(client: ConsoleClient): Slice<CommunesSlice> {
  return (set, get) => ({
    communes: LOADING,
    loadCommunes: async () => {
      const found = await attempt(set, () => client.communes({}))
      set({ communes: settled(get().communes, found), staleFault: faultOf(found) })
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
