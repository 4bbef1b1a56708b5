import type { Command } from './commands.ts'
import type { AppStore } from './state/store.ts'

/** Runs a command and remembers that it was run, so that the palette offers it first. */
export function runCommand(store: AppStore, command: Command): void {
  store.getState().noteCommand(command.id)
  command.run(store)
}
