import { useEffect } from 'react'
import { useAppStore } from '../../app-store.ts'
import { isAvailable } from '../../commands.ts'
import { commandFor, isInTextBox, isPlainCommand, shortcutOf, takesPlainKeys } from '../../shortcuts.ts'

/** Runs the command whose keys are pressed, wherever the focus is, before the control under it sees them. */
export function KeyListener() {
  const store = useAppStore()
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      const isPlain = !event.ctrlKey && !event.altKey && !/^F\d+$/.test(event.key)
      const command = commandFor(shortcutOf(event), store.getState().screen)
      if (command === null) return
      if (isPlain && !takesPlainKeys(event) && !isPlainCommand(event, command)) return
      if (command.isOfBoxes === true && isInTextBox(event)) return
      // The browser's own meaning of a key of ours (reload, find, print) must never happen, even while ours cannot.
      event.preventDefault()
      // A key held down must not accept one document after the other unseen.
      if (event.repeat && event.key === 'Enter') return event.stopPropagation()
      if (!isAvailable(command, store.getState())) return
      event.stopPropagation()
      command.run(store)
    }
    window.addEventListener('keydown', listen, { capture: true })
    return () => window.removeEventListener('keydown', listen, { capture: true })
  }, [store])
  return null
}
