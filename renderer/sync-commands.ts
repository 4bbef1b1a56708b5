import type { Command } from './commands.ts'
import type { AppState } from './state/app-state.ts'
import { readyValue } from './state/attempt.ts'
import { shownConflict } from './state/conflict-slice.ts'

const isConnected = (state: AppState): boolean => (readyValue(state.sync)?.connection ?? null) !== null

/** Null while nobody knows. */
const isPaused = (state: AppState): boolean | null => readyValue(state.syncSetting)?.isPaused ?? null

const onSync = (state: AppState): boolean => state.screen === 'sync' && isConnected(state)

/** What can be done with the sending. */
export const sending: readonly Command[] = [
  {
    id: 'pause-sync',
    shortcuts: ['Alt+P'],
    screen: 'sync',
    isEnabled: (state) => onSync(state) && isPaused(state) === false,
    run: (store) => void store.getState().setSyncPaused(true),
  },
  {
    id: 'resume-sync',
    shortcuts: ['Alt+G'],
    screen: 'sync',
    isEnabled: (state) => onSync(state) && isPaused(state) === true,
    run: (store) => void store.getState().setSyncPaused(false),
  },
  {
    id: 'sync-settings',
    shortcuts: ['Ctrl+,'],
    screen: 'sync',
    isEnabled: (state) => onSync(state) && isPaused(state) !== null,
    run: (store) => store.getState().openDialog({ kind: 'sync-setting' }),
  },
]

const shownIn = (state: AppState) => (state.screen === 'conflicts' ? shownConflict(state) : null)

function keepValue(nth: 1 | 2 | 3 | 4): Command {
  return {
    id: `keep-value-${nth}`,
    shortcuts: [String(nth)],
    plainKeys: 'once',
    screen: 'conflicts',
    isEnabled: (state) => !state.isSettling && (shownIn(state)?.sides.length ?? 0) >= nth,
    run: (store) => void store.getState().keepValue(nth - 1),
  }
}

function step(id: 'next-conflict' | 'previous-conflict', keys: readonly string[], by: 1 | -1): Command {
  return {
    id,
    shortcuts: keys,
    plainKeys: 'repeated',
    screen: 'conflicts',
    isEnabled: (state) => shownIn(state) !== null,
    run: (store) => store.getState().stepConflict(by),
  }
}

/** What can be said of the conflict that is shown: one plain key each. */
export const settling: readonly Command[] = [
  keepValue(1),
  keepValue(2),
  keepValue(3),
  keepValue(4),
  {
    id: 'keep-both',
    shortcuts: ['B'],
    plainKeys: 'once',
    screen: 'conflicts',
    isEnabled: (state) => !state.isSettling && shownIn(state)?.canKeepBoth === true,
    run: (store) => void store.getState().keepBothValues(),
  },
  step('next-conflict', ['J', 'ArrowDown', 'ArrowRight'], 1),
  step('previous-conflict', ['K', 'ArrowUp', 'ArrowLeft'], -1),
  {
    id: 'open-conflict',
    shortcuts: ['O'],
    plainKeys: 'once',
    screen: 'conflicts',
    isEnabled: (state) => shownIn(state) !== null,
    run: (store) => void store.getState().openConflict(),
  },
]
