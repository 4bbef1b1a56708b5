import { screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { JournalEntry } from '../../domain/journal-api.ts'
import { aCaseFile, idOf } from '../support/memory-vault.ts'
import { goTo, openUi } from '../support/open-ui.tsx'

const entry = (n: number, part: Partial<JournalEntry> = {}): JournalEntry => ({
  id: `abc:0:${n}`,
  at: `2026-01-${String(28 - (n % 28)).padStart(2, '0')}T08:00:00.000Z`,
  by: n % 2 === 0 ? 'Trần Thị Mẫu' : 'Lê Văn Ví',
  station: { id: 'abc', isOwn: true, ordinal: 1 },
  kind: 'edit',
  records: [{ id: idOf('case', 1), kind: 'case', title: '01.TH Báo cáo' }],
  recordsTotal: 1,
  changes: [{ label: 'case-maker', element: '', text: 'Lê Văn Ví', told: null, isRemoved: false }],
  changesTotal: 1,
  ops: 1,
  ...part,
})

const journal = [
  entry(0, { kind: 'file', recordsTotal: 41 }),
  ...Array.from({ length: 199 }, (_, n) => entry(n + 1)),
]

test('[UI65] the journal says who did what, when, where and to what, and leads there', async () => {
  const ui = await openUi({ journal, caseFiles: [aCaseFile(1)] })

  await goTo(ui, 'Nhật ký')

  const feed = await screen.findByRole('feed', { name: 'Các việc đã làm, mới nhất trước' })
  const [first] = await within(feed).findAllByRole('article')
  expect(first?.textContent).toContain('Trần Thị Mẫu')
  expect(first?.textContent).toContain('Xếp văn bản vào hồ sơ')
  expect(first?.textContent).toContain('và 40 mục nữa')
  expect(first?.textContent).toContain('Người lập: Lê Văn Ví')
  expect(first?.textContent).toContain('máy này (máy số 1)')
  await ui.user.click(within(first ?? feed).getByRole('button', { name: 'Hồ sơ: 01.TH Báo cáo' }))
  expect(ui.store.getState().selection).toEqual({ kind: 'file', id: idOf('case', 1) })
})

test('[UI66] the journal is narrowed to a person, and older entries come as one goes on', async () => {
  const ui = await openUi({ journal })
  await goTo(ui, 'Nhật ký')
  await screen.findByText(/Đang hiện 60 việc/)

  await ui.user.click(await screen.findByRole('button', { name: 'Tìm tiếp việc cũ hơn' }))
  await screen.findByText(/Đang hiện 120 việc/)
  await ui.user.click(screen.getByRole('button', { name: /Người làm/ }))
  await ui.user.click(await screen.findByRole('option', { name: 'Lê Văn Ví' }))
  await screen.findByText(/Đang hiện 60 việc/)

  const articles = screen.getAllByRole('article')
  expect(articles.every(({ textContent }) => textContent?.includes('Lê Văn Ví'))).toBe(true)
  articles[0]?.focus()
  await ui.user.keyboard('{ArrowDown}{ArrowDown}')
  expect(document.activeElement?.getAttribute('aria-posinset')).toBe('3')
})

test('[UI67] the chain is checked from the journal, and what was found is said in words', async () => {
  const ui = await openUi({ journal })
  await goTo(ui, 'Nhật ký')
  await screen.findByText('Từ khi mở chương trình chưa kiểm tra chuỗi nhật ký.')

  await ui.user.click(screen.getByRole('button', { name: 'Kiểm tra chuỗi' }))

  expect(ui.engine.calls.some(({ name }) => name === 'checkVault')).toBe(true)
})

test('[UI67] days are asked for before the journal is written, and what was written is told', async () => {
  const ui = await openUi({ journal })
  await goTo(ui, 'Nhật ký')
  ui.chosen.push('/xuat')
  await ui.user.keyboard('{Control>}{Shift>}x{/Shift}{/Control}')
  const dialog = await screen.findByRole('dialog', { name: 'Xuất nhật ký' })
  await ui.user.click(within(dialog).getByRole('button', { name: 'Chọn thư mục và xuất' }))
  await within(dialog).findAllByText('Ngày không đúng; ghi như 30/06/2025.')

  await ui.user.type(within(dialog).getByLabelText('Từ ngày'), '01/01/2026')
  await ui.user.type(within(dialog).getByLabelText('Đến ngày'), '31/01/2026')
  await ui.user.click(within(dialog).getByRole('button', { name: 'Chọn thư mục và xuất' }))

  expect(await screen.findByText('Đã ghi nhat-ky.xlsx (200)')).toBeTruthy()
})

test('[UI65] who may not see the journal is told who may', async () => {
  const ui = await openUi({ journal })
  const [first] = ui.engine.vault.users.rows
  ui.engine.vault.users.rows = first === undefined ? [] : [{ ...first, role: 'clerk' }]
  await ui.emit({ name: 'vaultChanged', payload: {} })

  await goTo(ui, 'Nhật ký')

  await screen.findByText('Nhật ký chỉ dành cho văn thư lưu trữ và quản trị')
  expect(ui.engine.calls.filter(({ name }) => name === 'journal')).toHaveLength(0)
})
