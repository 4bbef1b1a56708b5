import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { Document } from '../../domain/records/document.ts'
import { boxText } from '../../domain/separator-code.ts'
import { aScan } from '../support/a-scan.ts'
import { aCaseFile, aDocument, aPlanEntry, idOf } from '../support/memory-vault.ts'
import { goTo, type OpenUi, openUi } from '../support/open-ui.tsx'

const said = { type: '02', issuer: 'UBND xã Ví Dụ', subject: 'Về việc sửa đường', notation: 'QĐ-UBND' }

function filed(n: number, values: Document['values'], part: Partial<Document> = {}): Document {
  return aDocument(n, {
    values: { ...said, ...values },
    isAccepted: true,
    caseFile: idOf('case', 1),
    position: n,
    ...part,
  })
}

const three = [
  filed(1, { number: '30', issuedDate: '2026-03-01' }),
  filed(2, { number: '4', issuedDate: '2026-02-01' }),
  filed(3, { number: '15', issuedDate: '2026-01-01' }),
]
const codes = (ui: OpenUi): readonly (string | null)[] =>
  within(screen.getByRole('grid', { name: /^Mục lục văn bản/ }))
    .getAllByRole('row')
    .slice(1)
    .map((row) => within(row).getAllByRole('gridcell')[1]?.textContent ?? ui.engine.vault.kind)

async function openFile(part: Parameters<typeof openUi>[0] = {}): Promise<OpenUi> {
  const ui = await openUi({
    plan: [aPlanEntry(1), aPlanEntry(2, { title: 'Sổ công văn' })],
    caseFiles: [aCaseFile(1), aCaseFile(2, { title: 'Sổ công văn' })],
    documents: three,
    ...part,
  })
  await goTo(ui, 'Hồ sơ')
  await ui.user.click(await screen.findByRole('row', { name: 'Hồ sơ 01.TH Báo cáo công tác năm' }))
  await screen.findByRole('grid', { name: /^Mục lục văn bản/ })
  return ui
}

const tick = async (ui: OpenUi, ...names: readonly string[]): Promise<void> => {
  // Behind its name stands its number in the list.
  for (const name of names)
    await ui.user.click(screen.getByRole('checkbox', { name: new RegExp(`^Chọn Quyết định ${name} `) }))
}

test('[CF28] the contents list is put in the order of dates or numbers, each in one step that is taken back', async () => {
  const ui = await openFile()
  expect(codes(ui)).toEqual(['30/QĐ-UBND', '4/QĐ-UBND', '15/QĐ-UBND'])

  await ui.user.keyboard('{Control>}{Shift>}s{/Shift}{/Control}')
  await waitFor(() => expect(codes(ui)).toEqual(['4/QĐ-UBND', '15/QĐ-UBND', '30/QĐ-UBND']))
  await ui.user.keyboard('{Control>}{Shift>}d{/Shift}{/Control}')
  await waitFor(() => expect(codes(ui)).toEqual(['15/QĐ-UBND', '4/QĐ-UBND', '30/QĐ-UBND']))

  await ui.user.keyboard('{Control>}z{/Control}')
  await waitFor(() => expect(codes(ui)).toEqual(['4/QĐ-UBND', '15/QĐ-UBND', '30/QĐ-UBND']))
  await ui.user.keyboard('{Control>}z{/Control}')
  await waitFor(() => expect(codes(ui)).toEqual(['30/QĐ-UBND', '4/QĐ-UBND', '15/QĐ-UBND']))
})

test('[CF28] a chosen document goes up and down by the keyboard', async () => {
  const ui = await openFile()

  await tick(ui, '15/QĐ-UBND')
  await ui.user.keyboard('{Alt>}{ArrowUp}{/Alt}')
  await waitFor(() => expect(codes(ui)).toEqual(['30/QĐ-UBND', '15/QĐ-UBND', '4/QĐ-UBND']))
  await ui.user.keyboard('{Alt>}{ArrowUp}{/Alt}')
  await waitFor(() => expect(codes(ui)).toEqual(['15/QĐ-UBND', '30/QĐ-UBND', '4/QĐ-UBND']))
  await ui.user.keyboard('{Alt>}{ArrowDown}{/Alt}')
  await waitFor(() => expect(codes(ui)).toEqual(['30/QĐ-UBND', '15/QĐ-UBND', '4/QĐ-UBND']))
})

