import { screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { unconnected } from '../support/memory-vault.ts'
import { goTo, openUi } from '../support/open-ui.tsx'

const sync = { ...unconnected, connection: { url: 'https://tinh.example', communeName: 'Xã Ví Dụ' } }

async function openDialog(button: 'Ghi ra USB' | 'Nhận từ USB', ...folders: readonly string[]) {
  const ui = await openUi({ sync })
  ui.chosen.push(...folders)
  await goTo(ui, 'Nộp lưu')
  await ui.user.click(await screen.findByRole('button', { name: button }))
  return { ui, dialog: await screen.findByRole('dialog') }
}

test('[SY37] the hand-over is written onto a stick from the window, which tells parts, size and the next step', async () => {
  const { ui, dialog } = await openDialog('Ghi ra USB', '/usb')

  await ui.user.click(within(dialog).getByRole('button', { name: 'Chọn USB và ghi' }))

  await within(dialog).findByText('Đã ghi 3 phần, 1,2 GB.')
  within(dialog).getByText('Tháo USB an toàn rồi đưa về tỉnh.', { exact: false })
  within(dialog).getByText('Trong đó có 210 thay đổi và 30 tệp.')
  within(dialog).getByText('1 tệp không còn nguyên trên máy này nên chưa ghi được')
  expect(ui.engine.calls.findLast(({ name }) => name === 'writeBags')?.input).toEqual({ folder: '/usb' })
})

test.each([
  ['/usb đầy', 'USB không đủ chỗ trống.'],
  ['/usb rút', 'USB đã bị rút ra hoặc không đọc, ghi được nữa.'],
])('[SY37] %s is told in words, and nothing is lost', async (folder, cause) => {
  const { ui, dialog } = await openDialog('Ghi ra USB', folder)

  await ui.user.click(within(dialog).getByRole('button', { name: 'Chọn USB và ghi' }))

  expect((await within(dialog).findByRole('alert')).textContent).toContain(cause)
})

test('[SY37] the answer is taken from a stick, and what was refused says why', async () => {
  const { ui, dialog } = await openDialog('Nhận từ USB', '/usb trống')
  const choose = within(dialog).getByRole('button', { name: 'Chọn USB và nhận' })

  await ui.user.click(choose)
  expect((await within(dialog).findByRole('alert')).textContent).toContain(
    'Không thấy gói trả lời nào của tỉnh ở đây.',
  )
  ui.chosen.splice(0)
  ui.chosen.push('/usb lẫn')
  await ui.user.click(choose)

  await within(dialog).findByText('Đã nhận 1 phần')
  within(dialog).getByText('12 thay đổi, 0 tệp, 1 lần nộp đã được tiếp nhận.')
  const [refused] = within(within(dialog).getByRole('list', { name: '1 phần bị từ chối' })).getAllByRole(
    'listitem',
  )
  expect(refused?.textContent).toContain('Gói này của xã, phường khác.')
})
