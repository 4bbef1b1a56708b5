import { expect, test } from 'vitest'
import { editDistance, nearestStretch } from '../../bench/edit-distance.ts'
import {
  foldPrint,
  judgeField,
  judgeFields,
  matchLines,
  rateScores,
  scorePage,
  withoutMarks,
} from '../../bench/score.ts'

test.each([
  ['', '', 0],
  ['abc', '', 3],
  ['kitten', 'sitting', 3],
  ['Nghị định', 'Nghị lịnh', 1],
  ['flaw', 'lawn', 2],
])('%s and %s are apart by their known distance', (from, to, distance) => {
  expect(editDistance(from, to)).toBe(distance)
  expect(editDistance(to, from)).toBe(distance)
})

test('the distance of words counts words', () => {
  expect(editDistance(['một', 'hai', 'ba'], ['một', 'ba', 'bốn'])).toBe(2)
})

test('the nearest stretch is found inside a longer line', () => {
  expect(nearestStretch('Số: 15', 'XÃ CẨM HOÀ Số: 15/QĐ')).toEqual({ cost: 0, start: 11, end: 17 })
  expect(nearestStretch('quyết định', 'bản quyêt địmh này')).toEqual({ cost: 2, start: 4, end: 14 })
  expect(nearestStretch('abc', '')).toEqual({ cost: 3, start: 0, end: 0 })
})

test('a page that was read without a fault has none, in whatever order its columns were read', () => {
  const truth = ['ỦY BAN NHÂN DÂN', 'XÃ CẨM HOÀ', 'CỘNG HÒA XÃ HỘI', 'Độc lập - Tự do']
  const read = ['ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI', 'XÃ CẨM HOÀ Độc lập - Tự do']

  expect(matchLines(truth, read, [])).toEqual({
    characters: 55,
    characterErrors: 0,
    words: 16,
    wordErrors: 0,
  })
})

test('a wrong letter costs one, a lost line its length, a line too much its length', () => {
  expect(matchLines(['abcdefgh', 'lost line'], ['abXdefgh'], [])).toMatchObject({
    characterErrors: 1 + 9,
    wordErrors: 1 + 2,
  })
  expect(matchLines(['abcdefgh'], ['abcdefgh', 'too much'], [])).toMatchObject({
    characterErrors: 8,
    wordErrors: 2,
  })
})

test('a wrong letter at the very end of a line is one lost and one too much', () => {
  expect(matchLines(['abcdefgh'], ['abcdefgX'], [])).toMatchObject({ characterErrors: 2, wordErrors: 2 })
})

test('a stamp that was read is neither right nor wrong', () => {
  const page = { lines: [{ text: 'Số: 15/QĐ-UBND' }], aux: [{ text: 'Số: 917' }] }

  expect(scorePage(page, ['Số: 15/QĐ-UBND', 'Số: 917']).characterErrors).toBe(0)
  expect(scorePage(page, ['Số: 15/QĐ-UBND']).characterErrors).toBe(0)
})

test('a table may be read by rows or by cells', () => {
  const page = { lines: [{ text: '1 Lê Thị Lý 550.000', cells: ['1', 'Lê Thị Lý', '550.000'] }], aux: [] }

  expect(scorePage(page, ['1 Lê Thị Lý 550.000']).characterErrors).toBe(0)
  expect(scorePage(page, ['550.000', '1', 'Lê Thị Lý']).characterErrors).toBe(0)
})

test('handwriting is left out of the count of print', () => {
  const page = { lines: [{ text: 'Số: 44/QĐ-UBND', hand: true }, { text: 'QUYẾT ĐỊNH' }], aux: [] }
  const score = scorePage(page, ['Số: 11/QĐ-UBND', 'QUYẾT ĐỊNH'])

  expect(score).toMatchObject({ characterErrors: 2, printedErrors: 0, printedCharacters: 10 })
})

test('wrong marks count, but not among the base letters', () => {
  const score = scorePage({ lines: [{ text: 'hỗ trợ' }], aux: [] }, ['hồ trợ'])

  expect(score).toMatchObject({ characterErrors: 1, wordErrors: 1, baseErrors: 0, baseCharacters: 6 })
})

test('rates weigh each character alike', () => {
  const page = (text: string) => ({ lines: [{ text }], aux: [] })
  const rates = rateScores([
    scorePage(page('abcdefghij'), ['abcdXfghij']),
    scorePage(page('abcde fghijklmnopqrstuvwxyzabcd'), ['abcde fghijklmnopqrstuvwxyzabcd']),
  ])

  expect(rates.characterErrorRate).toBeCloseTo(1 / 41)
  expect(rates.wordErrorRate).toBeCloseTo(1 / 3)
})

test('forms of quotes, dashes, dots and spaces are no faults', () => {
  expect(foldPrint('“Đất  đai” – năm 2024 ………')).toBe('"Đất đai" - năm 2024')
  expect(foldPrint('Họ tên: . .\u00a0. . . | ‛x’')).toBe("Họ tên: 'x'")
  expect(withoutMarks('Đường Ủy ban')).toBe('Duong Uy ban')
})

test.each([
  ['UBND xã Cẩm Hoà', 'UBND XÃ CẨM HOÀ', 'exact'],
  [null, null, 'exact'],
  ['Về việc trợ cấp xã hội hàng tháng', 'Về việc trợ cấp xã hội hàng thảng', 'near'],
  ['15', '16', 'wrong'],
  ['15', null, 'missing'],
  [null, '15', 'invented'],
] as const)('%s found as %s is %s', (truth, found, outcome) => {
  expect(judgeField(truth, found)).toBe(outcome)
})

test('fields that were not looked for are missing', () => {
  expect(judgeFields(['number', 'date'], { number: '15', date: '2025-03-12' }, { number: '15' })).toEqual({
    number: 'exact',
    date: 'missing',
  })
})
