import { expect, test } from 'vitest'
import { type Proposals, SURE } from '../../../../../domain/records/document.ts'
import type { Word } from '../../../../../domain/text-layer.ts'
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

test('[DG20] the office above stands over the issuer', () => {
  expect(values(extract(tinyLetter))).toMatchObject({ superior: 'UBND HUYỆN CẨM XUYÊN', place: 'Cẩm Hoà' })
  expect(extract(tinyDecision).superior).toBeUndefined()
})

test('[DG20] the marks of a department’s name are those that its words have, over two lines as well', () => {
  const department: readonly TinyLine[] = [
    ...tinyLetter.filter((line) => !['ỦY BAN NHÂN DÂN', 'XÃ CẨM HOÀ'].includes(line.text)),
    { text: 'PHÒNG NÔNG NGHIỆP VÀ PHÁT', x: 0.12, y: 0.082, sizePt: 12 },
    { text: 'TRIỀN NÔNG THÔN', x: 0.16, y: 0.104, sizePt: 12 },
  ]

  expect(values(extract(department))).toMatchObject({
    issuer: 'PHÒNG NÔNG NGHIỆP VÀ PHÁT TRIỂN NÔNG THÔN',
    superior: 'UBND HUYỆN CẨM XUYÊN',
  })
})

test('[DG20] several recipients are parted by semicolons, and each is a candidate', () => {
  const several: readonly TinyLine[] = [
    ...replaced(tinyLetter, 'Kính gửi: Ủy ban nhân dân huyện Cẩm Xuyên.', 'Kính gửi:').slice(0, 10),
    { text: '- Ủy ban nhân dân huyện;', x: 0.4, y: 0.24 },
    { text: '- Trưởng các thôn.', x: 0.4, y: 0.26 },
    { text: 'Thực hiện chỉ đạo của cấp trên, Ủy ban nhân dân xã báo cáo như sau:', x: 0.17, y: 0.3 },
  ]
  const { recipient } = extract(several)

  expect(recipient?.value).toBe('Ủy ban nhân dân huyện; Trưởng các thôn')
  expect(recipient?.candidates?.map(({ value }) => value)).toEqual([
    'Ủy ban nhân dân huyện',
    'Trưởng các thôn',
  ])
})

test.each([
  ['KHẨN', 'khan'],
  ['THƯỢNG KHẨN', 'thuong-khan'],
  ['HỎA TỐC', 'hoa-toc'],
  ['HOA TÓC', 'hoa-toc'],
])('[DG20] the stamp %s is the urgency %s, and no part of the abstract', (stamp, code) => {
  const proposals = extract([...tinyLetter, { text: stamp, x: 0.2, y: 0.19, sizePt: 14 }])

  expect(proposals.urgency?.value).toBe(code)
  expect(proposals.subject?.value).toBe('báo cáo thiệt hại do mưa lũ và đề nghị hỗ trợ')
})

test('[DG20] the word KHẨN in a text is no stamp', () => {
  const text = { text: 'Đề nghị các địa phương khẩn trương thực hiện, chế độ KHẨN.', x: 0.17, y: 0.3 }

  expect(extract([...tinyLetter, text]).urgency).toBeUndefined()
})

test('[DG20] who signs for the head is the deputy, though a seal hides it', () => {
  const signed = replaced(tinyDecision, 'CHỦ TỊCH', 'KT. CHỦ TỊCH')

  expect(extract(signed).signerTitle).toMatchObject({
    value: 'TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH',
  })
  expect(extract(signed).signerTitle?.confidence).toBeLessThan(SURE)
})

test('[DG20] other readings of a word are candidates of the value', () => {
  const layer = plainLayer(replaced(tinyDecision, 'Số: 44/QĐ-UBND', 'Số: 44/QĐ-UBND~'))
  const lines = layer.lines.map((line) => ({
    ...line,
    words: line.words.map((word) =>
      word.text === '44/QĐ-UBND' ? { ...word, alternatives: ['41/QĐ-UBND', '44/QĐ-UBNO'] } : word,
    ),
  }))
  const { number } = extractFields([{ ...layer, lines }], documentTypes).proposals

  expect(number?.candidates).toEqual([{ value: '41', confidence: 0.5 }])
})

