import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { aCare } from '../support/memory-care.ts'
import { goTo, openUi } from '../support/open-ui.tsx'

test('[CA15] an old backup is told on the overview, and made from there into a chosen folder', async () => {
  const { care } = aCare()
  const ui = await openUi({ care: aCare({ care: { ...care, isBackupDue: true } }) })
  expect(await screen.findByText('Đã đến lúc sao lưu kho.')).toBeTruthy()
  ui.chosen.push('/usb')

  await ui.user.click(screen.getByRole('button', { name: 'Sao lưu' }))

  expect(ui.engine.calls).toContainEqual({ name: 'startBackup', input: { folder: '/usb' } })
  expect(screen.queryByText('Đã đến lúc sao lưu kho.')).toBeNull()
})

test('[CA15] the settings show copies, a check, risks and what is under way, which can be ended', async () => {
  const { care } = aCare()
  const work = { kind: 'backup' as const, filesDone: 5, filesTotal: 12, bytesDone: 5_242_880 }
  const ui = await openUi({
    care: aCare({ care: { ...care, work, risks: [{ kind: 'cloud', service: 'OneDrive' }] } }),
  })
  await goTo(ui, 'Thiết lập')

  expect(await screen.findByText('5/12 tệp, 5 MB')).toBeTruthy()
  expect(screen.getByText('Kho đang nằm trong thư mục mà OneDrive tự đồng bộ.')).toBeTruthy()
  await ui.user.click(screen.getByRole('button', { name: 'Dừng lại' }))
  await ui.user.click(await screen.findByRole('button', { name: 'Kiểm tra kho' }))

  expect(await screen.findByText('Kho nguyên vẹn: đã đọc lại 3 tệp, không có chỗ hỏng.')).toBeTruthy()
})

test('[CA9] a disk that fills up is told on the overview with what still works', async () => {
  await openUi({ care: aCare({ space: { freeBytes: 209_715_200, isLow: true, hasBallast: true } }) })

  expect(await screen.findByText('Ổ đĩa sắp đầy.')).toBeTruthy()
  expect(screen.getByText(/Chỉ còn 200 MB/)).toBeTruthy()
})

test('[CA15] at the first run a backup is restored, and a damaged one refused with the count of its faults', async () => {
  const kept = aCare({ backupFaults: 3 })
  const ui = await openUi({ kind: 'first-run', care: kept })
  ui.chosen.push('/usb')
  await ui.user.click(screen.getByRole('button', { name: 'Khôi phục từ bản sao lưu' }))
  await ui.user.click(screen.getByRole('button', { name: 'Chọn thư mục sao lưu' }))
  await ui.user.type(screen.getByLabelText('Mật khẩu hoặc mã khôi phục của kho cũ'), 'mật khẩu cũ')
  await ui.user.click(screen.getByRole('button', { name: 'Khôi phục' }))
  expect(await screen.findByText('Bản sao lưu hỏng 3 chỗ nên chưa chép gì.')).toBeTruthy()

  kept.backupFaults = 0
  await ui.user.click(screen.getByRole('button', { name: 'Khôi phục' }))

  expect(await screen.findByRole('heading', { level: 1, name: /Mở khoá/ })).toBeTruthy()
  expect(ui.engine.calls).toContainEqual({
    name: 'restoreVault',
    input: { folder: '/usb', secret: 'mật khẩu cũ' },
  })
})
