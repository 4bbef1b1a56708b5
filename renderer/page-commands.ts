import type { Command } from './commands.ts'
import type { AppState } from './state/app-state.ts'
import { readyValue } from './state/attempt.ts'
import { chosenRows, laidDocuments, laidRows, placeAtStep } from './state/batch-desk.ts'
import { documentsToJoin } from './state/batch-desk-slice.ts'

const onIntake = ({ screen }: AppState): boolean => screen === 'intake'

function hasChosen(state: AppState): boolean {
  return onIntake(state) && !state.isLaying && chosenRows(state.batchDesk).length > 0
}

/** The batch whose pages are laid out, or the newest that has any. */
function batchToArrange(state: AppState): string | null {
  const batches = readyValue(state.batches)?.rows ?? []
  return batches.find(({ pagesTotal }) => pagesTotal > 0)?.id ?? null
}

function stepping(id: 'pages-earlier' | 'pages-later', shortcut: string, by: 1 | -1): Command {
  return {
    id,
    shortcuts: [shortcut],
    plainKeys: 'repeated',
    screen: 'intake',
    isEnabled: (state) =>
      hasChosen(state) && placeAtStep(laidRows(state.batchDesk), chosenRows(state.batchDesk), by) !== null,
    run: (store) => void store.getState().stepPages(by),
  }
}

function turning(id: 'pages-turn-left' | 'pages-turn-right', shortcut: string, by: 90 | 270): Command {
  return {
    id,
    shortcuts: [shortcut],
    plainKeys: 'once',
    screen: 'intake',
    isEnabled: hasChosen,
    run: (store) => void store.getState().turnPages(by),
  }
}

/** What is done with the pages of a batch and with what did not come in. */
export const pageWork: readonly Command[] = [
  {
    id: 'arrange-pages',
    shortcuts: ['Ctrl+G'],
    screen: 'intake',
    isEnabled: (state) => onIntake(state) && (state.batchDesk !== null || batchToArrange(state) !== null),
    run: (store) => {
      const { batchDesk, arrangePages } = store.getState()
      void arrangePages(batchDesk === null ? batchToArrange(store.getState()) : null)
    },
  },
  stepping('pages-earlier', '[', -1),
  stepping('pages-later', ']', 1),
  turning('pages-turn-left', 'Q', 270),
  turning('pages-turn-right', 'E', 90),
  {
    id: 'pages-split',
    shortcuts: ['S'],
    plainKeys: 'once',
    screen: 'intake',
    isEnabled: (state) => hasChosen(state) && chosenRows(state.batchDesk).some(({ index }) => index > 0),
    run: (store) => void store.getState().splitAtPages(),
  },
  {
    id: 'pages-join',
    shortcuts: ['M'],
    plainKeys: 'once',
    screen: 'intake',
    isEnabled: (state) => hasChosen(state) && documentsToJoin(state.batchDesk).length > 1,
    run: (store) => void store.getState().joinPages(),
  },
  {
    id: 'pages-move',
    shortcuts: ['D'],
    plainKeys: 'once',
    screen: 'intake',
    isEnabled: (state) => hasChosen(state) && laidDocuments(laidRows(state.batchDesk)).length > 1,
    run: (store) => {
      const { batchDesk, openDialog } = store.getState()
      openDialog({ kind: 'pages', form: 'move', batch: batchDesk?.batch ?? null })
    },
  },
  {
    id: 'pages-put-away',
    shortcuts: ['Delete'],
    plainKeys: 'once',
    screen: 'intake',
    isEnabled: hasChosen,
    run: (store) => void store.getState().putAwayPages(),
  },
  {
    id: 'separate-scans',
    shortcuts: [],
    screen: 'intake',
    isEnabled: (state) => onIntake(state) && Object.keys(state.separations).length > 0,
    run: (store) => {
      const [batch] = Object.keys(store.getState().separations)
      if (batch !== undefined) store.getState().openDialog({ kind: 'pages', form: 'separate', batch })
    },
  },
  {
    id: 'retry-refused',
    shortcuts: [],
    screen: 'intake',
    isEnabled: (state) => onIntake(state) && (readyValue(state.quarantine)?.total ?? 0) > 0,
    run: (store) => void store.getState().retryRefused(null),
  },
  {
    id: 'print-patch-sheets',
    shortcuts: [],
    isEnabled: () => true,
    run: (store) => store.getState().openDialog({ kind: 'pages', form: 'patch-sheets', batch: null }),
  },
]
