import { afterEach, expect, test } from 'vitest'
import { formatBytes, formatCount, formatDecimal, formatShare } from '../../renderer/parts/format.ts'
import { durationWords } from '../../renderer/parts/reading-words.ts'
import { formatDate, formatInstant, parseDate } from '../../renderer/state/date-text.ts'
import { createTexts } from '../../renderer/texts/texts.ts'

afterEach(() => {
  document.documentElement.lang = 'vi'
})

const at = new Date(2026, 10, 5, 8, 7).toISOString()

test.each([
  { language: 'vi', count: '1.234.567', size: '1,5 MB', decimal: '0,75', time: '08:07 05/11/2026' },
  { language: 'en', count: '1,234,567', size: '1.5 MB', decimal: '0.75', time: '05/11/2026, 08:07' },
])('[UI22] numbers, sizes, shares and times are written as in $language', (written) => {
  document.documentElement.lang = written.language

  expect(formatCount(1_234_567)).toBe(written.count)
  expect(formatBytes(1_572_864)).toBe(written.size)
  expect(formatDecimal(0.75)).toBe(written.decimal)
  expect(formatShare(0.3)).toBe('30%')
  expect(formatInstant(at)).toBe(written.time)
})

test.each(['vi', 'en'])('[UI22] a date is read again as it is written, in %s', (language) => {
  document.documentElement.lang = language

  expect(formatDate('2026-03-05')).toBe('05/03/2026')
  expect(parseDate(formatDate('2026-03-05'))).toBe('2026-03-05')
})

test('[UI22] lengths of time are told in the language of the window', async () => {
  const texts = createTexts()
  const told = (): readonly string[] => [20, 300, 5400].map((seconds) => durationWords(texts.t, seconds))

  expect(told()).toEqual(['chưa đầy 1 phút', '5 phút', '1 giờ 30 phút'])
  await texts.changeLanguage('en')
  expect(told()).toEqual(['less than 1 minute', '5 min', '1 h 30 min'])
})
