import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { aCaseFile, aDocument, aPlanEntry, idOf, proposalsOf, shaOf } from '../support/memory-vault.ts'
import { goTo, type OpenUi, openUi } from '../support/open-ui.tsx'
import { layerOf, proseOf } from '../support/prose-layer.ts'

const values = { type: '02', issuedDate: '2026-03-05', issuer: 'UBND xã Ví Dụ', subject: 'Về việc sửa đường' }
const whole = (n: number, part: Parameters<typeof aDocument>[1] = {}) =>
  aDocument(n, {
    pages: [{ id: `p${n}`, source: shaOf(n), index: 0 }],
    texts: { [`p${n}`]: shaOf(500 + n) },
    values: { ...values, number: String(n), notation: 'QĐ-UBND' },
    isAccepted: true,
    caseFile: idOf('case', 1),
    position: n,
    sheets: { count: 1, first: null },
    ...part,
  })
const layers = (...numbers: number[]) =>
  new Map(numbers.map((n) => [shaOf(500 + n), layerOf(`Số: ${n}\n${proseOf(n)}`)] as const))
const entry = aPlanEntry(1, { title: 'Sửa đường thôn', retention: '05' })
const file = aCaseFile(1, {
  title: 'Sửa đường thôn',
  retention: '05',
  basis: 'TT 10/2022/TT-BNV',
  maker: 'Trần Thị Mẫu',
  place: { store: '1', shelf: '2', box: '3' },
  extra: { agencySignature: 'unsigned' },
})
const NAME = 'Hồ sơ 01.TH Sửa đường thôn'

async function openFile(ui: OpenUi): Promise<void> {
  await goTo(ui, 'Hồ sơ')
  await ui.user.click(await screen.findByRole('row', { name: NAME }))
  await screen.findByRole('grid', { name: /^Mục lục văn bản/ })
}

const closingDialog = () => screen.findByRole('dialog', { name: 'Kết thúc hồ sơ 01.TH' })
const button = (inside: HTMLElement, name: string) => within(inside).getByRole('button', { name })

test('[CF37] faults are listed with the musts first, and each leads to the very control where it is mended', async () => {
  const lacking = whole(2, {
    values: {},
    proposals: proposalsOf({ number: '2', notation: 'TB-UBND', type: '15', subject: 'Họp thôn' }),
    isAccepted: false,
    sheets: null,
  })
  const ui = await openUi({
    plan: [entry],
    caseFiles: [file],
    documents: [whole(1), lacking],
    layers: layers(1, 2),
  })
  await openFile(ui)

  const musts = await screen.findByRole('region', { name: 'Phải sửa (3)' })
  expect(
    within(musts)
      .getAllByRole('listitem')
      .map((row) => row.querySelector('p')?.textContent),
  ).toEqual(['Văn bản chưa được soát.', 'Thiếu mục: Ngày ban hành.', 'Thiếu mục: Cơ quan ban hành.'])
  expect(within(musts).getAllByText(/^Văn bản thứ 2: Tờ trình 2\/TB-UBND$/)).toHaveLength(3)
  const shoulds = screen.getByRole('region', { name: 'Nên sửa (1)' })
  expect(within(shoulds).getByText('1 văn bản chưa đếm số tờ, đang tính mỗi trang một tờ.')).toBeDefined()

  await ui.user.click(within(musts).getAllByRole('button', { name: 'Đến chỗ sửa' })[1] ?? musts)
  const date = await screen.findByLabelText('Ngày ban hành')
  await waitFor(() => expect(document.activeElement).toBe(date))
})

test('[CF39] F8 goes from one fault to the next, also from where the last was mended', async () => {
  const ui = await openUi({
    plan: [entry],
    caseFiles: [file],
    documents: [whole(1, { isAccepted: false, values: { ...values, issuer: '' } })],
    layers: layers(1),
  })
  await openFile(ui)
  await screen.findByRole('region', { name: 'Phải sửa (2)' })

  await ui.user.keyboard('{F8}{F8}')
  const issuer = await screen.findByLabelText('Cơ quan ban hành')
  await waitFor(() => expect(document.activeElement).toBe(issuer))
  await ui.user.type(issuer, 'UBND xã Ví Dụ{Enter}')

  await screen.findByText('Hồ sơ đã đủ để kết thúc')
})

test('[CF3] [CF40] a case file with a must is not closed, and the dialog shows the ten points', async () => {
  const ui = await openUi({
    plan: [entry],
    caseFiles: [file],
    documents: [whole(1, { isDraft: true })],
    layers: layers(1),
  })
  await openFile(ui)
  const musts = await screen.findByRole('region', { name: 'Phải sửa (1)' })
  await ui.user.click(button(musts, 'Đến chỗ sửa'))
  await waitFor(() => expect(document.activeElement?.getAttribute('data-key')).toBe(idOf('doc', 1)))

  await ui.user.click(screen.getByRole('button', { name: 'Kết thúc hồ sơ' }))
  const dialog = await closingDialog()

  const points = await within(dialog).findByRole('region', { name: 'Mười điểm của hồ sơ hoàn chỉnh' })
  const rows = within(points)
    .getAllByRole('listitem')
    .map((row) => row.lastElementChild?.textContent)
  expect(rows).toEqual(['đạt', 'đạt', 'đạt', 'đạt', '1 điều', 'đạt', 'đạt', 'đạt', 'ghi khi kết thúc', 'đạt'])
  expect(within(dialog).getByText('Còn 1 điều phải sửa trước khi kết thúc')).toBeDefined()
  expect(button(dialog, 'Kết thúc hồ sơ')).toHaveProperty('disabled', true)
})