test('[CF29] chosen documents are moved to another case file in one step', async () => {
  const ui = await openFile()
  await tick(ui, '30/QĐ-UBND', '4/QĐ-UBND')

  await ui.user.keyboard('{Control>}m{/Control}')
  const dialog = await screen.findByRole('dialog', { name: 'Chuyển 2 văn bản sang hồ sơ khác' })
  await ui.user.type(within(dialog).getByRole('combobox'), 'so cong van')
  // The open case file comes before its entry of the plan.
  const [open] = await screen.findAllByRole('option', { name: /^02.TH Sổ công văn/ })
  await ui.user.click(open ?? dialog)
  await ui.user.click(within(dialog).getByRole('button', { name: 'Chuyển' }))

  await screen.findByText('Đã chuyển sang hồ sơ 02.TH')
  await waitFor(() => expect(codes(ui)).toEqual(['15/QĐ-UBND']))
  await ui.user.keyboard('{Control>}z{/Control}')
  await waitFor(() => expect(codes(ui)).toHaveLength(3))
})

test('[CF30] documents are merged: the values of the first stay, and others can be chosen', async () => {
  const ui = await openFile()
  await tick(ui, '30/QĐ-UBND', '4/QĐ-UBND')

  await ui.user.keyboard('{Control>}g{/Control}')
  const dialog = await screen.findByRole('dialog', { name: 'Gộp 2 văn bản thành một' })
  await ui.user.click(within(dialog).getByRole('button', { name: /Số/ }))
  await ui.user.click(await screen.findByRole('option', { name: '4' }))
  await ui.user.click(within(dialog).getByRole('button', { name: 'Gộp' }))

  await waitFor(() => expect(codes(ui)).toEqual(['4/QĐ-UBND', '15/QĐ-UBND']))
  const [merged] = ui.engine.vault.documents
  expect(merged?.pages.map(({ id }) => id)).toEqual(['page-1-0', 'page-1-1', 'page-2-0', 'page-2-1'])
  expect(merged?.values).toMatchObject({ number: '4', issuedDate: '2026-03-01' })

  await ui.user.keyboard('{Control>}z{/Control}')
  await waitFor(() => expect(codes(ui)).toHaveLength(3))
})

test('[CF31] a page is turned, put into the bin and brought back, replaced by a page just taken in', async () => {
  const taken = aDocument(9, {
    pages: [{ id: 'page-9-0', source: 'f'.repeat(64), index: 0 }],
    isAccepted: true,
  })
  const ui = await openFile({ documents: [...three, taken] })
  await tick(ui, '30/QĐ-UBND')

  await ui.user.keyboard('{Control>}{Shift>}o{/Shift}{/Control}')
  const dialog = await screen.findByRole('dialog', { name: /^Các trang của Quyết định 30/ })
  await ui.user.click(within(dialog).getByRole('button', { name: 'Xoay phải' }))
  await waitFor(() => expect(ui.engine.vault.documents[0]?.turned).toEqual({ 'page-1-0': 90 }))

  await ui.user.click(within(dialog).getByRole('button', { name: 'Bỏ trang 1' }))
  const bin = await within(dialog).findByRole('region', { name: 'Thùng trang bỏ (1)' })
  expect(ui.engine.vault.documents[0]?.pages.map(({ id }) => id)).toEqual(['page-1-1'])
  await ui.user.click(within(bin).getByRole('button', { name: 'Lấy lại trang bỏ 1' }))
  await waitFor(() => expect(ui.engine.vault.documents[0]?.pages).toHaveLength(2))

  await ui.user.click(within(dialog).getByRole('button', { name: 'Trang 1' }))
  await ui.user.click(within(dialog).getByRole('button', { name: 'Thay trang 1' }))
  const source = await within(dialog).findByRole('combobox')
  await ui.user.click(await within(dialog).findByRole('button', { name: /Mở danh sách văn bản/ }))
  await ui.user.click(await screen.findByRole('option', { name: /1 trang/ }))
  expect(source).toHaveProperty('value', 'Văn bản chưa rõ tên, 1 trang')
  await ui.user.click(within(dialog).getByRole('button', { name: 'Thay trang' }))

  await within(dialog).findByRole('region', { name: 'Thùng trang bỏ (1)' })
  expect(ui.engine.vault.documents[0]?.pages.map(({ id }) => id)).toEqual(['page-9-0', 'page-1-1'])
})

