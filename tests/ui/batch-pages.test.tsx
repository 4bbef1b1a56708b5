import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { FoundSeparator } from '../../domain/batch-pages-api.ts'
import { aDocument, idOf, type MemoryVault, proposalsOf } from '../support/memory-vault.ts'
import { goTo, type OpenUi, openUi } from '../support/open-ui.tsx'

const batch = idOf('batch', 1)

/** A batch of two papers of two pages each. */
function aBatch(part: Partial<MemoryVault> = {}): Partial<MemoryVault> {
  return {
    documents: [aDocument(1, { batch }), aDocument(2, { batch })],
    batches: [{ id: batch, createdAt: '2026-11-20T02:00:00.000Z', sources: [] }],
    ...part,
  }
}

async function layOut(ui: OpenUi): Promise<HTMLElement> {
  await goTo(ui, 'Tiếp nhận')
  await screen.findByRole('button', { name: 'Sắp xếp trang' })
  await ui.user.keyboard('{Control>}g{/Control}')
  return screen.findByRole('grid', { name: 'Các trang, theo thứ tự trong đợt' })
}

/** The pages as they are laid out, each by its id. */
const order = (ui: OpenUi): readonly string[] =>
  ui.engine.vault.documents.flatMap(({ pages }) => pages.map(({ id }) => id))

async function choose(ui: OpenUi, grid: HTMLElement, number: number): Promise<void> {
  await ui.user.click(await within(grid).findByRole('row', { name: new RegExp(`^Trang ${number},`) }))
}

test('[UI37] pages are laid elsewhere, turned, cut, put away and taken back by keys', async () => {
  const ui = await openUi(aBatch())
  const grid = await layOut(ui)
  expect(within(grid).getAllByRole('row')).toHaveLength(4)
  expect(within(grid).getByRole('row', { name: /^Trang 3, đã đọc, Đầu văn bản/ })).toBeDefined()

  await choose(ui, grid, 2)
  await ui.user.keyboard('[[')
  await waitFor(() => expect(order(ui)).toEqual(['page-1-1', 'page-1-0', 'page-2-0', 'page-2-1']))
  await ui.user.keyboard('e')
  await waitFor(() => expect(ui.engine.vault.documents[0]?.turned).toEqual({ 'page-1-1': 90 }))
  await ui.user.keyboard('{Delete}')
  await screen.findByRole('heading', { name: 'Thùng trang bỏ (1)' })
  expect(order(ui)).toEqual(['page-1-0', 'page-2-0', 'page-2-1'])

  for (const what of ['bỏ trang vào thùng', 'xoay trang', 'xếp lại trang']) {
    await ui.user.keyboard('{Control>}z{/Control}')
    await screen.findByText(`Đã hoàn tác: ${what}`)
  }
  expect(order(ui)).toEqual(['page-1-0', 'page-1-1', 'page-2-0', 'page-2-1'])
})

test('[UI37] a page begins a document, and a document becomes one with the one before it', async () => {
  const ui = await openUi(aBatch())
  const grid = await layOut(ui)

  await choose(ui, grid, 2)
  await ui.user.keyboard('s')
  await waitFor(() => expect(ui.engine.vault.documents.map(({ pages }) => pages.length)).toEqual([1, 2, 1]))
  await choose(ui, grid, 2)
  await ui.user.keyboard('m')

  await waitFor(() => expect(ui.engine.calls.some(({ name }) => name === 'mergeDocuments')).toBe(true))
})

test('[UI37] pages go into another document of the batch', async () => {
  const ui = await openUi(aBatch())
  const grid = await layOut(ui)

  await choose(ui, grid, 1)
  await ui.user.keyboard('d')
  const dialog = await screen.findByRole('dialog', { name: 'Chuyển 1 trang sang văn bản khác' })
  await ui.user.click(within(dialog).getByRole('option', { name: 'Văn bản từ trang 3 đến trang 4' }))

  await waitFor(() =>
    expect(ui.engine.vault.documents.map(({ pages }) => pages.map(({ id }) => id))).toEqual([
      ['page-1-1'],
      ['page-2-0', 'page-2-1', 'page-1-0'],
    ]),
  )
})

