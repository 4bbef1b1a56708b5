import { describe, expect, test } from 'vitest'
import { commandOf } from '../../../renderer/commands.ts'
import {
  clashesIn,
  isUnfinished,
  shortcutProblem,
  swapped,
  withKeys,
} from '../../../renderer/shortcut-rules.ts'
import { commandFor, shortcutsOf, shownShortcut } from '../../../renderer/shortcuts.ts'

const lock = commandOf('lock')
const palette = commandOf('palette')

describe('[UI74] keys that are given to a command', () => {
  test('letters, digits and keys of boxes alone are refused', () => {
    for (const keys of ['A', '7', 'Enter', 'Shift+A', 'ArrowDown', 'Delete']) {
      expect(shortcutProblem(lock, keys, {})).toEqual({ kind: 'plain' })
    }
  })

  test('keys of the system, the clipboard and the Vietnamese keyboard are refused', () => {
    for (const keys of ['Ctrl+C', 'Alt+F4', 'Meta+L', 'Ctrl+Tab', 'Alt+Z', 'Ctrl+Alt+Q', 'F12']) {
      expect(shortcutProblem(lock, keys, {})).toEqual({ kind: 'system' })
    }
  })

  test('a clash names the command that has them', () => {
    expect(shortcutProblem(lock, 'Ctrl+K', {})).toEqual({ kind: 'clash', command: palette })
    expect(shortcutProblem(lock, 'Ctrl+Shift+F9', {})).toBeNull()
    expect(shortcutProblem(lock, 'Shift+F7', {})).toBeNull()
  })

  test('what another command was given clashes, and what it gave up does not', () => {
    expect(shortcutProblem(lock, 'Ctrl+Shift+F9', { palette: ['Ctrl+Shift+F9'] })?.kind).toBe('clash')
    expect(shortcutProblem(lock, 'Ctrl+K', { palette: ['Ctrl+Shift+F9'] })).toBeNull()
  })

  test('two commands that are never heard at one place may share keys', () => {
    expect(shortcutProblem(commandOf('pause-sync'), 'Alt+ArrowUp', {})).toBeNull()
  })

  test('a swap gives both commands keys and leaves no clash', () => {
    const overrides = swapped({}, lock, { keys: 'Ctrl+K', from: palette })

    expect(overrides).toEqual({ lock: ['Ctrl+K'], palette: ['Ctrl+L'] })
    expect(clashesIn(overrides)).toHaveLength(clashesIn({}).length)
    expect(commandFor('Ctrl+K', 'overview', overrides)?.id).toBe('lock')
    expect(shownShortcut(palette, overrides)).toBe('Ctrl+L')
  })

  test('keys that only fit their first command are not passed on', () => {
    const overrides = swapped({}, commandOf('accept'), { keys: 'Ctrl+L', from: lock })

    expect(shortcutsOf(lock, overrides)).toEqual([])
  })

  test('what the table says anyway is not kept, and no keys at all are', () => {
    expect(withKeys({ lock: ['F11'] }, lock, ['Ctrl+L'])).toEqual({})
    expect(withKeys({}, lock, [])).toEqual({ lock: [] })
    expect(commandFor('Ctrl+L', 'overview', { lock: [] })).toBeNull()
  })

  test('keys that are only held are no shortcut yet', () => {
    expect(isUnfinished('Ctrl+Control')).toBe(true)
    expect(isUnfinished('Ctrl+K')).toBe(false)
  })
})

test('[UI7] no two commands share a shortcut, and overrides that do are told', () => {
  expect(clashesIn({})).toEqual([])

  const [clash] = clashesIn({ lock: ['Ctrl+K'] })
  expect(clash?.keys).toBe('Ctrl+K')
  expect(clash?.commands.map(({ id }) => id).toSorted()).toEqual(['lock', 'palette'])
})
