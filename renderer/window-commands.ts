import type { Command } from './commands.ts'

/** What is done with windows themselves. */
export const windowing: readonly Command[] = [
  {
    id: 'new-window',
    shortcuts: ['Ctrl+Shift+N'],
    isEnabled: () => true,
    run: (store) => void store.getState().newWindow(),
  },
]
