import { expect, test } from 'vitest'
import { formatDate, formatInstant, parseDate } from '../../../../renderer/state/date-text.ts'

test.each([
  ['05/03/2024', '2024-03-05'],
  ['5/3/2024', '2024-03-05'],
  [' 5 - 3 - 2024 ', '2024-03-05'],
  ['05032024', '2024-03-05'],
  ['29.2.2024', '2024-02-29'],
])('%s is read as %s', (typed, date) => {
  expect(parseDate(typed)).toBe(date)
})

test.each(['', '31/2/2024', '29/2/2023', '5/13/2024', '2024-03-05', '5/3/24', '5/3/0024', 'hôm qua'])(
  '%j is no date',
  (typed) => {
    expect(parseDate(typed)).toBeNull()
  },
)

test('a date is shown as it is written in Viet Nam, and what is none as it is', () => {
  expect(formatDate('2024-03-05')).toBe('05/03/2024')
  expect(formatDate('khoảng 1990')).toBe('khoảng 1990')
})

test('an instant is shown in the time of this PC', () => {
  const instant = new Date(2026, 10, 5, 8, 7)

  expect(formatInstant(instant.toISOString())).toBe('08:07 05/11/2026')
})
