import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { aPlanning } from '../support/memory-planning.ts'
import { aCaseFile, aDocument, aFonds, idOf, proposalsOf } from '../support/memory-vault.ts'
import { goTo, openUi } from '../support/open-ui.tsx'
import { choose, openPlan, plan, press } from '../support/plan-ui.ts'

const closed = aFonds({
  id: idOf('fonds', 2),
  agencyName: 'UBND xã Cũ',
  isOpen: false,
  closedOn: '2025-06-30',
})
const approval = {
  at: '2026-01-05T00:00:00.000Z',
  by: 'Trần Thị Mẫu',
  decision: '15/QĐ-UBND',
  decidedOn: '2026-01-05',
}

test('[CF15] a closed fonds is added, and case files and plans are narrowed to it', async () => {
  const ui = await openUi({
    plan,
    caseFiles: [aCaseFile(1), aCaseFile(7, { fonds: closed.id, planEntry: null })],
  })
  await openPlan(ui)
  await ui.user.click(screen.getByRole('tab', { name: 'Phông' }))
  await ui.user.click(await screen.findByRole('button', { name: 'Thêm phông đã đóng' }))
  const dialog = await screen.findByRole('dialog', { name: 'Thêm phông đã đóng' })
  await ui.user.type(within(dialog).getByLabelText(/^Tên cơ quan/), 'UBND xã Cũ')
  await ui.user.type(within(dialog).getByLabelText(/^Mã định danh/), 'sai')
  await ui.user.click(within(dialog).getByRole('button', { name: 'Lưu' }))
  await within(dialog).findByText('Mã gồm một chữ, hai số và các nhóm số sau dấu chấm.')
  await ui.user.clear(within(dialog).getByLabelText(/^Mã định danh/))
  await ui.user.type(within(dialog).getByLabelText(/^Mã định danh/), 'H27.38.07')
  await ui.user.type(within(dialog).getByLabelText(/^Ngày đóng phông/), '30062025')
  await press(ui, dialog, 'Lưu')

  await screen.findByText('Đã lưu phông UBND xã Cũ')
  expect(await screen.findByText('đóng ngày 30/06/2025')).toBeDefined()
  await goTo(ui, 'Hồ sơ')
  await choose(ui, screen.getByRole('region', { name: 'Danh mục hồ sơ' }), ['Phông', 'UBND xã Cũ'])
  await waitFor(() =>
    expect(ui.engine.calls.findLast(({ name }) => name === 'plan')?.input).toEqual({
      year: null,
      fonds: ui.engine.vault.planning.fonds[1]?.id,
    }),
  )
})

test('[CF15] the open fonds is closed together with the opening of the next', async () => {
  const ui = await openUi({ plan })
  await openPlan(ui)
  await ui.user.click(screen.getByRole('tab', { name: 'Phông' }))
  await ui.user.click(await screen.findByRole('button', { name: 'Đóng phông' }))
  const dialog = await screen.findByRole('dialog', { name: /^Đóng phông UBND xã/ })
  await ui.user.type(within(dialog).getByLabelText(/^Ngày đóng phông/), '30/6/2026')
  await ui.user.type(within(dialog).getByLabelText(/^Tên cơ quan/), 'UBND xã Thiên Cầm')
  await ui.user.type(within(dialog).getByLabelText(/^Mã định danh/), 'H27.40.01')
  await press(ui, dialog, 'Đóng phông')

  await screen.findByText('Đã đóng phông cũ và mở phông UBND xã Thiên Cầm')
  expect(ui.engine.vault.planning.fonds.map(({ isOpen }) => isOpen)).toEqual([false, true])
})

test('[CF17] a case file outside the plan is opened with the five things the law asks for', async () => {
  const ui = await openUi({ plan })
  await openPlan(ui)
  await ui.user.keyboard('{Control>}{Shift>}h{/Shift}{/Control}')
  const dialog = await screen.findByRole('dialog', { name: 'Mở hồ sơ ngoài danh mục' })
  await choose(ui, dialog, ['Đề mục', 'I. Tổng hợp'])
  await waitFor(() =>
    expect(within(dialog).getByLabelText(/^Số và ký hiệu/)).toHaveProperty('value', '03.TH'),
  )
  await ui.user.click(within(dialog).getByRole('button', { name: 'Mở hồ sơ' }))
  expect(await within(dialog).findAllByText('Cần điền ô này.')).toHaveLength(3)
  await ui.user.type(within(dialog).getByLabelText(/^Tiêu đề hồ sơ/), 'Việc đột xuất')
  await choose(ui, dialog, ['Thời hạn bảo quản', '20 năm'])
  await ui.user.type(within(dialog).getByLabelText(/^Thời gian bắt đầu/), '02032026')
  await press(ui, dialog, 'Mở hồ sơ')

  await screen.findByText('Đã mở hồ sơ mới 03.TH')
  expect(ui.engine.vault.caseFiles[0]).toMatchObject({
    title: 'Việc đột xuất',
    notation: '03.TH',
    retention: '05',
    maker: 'Trần Thị Mẫu',
    startDate: '2026-03-02',
    planEntry: null,
  })
})

