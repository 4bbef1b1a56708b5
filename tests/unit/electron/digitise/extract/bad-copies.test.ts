import { expect, test } from 'vitest'
import { type Proposals, SURE } from '../../../../../domain/records/document.ts'
import { extractFields } from '../../../../../electron/digitise/extract/extract-fields.ts'
import { documentTypes } from '../../../../support/document-types.ts'
import { plainLayer } from '../../../../support/plain-layer.ts'
import { type TinyLine, tinyDecision, tinyLetter } from '../../../../support/tiny-sources.ts'

const extract = (...pages: readonly (readonly TinyLine[])[]): Proposals =>
  extractFields(pages.map(plainLayer), documentTypes).proposals
const replaced = (lines: readonly TinyLine[], text: string, by: string): readonly TinyLine[] =>
  lines.map((line) => (line.text === text ? { ...line, text: by } : line))

test.each([
  ['Bài~ Huy Tám', 'Bùi Huy Tám'],
  ['Maf~ Xuân Toản', 'Mai Xuân Toản'],
  ['ê~ Hữu Tịnh', 'Lê Hữu Tịnh'],
])('[DG7] the family that a seal lies over, read as %s, is guessed as a doubt', (read, name) => {
  const { signer } = extract(replaced(tinyDecision, 'Nguyễn Minh Mạnh', read))

  expect(signer?.value).toBe(name)
  expect(signer?.confidence).toBeLessThan(0.7)
})

test('[DG7] of two who signed the right one is meant where a seal took the title', () => {
  const minutes: readonly TinyLine[] = [
    { text: 'THƯ KÝ', x: 0.2, y: 0.1 },
    { text: 'Bùi Thị Gấm', x: 0.18, y: 0.18 },
    { text: 'Đinh Đình Cường', x: 0.62, y: 0.18 },
  ]
  const { signer } = extract(tinyDecision.slice(0, 8), minutes)

  expect(signer?.value).toBe('Đinh Đình Cường')
  expect(signer?.confidence).toBeLessThan(SURE)
})

test.each([
  ['BAN NHÂN DÂN', 'XÃ CẨM HOÀ'],
  ['UYỶ BAN NHÂN DÂN', 'VÀ CẨM HOÀ'],
  ['UY BAN NHÂN DÂN', 'XÃ CẨM HOÀ'],
])(
  '[DG7] of the committee that was read as %s %s only the form of its first word is in doubt',
  (first, second) => {
    const head = replaced(replaced(tinyLetter, 'ỦY BAN NHÂN DÂN', first), 'XÃ CẨM HOÀ', second)
    const { issuer } = extract(head)

    expect(issuer?.value).toMatch(/^(?:ỦY|UỶ) BAN NHÂN DÂN XÃ CẨM HOÀ$/u)
    expect(issuer?.confidence).toBeLessThan(SURE)
  },
)

test('[DG7] the office in a notation that was read as no office is the committee it is nearest to, as a doubt', () => {
  const { notation } = extract(replaced(tinyDecision, 'Số: 44/QĐ-UBND', 'Số: 44/QĐ-LUBND'))

  expect(notation?.value).toBe('QĐ-UBND')
  expect(notation?.confidence).toBeLessThan(SURE)
})

test('[DG7] a phrase with a word that is not sure is not sure', () => {
  const read = 'Về việc trợ cấp xã hội hàng tháng'
  const { subject } = extract(replaced(tinyDecision, read, `${read}~`))

  expect(subject?.value).toBe(read)
  expect(subject?.confidence).toBeLessThan(SURE)
})

test('[DG7] a family that lost its first letter is offered where the rest of the name was read', () => {
  const { signer } = extract(replaced(tinyDecision, 'Nguyễn Minh Mạnh', 'han~ Thi~ Kim Hiền'))

  expect(signer).toMatchObject({ value: 'Phan Thị Kim Hiền', confidence: 0.5 })
})

test('[DG7] strokes before a family that nearly all bear are no part of the name', () => {
  const { signer } = extract(replaced(tinyDecision, 'Nguyễn Minh Mạnh', 'Sẽ~ Lê Hữu Tám'))

  expect(signer?.value).toBe('Lê Hữu Tám')
})

test('[DG20] what is left of a title under a seal is offered as that title, as a doubt', () => {
  const { signerTitle } = extract(replaced(tinyDecision, 'CHỦ TỊCH', 'SHU~ TỊCH'))

  expect(signerTitle?.value).toBe('TM. ỦY BAN NHÂN DÂN CHỦ TỊCH')
  expect(signerTitle?.confidence).toBeLessThanOrEqual(0.6)
})

test('[DG7] an abstract that was put right by the text is a doubt', () => {
  const read = 'Về việc trợ cấp xã hội hảng~ tháng'
  const told = replaced(tinyDecision, 'Về việc trợ cấp xã hội hàng tháng', read)
  const article = 'Điều 1. Trợ cấp cho các hộ có tên trong danh sách từ ngày 01 tháng 4.'
  const { subject } = extract(
    replaced(told, article, 'Điều 1. Chi trợ cấp xã hội hàng tháng cho các hộ có tên.'),
  )

  expect(subject?.value).toBe('Về việc trợ cấp xã hội hàng tháng')
  expect(subject?.confidence).toBeLessThanOrEqual(0.6)
})

test.each([
  ['UBND HUYỆN CẨM XUYÊN', 'LBND HUYỆN CẨM XUYÊN'],
  ['ỦY BAN NHÂN DÂN', 'ỦY BìN XHÂN DÂN'],
])('[DG7] an office whose letters were put right is a doubt: %s', (printed, read) => {
  const { issuer, superior } = extract(replaced(tinyLetter, printed, read))

  expect([superior?.value, issuer?.value]).toEqual(['UBND HUYỆN CẨM XUYÊN', 'ỦY BAN NHÂN DÂN XÃ CẨM HOÀ'])
  expect(Math.min(superior?.confidence ?? 1, issuer?.confidence ?? 1)).toBeLessThanOrEqual(0.6)
})
