import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { Document } from '../../domain/records/document.ts'
import type { Findings } from '../../domain/records/findings.ts'
import type { TextLayer, Word } from '../../domain/text-layer.ts'
import { aCaseFile, aDocument, idOf, proposalsOf, shaOf } from '../support/memory-vault.ts'
import { goTo, type OpenUi, openUi } from '../support/open-ui.tsx'

const whatever: unknown = expect.anything()
const whole = {
  number: '15',
  notation: 'QĐ-UBND',
  issuedDate: '2024-03-05',
  issuer: 'UBND xã Ví Dụ',
  type: '02',
  subject: 'Về việc sửa đường làng',
  signer: 'Lê Văn Mẫu',
}
const box: [number, number, number, number] = [0.1, 0.6, 0.5, 0.65]
const findings: Findings = {
  cited: [
    {
      page: 1,
      box,
      confidence: 0.95,
      type: null,
      number: '30/2020',
      notation: 'NĐ-CP',
      issuedDate: '2020-03-05',
      issuer: null,
      text: 'Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020',
    },
    {
      page: 0,
      box: null,
      confidence: 0.5,
      type: null,
      number: null,
      notation: null,
      issuedDate: null,
      issuer: null,
      text: 'Luật Đất đai',
    },
  ],
  incoming: { page: 0, box, confidence: 0.8, number: '15', date: '2024-03-08' },
  splits: [],
  layout: 'nd30-2020',
}

/** Its number is doubtful and may be another; further fields and findings are there. */
function aPaper(part: Partial<Document> = {}): Document {
  const proposals = proposalsOf(whole, { number: 0.5 })
  const { number } = proposals
  if (number === undefined) throw new Error('a number was proposed')
  return aDocument(1, {
    findings,
    ...part,
    proposals: {
      ...proposals,
      number: {
        ...number,
        candidates: [
          { value: '16', confidence: 0.3 },
          { value: '75', confidence: 0.1 },
        ],
      },
      place: { value: 'Ví Dụ', confidence: 0.96, page: 0, box },
      urgency: { value: 'khan', confidence: 0.6, page: 0, box },
    },
  })
}

async function review(
  documents: readonly Document[],
  part: Parameters<typeof openUi>[0] = {},
): Promise<OpenUi> {
  const ui = await openUi({ documents: [...documents], ...part })
  await goTo(ui, 'Soát')
  await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('Số')))
  return ui
}
const zone = (): HTMLElement | null => document.querySelector('[data-zone]')
const acceptedBy = (ui: OpenUi): unknown =>
  ui.engine.calls.find(({ name }) => name === 'acceptDocument')?.input

test('[UI8] another reading is taken with one key, or with a click, and the first can be taken back', async () => {
  const ui = await review([aPaper()])
  const offered = screen.getByRole('group', { name: 'Cách đọc khác' })
  expect(
    within(offered)
      .getAllByRole('button')
      .map(({ textContent }) => textContent),
  ).toEqual(['16Alt1', '75Alt2'])

  await ui.user.keyboard('{Alt>}2{/Alt}')
  expect(screen.getByLabelText('Số')).toHaveProperty('value', '75')
  await ui.user.click(screen.getByRole('button', { name: 'Dùng 15' }))
  expect(screen.getByLabelText('Số')).toHaveProperty('value', '15')
  await ui.user.click(screen.getByRole('button', { name: 'Dùng 16' }))

  await ui.user.click(screen.getByLabelText('Số'))
  await ui.user.keyboard('{Enter}')
  await screen.findByRole('heading', { name: 'Đã soát hết' })
  expect(acceptedBy(ui)).toMatchObject({ values: { number: '16' } })
})

test('[UI9] further fields stand folded behind the main ones and are saved with them', async () => {
  const ui = await review([aPaper()])
  expect(screen.queryByRole('textbox', { name: 'Địa danh' })).toBeNull()

  await ui.user.click(screen.getByRole('button', { name: 'Mục khác: 2 mục có nội dung' }))
  expect(screen.getByLabelText('Địa danh')).toHaveProperty('value', 'Ví Dụ')
  await ui.user.type(screen.getByLabelText('Chức vụ người ký'), 'Chủ tịch')
  const urgency = screen.getByRole('button', { name: /Mức độ khẩn/ })
  expect(urgency.textContent).toBe('Khẩn')
  await ui.user.click(urgency)
  await ui.user.click(await screen.findByRole('option', { name: 'Hoả tốc' }))

  await ui.user.click(screen.getByLabelText('Số'))
  await ui.user.keyboard('{Enter}')
  await screen.findByRole('heading', { name: 'Đã soát hết' })
  expect(acceptedBy(ui)).toEqual({
    id: idOf('doc', 1),
    seen: whatever,
    values: { ...whole, place: 'Ví Dụ', signerTitle: 'Chủ tịch', urgency: 'hoa-toc' },
  })
})

