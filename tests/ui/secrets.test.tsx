import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { idOf } from '../support/memory-vault.ts'
import { chooseFiles, goTo, type OpenUi, openUi } from '../support/open-ui.tsx'

const paths = ['/quet/mot.pdf', '/quet/phong bi.pdf', '/quet/ba.pdf']

/** Chooses three files, the second of which looks like a state secret. */
async function openAtMark(): Promise<OpenUi> {
  const ui = await openUi({ marked: new Set([paths[1] ?? '']) })
  ui.chosen.push(...paths)
  await chooseFiles(ui)
  await screen.findByRole('dialog', { name: 'Trang này có vẻ đóng dấu mật' })
  return ui
}

test('[IN5] before files are taken somebody states that none is a state secret, or nothing is taken', async () => {
  const ui = await openUi()
  ui.chosen.push(...paths)

  await ui.user.keyboard('{Control>}o{/Control}')
  const dialog = await screen.findByRole('dialog', { name: 'Đưa 3 tệp vào kho' })
  expect(
    within(dialog).getByText('Tôi xác nhận không có tài liệu đóng dấu MẬT, TỐI MẬT, TUYỆT MẬT.'),
  ).toBeDefined()
  await ui.user.keyboard('{Escape}')

  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  expect(ui.engine.calls.filter(({ name }) => name === 'startBatch')).toEqual([])
})

test('[IN13] a mark stops the batch and says which file and page; Enter leaves it out, and the rest goes on when it is said', async () => {
  const ui = await openAtMark()
  const dialog = screen.getByRole('dialog')
  expect(dialog.textContent).toContain('phong bi.pdf')
  expect(dialog.textContent).toContain('một khung dấu giống MẬT')
  expect(within(dialog).getByRole('button', { name: 'Đúng là tài liệu mật: bỏ khỏi đợt' })).toBe(
    document.activeElement,
  )

  await ui.user.keyboard('{Enter}')
  await screen.findByRole('dialog', { name: 'Đợt nhập đang tạm dừng' })
  expect(document.body.textContent).not.toContain('phong bi.pdf')
  screen.getByText('3 tệp: 1 đã nhận, 0 bị từ chối, 1 đang chờ, 1 không số hóa')
  await ui.user.keyboard('{Enter}')

  await screen.findByText('3 tệp: 2 đã nhận, 0 bị từ chối, 0 đang chờ, 1 không số hóa')
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  await ui.user.click(screen.getByRole('button', { name: '2 tệp đã nhận' }))
  const rows = await screen.findAllByText(/^(mot|ba)[.]pdf$|^01 tài liệu không số hóa$/)
  expect(rows.map(({ textContent }) => textContent)).toEqual([
    'mot.pdf',
    '01 tài liệu không số hóa',
    'ba.pdf',
  ])
})

test('[IN14] a mark that is none of a state secret is told so, and the file is taken with the rest', async () => {
  const ui = await openAtMark()

  await ui.user.click(screen.getByRole('button', { name: 'Không phải dấu mật: nhập tiếp' }))
  await screen.findByRole('dialog', { name: 'Đợt nhập đang tạm dừng' })
  await ui.user.keyboard('{Enter}')

  await screen.findByText('3 tệp: 3 đã nhận, 0 bị từ chối, 0 đang chờ')
  const batch = ui.engine.vault.batches[0]?.id
  expect(ui.engine.calls).toContainEqual({
    name: 'decideSecret',
    input: { batch, index: 1, page: 1, isSecret: false },
  })
})

test('[IN13] a stop that was put off is told on the screen, and can be decided from there', async () => {
  const ui = await openAtMark()
  await ui.user.keyboard('{Escape}')
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())

  screen.getByText('Đợt nhập đã dừng: một trang có vẻ đóng dấu mật.')
  await ui.user.click(screen.getByRole('button', { name: 'Xem và quyết định' }))

  await screen.findByRole('dialog', { name: 'Trang này có vẻ đóng dấu mật' })
})

test('[IN6] while a file is looked through, the page is told in a count', async () => {
  const ui = await openUi()
  ui.chosen.push('/quet/mot.pdf')
  await chooseFiles(ui)
  await screen.findByText('1 tệp: 1 đã nhận, 0 bị từ chối, 0 đang chờ')
  const batch = ui.engine.vault.batches[0]?.id ?? ''

  ui.store.getState().noteChecking({ batch, index: 0, page: 11, pageCount: 500 })

  expect(await screen.findByText('trang 12/500')).toBeDefined()
})

test('[IN15] what was isolated is shown as time and count, and its removal tells what it cannot reach', async () => {
  const ui = await openUi({
    intake: {
      waiting: [],
      stop: null,
      isHeld: false,
      isolated: [{ id: idOf('doc', 7), at: '2026-11-20T02:00:00.000Z', by: 'Trần Thị Mẫu', pages: 4 }],
    },
  })
  await goTo(ui, 'Tiếp nhận')
  const panel = await screen.findByRole('region', { name: 'Tài liệu cách ly' })
  expect(panel.querySelector('img')).toBeNull()
  within(panel).getByText(/^4 trang/)

  await ui.user.click(within(panel).getByRole('button', { name: 'Xử lý' }))
  const dialog = await screen.findByRole('dialog', { name: 'Gỡ tài liệu mật khỏi kho' })
  within(dialog).getByText('Người đứng đầu cơ quan')
  await ui.user.click(within(dialog).getByRole('button', { name: 'Gỡ khỏi kho' }))

  await screen.findByRole('dialog', { name: 'Đã gỡ khỏi kho' })
  screen.getByText(/Bản sao lưu làm từ .* có thể còn giữ tài liệu này/)
  await ui.user.keyboard('{Enter}')
  await waitFor(() => expect(screen.queryByRole('region', { name: 'Tài liệu cách ly' })).toBeNull())
})
