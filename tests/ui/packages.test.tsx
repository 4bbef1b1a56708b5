import { screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { aCaseFile, idOf } from '../support/memory-vault.ts'
import { goTo, openUi } from '../support/open-ui.tsx'

const closed = aCaseFile(1, { state: 'closed' })
const handed = aCaseFile(2, { state: 'deposited' })

test('[PA32] closed case files are packed from the window, and what was refused says why', async () => {
  const ui = await openUi({ caseFiles: [closed, handed, aCaseFile(3)] })
  ui.chosen.push('/usb')
  await goTo(ui, 'Nộp lưu')

  await ui.user.click(await screen.findByRole('button', { name: 'Xuất gói' }))
  const dialog = await screen.findByRole('dialog')
  await within(dialog).findByText('Đã chọn 2/2 hồ sơ')
  expect(within(dialog).getAllByRole('checkbox')).toHaveLength(2)
  ui.engine.vault.caseFiles = [closed, aCaseFile(2, { state: 'open' }), aCaseFile(3)]
  await ui.user.click(within(dialog).getByRole('button', { name: 'Chọn thư mục và xuất 2 hồ sơ' }))

  await within(dialog).findByText('Đã gói 1, từ chối 1')
  within(dialog).getByText('Hồ sơ chưa kết thúc.')
  within(dialog).getByText('/usb')
  expect(ui.engine.calls.findLast(({ name }) => name === 'exportPackages')?.input).toEqual({
    caseFiles: [idOf('case', 1), idOf('case', 2)],
    folder: '/usb',
    format: 'sip',
    profile: 'tt05-2025',
  })
})

test('[PA32] the case file on the screen is packed alone, and a full stick says so', async () => {
  const ui = await openUi({ caseFiles: [closed, handed] })
  ui.chosen.push('/usb đầy')
  ui.store.getState().openFile(closed.id)
  await ui.user.click(await screen.findByRole('button', { name: 'Xuất gói hồ sơ' }))

  const dialog = await screen.findByRole('dialog')
  await within(dialog).findByText('Đã chọn 1/1 hồ sơ')
  await ui.user.click(within(dialog).getByRole('button', { name: 'Chọn thư mục và xuất 1 hồ sơ' }))

  expect((await within(dialog).findByRole('alert')).textContent).not.toContain('disk-full')
})

test('[PA32] packages are checked from the window, and every fault is told in words', async () => {
  const ui = await openUi({})
  ui.chosen.push('/usb/uuid-1.zip', '/usb/hỏng.zip')
  await goTo(ui, 'Nộp lưu')

  await ui.user.click(await screen.findByRole('button', { name: 'Kiểm tra gói' }))
  const dialog = await screen.findByRole('dialog')
  await ui.user.click(within(dialog).getByRole('button', { name: 'Chọn gói .zip' }))

  await within(dialog).findByText('Gói trọn vẹn: 2 văn bản, 14 tệp')
  const [fault] = within(within(dialog).getByRole('list', { name: '1 lỗi' })).getAllByRole('listitem')
  expect(fault?.textContent).toBe('Thiếu tệpMETS.xmlno METS')
})
