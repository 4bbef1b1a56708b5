import { expect, test } from 'vitest'
import { isoDate, parseDate } from '../../../../../electron/digitise/extract/date-grammar.ts'

test.each([
  ['Cẩm Hoà, ngày 05 tháng 9 năm 2023', '2023-09-05', 1],
  ['ngày 26tháng 7 năm 2020', '2020-07-26', 1],
  ['ngòy 24 thóng 02 năm 2025', '2025-02-24', 1],
  ['ngày 27/5/1992', '1992-05-27', 1],
  ['ngày 1] tháng 11 năm 2025', '2025-11-11', 0.5],
  ['ngày 2o tháng 8 năm 2018', '2018-08-20', 0.5],
])('[DG7] %s is %s', (text, iso, fit) => {
  expect(parseDate(text)).toEqual({ iso, fit })
})

test.each([
  'ngày tháng 3 năm 2021',
  'ngày 30 tháng 02 năm 2020',
  'ngày 29/02/2023',
  'ngày 1/1/1890',
  'tháng 3',
])('[DG8] %s is no date', (text) => {
  expect(parseDate(text)).toBeNull()
})

test('[DG8] a leap day exists in leap years only', () => {
  expect(isoDate(2024, 2, 29)).toBe('2024-02-29')
  expect(isoDate(2023, 2, 29)).toBeNull()
})