test('[SC9] pages are scanned into a document beside the chosen page, and the desk of its pages comes back', async () => {
  const ui = await openFile({ documents: three, scan: aScan({ feeder: ['page', 'page'] }) })
  await tick(ui, '30/QĐ-UBND')
  await ui.user.keyboard('{Control>}{Shift>}o{/Shift}{/Control}')
  const pages = await screen.findByRole('dialog', { name: /^Các trang của Quyết định 30/ })

  await ui.user.click(within(pages).getByRole('button', { name: 'Chèn sau trang 1' }))
  await ui.user.click(await within(pages).findByRole('button', { name: 'Quét từ máy quét' }))
  const scan = await screen.findByRole('dialog', { name: 'Quét thêm vào văn bản' })
  expect(within(scan).getByText('Trang quét được đặt sau trang đã chọn của văn bản.')).toBeDefined()
  await within(scan).findByRole('button', { name: /Lấy giấy từ/ })
  await ui.user.keyboard('{F11}')
  await within(scan).findByText('2 trang đã lưu')
  await ui.user.keyboard('{F12}')

  const back = await screen.findByRole('dialog', { name: /^Các trang của Quyết định 30/ })
  expect(within(back).getByRole('list', { name: '4 trang' })).toBeDefined()
  const ids = ui.engine.vault.documents[0]?.pages.map(({ id }) => id) ?? []
  expect([ids[0], ids[3]]).toEqual(['page-1-0', 'page-1-1'])
  expect(ids).toHaveLength(4)
})

test('[SC9] a sitting that was begun for another place is told and stays as it is', async () => {
  const ui = await openFile({ documents: three, scan: aScan({ feeder: ['page'] }) })
  await ui.user.keyboard('{F11}')
  const first = await screen.findByRole('dialog', { name: 'Quét tài liệu' })
  await within(first).findByRole('button', { name: /Lấy giấy từ/ })
  await ui.user.keyboard('{F11}')
  await within(first).findByText('1 trang đã lưu')
  await ui.user.keyboard('{Escape}')
  await tick(ui, '30/QĐ-UBND')
  await ui.user.keyboard('{Control>}{Shift>}o{/Shift}{/Control}')
  const pages = await screen.findByRole('dialog', { name: /^Các trang của Quyết định 30/ })

  await ui.user.click(within(pages).getByRole('button', { name: 'Thay trang 1' }))
  await ui.user.click(await within(pages).findByRole('button', { name: 'Quét từ máy quét' }))

  const again = await screen.findByRole('dialog', { name: 'Quét tài liệu' })
  expect(await within(again).findByText('Một lần quét chưa xong.')).toBeDefined()
  expect(within(again).getByText('1 trang đã lưu')).toBeDefined()
})

test('[CF32] sheets are numbered through the case file, and doubled and missing numbers are told', async () => {
  const ui = await openFile()
  const sheets = () =>
    within(screen.getByRole('grid', { name: /^Mục lục văn bản/ }))
      .getAllByRole('row')
      .slice(1)
      .map((row) => within(row).getAllByRole('gridcell')[5]?.textContent)
  await waitFor(() => expect(sheets()).toEqual(['1-2', '3-4', '5-6']))

  await tick(ui, '4/QĐ-UBND')
  await ui.user.keyboard('{Control>}{Shift>}t{/Shift}{/Control}')
  const dialog = await screen.findByRole('dialog', { name: 'Đánh số tờ' })
  await ui.user.click(within(dialog).getByRole('button', { name: 'Hai mặt: 1 tờ' }))
  await ui.user.type(within(dialog).getByLabelText('Số của tờ đầu'), '4')
  await ui.user.click(within(dialog).getByRole('button', { name: 'Lưu' }))

  await waitFor(() => expect(sheets()).toEqual(['1-2', '4', '5-6']))
  await screen.findByText('Số tờ bị thiếu: 3.')
  await screen.findByText(/Cả hồ sơ 5 tờ/)
})

