import { expect, test } from 'vitest'
import type { CitedDocument, Findings } from '../../../../../domain/records/findings.ts'
import { extractFields } from '../../../../../electron/digitise/extract/extract-fields.ts'
import { documentTypes } from '../../../../support/document-types.ts'
import { plainLayer } from '../../../../support/plain-layer.ts'
import { type TinyLine, tinyDecision } from '../../../../support/tiny-sources.ts'

const findingsOf = (...pages: readonly (readonly TinyLine[])[]): Findings =>
  extractFields(pages.map(plainLayer), documentTypes).findings
const GROUND = 'Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;'

/** The decision with other lines for its ground. */
function citing(...lines: readonly string[]): readonly CitedDocument[] {
  const grounds = lines.map((text, at) => ({ text, x: 0.14, y: 0.28 + at * 0.018, sizePt: 11 }))
  return findingsOf([...tinyDecision.filter((line) => line.text !== GROUND), ...grounds]).cited
}

const said = ({ type, number, notation, issuedDate, issuer }: CitedDocument) => [
  type,
  number,
  notation,
  issuedDate,
  issuer,
]

test.each([
  [
    'Thực hiện Công văn số 4869/UBND-SYT ngày 26/7/2020 của UBND thành phố về việc phòng dịch,',
    ['22', '4869', 'UBND-SYT', '2020-07-26', 'UBND thành phố'],
  ],
  [
    'Căn cứ Nghị định số 20/2021/NĐ-CP ngày 15 tháng 3 năm 2021 của Chính phủ quy định chính sách;',
    [null, '20', '2021/NĐ-CP', '2021-03-15', 'Chính phủ'],
  ],
  [
    'Theo đề nghị của Trưởng phòng Nội vụ tại Tờ trình số 12/TTr-NV ngày 05 tháng 3 năm 2021.',
    ['15', '12', 'TTr-NV', '2021-03-05', 'Trưởng phòng Nội vụ'],
  ],
  [
    '- Căn cứ Quyết định số: 350 / UB-QĐ-NĐ ngày 18 tháng 9 năm 1986',
    ['02', '350', 'UB-QĐ-NĐ', '1986-09-18', null],
  ],
  [
    'Phúc đáp Công văn số 46/STC-VP ngày 03/8/2020 của Sở Tài chính về việc báo cáo,',
    ['22', '46', 'STC-VP', '2020-08-03', 'Sở Tài chính'],
  ],
  [
    'Căn cứ Quyết định số 15 ngày 12/3/2020 của Ủy ban nhân dân huyện;',
    ['02', '15', null, '2020-03-12', 'Ủy ban nhân dân huyện'],
  ],
  ['Xét đơn đề nghị ngày 18/6/2020 của ông Lê Văn A;', [null, null, null, '2020-06-18', null]],
  ['tại Biên bản ngày 02/01/2021.', ['20', null, null, '2021-01-02', null]],
  [
    'đã được UBND tỉnh phê duyệt số 204/UB-QĐ-NĐ, ngày 09/6/1992.',
    [null, '204', 'UB-QĐ-NĐ', '1992-06-09', null],
  ],
])('[DG22] %s', (line, expected) => {
  const [found, ...more] = citing(line)

  expect(found === undefined ? null : said(found)).toEqual(expected)
  expect(more).toEqual([])
})

test('[DG22] two papers in one sentence, of which one goes on in the next line, are two', () => {
  const found = citing(
    'Thực hiện Công điện số 24/CĐ-TTg ngày 11 tháng 11 năm 2020 của Thủ tướng Chính phủ và Công văn số 7627/UBND-',
    'NL ngày 16/11/2020 của Ủy ban nhân dân tỉnh về việc báo cáo, đề nghị các đơn vị:',
  )

  expect(found.map(said)).toEqual([
    ['23', '24', 'CĐ-TTg', '2020-11-11', 'Thủ tướng Chính phủ'],
    ['22', '7627', 'UBND-NL', '2020-11-16', 'Ủy ban nhân dân tỉnh'],
  ])
})

test('[DG22] a paper named twice is listed once, with what is said of it anywhere', () => {
  const found = citing(
    'Căn cứ Quyết định số 12/QĐ-UBND;',
    'theo Quyết định số 12/QĐ-UBND ngày 02/02/2021 của Ủy ban nhân dân huyện;',
  )

  expect(found.map(said)).toEqual([['02', '12', 'QĐ-UBND', '2021-02-02', 'Ủy ban nhân dân huyện']])
})

test.each([
  '(Kèm theo Quyết định số 44/QĐ-UBND ngày 12/3/2021 của Ủy ban nhân dân xã)',
  'thửa đất số 20, tờ bản đồ số 3, số căn cước công dân 042087001234',
  'báo cáo trước ngày 20/5/2021 để tổng hợp',
])('[DG22] %s cites nothing', (line) => {
  expect(citing(line)).toEqual([])
})

test('[DG22] a citation has its words and their place on the page', () => {
  const [found] = citing('Căn cứ Quyết định số 12/QĐ-UBND ngày 02/02/2021 của Ủy ban nhân dân huyện;')

  expect(found).toMatchObject({
    page: 0,
    text: 'Quyết định số 12/QĐ-UBND ngày 02/02/2021 của Ủy ban nhân dân huyện',
  })
  expect(found?.box?.[1]).toBeGreaterThan(0.26)
  expect(found?.box?.[3]).toBeLessThan(0.3)
})

