import { noteOf } from '../domain/contents-list.ts'
import type { Document } from '../domain/records/document.ts'
import type { Command } from './commands.ts'
import type { AppState } from './state/app-state.ts'
import { readyValue } from './state/attempt.ts'
import { shownFile } from './state/files-slice.ts'

/** The documents that are chosen in the contents list of an open case file, in its order. */
function chosen(state: AppState): readonly Document[] {
  const detail = state.screen === 'files' ? shownFile(state) : null
  if (detail === null || detail.file.state !== 'open' || state.isAssembling) return []
  const rows = readyValue(state.contents)?.rows ?? new Map<number, Document>()
  const wanted = new Set(state.chosenDocuments)
  return [...rows].toSorted(([a], [b]) => a - b).flatMap(([, row]) => (wanted.has(row.id) ? [row] : []))
}

function ids(state: AppState): string[] {
  return chosen(state).map(({ id }) => id)
}

function isListShown(state: AppState): boolean {
  const detail = state.screen === 'files' ? shownFile(state) : null
  return detail !== null && detail.file.state === 'open' && detail.documents > 1 && !state.isAssembling
}

function sorting(by: 'date' | 'number', shortcut: string): Command {
  return {
    id: `contents-by-${by}`,
    shortcuts: [shortcut],
    isEnabled: isListShown,
    run: (store) => void store.getState().reorder({ kind: 'sorted', by }),
  }
}

function stepping(way: 'up' | 'down', by: -1 | 1, shortcut: string): Command {
  return {
    id: `contents-${way}`,
    shortcuts: [shortcut],
    screen: 'files',
    isEnabled: (state) => chosen(state).length > 0,
    run: (store) => void store.getState().reorder({ kind: 'stepped', documents: ids(store.getState()), by }),
  }
}

/** Something that is done with the one document that is chosen. */
function withOne(
  id: Command['id'],
  shortcuts: Command['shortcuts'],
  run: (state: AppState, document: Document) => void,
): Command {
  return {
    id,
    shortcuts,
    isEnabled: (state) => chosen(state).length === 1,
    run: (store) => {
      const [document] = chosen(store.getState())
      if (document !== undefined) run(store.getState(), document)
    },
  }
}

/** What is done with several documents at once. */
const withMany: readonly Command[] = [
  {
    id: 'move-documents',
    shortcuts: ['Ctrl+M'],
    isEnabled: (state) => chosen(state).length > 0,
    run: (store) => {
      const state = store.getState()
      void state.findTargets('')
      state.openAssemble({ kind: 'move', documents: chosen(state) })
    },
  },
  {
    id: 'merge-documents',
    shortcuts: ['Ctrl+G'],
    screen: 'files',
    isEnabled: (state) => chosen(state).length > 1,
    run: (store) => store.getState().openAssemble({ kind: 'merge', documents: chosen(store.getState()) }),
  },
  {
    id: 'take-out-documents',
    shortcuts: ['Ctrl+Delete'],
    isEnabled: (state) => chosen(state).length > 0,
    run: (store) => void store.getState().takeOut(ids(store.getState())),
  },
]

/** What is done with whole case files. */
const ofFiles: readonly Command[] = [
  {
    id: 'note-file',
    shortcuts: [],
    isEnabled: (state) => state.screen === 'files' && shownFile(state)?.file.state === 'open',
    run: (store) => {
      const file = shownFile(store.getState())?.file
      if (file === undefined) return
      const note = noteOf(file)
      store.getState().openAssemble({ kind: 'note', id: file.id, name: file.notation, note })
    },
  },
  {
    id: 'print-separators',
    shortcuts: ['Ctrl+Shift+P'],
    isEnabled: (state) => state.screen === 'files' && filesMeant(state).length > 0,
    run: (store) => {
      const state = store.getState()
      const documents = shownFile(state)?.documents ?? 0
      state.openAssemble({ kind: 'separators', caseFiles: filesMeant(state), documents })
    },
  },
  {
    id: 'set-place',
    shortcuts: ['Ctrl+Shift+L'],
    isEnabled: (state) => state.screen === 'files' && filesMeant(state).length > 0,
    run: (store) => {
      const state = store.getState()
      const place = shownFile(state)?.file.place ?? null
      state.openAssemble({ kind: 'place', caseFiles: filesMeant(state), place })
    },
  },
  {
    id: 'print-box-labels',
    shortcuts: [],
    isEnabled: (state) => state.screen === 'files' && filesMeant(state).length > 0,
    run: (store) => void store.getState().printBoxLabels(filesMeant(store.getState())),
  },
]

/** The case file that is shown, or those that are chosen in the list of an entry. */
function filesMeant(state: AppState): readonly string[] {
  const detail = shownFile(state)
  return detail === null ? state.chosenCaseFiles : [detail.file.id]
}

/** How case files are put together. */
export const assembling: readonly Command[] = [
  sorting('date', 'Ctrl+Shift+D'),
  sorting('number', 'Ctrl+Shift+S'),
  stepping('up', -1, 'Alt+ArrowUp'),
  stepping('down', 1, 'Alt+ArrowDown'),
  ...withMany,
  withOne('document-pages', ['Ctrl+Shift+O'], (state, document) => state.openPageDesk(document)),
  withOne('set-sheets', ['Ctrl+Shift+T'], (state, document) =>
    state.openAssemble({ kind: 'sheets', document }),
  ),
  withOne('note-document', ['Ctrl+Shift+G'], (state, document) =>
    state.openAssemble({ kind: 'note', id: document.id, name: '', note: noteOf(document) }),
  ),
  ...ofFiles,
]
