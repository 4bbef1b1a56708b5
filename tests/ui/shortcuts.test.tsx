import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { goTo, type OpenUi, openUi } from '../support/open-ui.tsx'

async function openEditor(ui: OpenUi, name: string): Promise<HTMLElement> {
  await goTo(ui, 'Thiết lập')
  await ui.user.click(screen.getByRole('button', { name: `Đổi phím của ${name}` }))
  return screen.findByRole('dialog', { name: `Phím tắt của ${name}` })
}

test('[UI74] a command gets other keys, which are shown and heard everywhere, and its own back', async () => {
  const ui = await openUi()
  const { user, engine, store } = ui

  const dialog = await openEditor(ui, 'Khoá kho')
  expect(document.activeElement?.getAttribute('aria-label')).toBe('Phím mới')
  await user.keyboard('{Control>}{Shift>}y{/Shift}{/Control}')
  await user.click(within(dialog).getByRole('button', { name: 'Lưu' }))

  expect(engine.vault.preferences.shortcuts).toEqual({ lock: ['Ctrl+Shift+Y'] })
  expect(screen.getByRole('button', { name: 'Khoá kho' }).textContent).toContain('CtrlShiftY')
  await user.keyboard('{Control>}l{/Control}')
  expect(store.getState().session).toMatchObject({ value: { kind: 'open' } })

  await user.click(screen.getByRole('button', { name: 'Trả phím ban đầu cho Khoá kho' }))
  expect(engine.vault.preferences.shortcuts).toEqual({})
  await user.keyboard('{Control>}l{/Control}')
  await screen.findByRole('heading', { name: 'Mở khoá kho' })
})

test('[UI74] a clash names the command that has the keys and offers to swap', async () => {
  const ui = await openUi()
  const { user, engine } = ui

  const dialog = await openEditor(ui, 'Khoá kho')
  await user.keyboard('{Control>}k{/Control}')
  expect(dialog.textContent).toContain('Ctrl+K đang là phím của “Lệnh”.')
  expect(dialog.textContent).toContain('Lấy phím này thì “Lệnh” dùng Ctrl+L.')
  await user.click(within(dialog).getByRole('button', { name: 'Lấy và đổi cho nhau' }))

  await waitFor(() =>
    expect(engine.vault.preferences.shortcuts).toEqual({ lock: ['Ctrl+K'], palette: ['Ctrl+L'] }),
  )
  await user.keyboard('{Control>}l{/Control}')
  await screen.findByRole('dialog', { name: 'Làm gì tiếp theo?' })
})

test('[UI74] letters and keys of the system cannot be given, and everything can be reset at once', async () => {
  const ui = await openUi()
  const { user, engine, store } = ui
  await store.getState().setPreferences({ shortcuts: { lock: ['F11'], palette: [] } })

  const dialog = await openEditor(ui, 'Khoá kho')
  await user.keyboard('a')
  expect(dialog.textContent).toContain('A là phím để gõ chữ.')
  expect(within(dialog).getByRole('button', { name: 'Lưu' })).toHaveProperty('disabled', true)
  await user.keyboard('{Control>}c{/Control}')
  expect(dialog.textContent).toContain('Ctrl+C đã có nghĩa khác')
  await user.keyboard('{Escape}')

  await user.click(screen.getByRole('button', { name: 'Trả lại mọi phím ban đầu (2)' }))
  expect(engine.vault.preferences.shortcuts).toEqual({})
})
