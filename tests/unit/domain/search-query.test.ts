import fc from 'fast-check'
import { expect, test } from 'vitest'
import { foldText } from '../../../domain/fold-text.ts'
import { citedCodes, codeKey, isCodeLike, misreadCodeKey } from '../../../domain/search-code.ts'
import { daySpan, isEmptyQuery, parseSearchQuery, wordsOf } from '../../../domain/search-query.ts'

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 2000 }),
  fc.string({
    unit: fc.constantFrom(
      '"',
      '*',
      '(',
      ')',
      ':',
      '-',
      '^',
      '+',
      '{',
      '}',
      ' ',
      'a',
      'đ',
      '\0',
      '\n',
      '🙂',
      '“',
      '.',
    ),
    maxLength: 300,
  }),
  fc
    .array(
      fc.constantFrom(
        'NEAR(',
        'AND',
        'OR',
        'NOT',
        'so:',
        'ngay:',
        'trichyeu:"',
        'code :',
        '{exact} :',
        'đất',
        '\u0301',
        '"',
        '"" OR "a"',
        '2026..',
        "';--",
      ),
      { maxLength: 40 },
    )
    .map((parts) => parts.join(' ')),
)
const letters = /^[\p{L}\p{N}\p{M}]+$/u

test('whatever is typed, a query holds only words of letters and digits, and few of them', () => {
  fc.assert(
    fc.property(hostile, (typed) => {
      const { words, phrases, fields } = parseSearchQuery(typed)
      const all = [...words, ...phrases.flat(), ...fields.flatMap((part) => part.words)]
      expect(all.every((word) => letters.test(word) && letters.test(foldText(word)))).toBe(true)
      expect(all.length).toBeLessThanOrEqual(24 * 13)
      expect(all.every((word) => word === word.normalize('NFC') && Array.from(word).length <= 48)).toBe(true)
    }),
  )
})

test('a query means the same however its letters are composed', () => {
  const vietnamese = fc.string({
    unit: fc.constantFrom(...Array.from('aăâbđeêghioôơuưyáàảãạếềểễệốồổỗộ "')),
    maxLength: 60,
  })
  fc.assert(
    fc.property(vietnamese, (typed) => {
      expect(parseSearchQuery(typed.normalize('NFD'))).toEqual(parseSearchQuery(typed))
      expect(foldText(foldText(typed))).toBe(foldText(typed))
      expect(wordsOf(foldText(typed))).toEqual(wordsOf(typed).map(foldText))
    }),
  )
})

test('words, phrases, fields and days are told apart', () => {
  expect(
    parseSearchQuery('cấp đất "hộ gia đình" số:45 trichyeu:"Ranh giới" ngày:2026-01..2026-06 abc:def'),
  ).toEqual({
    words: ['cấp', 'đất', 'abc', 'def'],
    phrases: [['hộ', 'gia', 'đình']],
    fields: [
      { field: 'number', words: ['45'] },
      { field: 'subject', words: ['ranh', 'giới'] },
    ],
    dateFrom: '2026-01-01',
    dateTo: '2026-06-30',
    isTyping: true,
  })
  expect(parseSearchQuery('đất ').isTyping).toBe(false)
  expect(isEmptyQuery(parseSearchQuery('  "" : - '))).toBe(true)
})

test.each([
  ['2026', '2026-01-01', '2026-12-31'],
  ['2024-02', '2024-02-01', '2024-02-29'],
  ['2/2023', '2023-02-01', '2023-02-28'],
  ['5/3/2026', '2026-03-05', '2026-03-05'],
  ['2025..', '2025-01-01', null],
  ['..2025-06', null, '2025-06-30'],
  ['2025-11..2026-01-15', '2025-11-01', '2026-01-15'],
])('%s is from %s to %s', (typed, from, to) => {
  expect(daySpan(typed)).toEqual({ from, to })
})

test.each(['', '..', '2026-13', '31/2/2026', '2026..x', 'a', '1..2..3'])('%j is no day', (typed) => {
  expect(daySpan(typed)).toBeNull()
})

test('a number is the same however it is separated, with leading zeros, and misread', () => {
  const same = ['45/QD-UBND', '45/QĐ-UBND', '45 QĐ UBND', '45QĐUBND', '045/qđ-ubnd']
  expect(new Set(same.map(codeKey))).toEqual(new Set(['45qdubnd']))
  const misread = [...same, '45/OĐ-UBND', '4S/0D-UBND', '45/QO-U8ND']
  expect(new Set(misread.map(misreadCodeKey)).size).toBe(1)
  expect(codeKey('46/QĐ-UBND')).not.toBe(codeKey('45/QĐ-UBND'))
  expect(['45', 'QĐ', 'x'.repeat(60)].some(isCodeLike)).toBe(false)
})

test('the numbers that a text names are found, days are not', () => {
  expect(citedCodes('Căn cứ số 45/QĐ-UBND ngày 25/6/2015, Nghị định 30/2020/NĐ-CP và l5/OĐ-UBND.')).toEqual([
    '45/QĐ-UBND',
    '30/2020/NĐ-CP',
    'l5/OĐ-UBND',
  ])
})
