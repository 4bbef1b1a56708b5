import { act, screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { idleReading } from '../support/memory-reading.ts'
import { aDocument } from '../support/memory-vault.ts'
import { openUi } from '../support/open-ui.tsx'

const packing = { kind: 'packing', done: 3, refused: 1, total: 9 } as const

test('[UI77] what runs is counted in the status bar, listed with how much is done, and cancelled there', async () => {
  const { user, engine, store } = await openUi()
  expect(screen.getByRole('button', { name: 'Không có việc chạy nền' })).toBeDefined()
  act(() => store.setState({ packStep: packing }))

  await user.click(await screen.findByRole('button', { name: '1 việc đang chạy' }))

  const dialog = await screen.findByRole('dialog', { name: 'Việc đang chạy' })
  const bar = within(dialog).getByRole('progressbar', { name: 'Đóng gói hồ sơ' })
  expect(bar.getAttribute('aria-valuetext')).toBe('4/9 hồ sơ')
  expect(dialog.textContent).toContain('Chưa rõ còn bao lâu')
  await user.click(within(dialog).getByRole('button', { name: 'Dừng hẳn Đóng gói hồ sơ' }))
  expect(engine.calls.map(({ name }) => name)).toContain('cancelPackages')
})

test('[UI77] what ended is told at once, and stays listed with the reason and a next step', async () => {
  const { user, store } = await openUi()
  act(() => store.setState({ packStep: packing }))

  act(() => store.setState({ packStep: { kind: 'failed', fault: { code: 'disk-full', detail: {} } } }))

  await waitFor(() =>
    expect(document.querySelector('[data-jobs="ended"]')?.textContent).toBe(
      'Không xong: Đóng gói hồ sơ. Ổ đĩa đã đầy.',
    ),
  )
  await user.keyboard('{Control>}j{/Control}')
  const dialog = await screen.findByRole('dialog', { name: 'Việc đang chạy' })
  const ended = within(dialog).getByRole('list', { name: 'Đã xong từ lúc mở kho' })
  expect(ended.textContent).toContain('không xong')
  expect(ended.textContent).toContain('Ổ đĩa đã đầy.')
  await user.click(within(ended).getByRole('button', { name: 'Mở Nộp lưu' }))
  expect(store.getState().screen).toBe('deposits')
})

test('[UI77] reading is given up from the list, and its end says so', async () => {
  const { user, engine } = await openUi({
    documents: [aDocument(1, { texts: {}, proposals: null })],
    reading: idleReading,
  })
  await user.keyboard('{Control>}j{/Control}')
  const dialog = await screen.findByRole('dialog', { name: 'Việc đang chạy' })

  await user.click(within(dialog).getByRole('button', { name: 'Dừng hẳn Máy đọc trang' }))

  const ended = await within(dialog).findByRole('list', { name: 'Đã xong từ lúc mở kho' })
  expect(ended.textContent).toContain('đã dừng')
  expect(engine.calls).toContainEqual({ name: 'cancelReading', input: { batch: null } })
})

test('[UI77] reading can be paused and resumed from the list', async () => {
  const { user, engine } = await openUi({
    documents: [aDocument(1, { texts: {}, proposals: null })],
    reading: { ...idleReading, pagesDone: 2, secondsLeft: 120 },
  })

  await user.keyboard('{Control>}j{/Control}')
  const dialog = await screen.findByRole('dialog', { name: 'Việc đang chạy' })
  expect(dialog.textContent).toContain('Còn khoảng 2 phút')
  await user.click(within(dialog).getByRole('button', { name: 'Tạm dừng Máy đọc trang' }))

  await within(dialog).findByRole('button', { name: 'Chạy tiếp Máy đọc trang' })
  expect(engine.calls.map(({ name }) => name)).toContain('pauseReading')
})
