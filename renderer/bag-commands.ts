import type { Command } from './commands.ts'
import type { AppState } from './state/app-state.ts'
import { readyValue } from './state/attempt.ts'

/** Bags are sealed to the province that this PC was enrolled at. */
const canHandOver = (state: AppState): boolean =>
  (state.screen === 'deposits' || state.screen === 'sync') &&
  (readyValue(state.sync)?.connection ?? null) !== null

/** The hand-over on a stick, and its answer. */
export const handingOver: readonly Command[] = [
  {
    id: 'write-bags',
    shortcuts: [],
    isEnabled: canHandOver,
    run: (store) => store.getState().openBags('write'),
  },
  {
    id: 'read-bags',
    shortcuts: [],
    isEnabled: canHandOver,
    run: (store) => store.getState().openBags('read'),
  },
]
