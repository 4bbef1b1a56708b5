import { createContext, use } from 'react'
import { useStore } from 'zustand'
import type { ConsoleState } from './state/console-state.ts'
import type { ConsoleStore } from './state/store.ts'

export const ConsoleStoreContext = createContext<ConsoleStore | null>(null)

export function useConsole<T>(select: (state: ConsoleState) => T): T {
  const store = use(ConsoleStoreContext)
  if (store === null) throw new Error('no console store above this component')
  return useStore(store, select)
}
