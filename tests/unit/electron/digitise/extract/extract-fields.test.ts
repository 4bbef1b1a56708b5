import { expect, test } from 'vitest'
import { type Proposals, SURE } from '../../../../../domain/records/document.ts'
import { extractFields } from '../../../../../electron/digitise/extract/extract-fields.ts'
import { documentTypes } from '../../../../support/document-types.ts'
import { plainLayer } from '../../../../support/plain-layer.ts'
import { type TinyLine, tinyDecision, tinyLetter } from '../../../../support/tiny-sources.ts'

const values = (proposals: Proposals): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(proposals).map(([name, proposal]) => [name, proposal.value]))
const extract = (...pages: readonly (readonly TinyLine[])[]): Proposals =>
  extractFields(pages.map(plainLayer), documentTypes).proposals
const replaced = (lines: readonly TinyLine[], text: string, by: string): readonly TinyLine[] =>
  lines.map((line) => (line.text === text ? { ...line, text: by } : line))

test('[DG7] a decision gives all seven fields', () => {
  const proposals = extract(tinyDecision)

  expect(values(proposals)).toEqual({
    number: '44',
    notation: 'QĐ-UBND',
    issuedDate: '2021-03-12',
    issuer: 'ỦY BAN NHÂN DÂN XÃ ĐẠI NGHĨA',
    type: '02',
    subject: 'Về việc trợ cấp xã hội hàng tháng',
    signer: 'Nguyễn Minh Mạnh',
    place: 'Đại Nghĩa',
    recipient: 'Như Điều 1',
    signerTitle: 'TM. ỦY BAN NHÂN DÂN CHỦ TỊCH',
  })
})

test('[DG7] each value comes with its page and the place it was read from', () => {
  const signature = tinyDecision.filter((line) => line.y >= 0.4)
  const proposals = extract(
    tinyDecision.filter((line) => line.y < 0.4),
    signature,
  )

  expect(proposals.number?.page).toBe(0)
  expect(proposals.signer?.page).toBe(1)
  const [left = 0, top = 0, right = 0, bottom = 0] = proposals.signer?.box ?? []
  expect(left).toBeCloseTo(0.61, 1)
  expect(top).toBeLessThan(0.5)
  expect(bottom).toBeGreaterThan(0.5)
  expect(right).toBeLessThanOrEqual(1)
})

test('[DG7] a letter has the type Công văn and its abstract under the number', () => {
  const proposals = extract(tinyLetter)

  expect(values(proposals)).toMatchObject({
    number: '130',
    notation: 'UBND-ĐC',
    issuedDate: '2023-09-05',
    issuer: 'ỦY BAN NHÂN DÂN XÃ CẨM HOÀ',
    type: '22',
    subject: 'báo cáo thiệt hại do mưa lũ và đề nghị hỗ trợ',
  })
})

test('[DG7] words of two columns that were read as one line are told apart', () => {
  const layer = plainLayer(tinyLetter)
  expect(layer.lines[0]?.words.map((word) => word.text).join(' ')).toBe(
    'UBND HUYỆN CẨM XUYÊN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
  )

  expect(extractFields([layer], documentTypes).proposals.issuer?.value).toBe('ỦY BAN NHÂN DÂN XÃ CẨM HOÀ')
})

test('[DG7] what is not on the paper is not proposed', () => {
  const proposals = extract([{ text: 'Danh sách các hộ được xét', x: 0.3, y: 0.3 }])

  expect(proposals).toEqual({})
  expect(extractFields([], documentTypes).proposals).toEqual({})
})

test('[DG7] a number that was not filled in leaves only the notation', () => {
  const proposals = extract(replaced(tinyDecision, 'Số: 44/QĐ-UBND', 'Số:    /QĐ-UBND'))

  expect(proposals.number).toBeUndefined()
  expect(proposals.notation?.value).toBe('QĐ-UBND')
})

test('[DG7] a value with a badly read word is a doubt, one with well read words is not', () => {
  const doubtful = extract(replaced(tinyDecision, 'Nguyễn Minh Mạnh', 'Nguyễn Minh~ Mạnh'))

  expect(doubtful.signer?.confidence).toBeLessThan(0.9)
  expect(extract(tinyDecision).signer?.confidence).toBeGreaterThanOrEqual(0.9)
})

