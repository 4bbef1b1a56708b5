import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { idleReading } from '../support/memory-reading.ts'
import { aDocument, idOf } from '../support/memory-vault.ts'
import { goTo, openUi } from '../support/open-ui.tsx'

const batch = { id: idOf('batch', 1), createdAt: '2026-11-20T02:00:00.000Z', sources: [] }
const unread = aDocument(1, { batch: batch.id, texts: {}, proposals: null })

const inHand = {
  document: unread.id,
  batch: batch.id,
  page: 1,
  pageCount: 2,
  fileName: 'quyet-dinh.pdf',
}

const panel = async (): Promise<HTMLElement> => screen.findByRole('region', { name: 'Máy đọc trang' })

test('[IN11] the window tells what is read, what waits and how long it takes', async () => {
  const ui = await openUi({
    documents: [unread],
    batches: [batch],
    reading: { ...idleReading, pagesDone: 1200, secondsLeft: 5400, inHand: [inHand] },
  })

  await goTo(ui, 'Tiếp nhận')

  const words = (await panel()).textContent
  expect(words).toContain('Còn 2 trang chờ đọc, đã đọc 1.200 trang từ lúc mở kho.')
  expect(words).toContain('Khoảng 1 giờ 30 phút nữa là xong.')
  expect(words).toContain('Đang đọc quyet-dinh.pdf, trang 2/2')
  screen.getByRole('button', { name: 'Đã đọc 0/2 trang, còn khoảng 1 giờ 30 phút' })
})

test('[IN9] reading is paused and resumed with the keyboard', async () => {
  const ui = await openUi({ documents: [unread], batches: [batch] })
  await goTo(ui, 'Tiếp nhận')

  within(await panel())
    .getByRole('button', { name: 'Tạm dừng đọc' })
    .focus()
  await ui.user.keyboard('{Enter}')

  const resume = await screen.findByRole('button', { name: 'Đọc tiếp' })
  expect((await panel()).textContent).toContain('Đang tạm dừng')
  screen.getByRole('button', { name: 'Tạm dừng đọc ở 0/2 trang' })
  resume.focus()
  await ui.user.keyboard('{Enter}')
  await screen.findByRole('button', { name: 'Tạm dừng đọc' })
})

test('[IN10] a batch is given up and taken up again', async () => {
  const ui = await openUi({ documents: [unread], batches: [batch] })
  await goTo(ui, 'Tiếp nhận')

  await ui.user.click(await screen.findByRole('button', { name: 'Thôi đọc 2 trang còn lại' }))
  await ui.user.click(await screen.findByRole('button', { name: 'Đọc tiếp 2 trang chưa đọc' }))

  expect(await screen.findByRole('button', { name: 'Thôi đọc 2 trang còn lại' })).toBeDefined()
})

test('[IN11] [UI3] reading that stands still says why and what to do', async () => {
  const problem = { code: 'disk-full' as const, detail: {} }
  const ui = await openUi({
    documents: [unread],
    batches: [batch],
    reading: { ...idleReading, problem },
  })
  await goTo(ui, 'Tiếp nhận')
  screen.getByRole('button', { name: 'Dừng đọc vì trở ngại ở 0/2 trang' })

  const alert = within(await panel()).getByRole('alert')
  expect(alert.textContent).toContain('Ổ đĩa đã đầy.')
  await ui.user.click(within(alert).getByRole('button', { name: 'Thử lại' }))

  await waitFor(() => expect(screen.queryByText('Ổ đĩa đã đầy.')).toBeNull())
})

test('[IN8] the page that is opened is told to the engine', async () => {
  const ui = await openUi({ documents: [unread], batches: [batch] })
  await goTo(ui, 'Tiếp nhận')

  await ui.user.click(await screen.findByRole('button', { name: 'Trang 2, chờ đọc' }))

  await waitFor(() =>
    expect(ui.engine.calls).toContainEqual({ name: 'lookAt', input: { document: unread.id, page: 1 } }),
  )
})

test('[IN8] the document under review is told to the engine', async () => {
  const ui = await openUi({ documents: [aDocument(2)] })

  await goTo(ui, 'Soát')

  const { id } = aDocument(2)
  await waitFor(() =>
    expect(ui.engine.calls).toContainEqual({ name: 'lookAt', input: { document: id, page: 0 } }),
  )
})

test('who only looks is not offered to stop the reading', async () => {
  const ui = await openUi({ documents: [unread], batches: [batch] })
  ui.engine.vault.users.rows = ui.engine.vault.users.rows.map((user) => ({ ...user, role: 'leader' }))
  await ui.store.getState().loadSession()
  await goTo(ui, 'Tiếp nhận')

  await panel()
  expect(screen.queryByRole('button', { name: 'Tạm dừng đọc' })).toBeNull()
  expect(screen.queryByRole('button', { name: /^Thôi đọc/ })).toBeNull()
})
