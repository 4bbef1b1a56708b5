import type { Slice, UndoSlice } from './app-state.ts'
import { attempt, fetchRemote, loading } from './attempt.ts'
import type { Ports } from './ports.ts'

/** Taking back what was done since the vault was opened; the engine keeps the steps. */
export function createUndoSlice(ports: Ports): Slice<UndoSlice> {
  const { client } = ports
  return (set, get) => {
    const go = async (way: 'undone' | 'redone'): Promise<void> => {
      const call = way === 'undone' ? client.undo : client.redo
      const result = await attempt(ports, () => call({}))
      if (!result.ok) get().tell(result.fault)
      else if (result.value.label !== null) set({ notice: { kind: 'undo', way, label: result.value.label } })
      await get().refresh()
    }
    return {
      undoState: loading,
      loadUndo: async () => set({ undoState: await fetchRemote(ports, () => client.undoState({})) }),
      undo: () => go('undone'),
      redo: () => go('redone'),
    }
  }
}
