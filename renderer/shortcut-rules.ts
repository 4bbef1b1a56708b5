import { isHeardIn, scopes } from './command-scope.ts'
import { type Command, commands } from './commands.ts'
import { type KeyOverrides, shortcutsOf } from './shortcuts.ts'

/** Why keys cannot be given to a command. */
export type ShortcutProblem =
  /** A letter, a digit or a key of the box alone: it is what people type. */
  | { readonly kind: 'plain' }
  /** The system, the clipboard or the Vietnamese keyboard means something else by it. */
  | { readonly kind: 'system' }
  /** Another command that can be meant at the same time has them. */
  | { readonly kind: 'clash'; readonly command: Command }

const taken: ReadonlySet<string> = new Set([
  'Ctrl+A',
  'Ctrl+C',
  'Ctrl+V',
  'Ctrl+X',
  'Alt+F4',
  'Alt+Enter',
  // A space is a key as it is typed.
  'Alt+ ',
  'F10',
  'F12',
  // Unikey, EVKey: Vietnamese typing on and off.
  'Alt+Z',
])
const takenKeys: ReadonlySet<string> = new Set(['Tab', 'Escape', 'PrintScreen', 'ContextMenu', 'CapsLock'])
const modifiers: ReadonlySet<string> = new Set(['Control', 'Alt', 'Shift', 'Meta', 'AltGraph'])

/** Are the keys held so far no more than Ctrl, Alt or Shift? */
export function isUnfinished(keys: string): boolean {
  return modifiers.has(keyIn(keys))
}

/** What speaks against giving a command these keys; null where nothing does. */
export function shortcutProblem(
  command: Command,
  keys: string,
  overrides: KeyOverrides,
): ShortcutProblem | null {
  const key = keyIn(keys)
  const held = heldIn(keys)
  // Ctrl+Alt is how some keyboards write a third sign.
  const isSign = held.includes('Ctrl') && held.includes('Alt') && key.length === 1
  if (taken.has(keys) || takenKeys.has(key) || held.includes('Meta') || isSign) return { kind: 'system' }
  if (isPlain(keys)) return { kind: 'plain' }
  const other = holderOf(command, keys, overrides)
  return other === null ? null : { kind: 'clash', command: other }
}

/** The shortcuts once a command has these keys alone; what the table says anyway is not kept. */
export function withKeys(overrides: KeyOverrides, command: Command, keys: readonly string[]): KeyOverrides {
  const { [command.id]: _before, ...others } = overrides
  return isSame(keys, command.shortcuts) ? others : { ...others, [command.id]: keys }
}

/** The same, with the command that had them getting in turn what this one had, where that can be. */
export function swapped(
  overrides: KeyOverrides,
  command: Command,
  { keys, from }: { readonly keys: string; readonly from: Command },
): KeyOverrides {
  const [given] = shortcutsOf(command, overrides)
  const left = shortcutsOf(from, overrides).filter((each) => each !== keys)
  const taken = withKeys(withKeys(overrides, command, [keys]), from, left)
  if (given === undefined || shortcutProblem(from, given, taken) !== null) return taken
  return withKeys(taken, from, [given, ...left])
}

export interface Clash {
  readonly keys: string
  readonly commands: readonly [Command, Command]
}

/** Every two commands that the same keys mean at the same time. */
export function clashesIn(overrides: KeyOverrides): readonly Clash[] {
  return commands.flatMap((one, at) =>
    commands
      .slice(at + 1)
      .filter((other) => canMeet(one, other))
      .flatMap((other) =>
        shortcutsOf(one, overrides)
          .filter((keys) => shortcutsOf(other, overrides).includes(keys))
          .map((keys) => ({ keys, commands: [one, other] as const })),
      ),
  )
}

function holderOf(command: Command, keys: string, overrides: KeyOverrides): Command | null {
  return (
    commands.find(
      (other) =>
        other.id !== command.id && canMeet(command, other) && shortcutsOf(other, overrides).includes(keys),
    ) ?? null
  )
}

/** Do both mean something in one place? */
function canMeet(a: Command, b: Command): boolean {
  return scopes.some((scope) => isHeardIn(a, scope) && isHeardIn(b, scope))
}

function isPlain(keys: string): boolean {
  const held = heldIn(keys)
  return !held.includes('Ctrl') && !held.includes('Alt') && !/^F\d+$/.test(keyIn(keys))
}

/** The last key; `Ctrl++` ends in a plus. */
function keyIn(keys: string): string {
  return keys.endsWith('++') || keys === '+' ? '+' : keys.slice(keys.lastIndexOf('+') + 1)
}

function heldIn(keys: string): readonly string[] {
  return keys.slice(0, keys.length - keyIn(keys).length).split('+')
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((keys, at) => keys === b[at])
}
