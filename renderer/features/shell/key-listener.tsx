import { useEffect } from 'react'
import { useAppStore } from '../../app-store.ts'
import { scopeOf } from '../../command-scope.ts'
import { type Command, isAvailable } from '../../commands.ts'
import { runCommand } from '../../run-command.ts'
import { commandFor, isInTextBox, isPlainCommand, shortcutOf, takesPlainKeys } from '../../shortcuts.ts'
import type { AppState } from '../../state/app-state.ts'

/** Runs the command whose keys are pressed, wherever the focus is, before the control under it sees them. */
export function KeyListener() {
  const store = useAppStore()
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      const command = meantBy(event, store.getState())
      if (command === null) return
      // The browser's own meaning of a key of ours (reload, find, print) must never happen, even while ours cannot.
      event.preventDefault()
      // A key held down must not accept one document after the other unseen.
      if (event.repeat && event.key === 'Enter') return event.stopPropagation()
      if (!isAvailable(command, store.getState())) return
      event.stopPropagation()
      runCommand(store, command)
    }
    window.addEventListener('keydown', listen, { capture: true })
    return () => window.removeEventListener('keydown', listen, { capture: true })
  }, [store])
  return null
}

/** What the keys mean where they are pressed. */
function meantBy(event: KeyboardEvent, state: AppState): Command | null {
  const isPlain = !event.ctrlKey && !event.altKey && !/^F\d+$/.test(event.key)
  const command = commandFor(shortcutOf(event), scopeOf(state), state.preferences.shortcuts)
  // Help is heard where there is no vault and above dialogs too, by itself.
  if (command === null || command.id === 'help') return null
  if (isPlain && !isPlainMeant(event, command, state)) return null
  return command.isOfBoxes === true && isInTextBox(event) ? null : command
}

function isPlainMeant(event: KeyboardEvent, command: Command, { dialog }: AppState): boolean {
  // In a dialog a letter is typed or looks for a row, whatever it means on the screen below.
  if (dialog !== null && command.isOverDialog !== dialog.kind) return false
  return takesPlainKeys(event) || isPlainCommand(event, command)
}
