import { act, screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { anUpdate } from '../support/memory-update.ts'
import { unconnected } from '../support/memory-vault.ts'
import { goTo, openUi } from '../support/open-ui.tsx'

async function openPanel(update = anUpdate(), ...files: readonly string[]) {
  const ui = await openUi({ update })
  ui.chosen.push(...files)
  await goTo(ui, 'Thiết lập')
  return { ui, panel: await screen.findByRole('region', { name: 'Phiên bản và cập nhật' }) }
}

async function openDialog(update = anUpdate(), ...files: readonly string[]) {
  const ui = await openUi({ update })
  ui.chosen.push(...files)
  act(() => ui.store.getState().openUpdate())
  return { ui, dialog: await screen.findByRole('dialog', { name: 'Cập nhật chương trình' }) }
}

test('[UP1] the settings tell the versions, and a file that was chosen is explained before it is installed', async () => {
  const { ui, panel } = await openPanel(anUpdate(), '/usb/ban-moi.hoso')
  within(panel).getByText('0.1.0')
  within(panel).getByText('45.4.1')
  await ui.user.click(within(panel).getByRole('button', { name: 'Cập nhật từ tệp' }))
  const dialog = await screen.findByRole('dialog', { name: 'Cập nhật chương trình' })

  await ui.user.click(within(dialog).getByRole('button', { name: 'Chọn tệp cập nhật' }))

  await within(dialog).findByText('Chữ ký đúng: bản 0.2.0 do nơi phát hành làm ra')
  within(dialog).getByText('Quét nhanh hơn.')
  within(dialog).getByText('190,7 MB')
  const steps = within(within(dialog).getByRole('region', { name: 'Việc sẽ làm' })).getAllByRole('listitem')
  expect(steps.map(({ textContent }) => textContent?.slice(0, 24))).toEqual([
    'Tệp được chép vào máy và',
    'Kho được đóng an toàn, b',
    'Lần mở kho sau đó, kho đ',
  ])
  expect(ui.engine.calls.some(({ name }) => name === 'installUpdate')).toBe(false)
})

test('[UP2] a file that is refused says why, what to do, and that nothing was changed', async () => {
  const { ui, dialog } = await openDialog(anUpdate(), '/usb/lạ.hoso')

  await ui.user.click(within(dialog).getByRole('button', { name: 'Chọn tệp cập nhật' }))

  expect((await within(dialog).findByRole('alert')).textContent).toContain('0123456789abcdef')
  within(dialog).getByText('Bản đang dùng và kho vẫn như cũ.')
  expect(within(dialog).queryByRole('button', { name: /^Cài đặt/ })).toBeNull()
})

test('[UP6] installing shuts the vault and goes on in view; when it fails the reason stands before the locked vault', async () => {
  const { ui, dialog } = await openDialog(anUpdate(), '/usb/hỏng.hoso')
  await ui.user.click(within(dialog).getByRole('button', { name: 'Chọn tệp cập nhật' }))

  await ui.user.click(await within(dialog).findByRole('button', { name: 'Cài đặt bản 0.2.0' }))

  const after = await screen.findByRole('dialog', { name: 'Cập nhật chương trình' })
  expect((await within(after).findByRole('alert')).textContent).toContain('dpkg: error')
  const [close] = within(after).getAllByRole('button', { name: 'Đóng' })
  if (close !== undefined) await ui.user.click(close)
  await screen.findByRole('heading', { level: 1, name: /Mở khoá/ })
})

test('[UP8] what is put in place by hand tells where the verified file lies', async () => {
  const { ui, dialog } = await openDialog(anUpdate({}, { way: 'by-hand' }), '/usb/ban-moi.hoso')
  await ui.user.click(within(dialog).getByRole('button', { name: 'Chọn tệp cập nhật' }))

  await ui.user.click(await within(dialog).findByRole('button', { name: 'Chép bản 0.2.0 vào máy' }))

  expect(await within(dialog).findByText('/home/can-bo/updates/0.2.0/goi.deb')).toBeDefined()
})

test('[UP4] a program that trusts no key says so where updates are offered', async () => {
  const { panel } = await openPanel(anUpdate({ trustedKeys: 0 }))

  expect(within(panel).getByText('Bản này không nhận tệp cập nhật')).toBeDefined()
})

test('[UP7] [UP9] a new version and the copy made before the vault changed are told until somebody has read it', async () => {
  const migrated = {
    from: 1,
    to: 2,
    folder: '/kho-sao-luu-truoc-ban-2',
    sizeBytes: 3_145_728,
    time: '2026-11-20T02:00:00.000Z',
  }
  const ui = await openUi({ update: anUpdate({ version: '0.2.0', updatedFrom: '0.1.0', migrated }) })

  await screen.findByText('Đã lên bản 0.2.0 (trước đó là 0.1.0)')
  screen.getByText('/kho-sao-luu-truoc-ban-2')
  screen.getByText('3 MB', { exact: false })
  await ui.user.click(screen.getByRole('button', { name: 'Đã rõ' }))

  expect(screen.queryByText('/kho-sao-luu-truoc-ban-2')).toBeNull()
})

test('[UP1] a file that is opened in the system is shown before the vault is unlocked, too', async () => {
  const ui = await openUi({ kind: 'locked' })

  await ui.emit({ name: 'updateOpened', payload: { path: '/usb/ban-moi.hoso' } })

  const dialog = await screen.findByRole('dialog', { name: 'Cập nhật chương trình' })
  expect(await within(dialog).findByText('Chữ ký đúng: bản 0.2.0 do nơi phát hành làm ra')).toBeDefined()
})

test('[UP9] while the vault is copied before its format changes, the way to it tells how far that is', async () => {
  const ui = await openUi({ kind: 'locked' })
  act(() => ui.store.setState({ unlock: () => new Promise(() => {}) }))

  await ui.user.type(screen.getByLabelText(/^Mật khẩu/), 'một câu thật dài{Enter}')
  await ui.emit({ name: 'vaultMigrating', payload: { step: 'copying', done: 1200, total: 40_000 } })

  const bar = await screen.findByRole('progressbar', { name: 'Sao lưu kho trước khi chuyển định dạng' })
  expect(bar.getAttribute('aria-valuetext')).toBe('1.200/40.000 tệp')
})

test('[UP9] a disk without room for that copy is told before the vault, with what to do', async () => {
  const ui = await openUi({ kind: 'locked' })
  ui.engine.failNext('unlockVault', {
    code: 'disk-full',
    detail: { reason: 'migration', needed: 1, free: 0 },
  })

  await ui.user.type(screen.getByLabelText(/^Mật khẩu/), 'một câu thật dài{Enter}')

  expect((await screen.findByRole('alert')).textContent).toContain('sao lưu kho trước khi chuyển định dạng')
})

test('[UP12] an update that lies beside the answer of the province is offered where the answer was taken', async () => {
  const sync = { ...unconnected, connection: { url: 'https://tinh.example', communeName: 'Xã Ví Dụ' } }
  const ui = await openUi({ sync })
  ui.chosen.push('/usb mới')
  await goTo(ui, 'Nộp lưu')
  await ui.user.click(await screen.findByRole('button', { name: 'Nhận từ USB' }))
  await ui.user.click(await screen.findByRole('button', { name: 'Chọn USB và nhận' }))

  await screen.findByText('Trên USB có bản cập nhật 0.2.0')
  await ui.user.click(screen.getByRole('button', { name: 'Xem bản cập nhật' }))

  await screen.findByRole('dialog', { name: 'Cập nhật chương trình' })
  expect(ui.engine.calls.findLast(({ name }) => name === 'checkUpdate')?.input).toEqual({
    path: '/usb mới/ho-so-xa-cap-nhat/a.hoso',
  })
})
