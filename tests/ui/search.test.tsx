import { act, screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { SearchHit } from '../../domain/search-api.ts'
import { aSearch, type MemorySearch } from '../support/memory-search.ts'
import { aCaseFile, aDocument, idOf } from '../support/memory-vault.ts'
import { type OpenUi, openUi } from '../support/open-ui.tsx'

const found = aDocument(1, { values: { type: '02', number: '15', notation: 'QĐ-UBND' } })
const filed: SearchHit = {
  document: found,
  caseFile: aCaseFile(1),
  page: 1,
  snippet: [
    { text: 'sửa ', isMatch: false },
    { text: 'đường', isMatch: true },
    { text: ' làng', isMatch: false },
  ],
  boxes: [[0.1, 0.2, 0.3, 0.25]],
}
const loose: SearchHit = {
  ...filed,
  document: aDocument(2, { values: { type: '03' } }),
  caseFile: null,
  page: 0,
  boxes: [],
}

async function openSearch(search: Partial<MemorySearch>): Promise<OpenUi> {
  const ui = await openUi({ documents: [found], search: aSearch(search) })
  await ui.user.keyboard('{Control>}f{/Control}')
  await screen.findByLabelText('Tìm trong mọi văn bản')
  return ui
}

test('[ST20] Ctrl+F searches from anywhere; what matched is marked, and Enter opens the page with its words lit', async () => {
  const ui = await openSearch({ hits: [filed] })
  const box = screen.getByLabelText('Tìm trong mọi văn bản')
  expect(document.activeElement).toBe(box)
  await ui.user.keyboard('duong')

  const hit = await screen.findByRole('option', { name: /^Quyết định 15\/QĐ-UBND/ })
  expect(hit.querySelector('mark')?.textContent).toBe('đường')
  expect(hit.textContent).toContain('Hồ sơ 01.TH Báo cáo công tác năm · Trang 2/2')
  expect(screen.getByText('1 văn bản')).toBeDefined()

  await ui.user.keyboard('{ArrowDown}')
  expect(document.activeElement).toBe(hit)
  await ui.user.keyboard('{Enter}')
  const dialog = await screen.findByRole('dialog', { name: 'Quyết định 15/QĐ-UBND' })
  await within(dialog).findByRole('region', { name: 'Trang 2 trên 2' })
  await within(dialog).findByText('1/1')
  const lit = dialog.querySelectorAll<HTMLElement>('[data-mark]')
  expect([...lit].map(({ style }) => [style.left, style.top])).toEqual([['10%', '20%']])

  const page = within(dialog).getByRole('region', { name: 'Trang 1 trên 2' })
  expect(page.querySelectorAll('[data-mark]')).toHaveLength(0)
})

test('facets narrow with a tick, stand as chips, and are taken away again', async () => {
  const { user } = await openSearch({
    hits: [filed, loose],
    fondsNames: { [idOf('fonds', 1)]: 'UBND xã Ví Dụ' },
  })
  await user.keyboard('duong')
  expect(await screen.findAllByRole('option')).toHaveLength(2)

  const facets = screen.getByRole('region', { name: 'Lọc kết quả' })
  expect(within(facets).getByRole('checkbox', { name: 'UBND xã Ví Dụ 1' })).toBeDefined()
  await user.click(within(facets).getByRole('checkbox', { name: 'Chưa xếp vào hồ sơ 1' }))
  expect(await screen.findByText('1 văn bản')).toBeDefined()
  expect(screen.getAllByRole('option')).toHaveLength(1)

  const chips = screen.getByRole('list', { name: 'Đang lọc theo' })
  await user.click(within(chips).getByRole('button', { name: 'Tình trạng: Chưa xếp vào hồ sơ' }))
  expect(await screen.findByText('2 văn bản')).toBeDefined()
  expect(screen.queryByRole('list', { name: 'Đang lọc theo' })).toBeNull()
})

test('days of issue are typed as day, month, year', async () => {
  const { user, engine } = await openSearch({ hits: [filed] })
  await user.type(screen.getByLabelText('Từ ngày'), '5/3/2026{Enter}')

  expect(await screen.findByRole('button', { name: 'Từ 05/03/2026' })).toBeDefined()
  const [last] = engine.calls.filter(({ name }) => name === 'search').slice(-1)
  expect(last?.input).toMatchObject({ filters: { dateFrom: '2026-03-05', dateTo: null } })
  await user.type(screen.getByLabelText('Đến ngày'), '31/02/2026')
  expect(screen.getByText('Ngày này không có thật. Gõ như 15/03/2026.')).toBeDefined()
})

test('a total that was not counted to its end says so', async () => {
  const { user } = await openSearch({ hits: [filed], total: 10_000 })
  await user.keyboard('duong')

  expect(await screen.findByText(/^Hơn 10\.000 văn bản/)).toBeDefined()
  expect(screen.getByRole('button', { name: 'Xem thêm kết quả' })).toBeDefined()
  expect(screen.getByRole('checkbox', { name: /Chưa xếp vào hồ sơ|đang mở từ 1/ })).toBeDefined()
})

test('an index that is being built says how much of it there is, until it is complete', async () => {
  const ui = await openSearch({
    hits: [filed],
    status: { kind: 'building', documentsDone: 1200, documentsTotal: 5000 },
  })
  expect(await screen.findByText('1.200/5.000 văn bản')).toBeDefined()
  await ui.user.keyboard('duong')
  await screen.findByRole('option')

  ui.engine.vault.search.status = { kind: 'complete' }
  await act(async () => {
    ui.engine.emit({ name: 'searchChanged', payload: {} })
    await ui.store.getState().searchAgain()
  })
  expect(screen.queryByText('1.200/5.000 văn bản')).toBeNull()
})

test('nothing found says what to try', async () => {
  const { user } = await openSearch({})
  await user.keyboard('không có')

  expect(await screen.findByText('Không tìm thấy “không có”')).toBeDefined()
})

test('nothing found proposes other words, or no filters', async () => {
  const ui = await openSearch({ suggestion: { kind: 'other-words', query: 'ranh giới' } })
  await ui.user.keyboard('ramh gioi')
  ui.engine.vault.search.hits = [filed]
  await ui.user.click(await screen.findByRole('button', { name: 'Tìm “ranh giới”' }))

  expect(await screen.findByRole('option')).toBeDefined()
  expect(screen.getByLabelText<HTMLInputElement>('Tìm trong mọi văn bản').value).toBe('ranh giới')
})

test('of what is typed fast only what stands at last is shown, and no answer flickers in between', async () => {
  const ui = await openSearch({ hits: [filed] })
  await ui.user.keyboard('duong lang nho')
  await screen.findByRole('option')

  const asked = ui.engine.calls.filter(({ name }) => name === 'search').map(({ input }) => input)
  expect(asked.at(-1)).toMatchObject({ query: 'duong lang nho' })
})