test('[UI9] the stamp of arrival stands apart from the number and day of the document', async () => {
  await review([aPaper()])

  const facts = within(screen.getByRole('region', { name: 'Trên giấy còn có' }))
  expect(facts.getByText('2 trang')).toBeDefined()
  expect(screen.getByText('Dấu đến: số 15, ngày 08/03/2024')).toBeDefined()
  expect(screen.getByLabelText('Ngày ban hành')).toHaveProperty('value', '05/03/2024')
})

test('[UI10] a cited document leads to its page, where its words are lit', async () => {
  const ui = await review([aPaper()])
  await ui.user.click(screen.getByRole('button', { name: 'Văn bản được viện dẫn: 2' }))

  await ui.user.click(screen.getByRole('button', { name: /^Văn bản 30\/2020\/NĐ-CP ngày 05\/03\/2020/ }))
  expect(screen.getByRole('group', { name: 'Trang 2/2' })).toBeDefined()
  expect(Number.parseFloat(zone()?.style.top ?? '')).toBeCloseTo(60)
  expect(screen.getByRole('button', { name: /^Luật Đất đai.*cần xem/ })).toBeDefined()

  await ui.user.click(screen.getByLabelText('Số'))
  expect(screen.getByRole('group', { name: 'Trang 1/2' })).toBeDefined()
  expect(Number.parseFloat(zone()?.style.top ?? '')).toBeCloseTo(5)
})

const splits: Findings = {
  ...findings,
  splits: [
    { page: 1, confidence: 0.95, reasons: ['motto', 'number'] },
    { page: 2, confidence: 0.6, reasons: ['blank-before'] },
  ],
}
function aPile(): Document {
  const pages = [0, 1, 2, 3].map((index) => ({ id: `p-${index}`, source: shaOf(1), index }))
  const texts = Object.fromEntries(pages.map(({ id }, at) => [id, shaOf(50 + at)]))
  return aPaper({ pages, texts, findings: splits })
}

test('[UI11] a scan of several documents says where and why, and is cut where somebody says so, and taken back', async () => {
  const ui = await review([aPile()])
  expect(screen.getByText('Có thể có 3 văn bản trong tệp này')).toBeDefined()
  expect(
    screen.getByText('Trang 2: có quốc hiệu, số văn bản khác. Trang 3: trang trước để trắng.'),
  ).toBeDefined()

  await ui.user.click(screen.getByRole('button', { name: 'Xem và tách' }))
  const dialog = await screen.findByRole('dialog')
  expect(
    within(dialog)
      .getAllByRole('button', { name: /^Trang \d$/ })
      .map(({ textContent }) => textContent),
  ).toEqual(['Trang 1', 'Trang 2', 'Trang 2', 'Trang 3'])
  await ui.user.click(within(dialog).getByRole('checkbox', { name: /^Trang 3/ }))
  await ui.user.click(within(dialog).getByRole('button', { name: 'Tách thành 2 văn bản' }))

  expect(await screen.findByText('Đã tách thành 2 văn bản')).toBeDefined()
  expect(screen.getByText('2 văn bản chờ soát')).toBeDefined()
  expect(ui.engine.vault.documents.map(({ pages }) => pages.length)).toEqual([1, 3])
  expect(screen.queryByText(/^Có thể có/)).toBeNull()

  await ui.store.getState().undo()
  expect(await screen.findByText('Đã hoàn tác: tách văn bản')).toBeDefined()
  expect(ui.engine.vault.documents.map(({ pages }) => pages.length)).toEqual([4])
})

test('[UI11] whoever says that it is one document is not asked again', async () => {
  const ui = await review([aPile()])

  await ui.user.click(screen.getByRole('button', { name: 'Không tách' }))

  await waitFor(() => expect(screen.queryByText(/^Có thể có/)).toBeNull())
  expect(ui.engine.vault.documents[0]).toMatchObject({ isOneDocument: true })
})