test('[UI39] a blank page says so in words', async () => {
  const ui = await openUi(aBatch({ blankPages: new Set(['page-1-1']) }))
  const grid = await layOut(ui)

  expect(within(grid).getByRole('row', { name: 'Trang 2, đã đọc, Có thể trang trống' })).toBeDefined()
})

test('[UI41] the separator sheets of a heap are shown with what they would do, and one is left out', async () => {
  const plain = { kind: 'plain', notation: '', title: '', ordinal: null } as const
  const pages = [0, 1, 2, 3].map((index) => ({ id: `heap-${index}`, source: 'a'.repeat(64), index }))
  const ui = await openUi(
    aBatch({
      documents: [aDocument(1, { batch, pages, texts: {} })],
      separators: new Map<string, Pick<FoundSeparator, 'kind' | 'notation' | 'title' | 'ordinal'>>([
        ['heap-0', plain],
        ['heap-2', { kind: 'case-file', notation: '02.XH', title: 'Trợ cấp', ordinal: 1 }],
      ]),
    }),
  )
  await goTo(ui, 'Tiếp nhận')

  await screen.findByText('2 trang phân cách, sẽ thành 2 văn bản')
  expect(ui.engine.vault.documents).toHaveLength(1)
  await ui.user.click(screen.getByRole('button', { name: 'Xem và quyết định' }))
  const dialog = await screen.findByRole('dialog', { name: '2 trang phân cách, sẽ thành 2 văn bản' })
  expect(within(dialog).getByText('Xếp vào hồ sơ 02.XH: Trợ cấp')).toBeDefined()
  await ui.user.click(within(dialog).getByRole('checkbox', { name: 'Tờ phân cách ở trang 3' }))
  await within(dialog).findByText('Sau tờ này: văn bản 3 trang (trang 2 đến 4).')
  await ui.user.click(within(dialog).getByRole('button', { name: 'Tách thành 1 văn bản' }))

  await waitFor(() =>
    expect(ui.engine.calls).toContainEqual({
      name: 'separateScans',
      input: { scans: [{ document: idOf('doc', 1), sheets: ['heap-0'] }] },
    }),
  )
})

test('[UI42] all refused files are tried again with one press', async () => {
  const refused = (name: string) =>
    ({ name, path: `/quet/${name}`, outcome: { kind: 'refused', code: 'file-empty', detail: {} } }) as const
  const ui = await openUi(
    aBatch({
      documents: [],
      batches: [
        { id: batch, createdAt: '2026-11-20T02:00:00.000Z', sources: [refused('a.pdf'), refused('b.pdf')] },
      ],
    }),
  )
  await goTo(ui, 'Tiếp nhận')
  await screen.findByRole('heading', { name: 'Cách ly: 2 tệp chưa vào kho' })

  await ui.user.click(screen.getByRole('button', { name: 'Thử lại tất cả' }))

  await waitFor(() => expect(screen.queryByRole('heading', { name: /^Cách ly/ })).toBeNull())
  expect(ui.engine.vault.documents).toHaveLength(2)
})

const whole = {
  number: '15',
  notation: 'QĐ-UBND',
  issuedDate: '2024-03-05',
  issuer: 'UBND xã Ví Dụ',
  type: '02',
  subject: 'Về việc sửa đường làng',
  signer: 'Lê Văn Mẫu',
}

