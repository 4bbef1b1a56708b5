import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { PlanPreview } from '../../domain/plan-api.ts'
import { aPlanning } from '../support/memory-planning.ts'
import { aCaseFile, aFonds, aPlanEntry, idOf, shaOf } from '../support/memory-vault.ts'
import { openUi } from '../support/open-ui.tsx'
import { choose, openPlan, plan, press, rowsOf } from '../support/plan-ui.ts'

test('the plan stands under its headings, and a heading moves with its entries', async () => {
  const ui = await openUi({ plan })
  const table = await openPlan(ui)
  expect(rowsOf(table)).toEqual(['I. Tổng hợp', '01.TH', '02.TH', 'II. Đất đai', '01.ĐĐ'])

  await ui.user.click(within(table).getByRole('button', { name: 'Đưa đề mục II. Đất đai lên' }))

  await waitFor(() =>
    expect(rowsOf(table)).toEqual(['I. Đất đai', '01.ĐĐ', 'II. Tổng hợp', '01.TH', '02.TH']),
  )
})

test('[CF19] entries are walked, written in and taken out with the keyboard alone', async () => {
  const ui = await openUi({ plan, caseFiles: [aCaseFile(1)] })
  const table = await openPlan(ui)
  within(table).getByRole('button', { name: 'Sửa 01.TH' }).focus()
  await ui.user.keyboard('{ArrowDown}{Enter}')

  const title = await within(table).findByRole('textbox', { name: 'Tiêu đề hồ sơ' })
  await waitFor(() => expect(document.activeElement).toBe(title))
  await ui.user.clear(title)
  await ui.user.type(title, 'Báo cáo quý, tháng{Enter}')
  await screen.findByText('Đã lưu 02.TH trong danh mục')
  expect(ui.engine.vault.plan[1]?.title).toBe('Báo cáo quý, tháng')
  const button = await within(table).findByRole('button', { name: 'Sửa 02.TH' })
  await waitFor(() => expect(document.activeElement).toBe(button))

  await ui.user.keyboard('{Enter}')
  await within(table).findByRole('textbox', { name: 'Tiêu đề hồ sơ' })
  await ui.user.keyboard('{Escape}')
  await within(table).findByRole('button', { name: 'Sửa 02.TH' })
  within(table).getByRole('button', { name: 'Sửa 02.TH' }).focus()
  await ui.user.keyboard('{Delete}')
  await waitFor(() =>
    expect(ui.engine.vault.plan.map(({ notation }) => notation)).toEqual(['01.TH', '01.ĐĐ']),
  )
  expect(within(table).queryByRole('button', { name: 'Bỏ 01.TH khỏi danh mục' })).toBeNull()
})

test('[CF17] a new entry has the next free number proposed, below a heading that is there or a new one', async () => {
  const ui = await openUi({ plan })
  const table = await openPlan(ui)
  await ui.user.keyboard('{Control>}n{/Control}')
  const form = await within(table).findByRole('form', { name: 'Hồ sơ dự kiến mới' })
  await waitFor(() =>
    expect(within(form).getByRole('textbox', { name: 'Số và ký hiệu HS' })).toHaveProperty('value', '02.ĐĐ'),
  )
  await ui.user.keyboard('{Enter}')
  expect(await within(form).findAllByText('Cần điền ô này.')).toHaveLength(2)

  await ui.user.type(within(form).getByRole('textbox', { name: 'Tiêu đề hồ sơ' }), 'Bản đồ địa chính')
  await choose(ui, form, ['Thời hạn bảo quản', 'Vĩnh viễn'])
  await choose(ui, form, ['Đề mục', 'Đề mục nhỏ mới trong II. Đất đai'])
  await ui.user.type(within(form).getByRole('textbox', { name: 'Tên đề mục' }), 'Bản đồ{Enter}')

  await screen.findByText(/^Đã lưu .* trong danh mục$/)
  expect(ui.engine.vault.plan.at(-1)).toMatchObject({
    heading: 'II. Đất đai\n1. Bản đồ',
    title: 'Bản đồ địa chính',
    retention: '01',
    isAddition: false,
  })
})

