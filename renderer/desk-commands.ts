import type { Command } from './commands.ts'

const always = (): boolean => true

/** Help, the manual, the tour, what runs in the background, and the overview on paper. */
export const guiding: readonly Command[] = [
  {
    id: 'help',
    shortcuts: ['F1'],
    isOverViewer: true,
    isEnabled: always,
    run: (store) => store.getState().openHelpHere(),
  },
  {
    id: 'open-manual',
    shortcuts: ['Shift+F1'],
    isOverViewer: true,
    isEnabled: always,
    run: (store) => void store.getState().openManual(),
  },
  {
    id: 'start-tour',
    shortcuts: [],
    isEnabled: (state) => state.tour === null,
    run: (store) => store.getState().startTour(),
  },
  {
    id: 'show-jobs',
    shortcuts: ['Ctrl+J'],
    isOverViewer: true,
    isEnabled: always,
    run: (store) => store.getState().openDialog({ kind: 'jobs' }),
  },
  {
    id: 'print-overview',
    shortcuts: [],
    isEnabled: (state) => state.screen === 'overview',
    run: (store) => void store.getState().printOverview(),
  },
]
