import type { DepositRow } from '../../../domain/console-api.ts'
import { attempt, faultOf } from './attempt.ts'
import { type ConsoleClient, LOADING, type Remote, type Slice, settled } from './console-state.ts'
import type { DepositStage } from './deposit-stage.ts'

export type DepositFilter = 'waiting' | Extract<DepositStage, 'accepted' | 'returned'>

export interface DepositsSlice {
  readonly deposits: Remote<readonly DepositRow[]>
  readonly filter: DepositFilter
  readonly loadDeposits: () => Promise<void>
  readonly setFilter: (filter: DepositFilter) => void
}

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