test('[CF16] an approved plan is locked, what is added stands apart, and its approval is withdrawn with a reason', async () => {
  const ui = await openUi({ plan })
  const table = await openPlan(ui)
  await ui.user.click(screen.getByRole('button', { name: 'Ghi nhận ban hành' }))
  const dialog = await screen.findByRole('dialog', { name: 'Ghi nhận danh mục đã ban hành' })
  await ui.user.type(within(dialog).getByLabelText(/^Số, ký hiệu quyết định/), '15/QĐ-UBND')
  await ui.user.type(within(dialog).getByLabelText(/^Ngày quyết định/), '05012026')
  await press(ui, dialog, 'Ghi nhận ban hành')

  await screen.findByText('Đã ban hành theo Quyết định 15/QĐ-UBND ngày 05/01/2026')
  expect(within(table).queryByRole('button', { name: 'Sửa 01.TH' })).toBeNull()
  expect(screen.getByRole('button', { name: 'Nhập từ Excel' })).toHaveProperty('disabled', true)

  await ui.user.keyboard('{Control>}n{/Control}')
  const form = await within(table).findByRole('form', { name: 'Hồ sơ dự kiến mới' })
  await ui.user.type(within(form).getByRole('textbox', { name: 'Tiêu đề hồ sơ' }), 'Việc mới')
  await choose(ui, form, ['Thời hạn bảo quản', 'Vĩnh viễn'])
  await ui.user.click(within(form).getByRole('button', { name: 'Thêm vào phần bổ sung' }))
  const additions = await screen.findByRole('grid', { name: 'Bổ sung sau khi ban hành (1)' })
  expect(within(additions).getByText('Trần Thị Mẫu')).toBeDefined()

  await ui.user.click(screen.getByRole('button', { name: 'Rút việc ban hành' }))
  const withdraw = await screen.findByRole('dialog', { name: 'Rút việc ban hành danh mục' })
  await ui.user.click(within(withdraw).getByRole('button', { name: 'Rút việc ban hành' }))
  expect(await within(withdraw).findByText('Cần điền ô này.')).toBeDefined()
  await ui.user.type(within(withdraw).getByLabelText(/^Lý do rút/), 'Sai số')
  await ui.user.click(within(withdraw).getByRole('button', { name: 'Rút việc ban hành' }))
  await screen.findByText('Đã rút việc ban hành theo Quyết định 15/QĐ-UBND')
  expect(screen.getByText(/Lý do: Sai số$/)).toBeDefined()
})

const entry = { heading: 'I. Tổng hợp', title: 'Nhập', retention: '01', maker: '', note: '' }
const preview: PlanPreview = {
  path: '/chon/danh-muc.xlsx',
  sha: shaOf(1),
  rows: [
    { number: 8, text: 'I · Tổng hợp', kind: 'heading', level: 0 },
    { number: 9, text: '09.TH · Nhập · Vĩnh viễn', kind: 'taken', entry: { ...entry, notation: '09.TH' } },
    { number: 10, text: '10.TH · Lạ · 7 năm', kind: 'refused', reason: 'retention-unknown' },
  ],
  taken: 1,
  refused: 1,
}

test('[CF18] an import shows every row with its reason before anything is written', async () => {
  const planning = aPlanning([aFonds()])
  planning.planFiles.set(preview.path, preview)
  const ui = await openUi({ plan, planning })
  await openPlan(ui)
  ui.chosen.push(preview.path)
  await ui.user.keyboard('{Control>}i{/Control}')

  const dialog = await screen.findByRole('dialog', { name: 'Nhập danh mục năm 2026, UBND xã Thử' })
  await within(dialog).findByText('2 hồ sơ trong tệp: 1 nhận, 1 không nhận.')
  expect(within(dialog).getByText('thời hạn không có trong thang')).toBeDefined()
  expect(ui.engine.vault.plan).toHaveLength(3)
  await ui.user.click(within(dialog).getByRole('button', { name: 'Nhập 1 hồ sơ' }))

  await screen.findByText('Đã nhập 1 hồ sơ vào danh mục')
  expect(ui.engine.vault.plan.at(-1)?.notation).toBe('09.TH')
})

test('[CF18] a file that is no workbook is refused with what to do', async () => {
  const ui = await openUi({ plan })
  await openPlan(ui)
  ui.chosen.push('/chon/cu.xls')
  await ui.user.keyboard('{Control>}i{/Control}')

  const dialog = await screen.findByRole('dialog', { name: /^Nhập danh mục năm 2026/ })
  expect(await within(dialog).findByText('Tệp Excel kiểu cũ (.xls) không đọc được.')).toBeDefined()
})

test('the plan of another year is copied whole or in part', async () => {
  const before = plan.map((each, at) => ({ ...each, id: idOf('plan', 10 + at), year: 2025 }))
  const ui = await openUi({ plan: [...before, aPlanEntry(9, { notation: '09.TH' })] })
  await openPlan(ui)
  await ui.user.click(screen.getByRole('button', { name: 'Chép danh mục năm khác' }))
  const dialog = await screen.findByRole('dialog', { name: 'Chép danh mục sang năm 2026' })
  await ui.user.click(await within(dialog).findByRole('checkbox', { name: '01.ĐĐ Giao đất' }))
  await ui.user.click(within(dialog).getByRole('button', { name: 'Chép các mục đã chọn' }))

  await screen.findByText('Đã chép 2/2 hồ sơ dự kiến')
  const now = ui.engine.vault.plan.filter(({ year }) => year === 2026)
  expect(now.map(({ notation, retention }) => [notation, retention])).toEqual([
    ['09.TH', '01'],
    ['01.TH', '01'],
    ['02.TH', '01'],
  ])
})
