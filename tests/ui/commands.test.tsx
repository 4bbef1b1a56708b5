import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { commandIds, commandOf, commands } from '../../renderer/commands.ts'
import { commandFor, shortcutOf, shownShortcut } from '../../renderer/shortcuts.ts'
import { screens } from '../../renderer/state/view.ts'
import { openUi } from '../support/open-ui.tsx'

test('[UI7] no two commands share a shortcut on any screen', () => {
  for (const screen of screens) {
    const shortcuts = commands
      .filter((command) => (command.screen ?? screen) === screen)
      .flatMap((command) => command.shortcuts)
    expect(shortcuts.filter((shortcut, at) => shortcuts.indexOf(shortcut) !== at)).toEqual([])
  }
})

test('every id has one command', () => {
  expect(commands.map(({ id }) => id).sort()).toEqual([...commandIds].sort())
})

test('keys are named as the table writes them, whatever the case of the letter', () => {
  const held = { ctrlKey: true, altKey: false, shiftKey: false, metaKey: false }

  expect(commandFor(shortcutOf({ ...held, key: 'k' }), 'overview')?.id).toBe('palette')
  expect(shownShortcut(commandOf('next-page'))).toBe('Alt+↓')
})

test('the palette finds a command without tone marks and runs it', async () => {
  const { user } = await openUi()

  await user.keyboard('{Control>}k{/Control}')
  const dialog = await screen.findByRole('dialog', { name: 'Làm gì tiếp theo?' })
  await user.type(within(dialog).getByRole('searchbox'), 'tiep nhan')
  await waitFor(() => expect(within(dialog).getAllByRole('menuitem')).toHaveLength(1))
  await user.keyboard('{Enter}')

  await screen.findByRole('heading', { name: 'Tiếp nhận', level: 1 })
  expect(screen.queryByRole('dialog')).toBeNull()
})

test('the palette offers only what can be done now', async () => {
  const { user } = await openUi()

  await user.keyboard('{Control>}k{/Control}')

  const dialog = await screen.findByRole('dialog')
  expect(within(dialog).queryByRole('menuitem', { name: /^Chấp nhận/ })).toBeNull()
  expect(within(dialog).queryByRole('menuitem', { name: /^Đồng bộ ngay/ })).toBeNull()
})

test('no command runs below a dialog or before the vault is open', async () => {
  const { user, store } = await openUi({ kind: 'locked' })

  await user.keyboard('{Control>}k{/Control}')
  expect(screen.queryByRole('dialog')).toBeNull()

  await user.type(screen.getByLabelText('Mật khẩu'), 'con đường làng dài{Enter}')
  await screen.findByRole('heading', { name: 'Tổng quan' })
  await user.keyboard('{Control>}k{/Control}')
  await user.keyboard('{Control>}2{/Control}')
  expect(store.getState().screen).toBe('overview')
})
