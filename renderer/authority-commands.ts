import type { Command } from './commands.ts'

/** What can be done with the law's data. */
export const authorityCommands: readonly Command[] = [
  {
    id: 'import-authority',
    shortcuts: [],
    isEnabled: (state) => state.lawImport.kind !== 'working',
    run: (store) => {
      const { screen, show, importLaw } = store.getState()
      // Its result stands there.
      if (screen !== 'settings') show('settings')
      void importLaw()
    },
  },
  {
    id: 'add-schedule-row',
    shortcuts: [],
    isEnabled: (state) => state.screen === 'settings',
    run: (store) => store.getState().openDialog({ kind: 'schedule-row', row: null }),
  },
]