test('[UI43] one key repeats, empties and reads a field otherwise, and the keys stand below the fields', async () => {
  const signer = { value: 'Lê Văn Mâu', confidence: 0.4, page: 0, box: null }
  const second = {
    ...proposalsOf({ ...whole, number: '16' }),
    signer: { ...signer, candidates: [{ value: 'Lê Văn Mau', confidence: 0.3 }] },
  }
  const ui = await openUi({
    documents: [
      aDocument(1, { proposals: proposalsOf(whole, { number: 0.1, issuer: 0.1 }) }),
      aDocument(2, { proposals: second }),
    ],
  })
  await goTo(ui, 'Soát')
  await screen.findByRole('toolbar', { name: 'Phím sửa nhanh mục đang đứng' })
  await waitFor(() => expect(screen.getByLabelText('Số')).toHaveProperty('value', '15'))
  await ui.user.keyboard('{Enter}')
  await waitFor(() => expect(screen.getByLabelText('Số')).toHaveProperty('value', '16'))
  await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('Người ký')))

  await ui.user.keyboard('{F8}')
  expect(screen.getByLabelText('Người ký')).toHaveProperty('value', 'Lê Văn Mau')
  await ui.user.keyboard('{F8}')
  expect(screen.getByLabelText('Người ký')).toHaveProperty('value', 'Lê Văn Mâu')
  await ui.user.keyboard('{F7}')
  expect(screen.getByLabelText('Người ký')).toHaveProperty('value', '')
  await ui.user.keyboard('{F6}')
  expect(screen.getByLabelText('Người ký')).toHaveProperty('value', 'Lê Văn Mẫu')
})

test('[UI44] a word stands enlarged above the box in which it is put right, and the next comes up', async () => {
  const ui = await openUi({ documents: [aDocument(1, { proposals: proposalsOf(whole, { number: 0.1 }) })] })
  await goTo(ui, 'Soát')
  await ui.user.keyboard('{Control>}t{/Control}')

  await ui.user.click(await screen.findByRole('button', { name: 'NHÂN' }))
  expect(await screen.findByRole('img', { name: 'Ảnh phóng to của chữ NHÂN' })).toBeDefined()
  const box = screen.getByRole('textbox', { name: /^Chữ 3\// })
  await waitFor(() => expect(document.activeElement).toBe(box))
  await ui.user.clear(box)
  await ui.user.type(box, 'NHẬN{Enter}')

  await waitFor(() =>
    expect(Object.values(ui.engine.vault.documents[0]?.corrections['page-1-0'] ?? {})).toEqual(['NHẬN']),
  )
  expect(await screen.findByRole('textbox', { name: /^Chữ 4\// })).toBeDefined()
  expect(ui.engine.vault.documents[0]?.isAccepted).toBe(false)
})

test('[UI45] a sample is looked at before all sure documents are accepted with their number told', async () => {
  const documents = [1, 2, 3, 4].map((n) =>
    aDocument(n, { proposals: proposalsOf({ ...whole, number: `${n}` }) }),
  )
  const ui = await openUi({
    documents: [...documents, aDocument(5, { proposals: proposalsOf(whole, { number: 0.2 }) })],
  })
  await goTo(ui, 'Soát')
  await ui.user.keyboard('{Control>}b{/Control}')
  const dialog = await screen.findByRole('dialog', { name: 'Nhận nhiều văn bản máy đọc chắc' })
  await within(dialog).findByText('Đã xem 0/3 văn bản lấy mẫu')
  expect(within(dialog).queryByRole('button', { name: 'Nhận 4 văn bản' })).toBeNull()

  for (const done of [1, 2]) {
    await ui.user.click(within(dialog).getByRole('button', { name: 'Đúng, xem tiếp' }))
    await within(dialog).findByText(`Đã xem ${done}/3 văn bản lấy mẫu`)
  }
  await ui.user.click(within(dialog).getByRole('button', { name: 'Đúng, xem tiếp' }))
  await ui.user.click(await within(dialog).findByRole('button', { name: 'Nhận 4 văn bản' }))

  await screen.findByText('Đã nhận 4 văn bản')
  expect(ui.engine.vault.documents.filter(({ isAccepted }) => isAccepted)).toHaveLength(4)
  // In a box of text the keys take the typing back.
  await goTo(ui, 'Tổng quan')
  await ui.user.keyboard('{Control>}z{/Control}')
  await screen.findByText('Đã hoàn tác: nhận nhiều văn bản')
})
