import type { StateCreator } from 'zustand/vanilla'
import type { consoleApi } from '../../../domain/console-api.ts'
import type { FaultReport } from '../../../domain/fault.ts'
import type { Client } from '../../../domain/rpc.ts'
import type { Attempt } from './attempt.ts'
import type { CommunesSlice } from './communes-slice.ts'
import type { DepositSlice } from './deposit-slice.ts'
import type { DepositsSlice } from './deposits-slice.ts'
import type { SessionSlice } from './session-slice.ts'

/** Something fetched: on its way, here, or not to be had. */
export type Remote<T> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly value: T }
  | { readonly kind: 'failed'; readonly fault: FaultReport }

export const LOADING = { kind: 'loading' } as const

/** What to show after a fetch: a failure hides nothing that was shown before. */
export function settled<T>(before: Remote<T>, fetched: Attempt<T>): Remote<T> {
  if (fetched.isDone) return { kind: 'ready', value: fetched.value }
  return before.kind === 'ready' ? before : { kind: 'failed', fault: fetched.fault }
}

export type ConsoleState = SessionSlice & CommunesSlice & DepositsSlice & DepositSlice
export type ConsoleClient = Client<typeof consoleApi>
export type Slice<S> = StateCreator<ConsoleState, [], [], S>