test('[DG8] the number and date of an incoming stamp are not the paper’s own', () => {
  const stamp: readonly TinyLine[] = [
    { text: 'CÔNG VĂN ĐẾN', x: 0.07, y: 0.015, sizePt: 11 },
    { text: 'Số: 227', x: 0.07, y: 0.03, sizePt: 11 },
    { text: 'Ngày: 27/3/2021', x: 0.07, y: 0.045, sizePt: 11 },
  ]
  const unnumbered = tinyDecision.filter((line) => !line.text.startsWith('Số'))
  const undated = unnumbered.filter((line) => !line.text.includes('ngày 12'))

  expect(values(extract([...stamp, ...tinyDecision]))).toMatchObject({
    number: '44',
    issuedDate: '2021-03-12',
  })
  const proposals = extract([...stamp, ...undated])
  expect(proposals.number).toBeUndefined()
  expect(proposals.issuedDate).toBeUndefined()
})

test('[DG8] a stamp under the number leaves the number', () => {
  const stamp: readonly TinyLine[] = [
    { text: 'ĐẾN', x: 0.16, y: 0.155, sizePt: 11 },
    { text: 'Số: 512', x: 0.16, y: 0.17, sizePt: 11 },
    { text: 'Ngày 20 tháng 3 năm 2021', x: 0.16, y: 0.185, sizePt: 11 },
  ]

  expect(values(extract([...tinyDecision, ...stamp]))).toMatchObject({
    number: '44',
    issuedDate: '2021-03-12',
  })
})

test('[DG8] number and date of a cited paper are never taken', () => {
  const bare = tinyLetter.filter((line) => !line.text.startsWith('Số') && !line.text.startsWith('Cẩm Hoà'))
  const proposals = extract(bare)

  expect(proposals.number).toBeUndefined()
  expect(proposals.issuedDate).toBeUndefined()
})

test.each([
  'ngày 31 tháng 2 năm 2021',
  'ngày 12 tháng 13 năm 2021',
  'ngày 0 tháng 3 năm 2021',
  'ngày 12 tháng 3 năm 1021',
])('[DG8] %s is not proposed', (date) => {
  const proposals = extract(
    replaced(tinyDecision, 'Đại Nghĩa, ngày 12 tháng 3 năm 2021', `Đại Nghĩa, ${date}`),
  )

  expect(proposals.issuedDate).toBeUndefined()
})

test('[DG7] a paper of the Party has its number before a dash', () => {
  const party: readonly TinyLine[] = [
    { text: 'ĐẢNG BỘ HUYỆN CẨM XUYÊN', x: 0.1, y: 0.06 },
    { text: 'ĐẢNG ỦY XÃ CẨM HOÀ', x: 0.14, y: 0.082 },
    { text: 'Số 12-NQ/ĐU', x: 0.18, y: 0.13 },
    { text: 'ĐẢNG CỘNG SẢN VIỆT NAM', x: 0.55, y: 0.06 },
    { text: 'Cẩm Hoà, ngày 03 tháng 02 năm 2019', x: 0.53, y: 0.1 },
    { text: 'NGHỊ QUYẾT', x: 0.52, y: 0.2, isCentred: true },
    { text: 'về công tác cán bộ nữ', x: 0.52, y: 0.222, isCentred: true },
  ]

  expect(values(extract(party))).toEqual({
    number: '12',
    notation: 'NQ/ĐU',
    issuedDate: '2019-02-03',
    issuer: 'ĐẢNG ỦY XÃ CẨM HOÀ',
    superior: 'ĐẢNG BỘ HUYỆN CẨM XUYÊN',
    place: 'Cẩm Hoà',
    type: '01',
    subject: 'về công tác cán bộ nữ',
  })
})

