import { type Command, commands } from './commands.ts'
import type { Screen } from './state/view.ts'

/** The keys that an event is made of, as the table of commands writes them. */
export function shortcutOf(
  event: Pick<KeyboardEvent, 'ctrlKey' | 'altKey' | 'shiftKey' | 'metaKey' | 'key'>,
): string {
  const key = event.key.length === 1 ? event.key.toUpperCase() : event.key
  const held = [
    event.ctrlKey && 'Ctrl',
    event.altKey && 'Alt',
    event.shiftKey && 'Shift',
    event.metaKey && 'Meta',
  ]
  return [...held.filter((name) => name !== false), key].join('+')
}

/** What keys mean on a screen. */
export function commandFor(shortcut: string, screen: Screen): Command | null {
  const isMeant = (command: Command): boolean =>
    command.shortcuts.includes(shortcut) && (command.screen ?? screen) === screen
  return commands.find(isMeant) ?? null
}

const signs: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
}

/** A shortcut as it is shown, `Alt+↓`; null where a command has none. */
export function shownShortcut(command: Command): string | null {
  const first = command.shortcuts[0]
  return first === undefined
    ? null
    : first
        .split('+')
        .map((key) => signs[key] ?? key)
        .join('+')
}

/** Does a key without Ctrl or Alt mean a command of this screen here? Not in a box, nor while it is held down unless that is meant. */
export function isPlainCommand(event: KeyboardEvent, { plainKeys }: Command): boolean {
  if (plainKeys === undefined || isInTextBox(event) || event.isComposing || event.metaKey) return false
  return plainKeys === 'repeated' || !event.repeat
}

/** Is the key pressed in a box that takes text? */
export function isInTextBox({ target }: KeyboardEvent): boolean {
  return (
    target instanceof HTMLTextAreaElement ||
    (target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'range'].includes(target.type))
  )
}

/**
 * Does a key without Ctrl or Alt mean a command here? Only in a box of a form that says so, and not while its list is
 * open or a syllable is being composed.
 */
export function takesPlainKeys(event: KeyboardEvent): boolean {
  const { target } = event
  if (!(target instanceof HTMLElement) || event.isComposing) return false
  const isBox = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement
  return (
    isBox &&
    target.closest('[data-takes-commands], [data-keeps-keys]')?.hasAttribute('data-takes-commands') ===
      true &&
    target.getAttribute('aria-expanded') !== 'true'
  )
}
