import { screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { openUi } from '../support/open-ui.tsx'

const contents = (dialog: HTMLElement) => within(dialog).findByRole('listbox', { name: 'Mục lục của sách' })
const rows = async (dialog: HTMLElement) =>
  within(await contents(dialog))
    .getAllByRole('option')
    .map(({ textContent }) => textContent)

test('[UI92] one key opens the manual at the chapter about the screen, and Escape leaves it', async () => {
  const { user, store } = await openUi()
  store.getState().show('review')

  await user.keyboard('{Shift>}{F1}{/Shift}')
  const dialog = await screen.findByRole('dialog', { name: 'Sách hướng dẫn' })

  expect(await rows(dialog)).toEqual(['1. Cài đặt và lần đầu mở', '2. Soát', 'Nhận loạt'])
  const page = within(dialog).getByTitle('Chương đang đọc: Soát')
  expect(page.getAttribute('src')).toBe('./manual/soat.html')
  expect(document.activeElement).toBe(within(dialog).getByRole('searchbox', { name: 'Tìm trong sách' }))
  await user.keyboard('{Escape}')
  expect(screen.queryByRole('dialog')).toBeNull()
})

test('[UI92] a part is found without tone marks and opened by the keyboard alone', async () => {
  const { user } = await openUi()
  await user.keyboard('{Shift>}{F1}{/Shift}')
  const dialog = await screen.findByRole('dialog', { name: 'Sách hướng dẫn' })
  await contents(dialog)

  await user.keyboard('tu co khoa')
  expect(within(dialog).getByRole('status').textContent).toBe('1 chỗ trong sách')
  await user.keyboard('{Tab}{Enter}')

  const page = within(dialog).getByTitle(/^Chương đang đọc/)
  expect(page.getAttribute('src')).toBe('./manual/cai-dat.html#cai-dat--phieu')
  await user.clear(within(dialog).getByRole('searchbox'))
  await user.keyboard('tàu vũ trụ')
  expect(within(dialog).getByRole('status').textContent).toContain('“tàu vũ trụ”')
})

test('[UI92] help leads to the manual, before a vault is open too', async () => {
  const { user } = await openUi({ kind: 'first-run' })
  await user.keyboard('{F1}')
  await user.click(await screen.findByRole('button', { name: 'Sách hướng dẫn' }))

  const dialog = await screen.findByRole('dialog', { name: 'Sách hướng dẫn' })
  expect((await rows(dialog))[0]).toBe('1. Cài đặt và lần đầu mở')
})

test('[UI93] the manual is opened as a PDF, or it is said why not', async () => {
  const { user, printed, store } = await openUi()
  await store.getState().openManual()
  const dialog = await screen.findByRole('dialog', { name: 'Sách hướng dẫn' })
  await user.click(within(dialog).getByRole('button', { name: 'Mở bản PDF để in' }))

  expect(printed).toEqual(['manual'])
  expect(within(dialog).queryByText('Bản này chưa kèm tệp PDF của sách')).toBeNull()
})