test('[CF33] the place of the paper is set for many case files at once, and labels are printed', async () => {
  const second = aCaseFile(3, { planEntry: idOf('plan', 1), notation: '01.TH', title: 'Báo cáo quý' })
  const ui = await openUi({ plan: [aPlanEntry(1)], caseFiles: [aCaseFile(1), second], documents: three })
  await goTo(ui, 'Hồ sơ')
  await ui.user.click(await screen.findByRole('row', { name: '01.TH Báo cáo công tác năm' }))
  const list = await screen.findByRole('grid', { name: /hồ sơ đã lập từ mục này/ })
  for (const box of within(list).getAllByRole('checkbox')) await ui.user.click(box)

  await ui.user.click(screen.getByRole('button', { name: /^Ghi chỗ để giấy/ }))
  const dialog = await screen.findByRole('dialog', { name: 'Chỗ để giấy của 2 hồ sơ' })
  await ui.user.type(within(dialog).getByLabelText('Giá'), 'G2')
  await ui.user.type(within(dialog).getByLabelText('Hộp'), '7')
  await ui.user.click(within(dialog).getByRole('button', { name: 'Lưu' }))
  await screen.findByText('Đã ghi chỗ để của 2 hồ sơ')
  expect(ui.engine.vault.caseFiles.map(({ place }) => place?.box)).toEqual(['7', '7'])

  ui.chosen.push('/in')
  await ui.user.click(screen.getByRole('button', { name: /^In nhãn hộp/ }))
  await screen.findByText('Đã lưu nhan-hop.pdf, mở tệp này để in')
})

test('[CF34] separator sheets are printed for the documents to come', async () => {
  const ui = await openFile()
  ui.chosen.push('/in')

  await ui.user.keyboard('{Control>}{Shift>}p{/Shift}{/Control}')
  const dialog = await screen.findByRole('dialog', { name: /^In tờ phân cách/ })
  expect(within(dialog).getByLabelText('Từ văn bản số')).toHaveProperty('value', '4')
  await ui.user.click(within(dialog).getByRole('button', { name: 'Chọn nơi lưu và in' }))

  await screen.findByText('Đã lưu to-phan-cach.pdf, mở tệp này để in')
  expect(ui.engine.calls.find(({ name }) => name === 'printSeparators')?.input).toMatchObject({
    ordinals: { from: 4, to: 13 },
  })
})

test('the note of a document stands in the contents list', async () => {
  const ui = await openFile()
  await tick(ui, '15/QĐ-UBND')

  await ui.user.keyboard('{Control>}{Shift>}g{/Shift}{/Control}')
  const dialog = await screen.findByRole('dialog', { name: 'Ghi chú của văn bản' })
  await ui.user.type(within(dialog).getByLabelText('Ghi chú'), 'Bản sao')
  await ui.user.click(within(dialog).getByRole('button', { name: 'Lưu' }))

  const grid = screen.getByRole('grid', { name: /^Mục lục văn bản/ })
  expect(await within(grid).findByText('Bản sao')).toBeDefined()
})

test('[CF33] a code that a scanner types into the search opens its case file, whose place stands with it', async () => {
  const place = { store: 'Kho 1', shelf: 'G2', box: '7' }
  const ui = await openUi({ plan: [aPlanEntry(1)], caseFiles: [aCaseFile(1, { place })], documents: three })
  await goTo(ui, 'Tìm kiếm')

  await ui.user.click(screen.getByRole('searchbox'))
  await ui.user.paste(boxText(idOf('case', 1)))

  await screen.findByRole('heading', { level: 1, name: 'Hồ sơ' })
  expect(await screen.findByText('kho Kho 1, giá G2, hộp 7')).toBeDefined()
})