const stamp: readonly TinyLine[] = [
  { text: 'UBND XÃ ĐẠI NGHĨA', x: 0.05, y: 0.015, sizePt: 10 },
  { text: 'ĐẾN', x: 0.11, y: 0.03, sizePt: 10 },
  { text: 'Số: 227', x: 0.06, y: 0.045, sizePt: 10 },
  { text: 'Ngày: 27/3/2021', x: 0.06, y: 0.06, sizePt: 10 },
]

test('[DG23] a stamp has its own number and day', () => {
  const apart = tinyDecision.map((line) => ({ ...line, y: line.y + 0.05 }))
  const { incoming } = findingsOf([...stamp, ...apart])

  expect(incoming).toMatchObject({ page: 0, number: '227', date: '2021-03-27' })
  expect(incoming?.confidence).toBeLessThan(0.9)
  expect(findingsOf(tinyDecision).incoming).toBeNull()
})

test('[DG23] a stamp of which nothing can be read is still told of', () => {
  expect(
    findingsOf([...stamp.slice(0, 2), ...tinyDecision.map((line) => ({ ...line, y: line.y + 0.05 }))])
      .incoming,
  ).toMatchObject({
    number: null,
    date: null,
  })
})

const body: readonly TinyLine[] = [
  { text: 'Ủy ban nhân dân xã giao các bộ phận triển khai thực hiện và báo cáo kết quả.', x: 0.14, y: 0.1 },
  { text: 'Các thôn phổ biến đến từng hộ dân trên địa bàn.', x: 0.14, y: 0.13 },
]
const unsigned = tinyDecision.filter((line) => line.y < 0.4)
const other = tinyDecision.map((line) =>
  line.text === 'Số: 44/QĐ-UBND' ? { ...line, text: 'Số: 45/QĐ-UBND' } : line,
)
const numbered = (page: number): TinyLine => ({ text: String(page), x: 0.49, y: 0.045 })

test('[DG24] a motto, another number and a signature before: another paper begins', () => {
  expect(findingsOf(tinyDecision, other).splits).toEqual([
    { page: 1, confidence: 0.98, reasons: ['motto', 'number', 'signature-before'] },
  ])
})

test('[DG24] a blank page before and a page number that begins anew are told of too', () => {
  const { splits } = findingsOf(unsigned, [numbered(2), ...body, ...tinyDecision.slice(-5)], [], other)

  expect(splits).toEqual([
    {
      page: 3,
      confidence: 0.98,
      reasons: ['motto', 'number', 'signature-before', 'page-number', 'blank-before'],
    },
  ])
})

test('[DG24] the pages of one paper are not cut, nor is a list that goes with it', () => {
  const list: readonly TinyLine[] = [
    { text: 'DANH SÁCH', x: 0.5, y: 0.08, isCentred: true },
    { text: '(Kèm theo Quyết định số 44/QĐ-UBND ngày 12/3/2021)', x: 0.5, y: 0.1, isCentred: true },
    ...body.map((line) => ({ ...line, y: line.y + 0.1 })),
  ]

  expect(findingsOf(unsigned, [numbered(2), ...body]).splits).toEqual([])
  expect(findingsOf(tinyDecision, list).splits).toEqual([])
})

test('[DG24] a motto on a page that is counted on is doubted', () => {
  const form = [numbered(2), ...other.filter((line) => !line.text.startsWith('Số'))]

  expect(findingsOf(unsigned, form).splits).toEqual([])
})

test('[DG24] fields are those of the first paper of a scan', () => {
  const second = other.map((line) =>
    line.text === 'Nguyễn Minh Mạnh' ? { ...line, text: 'Trần Thị Sen' } : line,
  )
  const { proposals } = extractFields([tinyDecision, second].map(plainLayer), documentTypes)

  expect(proposals.signer?.value).toBe('Nguyễn Minh Mạnh')
  expect(proposals.number?.value).toBe('44')
})

test.each([
  ['ngày 12 tháng 3 năm 2021', 'nd30-2020'],
  ['ngày 04 tháng 3 năm 2020', 'tt01-2011'],
  ['ngày 12 tháng 3 năm 2008', 'tt55-2005'],
  ['ngày 12 tháng 3 năm 1998', 'typewriter'],
  ['ngày … tháng … năm 2016', 'tt01-2011'],
])('[DG24] a decision of %s is read by the layout %s', (date, layout) => {
  const dated = tinyDecision.map((line) =>
    line.text.includes('ngày 12 tháng 3') ? { ...line, text: `Đại Nghĩa, ${date}` } : line,
  )

  expect(findingsOf(dated).layout).toBe(layout)
})

test('[DG22] of a paper that cites hundreds the first sixty are listed', () => {
  const lines = Array.from(
    { length: 90 },
    (_, at) => `Quyết định số ${at + 100}/QĐ-UBND ngày 02/02/2021 của Ủy ban nhân dân huyện;`,
  )
  const pages = [0, 30, 60].map((from) =>
    lines.slice(from, from + 30).map((text, at) => ({ text, x: 0.14, y: 0.1 + at * 0.02, sizePt: 11 })),
  )
  const { cited } = findingsOf(tinyDecision.slice(0, 8), ...pages)

  expect(cited.length).toBe(60)
  expect(cited.every(({ text }) => text.length <= 300)).toBe(true)
})

test('[DG24] of a heap of hundreds the first two hundred beginnings are proposed', () => {
  const heap = Array.from({ length: 210 }, (_, at) => (at % 2 === 0 ? tinyDecision : other))

  expect(findingsOf(...heap).splits.map(({ page }) => page)).toEqual(
    Array.from({ length: 200 }, (_, at) => at + 1),
  )
})
