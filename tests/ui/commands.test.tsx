import { screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { commandIds } from '../../renderer/command-ids.ts'
import { commandOf, commands } from '../../renderer/commands.ts'
import { commandFor, shortcutOf, shownShortcut } from '../../renderer/shortcuts.ts'
import { screens } from '../../renderer/state/view.ts'
import { aCaseFile, idOf } from '../support/memory-vault.ts'
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

  expect(commandFor(shortcutOf({ ...held, key: 'k' }), 'overview', {})?.id).toBe('palette')
  expect(shownShortcut(commandOf('next-page'), {})).toBe('Alt+↓')
})

test('the palette finds a command without tone marks and runs it', async () => {
  const { user } = await openUi()

  await user.keyboard('{Control>}k{/Control}')
  const dialog = await screen.findByRole('dialog', { name: 'Làm gì tiếp theo?' })
  await user.type(within(dialog).getByRole('searchbox'), 'tiep nhan')
  await within(dialog).findByRole('menuitem', { name: 'Tiếp nhận' })
  await user.keyboard('{Enter}')

  await screen.findByRole('heading', { name: 'Tiếp nhận', level: 1 })
  expect(screen.queryByRole('dialog')).toBeNull()
})

test('[UI73] the palette offers what cannot be done now as well, last, and says why instead of doing it', async () => {
  const { user, engine, store } = await openUi()

  await user.keyboard('{Control>}k{/Control}')
  const dialog = await screen.findByRole('dialog')
  await user.type(within(dialog).getByRole('searchbox'), 'dong bo ngay')
  const item = await within(dialog).findByRole('menuitem', { name: 'Đồng bộ ngay' })
  expect(item.textContent).toContain('Máy này chưa kết nối với tỉnh.')
  await user.click(item)

  expect(within(dialog).getByRole('status').textContent).toBe('Máy này chưa kết nối với tỉnh.')
  expect(store.getState().dialog?.kind).toBe('palette')
  expect(engine.calls.map(({ name }) => name)).not.toContain('syncNow')
})

test('[UI73] the palette finds a command by its English words, and shows its group and keys', async () => {
  const { user } = await openUi()

  await user.keyboard('{Control>}k{/Control}')
  const dialog = await screen.findByRole('dialog')
  await user.type(within(dialog).getByRole('searchbox'), 'settings')
  const item = await within(dialog).findByRole('menuitem', { name: 'Thiết lập' })

  expect(item.textContent).toContain('Chuyển màn hình')
  expect(item.textContent).toContain('Ctrl7')
})

test('[UI73] what was used lately is offered first', async () => {
  const { user } = await openUi()
  const first = async (): Promise<string | null> => {
    await user.keyboard('{Control>}k{/Control}')
    const dialog = await screen.findByRole('dialog')
    const [item] = within(dialog).getAllByRole('menuitem')
    await user.keyboard('{Escape}')
    return item?.textContent ?? null
  }
  expect(await first()).toContain('Tổng quan')

  await user.keyboard('{Control>}8{/Control}')

  expect(await first()).toContain('Danh mục hồ sơ')
})

test('[UI73] the palette goes to a case file, and to the search for what was typed', async () => {
  const { user, store } = await openUi({ caseFiles: [aCaseFile(5, { notation: '05.ĐĐ' })] })

  await user.keyboard('{Control>}k{/Control}')
  const dialog = await screen.findByRole('dialog')
  await user.type(within(dialog).getByRole('searchbox'), '05')
  await user.click(await within(dialog).findByRole('menuitem', { name: /^05\.ĐĐ/ }))

  expect(store.getState().selection).toEqual({ kind: 'file', id: idOf('case', 5) })
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
