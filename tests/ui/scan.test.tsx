import { screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { readyValue } from '../../renderer/state/attempt.ts'
import { aScan, type MemoryScan } from '../support/a-scan.ts'
import { openUi } from '../support/open-ui.tsx'

async function openDialog(part: Partial<MemoryScan> = {}) {
  const ui = await openUi({ scan: aScan(part) })
  await ui.user.keyboard('{F11}')
  const dialog = await screen.findByRole('dialog', { name: 'Quét tài liệu' })
  return { ui, dialog, scan: ui.engine.vault.scan }
}

const thumbnails = (dialog: HTMLElement): readonly (string | null)[] =>
  within(dialog)
    .queryAllByRole('button', { name: /^Trang \d+/ })
    .map((button) => button.getAttribute('aria-label'))

test('[SC14] one key opens the dialogue, the same key scans, and the pages appear with their count', async () => {
  const { ui, dialog } = await openDialog({ feeder: ['page', 'blank', 'page'] })
  await within(dialog).findByRole('button', { name: /Lấy giấy từ/ })

  expect(within(dialog).getByText(/Bấm Quét là xác nhận không tờ nào đóng dấu MẬT/)).toBeDefined()
  await ui.user.keyboard('{F11}')

  expect(await within(dialog).findByText('3 trang đã lưu')).toBeDefined()
  expect(thumbnails(dialog)).toEqual(['Trang 1, đã lưu', 'Trang 2, đã lưu, có vẻ trống', 'Trang 3, đã lưu'])
  expect(within(dialog).getByText('24 trang/phút')).toBeDefined()
  const started = ui.engine.calls.find(({ name }) => name === 'startScan')
  expect(started?.input).toEqual({
    scanner: 'sane:test:0',
    setting: { source: 'feeder', colour: 'colour', dpi: 300, size: 'a4' },
    place: { way: 'end' },
    target: null,
    isStatementMade: true,
  })
})

test('[SC14] the sitting is ended by one key and told, and the dialogue closes', async () => {
  const { ui, dialog } = await openDialog({ feeder: ['page', 'page'] })
  await within(dialog).findByRole('button', { name: /Lấy giấy từ/ })
  await ui.user.keyboard('{F11}')
  await within(dialog).findByText('2 trang đã lưu')

  await ui.user.keyboard('{F12}')

  expect(await screen.findByText('Đã nhận 2 trang quét')).toBeDefined()
  expect(screen.queryByRole('dialog')).toBeNull()
})

test('[SC15] without a scanner the dialogue says what to do, and takes an address of the network', async () => {
  const { ui, dialog } = await openDialog({ scanners: [] })

  expect(await within(dialog).findByText('Chưa thấy máy quét nào')).toBeDefined()
  expect(within(dialog).getByRole<HTMLButtonElement>('button', { name: 'Quét' }).disabled).toBe(true)
  await ui.user.click(within(dialog).getByRole('button', { name: 'Kiểu đã lưu và máy quét mạng' }))
  await ui.user.type(within(dialog).getByLabelText('Địa chỉ máy quét trong mạng'), '192.168.1.20')
  await ui.user.click(within(dialog).getByRole('button', { name: 'Thêm máy' }))

  expect(await within(dialog).findAllByText('Máy quét mạng 192.168.1.20')).not.toHaveLength(0)
})

test.each([
  ['jam', 'Máy quét kẹt giấy.', /Mở nắp, gỡ tờ bị kẹt/],
  ['cover-open', 'Nắp máy quét đang mở.', /Đóng nắp cho khít/],
] as const)('[SC15] %s is told with what is kept and the next step', async (trouble, cause, next) => {
  const { ui, dialog } = await openDialog({ feeder: ['page', 'page', trouble] })
  await within(dialog).findByRole('button', { name: /Lấy giấy từ/ })
  await ui.user.keyboard('{F11}')

  const alert = await within(dialog).findByRole('alert')
  expect(within(alert).getByText(cause)).toBeDefined()
  expect(within(alert).getByText(next)).toBeDefined()
  expect(within(alert).getByText(/Đã lưu 2 trang, không trang nào mất\. .*từ tờ thứ 3/)).toBeDefined()

  ui.engine.vault.scan.feeder = ['page']
  await ui.user.keyboard('{F11}')
  expect(await within(dialog).findByText('3 trang đã lưu')).toBeDefined()
})

test('[SC16] Escape stops the scan and keeps the dialogue; again it leaves, and the sitting stays', async () => {
  const { ui, dialog } = await openDialog({ feeder: ['page'], isSlow: true })
  await within(dialog).findByRole('button', { name: /Lấy giấy từ/ })
  await ui.user.keyboard('{F11}')
  await within(dialog).findByRole('button', { name: 'Dừng' })

  await ui.user.keyboard('{Escape}')
  expect(await within(dialog).findByText('Đã dừng quét')).toBeDefined()

  await ui.user.keyboard('{Escape}')
  expect(screen.queryByRole('dialog')).toBeNull()
  expect(readyValue(ui.store.getState().scan)?.session?.pages).toHaveLength(1)
})

test('[SC17] a chosen page is scanned again, or pages go before and after it', async () => {
  const { ui, dialog } = await openDialog({ feeder: ['page', 'page', 'page'] })
  await within(dialog).findByRole('button', { name: /Lấy giấy từ/ })
  await ui.user.keyboard('{F11}')
  await ui.user.click(await within(dialog).findByRole('button', { name: 'Trang 2, đã lưu' }))

  ui.engine.vault.scan.feeder = ['blank']
  await ui.user.click(within(dialog).getByRole('button', { name: 'Quét lại trang này' }))
  expect(await within(dialog).findByRole('button', { name: 'Trang 2, đã lưu, có vẻ trống' })).toBeDefined()
  expect(thumbnails(dialog)).toHaveLength(3)

  await ui.user.click(within(dialog).getByRole('button', { name: 'Trang 1, đã lưu' }))
  ui.engine.vault.scan.feeder = ['blank']
  await ui.user.keyboard('{Control>}{F11}{/Control}')
  expect(await within(dialog).findByText('4 trang đã lưu')).toBeDefined()
  expect(thumbnails(dialog)[1]).toBe('Trang 2, đã lưu, có vẻ trống')
})

test('[SC18] a sheet that looks secret is decided in the dialogue before anything goes on', async () => {
  const { ui, dialog } = await openDialog({ feeder: ['page', 'secret'] })
  await within(dialog).findByRole('button', { name: /Lấy giấy từ/ })
  await ui.user.keyboard('{F11}')

  expect(await within(dialog).findByText('Trang này có vẻ đóng dấu mật')).toBeDefined()
  expect(within(dialog).getByRole<HTMLButtonElement>('button', { name: 'Quét' }).disabled).toBe(true)
  await ui.user.click(within(dialog).getByRole('button', { name: /^Đúng là tài liệu mật/ }))

  expect(await within(dialog).findByText('1 tờ mật không số hóa')).toBeDefined()
  expect(within(dialog).getByRole<HTMLButtonElement>('button', { name: 'Quét' }).disabled).toBe(false)
})

test('[SC14] settings are kept under a name and taken again', async () => {
  const { ui, dialog } = await openDialog()
  await within(dialog).findByRole('button', { name: /Lấy giấy từ/ })
  await ui.user.click(within(dialog).getByRole('button', { name: 'Kiểu đã lưu và máy quét mạng' }))
  await ui.user.type(within(dialog).getByLabelText('Tên kiểu mới'), 'Sổ đỏ')
  await ui.user.click(within(dialog).getByRole('button', { name: 'Lưu kiểu' }))

  await within(dialog).findByRole('button', { name: /Kiểu đã đặt tên/ })
  expect(ui.engine.vault.scan.state.profiles).toMatchObject([{ name: 'Sổ đỏ', setting: { dpi: 300 } }])
})

test('[SC19] a pasted picture is taken after the statement', async () => {
  const ui = await openUi()
  // A copied picture has no place on the disk.
  const picture = new File([new Uint8Array([0x89, 0x50, 0x4e, 0x47])], 'image.png', { type: 'image/png' })
  ui.store.getState().openDialog({ kind: 'paste', pictures: [picture] })

  const dialog = await screen.findByRole('dialog', { name: 'Dán 1 ảnh vào kho' })
  expect(within(dialog).getByText(/Tôi xác nhận không có tài liệu đóng dấu MẬT/)).toBeDefined()
  await ui.user.keyboard('{Enter}')

  await expect.poll(() => ui.engine.calls.filter(({ name }) => name === 'pastePictures')).toHaveLength(1)
  expect(ui.engine.calls.find(({ name }) => name === 'pastePictures')?.input).toMatchObject({
    isStatementMade: true,
  })
})
