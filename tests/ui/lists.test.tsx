import { act, screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { aCaseFile, aDocument, idOf } from '../support/memory-vault.ts'
import { goTo, type OpenUi, openUi } from '../support/open-ui.tsx'

const many = (count: number) => Array.from({ length: count }, (_, index) => index + 1)
const caseFiles = many(1200).map((n) =>
  aCaseFile(n, {
    title: n === 1200 ? 'Yêu cầu riêng' : `Việc số ${n}`,
    notation: `${String(n).padStart(4, '0')}.TH`,
    state: n % 10 === 0 ? 'closed' : 'open',
    year: 2024 + (n % 2),
  }),
)

const grid = (name = /^Danh sách hồ sơ/) => screen.findByRole('grid', { name })

/** What a screen reader says of the present place. */
function presentCell(list: HTMLElement): HTMLElement | null {
  return document.getElementById(list.getAttribute('aria-activedescendant') ?? '')
}

const told = () => screen.getAllByRole('status').map(({ textContent }) => textContent)

const presentRow = (list: HTMLElement): number =>
  Number(presentCell(list)?.closest('[role="row"]')?.getAttribute('aria-rowindex'))

async function openCaseList(ui: OpenUi): Promise<HTMLElement> {
  await goTo(ui, 'Hồ sơ')
  await ui.user.keyboard('{Alt>}h{/Alt}')
  const list = await grid()
  await act(async () => list.focus())
  return list
}

test('[UI60] the list of case files tells its whole length and draws and fetches only what is in sight', async () => {
  const ui = await openUi({ caseFiles })

  const list = await openCaseList(ui)

  expect(list.getAttribute('aria-rowcount')).toBe('1201')
  expect(within(list).getAllByRole('row').length).toBeLessThan(60)
  expect(told()).toContain('1.200 hồ sơ')
  await act(async () => ui.store.getState().seeList('cases', 1000, 1020))
  const asked = ui.engine.calls.filter(({ name }) => name === 'caseList').map(({ input }) => input)
  expect(asked).toMatchObject([{ offset: 0, limit: 100 }, { offset: 1000 }])
})

test('[UI62] arrows, Home, End, Page keys and letters walk the grid, and Enter opens the case file', async () => {
  const ui = await openUi({ caseFiles })
  const list = await openCaseList(ui)
  await act(async () => ui.store.getState().sortList('cases', 'title'))
  const { user } = ui

  await user.keyboard('{ArrowDown}{ArrowDown}')
  expect(presentRow(list)).toBe(4)
  await user.keyboard('{ArrowRight}')
  expect(presentCell(list)?.textContent).toBe('Việc số 3')
  await user.keyboard('{End}')
  expect(presentCell(list)?.getAttribute('aria-colindex')).toBe('9')
  await user.keyboard('{Home}')
  expect(presentCell(list)?.textContent).toBe('0003.TH')
  await user.keyboard('{Control>}{End}{/Control}')
  expect(presentRow(list)).toBe(1201)
  await user.keyboard('{Control>}{Home}{/Control}')
  expect(presentRow(list)).toBe(2)
  await user.keyboard('{PageDown}')
  expect(presentRow(list)).toBeGreaterThan(10)
  await user.keyboard('y')
  expect(presentRow(list)).toBe(1201)
  await user.keyboard('{Enter}')
  await screen.findByRole('tab', { name: 'Theo danh mục', selected: true })
  expect(ui.store.getState().selection).toEqual({ kind: 'file', id: idOf('case', 1200) })
})

test('[UI62] the head is reached with the arrows: Enter sorts, and Shift with an arrow changes the width', async () => {
  const ui = await openUi({ caseFiles })
  const list = await openCaseList(ui)

  await ui.user.keyboard('{ArrowUp}{ArrowRight}{Enter}')
  const title = within(list).getByRole('columnheader', { name: 'Tiêu đề hồ sơ' })
  expect(presentCell(list)).toBe(title)
  expect(title.getAttribute('aria-sort')).toBe('ascending')
  await ui.user.keyboard('{Enter}')
  expect(title.getAttribute('aria-sort')).toBe('descending')
  await ui.user.keyboard('{Shift>}{ArrowRight}{/Shift}')
  expect(ui.engine.vault.preferences.columns['cases']).toContain('title:266')
})

test('[UI62] Space, Shift with arrows and Ctrl+A choose rows, and how many is told at once', async () => {
  const ui = await openUi({ caseFiles })
  const list = await openCaseList(ui)
  const { user } = ui

  await user.keyboard(' ')
  expect(told()).toContain('Đã chọn 1 trên 1.200 hồ sơ')
  await user.keyboard('{Shift>}{ArrowDown}{ArrowDown}{/Shift}')
  expect(told()).toContain('Đã chọn 3 trên 1.200 hồ sơ')
  expect(within(list).getAllByRole('row', { selected: true })).toHaveLength(3)
  await user.keyboard('{Control>}a{/Control}')
  expect(told()).toContain('Đã chọn 1.200 trên 1.200 hồ sơ')
  await user.keyboard(' ')
  expect(told()).toContain('Đã chọn 1.199 trên 1.200 hồ sơ')
  // All of them were chosen without one being fetched for it.
  expect(ui.engine.calls.some(({ name }) => name === 'listIds')).toBe(false)
})

test('[UI62] rows are chosen by the pointer: alone, besides, and in a span that was not fetched', async () => {
  const ui = await openUi({ caseFiles })
  const list = await openCaseList(ui)
  const row = (index: number) => within(list).getAllByRole('row')[index] ?? list

  await ui.user.click(row(1))
  await ui.user.keyboard('{Control>}')
  await ui.user.click(row(3))
  await ui.user.keyboard('{/Control}')
  expect(within(list).getAllByRole('row', { selected: true })).toHaveLength(2)
  await act(() => ui.store.getState().chooseRow('cases', 0, 'only'))
  await act(() => ui.store.getState().chooseRow('cases', 499, 'span'))
  expect(told()).toContain('Đã chọn 500 trên 1.200 hồ sơ')
})

test('[UI63] a change of many rows says before and after how many change and why others do not', async () => {
  const ui = await openUi({ caseFiles })
  await openCaseList(ui)
  const { user } = ui
  await user.keyboard('{Control>}a{/Control}{F2}')

  const dialog = await screen.findByRole('dialog', { name: 'Sửa 1.200 hồ sơ đã chọn' })
  expect(within(dialog).getByRole('button', { name: 'Đổi 0 hồ sơ' }).hasAttribute('disabled')).toBe(true)
  await user.click(within(dialog).getByRole('button', { name: /Sửa mục nào/ }))
  await user.click(await screen.findByRole('option', { name: 'Người lập' }))
  await user.type(within(dialog).getByLabelText('Giá trị mới'), 'Lê Thị Mẫu')
  await within(dialog).findByText('120: hồ sơ đã kết thúc, mở lại mới sửa được (1200.TH; 1190.TH; 1180.TH)')
  await user.click(within(dialog).getByRole('button', { name: 'Đổi 1.080 hồ sơ' }))

  const done = await screen.findByRole('dialog', { name: 'Đã đổi 1.080 hồ sơ' })
  expect(within(done).getByRole('status').textContent).toContain('Tổng số hồ sơ đã chọn1.200')
  await user.keyboard('{Escape}')
  expect(ui.engine.vault.caseFiles.filter(({ maker }) => maker === 'Lê Thị Mẫu')).toHaveLength(1080)
  await user.keyboard('{Control>}z{/Control}')
  await screen.findByText('Đã hoàn tác: sửa nhiều dòng cùng lúc')
  expect(ui.engine.vault.caseFiles.some(({ maker }) => maker === 'Lê Thị Mẫu')).toBe(false)
})

test('[UI61] a list is narrowed, kept as a view, and found again by its name', async () => {
  const ui = await openUi({ caseFiles })
  await openCaseList(ui)
  const { user } = ui
  await user.click(screen.getByRole('button', { name: /Trạng thái/ }))
  await user.click(await screen.findByRole('option', { name: 'đã kết thúc' }))
  await screen.findByText('120 hồ sơ')

  await user.click(screen.getByRole('button', { name: 'Lưu cách xem' }))
  await user.type(await screen.findByLabelText('Tên cách xem'), 'Đã xong')
  await user.keyboard('{Enter}')
  await user.click(screen.getByRole('button', { name: 'Bỏ lọc' }))
  await screen.findByText('1.200 hồ sơ')
  await user.click(await screen.findByRole('button', { name: /Cách xem đã lưu/ }))
  await user.click(await screen.findByRole('option', { name: 'Đã xong' }))

  expect(await screen.findByText('120 hồ sơ')).toBeTruthy()
})

test('[UI68] columns are chosen and ordered, and stay so', async () => {
  const ui = await openUi({ caseFiles: caseFiles.slice(0, 3) })
  const list = await openCaseList(ui)
  const names = () =>
    within(list)
      .getAllByRole('columnheader')
      .map(({ textContent }) => textContent)
  await ui.user.keyboard('{Control>}{Shift>}c{/Shift}{/Control}')

  const dialog = await screen.findByRole('dialog', { name: 'Các cột của danh sách' })
  await ui.user.click(within(dialog).getByRole('checkbox', { name: 'Chỗ để giấy' }))
  await ui.user.click(within(dialog).getByRole('button', { name: 'Đưa cột Tiêu đề hồ sơ lên trước' }))
  await ui.user.keyboard('{Escape}')

  expect(names()?.slice(0, 2)).toEqual(['Tiêu đề hồ sơ', 'Số và ký hiệu'])
  expect(names()).toContain('Chỗ để giấy')
  expect(ui.engine.vault.preferences.columns['cases']?.[0]).toBe('title:250')
})

test('[UI64] what is chosen is written as a workbook, and how many rows of how many is told', async () => {
  const ui = await openUi({ caseFiles })
  await openCaseList(ui)
  ui.chosen.push('/xuat')
  await ui.user.keyboard('{Control>}a{/Control}{Control>}{Shift>}x{/Shift}{/Control}')

  await screen.findByRole('dialog', { name: 'Xuất 1.200 hồ sơ ra tệp Excel' })
  await ui.user.click(screen.getByRole('button', { name: 'Chọn thư mục và xuất' }))

  expect(await screen.findByText('Đã ghi danh-sach.xlsx (1200/1200)')).toBeTruthy()
})

test('[UI69] a number elsewhere opens the list narrowed to what it counts', async () => {
  const ui = await openUi({ caseFiles, documents: many(3).map((n) => aDocument(n, { isAccepted: true })) })
  await goTo(ui, 'Tổng quan')

  await act(async () => ui.store.getState().openList({ list: 'cases', filter: { states: ['closed'] } }))
  await grid()
  await screen.findByText('120 hồ sơ')
  await act(async () => ui.store.getState().openList({ list: 'documents', filter: { stages: ['to-file'] } }))

  expect((await grid(/^Danh sách văn bản/)).getAttribute('aria-rowcount')).toBe('4')
})
