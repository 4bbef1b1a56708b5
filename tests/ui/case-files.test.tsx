import { screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { aCaseFile, aDocument, aPlanEntry, idOf } from '../support/memory-vault.ts'
import { goTo, type OpenUi, openUi } from '../support/open-ui.tsx'

const values = { type: '02', issuedDate: '2024-03-05', issuer: 'UBND xã Ví Dụ', subject: 'Về việc sửa đường' }
const reviewed = aDocument(1, {
  values: { ...values, number: '15', notation: 'QĐ-UBND' },
  isAccepted: true,
  caseFile: idOf('case', 1),
})
const loose = aDocument(3, { values: { ...values, number: '21' }, isAccepted: true })

async function openFile(ui: OpenUi, title: string): Promise<void> {
  await goTo(ui, 'Hồ sơ')
  await ui.user.click(await screen.findByRole('row', { name: title }))
  await screen.findByRole('grid', { name: /^Mục lục văn bản/ })
}

test('the tree shows headings, entries of the plan and their case files with their states', async () => {
  const ui = await openUi({
    plan: [aPlanEntry(1), aPlanEntry(2, { heading: 'II. Văn thư', title: 'Sổ công văn' })],
    caseFiles: [aCaseFile(1, { state: 'returned' })],
  })

  await goTo(ui, 'Hồ sơ')

  const tree = await screen.findByRole('treegrid', { name: 'Danh mục hồ sơ' })
  const rows = within(tree).getAllByRole('row')
  expect(rows.map((row) => row.textContent)).toEqual([
    'I. Tổng hợp',
    '01.TH Báo cáo công tác năm',
    'Hồ sơ, 0 văn bảnbị trả lại',
    'II. Văn thư',
    '02.TH Sổ công văn',
  ])
})

test('[CF2] a closed case file is opened again only with a reason', async () => {
  const ui = await openUi({
    plan: [aPlanEntry(1)],
    caseFiles: [aCaseFile(1, { state: 'closed' })],
    documents: [reviewed],
  })
  await openFile(ui, 'Hồ sơ 01.TH Báo cáo công tác năm')
  expect(screen.queryByRole('button', { name: /Lấy .* ra khỏi hồ sơ/ })).toBeNull()

  await ui.user.click(screen.getByRole('button', { name: 'Mở lại' }))
  const dialog = await screen.findByRole('dialog', { name: 'Mở lại hồ sơ' })
  const reopen = within(dialog).getByRole('button', { name: 'Mở lại' })
  expect(reopen).toHaveProperty('disabled', true)
  await ui.user.type(within(dialog).getByLabelText('Lý do mở lại'), 'Thiếu tờ trình')
  await ui.user.click(reopen)

  await screen.findByText('Đã mở lại hồ sơ 01.TH')
  expect(ui.engine.vault.caseFiles[0]).toMatchObject({ state: 'open', stateReason: 'Thiếu tờ trình' })
  await screen.findByText('Lý do mở lại')
})

test('[CF4] a case file is opened from the plan, and a document that waits is put into it and taken out', async () => {
  const ui = await openUi({ plan: [aPlanEntry(1)], documents: [loose] })
  await goTo(ui, 'Hồ sơ')
  await ui.user.click(await screen.findByRole('row', { name: '01.TH Báo cáo công tác năm' }))
  await ui.user.click(await screen.findByRole('button', { name: 'Mở hồ sơ mới' }))

  await ui.user.click(await screen.findByRole('button', { name: 'Xếp vào 01.TH' }))
  await screen.findByRole('grid', { name: 'Mục lục văn bản (1)' })
  expect(ui.engine.vault.documents[0]?.caseFile).toBe(ui.engine.vault.caseFiles[0]?.id)

  await ui.user.click(screen.getByRole('button', { name: 'Lấy Quyết định 21 ra khỏi hồ sơ' }))
  await screen.findByRole('grid', { name: 'Mục lục văn bản (0)' })
  expect(ui.engine.vault.documents[0]?.caseFile).toBeNull()
})

test('the contents list has the columns of the law, and a row opens the page', async () => {
  const ui = await openUi({ plan: [aPlanEntry(1)], caseFiles: [aCaseFile(1)], documents: [reviewed] })
  await openFile(ui, 'Hồ sơ 01.TH Báo cáo công tác năm')

  const grid = screen.getByRole('grid', { name: 'Mục lục văn bản (1)' })
  const heads = within(grid).getAllByRole('columnheader')
  expect(heads.map((head) => head.textContent)).toEqual([
    'Chọn',
    'STT',
    'Số, ký hiệu',
    'Ngày',
    'Tên loại và trích yếu',
    'Tác giả',
    'Tờ số',
    'Ghi chú',
    'Lấy ra',
  ])
  const row = within(grid).getAllByRole('row')[1]
  expect(row?.textContent).toBe('115/QĐ-UBND05/03/2024Quyết định Về việc sửa đườngUBND xã Ví Dụ1-2')

  await ui.user.click(within(grid).getByText('15/QĐ-UBND'))
  const dialog = await screen.findByRole('dialog', { name: 'Quyết định 15/QĐ-UBND' })
  await within(dialog).findByRole('region', { name: /^Trang 1/ })
})

test('each count of the overview leads to what it counts', async () => {
  const ui = await openUi({
    plan: [aPlanEntry(1), aPlanEntry(2)],
    caseFiles: [aCaseFile(1), aCaseFile(2, { state: 'closed' })],
  })

  await ui.user.click(await screen.findByRole('button', { name: '1 hồ sơ đã kết thúc' }))

  const list = await screen.findByRole('grid', { name: 'Danh sách hồ sơ (1)' })
  expect(within(list).getByText('đã kết thúc')).toBeDefined()
  expect(within(list).queryByText('đang mở')).toBeNull()
})
