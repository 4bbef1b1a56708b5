import type { StateCreator } from 'zustand/vanilla'
import { isSameData } from './same-data.ts'

/**
 * The state of a store in which only what changes is told. After each event the screens fetch everything they show; what
 * comes back as it was keeps its object, so that nobody who shows it draws it anew.
 */
export function changedOnly<S extends object>(create: StateCreator<S>): StateCreator<S> {
  return (set, get, api) => {
    const setChanged: typeof set = (part: S | Partial<S> | ((state: S) => S | Partial<S>)) => {
      const state = get()
      const changed = changedPart(state, typeof part === 'function' ? part(state) : part)
      if (Object.keys(changed).length > 0) set(changed)
    }
    return create(setChanged, get, api)
  }
}

function changedPart<S extends object>(state: S, part: Partial<S>): Partial<S> {
  const changed = Object.entries(part).filter(([name, value]) => {
    // Any part of the state may stand under a name of the change.
    const before = state[name as keyof S] as unknown
    return !Object.is(before, value) && !(isReady(before) && isReady(value) && isSameData(before, value))
  })
  // The entries are those of `part`.
  return Object.fromEntries(changed) as Partial<S>
}

/** Is it remote data that has come? */
function isReady(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'ready'
}
