import { attempt, faultOf, settled } from './attempt.ts'
import type { ConsoleClient, DepositsSlice, Slice } from './console-state.ts'
import { LOADING } from './remote.ts'

export function createDepositsSlice(client: ConsoleClient): Slice<DepositsSlice> {
  return (set, get) => ({
    deposits: LOADING,
    filter: 'waiting',
    loadDeposits: async () => {
      const found = await attempt(set, () => client.deposits({}))
      set({ deposits: settled(get().deposits, found), staleFault: faultOf(found) })
    },
    setFilter: (filter) => {
      set({ filter })
    },
  })
}