test('the head of an open case file is corrected', async () => {
  const ui = await openUi({ plan, caseFiles: [aCaseFile(1)] })
  await goTo(ui, 'Hồ sơ')
  await ui.user.click(await screen.findByRole('row', { name: 'Hồ sơ 01.TH Báo cáo công tác năm' }))
  await ui.user.click(await screen.findByRole('button', { name: 'Sửa đầu hồ sơ' }))
  const dialog = await screen.findByRole('dialog', { name: 'Sửa đầu hồ sơ 01.TH' })
  const notation = within(dialog).getByLabelText(/^Số và ký hiệu/)
  await ui.user.clear(notation)
  await ui.user.type(notation, '08.TH')
  await press(ui, dialog, 'Lưu')

  await screen.findByText('Đã sửa đầu hồ sơ 08.TH')
  expect(ui.engine.vault.caseFiles[0]?.notation).toBe('08.TH')
})

test('[CF20] a notation that two files have is told, and one press renumbers the later', async () => {
  const twice = [aCaseFile(1), aCaseFile(2, { notation: '01.TH', title: 'Việc hai', planEntry: null })]
  const ui = await openUi({ plan, caseFiles: twice })
  await openPlan(ui)
  await screen.findByText('Số và ký hiệu 01.TH đang dùng cho 2 hồ sơ')
  await ui.user.click(screen.getByRole('button', { name: 'Cho số mới' }))

  await screen.findByText('Đã đổi sang số 03.TH')
  await waitFor(() => expect(screen.queryByText(/^Số và ký hiệu 01.TH đang dùng/)).toBeNull())
})

test('[CF61] of many notations given twice the first few stand above the plan, the others on demand', async () => {
  const caseFiles = Array.from({ length: 18 }, (_, at) =>
    aCaseFile(at + 1, { notation: `${20 + (at >> 1)}.TH`, planEntry: null }),
  )
  const ui = await openUi({ plan, caseFiles })
  await openPlan(ui)
  expect(await screen.findAllByText(/^Số và ký hiệu .* đang dùng cho 2 hồ sơ/)).toHaveLength(3)

  await ui.user.click(screen.getByRole('button', { name: 'Xem thêm, còn 6 số và ký hiệu dùng trùng' }))
  expect(screen.getAllByText(/^Số và ký hiệu .* đang dùng cho 2 hồ sơ/)).toHaveLength(9)
  expect(screen.queryByRole('button', { name: /^Xem thêm, còn/ })).toBeNull()
})

test('[CF21] the list of issuers tells of a dissolved body beside the printed name, which stays', async () => {
  const ui = await openUi({
    documents: [
      aDocument(1, { proposals: proposalsOf({ issuer: 'UBND xã Cẩm Hoà', issuedDate: '2025-08-01' }) }),
    ],
  })
  await ui.user.keyboard('{Control>}8{/Control}')
  await ui.user.click(await screen.findByRole('tab', { name: 'Cơ quan ban hành' }))
  await screen.findByText('Chưa có cơ quan nào trong danh sách')
  await ui.user.click(screen.getByRole('button', { name: 'Thêm cơ quan' }))
  const dialog = await screen.findByRole('dialog', { name: 'Thêm cơ quan' })
  await ui.user.type(within(dialog).getByLabelText(/^Tên cơ quan/), 'UBND xã Cẩm Hoà')
  await ui.user.type(within(dialog).getByLabelText('Đến hết ngày'), '30062025')
  await press(ui, dialog, 'Lưu')
  await screen.findByText('Đã lưu cơ quan UBND xã Cẩm Hoà')

  await goTo(ui, 'Soát')
  await screen.findByText('UBND xã Cẩm Hoà đã giải thể từ 30/06/2025, trước ngày của văn bản này.')
  expect(screen.getByLabelText('Cơ quan ban hành')).toHaveProperty('value', 'UBND xã Cẩm Hoà')
})

test('a leader sees the plan and can change nothing in it', async () => {
  const fonds = aFonds({ approvals: { 2026: approval } })
  const ui = await openUi({ plan, planning: aPlanning([fonds]) })
  ui.engine.vault.users.rows = ui.engine.vault.users.rows.map((user) => ({
    ...user,
    role: 'leader' as const,
  }))
  await ui.emit({ name: 'vaultChanged', payload: {} })
  const table = await openPlan(ui)

  await waitFor(() => expect(screen.queryByRole('button', { name: 'Rút việc ban hành' })).toBeNull())
  expect(within(table).queryByRole('button', { name: /^(Sửa|Bỏ)/ })).toBeNull()
  expect(screen.getByRole('button', { name: 'Xuất ra Excel' })).toBeDefined()
})
