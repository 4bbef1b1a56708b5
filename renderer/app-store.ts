import { createContext, useContext } from 'react'
import { useStore } from 'zustand/react'
import type { AppState } from './state/app-state.ts'
import type { AppStore } from './state/store.ts'

/** Hands the one store of the window down to its screens. */
export const AppStoreContext = createContext<AppStore | null>(null)

export function useAppStore(): AppStore {
  const store = useContext(AppStoreContext)
  if (store === null) throw new Error('there is no AppStoreContext above this component')
  return store
}

/** What `select` finds in the state; it must give back existing references. */
export function useApp<T>(select: (state: AppState) => T): T {
  return useStore(useAppStore(), select)
}
