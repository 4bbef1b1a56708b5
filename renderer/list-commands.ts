import type { ListName } from '../domain/list-api.ts'
import type { Command } from './commands.ts'
import type { AppState } from './state/app-state.ts'
import { readyValue } from './state/attempt.ts'
import { chosenCount } from './state/list-choice.ts'
import type { FilesTab } from './state/list-state.ts'
import { isNarrowed } from './state/list-views.ts'

/** The long list that is before somebody, null where none is. */
function shownList({ screen, filesTab }: AppState): ListName | null {
  return screen === 'files' && filesTab !== 'plan' ? filesTab : null
}

function hasChosen(state: AppState): boolean {
  const list = shownList(state)
  if (list === null) return false
  const { choice, rows } = state.lists[list]
  return chosenCount(choice, readyValue(rows)?.total ?? 0) > 0
}

function onList(run: (state: AppState, list: ListName) => void): Command['run'] {
  return (store) => {
    const list = shownList(store.getState())
    if (list !== null) run(store.getState(), list)
  }
}

function seeing(
  id: 'show-plan-tree' | 'show-case-list' | 'show-document-list',
  shortcut: string,
  tab: FilesTab,
): Command {
  return {
    id,
    shortcuts: [shortcut],
    screen: 'files',
    isEnabled: ({ screen }) => screen === 'files',
    run: (store) => store.getState().showFilesTab(tab),
  }
}

/** What is done with the long lists and their rows. */
export const listing: readonly Command[] = [
  seeing('show-plan-tree', 'Alt+T', 'plan'),
  seeing('show-case-list', 'Alt+H', 'cases'),
  seeing('show-document-list', 'Alt+V', 'documents'),
  {
    id: 'choose-all-rows',
    // Ctrl+A in the list itself: elsewhere the system means something else by it.
    shortcuts: [],
    screen: 'files',
    isEnabled: (state) => shownList(state) !== null,
    run: onList((state, list) => state.chooseAllRows(list)),
  },
  {
    id: 'choose-no-rows',
    shortcuts: [],
    screen: 'files',
    isEnabled: hasChosen,
    run: onList((state, list) => state.chooseNoRows(list)),
  },
  {
    id: 'edit-rows',
    shortcuts: ['F2'],
    screen: 'files',
    isEnabled: hasChosen,
    run: onList((state, list) => state.openBulk(list)),
  },
  {
    id: 'export-rows',
    shortcuts: ['Ctrl+Shift+X'],
    screen: 'files',
    isEnabled: hasChosen,
    run: onList((state, list) => state.openDialog({ kind: 'export-list', list })),
  },
  {
    id: 'list-columns',
    shortcuts: ['Ctrl+Shift+C'],
    screen: 'files',
    isEnabled: (state) => shownList(state) !== null,
    run: onList((state, list) => state.openDialog({ kind: 'list-columns', list })),
  },
  {
    id: 'keep-list-view',
    shortcuts: [],
    screen: 'files',
    isEnabled: (state) => shownList(state) !== null,
    run: onList((state, list) => state.openDialog({ kind: 'keep-view', list })),
  },
  {
    id: 'widen-list',
    shortcuts: [],
    screen: 'files',
    isEnabled: (state) => {
      const list = shownList(state)
      return list !== null && isNarrowed(state.lists[list].query)
    },
    run: onList((state, list) => state.narrowList(list, null)),
  },
  {
    id: 'export-journal',
    shortcuts: ['Ctrl+Shift+X'],
    screen: 'journal',
    isEnabled: ({ screen }) => screen === 'journal',
    run: (store) => store.getState().openDialog({ kind: 'export-journal' }),
  },
  {
    id: 'check-chain',
    shortcuts: [],
    screen: 'journal',
    isEnabled: ({ screen, care }) => screen === 'journal' && readyValue(care)?.work.kind === 'idle',
    run: (store) => void store.getState().checkVault(false),
  },
]
