import { useEffect } from 'react'
import { useApp, useAppStore } from '../../app-store.ts'
import { scopeOf } from '../../command-scope.ts'
import { commandFor, shortcutOf } from '../../shortcuts.ts'
import { HelpPanel } from './help-panel.tsx'

/**
 * Explains what has the focus when the keys of help are pressed, wherever that is: on a screen, in a dialog, or before a
 * vault is open.
 */
export function HelpHost() {
  const store = useAppStore()
  const topic = useApp((state) => state.helpTopic)
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      const state = store.getState()
      const { screen, preferences, openHelp, helpTopic } = state
      const command = commandFor(shortcutOf(event), scopeOf(state), preferences.shortcuts)
      if (command?.id !== 'help') return
      event.preventDefault()
      if (helpTopic === null) openHelp(topicAt(document.activeElement) ?? `screen/${screen}`)
    }
    window.addEventListener('keydown', listen, { capture: true })
    return () => window.removeEventListener('keydown', listen, { capture: true })
  }, [store])
  return topic === null ? null : <HelpPanel key={topic} topic={topic} />
}

/** What the nearest part of the page around a control says that it is about. */
function topicAt(element: Element | null): string | null {
  return element?.closest('[data-help]')?.getAttribute('data-help') ?? null
}
