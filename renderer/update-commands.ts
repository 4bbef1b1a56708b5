import type { Command } from './commands.ts'

/** A newer version of the program from a file. */
export const updating: readonly Command[] = [
  {
    id: 'install-update',
    shortcuts: [],
    isEnabled: () => true,
    run: (store) => store.getState().openUpdate(),
  },
]
