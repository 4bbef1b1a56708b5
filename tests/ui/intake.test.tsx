import { act, screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { shaOf } from '../support/memory-vault.ts'
import { chooseFiles, goTo, openUi } from '../support/open-ui.tsx'

test('[IN1] what was chosen is told as taken, refused and waiting', async () => {
  const ui = await openUi({
    refusals: new Map([['/quet/hong.pdf', { code: 'file-corrupt', detail: {} }]]),
  })
  ui.chosen.push('/quet/mot.pdf', '/quet/hong.pdf')

  await chooseFiles(ui)

  await screen.findByText('2 tệp: 1 đã nhận, 1 bị từ chối, 0 đang chờ')
  expect(screen.getByText('0/2 trang')).toBeDefined()
})

test('[IN4] a refused file says why and what to do, and is tried again', async () => {
  const ui = await openUi({
    refusals: new Map([['/quet/khoa.pdf', { code: 'file-encrypted', detail: {} }]]),
  })
  ui.chosen.push('/quet/khoa.pdf')
  await goTo(ui, 'Tiếp nhận')
  await ui.user.click(screen.getByRole('button', { name: 'Chọn tệp quét' }))
  await screen.findByRole('dialog', { name: 'Đưa 1 tệp vào kho' })
  await ui.user.keyboard('{Enter}')

  const row = (await screen.findByText('khoa.pdf')).closest('li')
  if (row === null) throw new Error('a source stands in a list')
  expect(row.textContent).toContain('Tệp PDF có đặt mật khẩu.')
  expect(row.textContent).toContain('lưu một bản không mật khẩu')

  ui.engine.vault.refusals.clear()
  await ui.user.click(within(row).getByRole('button', { name: 'Thử lại' }))

  await screen.findByText('1 tệp: 1 đã nhận, 0 bị từ chối, 0 đang chờ')
})

test('a page is seen as soon as it arrives, and then whether it was read', async () => {
  const ui = await openUi()
  ui.chosen.push('/quet/mot.pdf')
  await chooseFiles(ui)

  const thumbnail = await screen.findByRole('button', { name: 'Trang 1, chờ đọc' })
  expect(thumbnail.querySelector('img')?.getAttribute('src')).toMatch(
    /^app:\/\/page\/[0-9a-f]{64}\/0\?width=160$/,
  )

  const { vault } = ui.engine
  vault.documents = vault.documents.map((document) => ({
    ...document,
    texts: { [document.pages[0]?.id ?? '']: shaOf(7) },
    unread: { [document.pages[1]?.id ?? '']: 'reader-died' },
  }))
  await ui.emit({ name: 'recordsChanged', payload: { ids: [], revision: 5 } })

  await screen.findByRole('button', { name: 'Trang 1, đã đọc' })
  screen.getByRole('button', { name: 'Trang 2, không đọc được' })
  screen.getByText('2/2 trang')
})

test('files dropped anywhere on the window are taken in', async () => {
  const { engine, user } = await openUi()
  const transfer = new DataTransfer()
  transfer.items.add(new File(['x'], 'tha-vao.pdf'))

  const drop = new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: transfer })
  Object.defineProperty(drop, 'dataTransfer', { value: { types: ['Files'], files: transfer.files } })
  window.dispatchEvent(drop)
  await screen.findByRole('dialog', { name: 'Đưa 1 tệp vào kho' })
  await user.keyboard('{Enter}')

  await screen.findByRole('heading', { name: 'Tiếp nhận', level: 1 })
  await waitFor(() =>
    expect(engine.calls).toContainEqual({
      name: 'startBatch',
      input: { paths: ['/quet/tha-vao.pdf'], isStatementMade: true },
    }),
  )
})

test.each(['dragenter', 'dragover'])(
  '[UI100] files are taken by each %s, so that a drop counts wherever the window has just changed',
  async (type) => {
    await openUi()
    const move = new DragEvent(type, { bubbles: true, cancelable: true })
    Object.defineProperty(move, 'dataTransfer', { value: { types: ['Files'] } })

    act(() => void window.dispatchEvent(move))

    expect(move.defaultPrevented).toBe(true)
    await screen.findByText('Thả để đưa vào kho')
  },
)

test('the place to drop says that state secrets stay out', async () => {
  const ui = await openUi()

  await goTo(ui, 'Tiếp nhận')

  expect(screen.getByText(/Không đưa vào văn bản có dấu MẬT, TỐI MẬT, TUYỆT MẬT/)).toBeDefined()
})