test('[DG21] figures higher than the print beside them are written by hand: a doubt', () => {
  const layer = plainLayer(tinyDecision)
  const byHand = layer.lines.map((line) => ({
    ...line,
    words: line.words.map((word): Word => {
      const [left, top, right, bottom] = word.box
      return ['12', '3'].includes(word.text) ? { ...word, box: [left, top - 12, right, bottom + 4] } : word
    }),
  }))
  const { issuedDate } = extractFields([{ ...layer, lines: byHand }], documentTypes).proposals

  expect(issuedDate?.value).toBe('2021-03-12')
  expect(issuedDate?.confidence).toBeLessThan(SURE)
})

test('[DG21] a paper cannot be older than what it cites, nor younger than its stamp of arrival', () => {
  const cites = (day: string): readonly TinyLine[] =>
    replaced(
      tinyDecision,
      'Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;',
      `Căn cứ Quyết định số 12/QĐ-UBND ngày ${day} của Ủy ban nhân dân huyện;`,
    )
  const arrived = (day: string): readonly TinyLine[] => [
    { text: 'ĐẾN', x: 0.1, y: 0.015, sizePt: 11 },
    { text: 'Số: 227', x: 0.07, y: 0.03, sizePt: 11 },
    { text: `Ngày: ${day}`, x: 0.07, y: 0.045, sizePt: 11 },
    ...tinyDecision,
  ]
  const confidence = (lines: readonly TinyLine[]): number => extract(lines).issuedDate?.confidence ?? 0

  expect(confidence(cites('05/02/2021'))).toBeGreaterThanOrEqual(SURE)
  expect(confidence(cites('05/12/2021'))).toBeLessThan(SURE)
  expect(confidence(arrived('15/3/2021'))).toBeGreaterThanOrEqual(SURE)
  expect(confidence(arrived('10/3/2021'))).toBeLessThan(SURE)
})

test('[DG21] a committee whose unit was not read is a doubt', () => {
  const cut = replaced(tinyDecision, 'XÃ ĐẠI NGHĨA', 'ĐẠI NGHĨA')

  expect(extract(cut).issuer?.confidence).toBeLessThan(SURE)
  expect(extract(tinyDecision).issuer?.confidence).toBeGreaterThanOrEqual(SURE)
})

test('[DG7] a set phrase that was put right in a name is taken back', () => {
  const layer = plainLayer(replaced(tinyDecision, 'Nguyễn Minh Mạnh', 'Trương Văn Hóa'))
  const lines = layer.lines.map((line) => ({
    ...line,
    words: line.words.map((word) => (word.text === 'Hóa' ? { ...word, readAs: 'Hoà' } : word)),
  }))

  expect(extractFields([{ ...layer, lines }], documentTypes).proposals.signer?.value).toBe('Trương Văn Hoà')
})

test('[DG20] nobody signs in the name of another without saying as what: the title is left out', () => {
  expect(extract(replaced(tinyDecision, 'CHỦ TỊCH', '')).signerTitle).toBeUndefined()
})

test('[DG20] where no stroke stands after the number, its last figure may be one', () => {
  const { number } = extract(replaced(tinyDecision, 'Số: 44/QĐ-UBND', 'Số: 444QĐ-UBND'))

  expect(number?.value).toBe('444')
  expect(number?.confidence).toBeLessThan(SURE)
  expect(number?.candidates?.map(({ value }) => value)).toContain('44')
})

test('[DG7] of a name under a seal the reading counts whose family is one, and it is a doubt', () => {
  const layer = plainLayer(tinyDecision)
  const misread = layer.lines.map((line) => ({
    ...line,
    words: line.words.map((word) =>
      word.text === 'Nguyễn' && line.words.some(({ text }) => text === 'Mạnh')
        ? { ...word, text: 'Ngoyêu', confidence: 0.4, alternatives: ['Nguyễn'] }
        : word,
    ),
  }))

  const { signer } = extractFields([{ ...layer, lines: misread }], documentTypes).proposals

  expect(signer?.value).toBe('Nguyễn Minh Mạnh')
  expect(signer?.confidence).toBeLessThan(SURE)
  expect(signer?.confidence).toBeGreaterThanOrEqual(0.5)
})