test('[DG7] a citizen’s paper has no issuer, its date and its signer stand where they do', () => {
  const petition: readonly TinyLine[] = [
    { text: 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', x: 0.52, y: 0.06, isCentred: true },
    { text: 'Độc lập - Tự do - Hạnh phúc', x: 0.52, y: 0.082, isCentred: true },
    { text: 'ĐƠN KHIẾU NẠI', x: 0.52, y: 0.14, isCentred: true },
    { text: 'Về việc thu hồi đất nông nghiệp', x: 0.52, y: 0.162, isCentred: true },
    { text: 'Kính gửi: Chủ tịch Ủy ban nhân dân xã Ô Lâm', x: 0.3, y: 0.21 },
    { text: 'Ô Lâm, ngày 24 tháng 4 năm 2016', x: 0.55, y: 0.6 },
    { text: 'NGƯỜI LÀM ĐƠN', x: 0.62, y: 0.625 },
    { text: 'Trần Thị Sen', x: 0.63, y: 0.7 },
  ]

  expect(values(extract(petition))).toEqual({
    issuedDate: '2016-04-24',
    type: '32',
    subject: 'Về việc thu hồi đất nông nghiệp',
    signer: 'Trần Thị Sen',
    signerTitle: 'NGƯỜI LÀM ĐƠN',
    place: 'Ô Lâm',
    recipient: 'Chủ tịch Ủy ban nhân dân xã Ô Lâm',
  })
})

test('[DG7] of two who signed side by side the right one is meant', () => {
  const minutes: readonly TinyLine[] = [
    { text: 'THƯ KÝ', x: 0.2, y: 0.1 },
    { text: 'CHỦ TRÌ', x: 0.66, y: 0.1 },
    { text: 'Bùi Thị Gấm', x: 0.18, y: 0.18 },
    { text: 'Đinh Đình Cường', x: 0.62, y: 0.18 },
  ]

  expect(extract(tinyDecision.slice(0, 8), minutes).signer?.value).toBe('Đinh Đình Cường')
})

test('[DG7] a place misread in the capitals of the head is spelled as the text spells it', () => {
  const ofTanHoa = replaced(
    tinyLetter,
    'Cẩm Hoà, ngày 05 tháng 9 năm 2023',
    'Tân Hoà, ngày 05 tháng 9 năm 2023',
  )
  const misread = replaced(ofTanHoa, 'XÃ CẨM HOÀ', 'XÃ TẤN~ HOÀ')
  const body = { text: 'Ủy ban nhân dân xã Tân Hoà đề nghị xem xét.', x: 0.17, y: 0.3 }

  const { issuer } = extract(misread)
  expect(issuer?.value).toBe('ỦY BAN NHÂN DÂN XÃ TÂN HOÀ')
  expect(issuer?.confidence).toBeLessThan(SURE)
  expect(issuer?.candidates?.map(({ value }) => value)).toContain('ỦY BAN NHÂN DÂN XÃ TẤN HOÀ')
  expect(extract([...misread, body]).issuer?.value).toBe('ỦY BAN NHÂN DÂN XÃ TÂN HOÀ')
})

test('[DG7] what no place is called is read as what it is mistaken for, as a doubt', () => {
  const misread = replaced(tinyLetter, 'XÃ CẨM HOÀ', 'XÃ CẤM HOÀ')
  const { issuer } = extract(misread)

  expect(issuer?.value).toBe('ỦY BAN NHÂN DÂN XÃ CẨM HOÀ')
  expect(issuer?.confidence).toBeLessThan(SURE)
  expect(issuer?.candidates?.map(({ value }) => value)).toContain('ỦY BAN NHÂN DÂN XÃ CẤM HOÀ')
})

test('[DG7] a signer whose family name lost its first letter under the seal is the one it can only be', () => {
  const cut = extract(replaced(tinyDecision, 'Nguyễn Minh Mạnh', 'hái Quốc Chiến'))
  const torn = extract(replaced(tinyDecision, 'Nguyễn Minh Mạnh', 'ương Sỹ Phúc'))

  expect(cut.signer?.value).toBe('Thái Quốc Chiến')
  expect(cut.signer?.confidence).toBeLessThan(SURE)
  expect(torn.signer).toBeUndefined()
})

test('[DG7] a notation of the title’s type and the issuer’s letters is sure, however little the engine thinks of it', () => {
  const { notation, number } = extract(replaced(tinyDecision, 'Số: 44/QĐ-UBND', 'Số: 44/QD-UBND~'))

  expect(notation).toMatchObject({ value: 'QĐ-UBND' })
  expect(notation?.confidence).toBeGreaterThanOrEqual(SURE)
  expect(number?.confidence).toBeLessThan(SURE)
})

test('[DG7] a heading in capitals under a title is no signer', () => {
  const heading = tinyDecision.map((line) =>
    line.text === 'Nguyễn Minh Mạnh' ? { ...line, text: 'QUYẾT ĐỊNH' } : line,
  )

  expect(extract(heading).signer).toBeUndefined()
})