test('[UI11] a document in a closed case file is not cut, and says why', async () => {
  const ui = await review([{ ...aPile(), caseFile: idOf('case', 1) }], {
    caseFiles: [aCaseFile(1, { state: 'closed' })],
  })

  await ui.user.click(screen.getByRole('button', { name: 'Xem và tách' }))
  await ui.user.click(await screen.findByRole('button', { name: 'Tách thành 3 văn bản' }))

  const alert = await screen.findByRole('alert')
  expect(alert.textContent).toContain('Hồ sơ 01.TH không còn mở nên không sửa được.')
})

test('[UI12] a document is written into a folder, with how far it is and what it became', async () => {
  const ui = await review([aPaper()])
  ui.chosen.push('/usb')

  await ui.user.keyboard('{Control>}e{/Control}')
  const dialog = await screen.findByRole('dialog', { name: 'Xuất Quyết định 15/QĐ-UBND' })
  await ui.user.click(within(dialog).getByRole('checkbox', { name: 'Văn bản thuần (.txt)' }))
  await ui.user.click(within(dialog).getByRole('button', { name: 'Chọn thư mục và ghi' }))

  expect(await within(dialog).findByText('Đã ghi 15-QD-UBND-2024.pdf, 15-QD-UBND-2024.text')).toBeDefined()
  expect(within(dialog).getByText('/usb')).toBeDefined()
  expect(ui.engine.calls.findLast(({ name }) => name === 'exportDocument')?.input).toEqual({
    id: idOf('doc', 1),
    folder: '/usb',
    extras: ['text'],
  })
})

test('[UI3] [UI12] a name that is taken, and a full stick, are told in the dialog', async () => {
  const ui = await review([aPaper()])
  ui.chosen.push('/usb')
  await ui.user.keyboard('{Control>}e{/Control}')
  const write = await screen.findByRole('button', { name: 'Chọn thư mục và ghi' })

  ui.engine.failNext('exportDocument', {
    code: 'conflict',
    detail: { reason: 'name-exists', name: '15-QD-UBND-2024.pdf' },
  })
  await ui.user.click(write)
  expect(await screen.findByText('Trong thư mục đã có tệp 15-QD-UBND-2024.pdf.')).toBeDefined()

  ui.engine.failNext('exportDocument', { code: 'disk-full', detail: { reason: 'export' } })
  await ui.user.click(write)
  expect(await screen.findByText('Ổ đĩa hay USB nhận tệp đã đầy.')).toBeDefined()
})

test('[UI13] what was read by doubt or by hand is marked in words and signs, not by colour alone', async () => {
  const paper = aPaper()
  const text = paper.texts[paper.pages[0]?.id ?? ''] ?? ''
  const [byHand, repaired, suspect] = [0, 1, 2].map((at): Omit<Word, 'text'> => {
    return { box: [100 + at * 90, 70, 180 + at * 90, 100], confidence: 0.5 }
  })
  if (!byHand || !repaired || !suspect) throw new Error('three words')
  const words: Word[] = [
    { ...byHand, text: 'l5', isHandwritten: true },
    { ...repaired, text: 'CỘNG', readAs: 'CỌNG' },
    { ...suspect, text: 'hoà', suggestion: 'hòa' },
  ]
  const lines: TextLayer['lines'] = [{ box: [100, 70, 400, 100], words }]
  const layer: TextLayer = { version: 1, widthPx: 1000, heightPx: 1400, engine: 'test', lines }
  const ui = await review([paper], { layers: new Map([[text, layer]]) })
  expect(await screen.findByText('viết tay')).toBeDefined()

  await ui.user.keyboard('{Control>}t{/Control}')
  const panel = await screen.findByRole('region', { name: 'Chữ máy đọc được' })
  expect(within(panel).getByLabelText('Viết tay, máy đọc không chắc')).toBeDefined()
  expect(within(panel).getByTitle('Máy nhìn thấy: CỌNG').textContent).toBe('CỘNG')
  expect(within(panel).getByText('có lẽ: hòa')).toBeDefined()

  await ui.user.click(within(panel).getByRole('button', { name: 'Đóng' }))
  expect(screen.queryByRole('region', { name: 'Chữ máy đọc được' })).toBeNull()
})

test('[DG40] a page that was scanned lying is shown upright, with the lit place on it', async () => {
  const paper = aPaper()
  await review([{ ...paper, turns: { [paper.pages[0]?.id ?? '']: 90 } }])

  // The number stands at the top left of the kept image, so at the top right of the upright page.
  expect(Number.parseFloat(zone()?.style.left ?? '')).toBeCloseTo(92)
  expect(Number.parseFloat(zone()?.style.top ?? '')).toBeCloseTo(10)
  const image = document.querySelector('main img')
  expect(image?.className).toMatch(/turn90/)
})
