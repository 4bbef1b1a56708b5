import { isHeardIn, type Scope } from './command-scope.ts'
import { type Command, commands } from './commands.ts'

/** Command -> the keys that a person gave it in place of those of the table. */
export type KeyOverrides = Readonly<Record<string, readonly string[]>>

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

/** The keys that a command has now. */
export function shortcutsOf(command: Command, overrides: KeyOverrides): readonly string[] {
  return overrides[command.id] ?? command.shortcuts
}

/** What keys mean on a screen; what a person gave goes before what the table says. */
export function commandFor(shortcut: string, scope: Scope, overrides: KeyOverrides): Command | null {
  const pressed = commands.filter((command) => shortcutsOf(command, overrides).includes(shortcut))
  const heard = pressed.filter((command) => isHeardIn(command, scope))
  // What a key means below the viewer is kept from happening, as below a dialog.
  const meant = scope === 'viewer' && heard.length === 0 ? pressed : heard
  return meant.find(({ id }) => overrides[id] !== undefined) ?? meant[0] ?? null
}

const signs: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
}

/** Keys as they are shown, `Alt+↓`. */
export function shownKeys(keys: string): string {
  return keys
    .split('+')
    .map((key) => signs[key] ?? key)
    .join('+')
}

/** The first shortcut of a command as it is shown; null where it has none. */
export function shownShortcut(command: Command, overrides: KeyOverrides): string | null {
  const first = shortcutsOf(command, overrides)[0]
  return first === undefined ? null : shownKeys(first)
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
