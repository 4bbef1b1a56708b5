import { useApp } from './app-store.ts'
import type { CommandId } from './command-ids.ts'
import { commandOf } from './commands.ts'
import { shownShortcut } from './shortcuts.ts'

/** The first shortcut that a command has now, as it is shown; null where it has none. */
export function useShortcut(id: CommandId): string | null {
  return useApp((state) => shownShortcut(commandOf(id), state.preferences.shortcuts))
}