test('[CF41] closing takes an end date and a retention, and what should be mended is passed over knowingly', async () => {
  const ui = await openUi({
    plan: [entry],
    caseFiles: [file],
    documents: [
      whole(1),
      whole(2, { sheets: null, values: { ...values, number: '9', notation: 'BC-UBND' } }),
    ],
    layers: layers(1, 2),
  })
  await openFile(ui)
  await ui.user.click(await screen.findByRole('button', { name: 'Kết thúc hồ sơ' }))
  const dialog = await closingDialog()

  const end = await within(dialog).findByLabelText('Ngày kết thúc')
  expect(end).toHaveProperty('value', '05/03/2026')
  expect(within(dialog).getByText('2 tờ, đánh số từ 1 đến 2')).toBeDefined()
  await ui.user.clear(end)
  await ui.user.type(end, '04/03/2026')
  await within(dialog).findByText('Ngày kết thúc không được trước ngày bắt đầu 05/03/2026.')
  await ui.user.clear(end)
  await ui.user.type(end, '20/11/2026')
  expect(button(dialog, 'Kết thúc hồ sơ')).toHaveProperty('disabled', true)
  await ui.user.click(within(dialog).getByLabelText('Tôi đã xem 1 điều nên sửa và vẫn kết thúc hồ sơ'))
  await ui.user.click(button(dialog, 'Kết thúc hồ sơ'))

  await screen.findByText('Đã kết thúc hồ sơ 01.TH')
  expect(ui.engine.vault.caseFiles[0]).toMatchObject({
    state: 'closed',
    startDate: '2026-03-05',
    endDate: '2026-11-20',
    retention: '05',
    closing: { by: 'Trần Thị Mẫu' },
  })
})

test('[CF2] [CF42] a closed case file is opened again with a reason, and its history stays', async () => {
  const ui = await openUi({
    plan: [entry],
    caseFiles: [file],
    documents: [whole(1)],
    layers: layers(1),
  })
  await openFile(ui)
  await screen.findByText('Hồ sơ đã đủ để kết thúc')
  await ui.user.click(screen.getByRole('button', { name: 'Kết thúc hồ sơ' }))
  await ui.user.click(await within(await closingDialog()).findByRole('button', { name: 'Kết thúc hồ sơ' }))
  await ui.user.click(await screen.findByRole('button', { name: 'Mở lại' }))
  const dialog = await screen.findByRole('dialog', { name: 'Mở lại hồ sơ' })
  await ui.user.type(within(dialog).getByLabelText('Lý do mở lại'), 'Thiếu tờ trình')
  await ui.user.click(button(dialog, 'Mở lại'))

  await ui.user.click(await screen.findByRole('button', { name: 'Kết thúc và mở lại (2)' }))
  await screen.findByText(/^Trần Thị Mẫu mở lại hồ sơ lúc .*: Thiếu tờ trình$/)
  await screen.findByText(/^Trần Thị Mẫu kết thúc hồ sơ lúc/)
  expect(ui.engine.vault.caseFiles[0]).toMatchObject({ state: 'open', closing: null })
})

test('[CF43] a case file is left out with its reason and its documents on paper, and taken back', async () => {
  const ui = await openUi({ plan: [entry], caseFiles: [file] })
  await openFile(ui)
  await ui.user.click(await screen.findByRole('button', { name: 'Không lập hồ sơ điện tử' }))
  const dialog = await screen.findByRole('dialog', { name: 'Không lập hồ sơ điện tử' })
  await ui.user.click(within(dialog).getByRole('button', { name: /Lý do/ }))
  await ui.user.click(await screen.findByRole('option', { name: 'Thuộc phạm vi bí mật nhà nước' }))
  await ui.user.type(within(dialog).getByLabelText('Số tài liệu giấy'), '5')
  await ui.user.click(button(dialog, 'Ghi nhận'))

  await screen.findByText('Thuộc phạm vi bí mật nhà nước: 05 tài liệu không số hóa, lưu bằng giấy.')
  expect(screen.queryByRole('button', { name: 'Kết thúc hồ sơ' })).toBeNull()
  expect(ui.engine.vault.caseFiles[0]?.excluded).toEqual({ reason: 'state-secret', documents: 5 })

  await ui.user.click(screen.getByRole('button', { name: 'Lập lại thành hồ sơ điện tử' }))
  await screen.findByRole('button', { name: 'Kết thúc hồ sơ' })
})

test('[CF37] what is known of the agency signature is said in a box that its fault leads to', async () => {
  const ui = await openUi({
    plan: [entry],
    caseFiles: [{ ...file, extra: {} }],
    documents: [whole(1)],
    layers: layers(1),
  })
  await openFile(ui)
  const shoulds = await screen.findByRole('region', { name: 'Nên sửa (1)' })

  await ui.user.click(button(shoulds, 'Đến chỗ sửa'))
  const box = screen.getByRole('button', { name: /Ký số của cơ quan/ })
  await waitFor(() => expect(document.activeElement).toBe(box))
  await ui.user.keyboard('{Enter}')
  await ui.user.click(await screen.findByRole('option', { name: 'Đã quét, chưa ký số' }))

  await screen.findByText('Hồ sơ đã đủ để kết thúc')
})
