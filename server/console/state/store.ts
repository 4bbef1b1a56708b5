import { createStore, type StoreApi } from 'zustand/vanilla'
import { createCommunesSlice } from './communes-slice.ts'
import type { ConsoleClient, ConsoleState } from './console-state.ts'
import { createDepositSlice } from './deposit-slice.ts'
import { createDepositsSlice } from './deposits-slice.ts'
import { createOfficeSlice } from './office-slice.ts'
import { createSessionSlice } from './session-slice.ts'

export type ConsoleStore = StoreApi<ConsoleState>

export function createConsoleStore(client: ConsoleClient): ConsoleStore {
  return createStore<ConsoleState>()((...tools) => ({
    ...createSessionSlice(client)(...tools),
    ...createCommunesSlice(client)(...tools),
    ...createDepositsSlice(client)(...tools),
    ...createDepositSlice(client)(...tools),
    ...createOfficeSlice(client)(...tools),
  }))
}
