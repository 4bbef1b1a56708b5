import type { Command } from './commands.ts'
import type { AppState } from './state/app-state.ts'
import { readyValue } from './state/attempt.ts'
import { shownFile } from './state/files-slice.ts'

/** Faults are gone through on the screen of case files, and from one place of mending to the next. */
export function hasFaults({ screen, selection, completeness }: AppState): boolean {
  const isThere = screen === 'files' || screen === 'review'
  return isThere && selection.kind === 'file' && (readyValue(completeness)?.faults.length ?? 0) > 0
}

/** The open case file on the screen that the law does not leave out. */
function openFile(state: AppState) {
  const file = state.screen === 'files' ? shownFile(state)?.file : undefined
  return file?.state === 'open' && file.excluded === null ? file : null
}

/** The test of completeness, the closing of a case file, and leaving one out. */
export const completing: readonly Command[] = [
  {
    id: 'next-fault',
    shortcuts: ['F8'],
    screen: 'files',
    isEnabled: hasFaults,
    run: (store) => void store.getState().stepFault(1),
  },
  {
    id: 'previous-fault',
    shortcuts: ['Shift+F8'],
    screen: 'files',
    isEnabled: hasFaults,
    run: (store) => void store.getState().stepFault(-1),
  },
  {
    id: 'close-file',
    shortcuts: [],
    isEnabled: (state) => openFile(state) !== null,
    run: (store) => {
      const file = openFile(store.getState())
      if (file !== null) void store.getState().openClosing(file.id)
    },
  },
  {
    id: 'exclude-file',
    shortcuts: [],
    isEnabled: (state) => openFile(state) !== null && shownFile(state)?.documents === 0,
    run: (store) => {
      const file = openFile(store.getState())
      if (file !== null) store.getState().openDialog({ kind: 'exclude', file })
    },
  },
]
