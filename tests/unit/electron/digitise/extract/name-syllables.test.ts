import { expect, test } from 'vitest'
import { isNameSyllable, nearestSyllable } from '../../../../../electron/digitise/extract/name-syllables.ts'

test('names are made of some syllables and not of others', () => {
  expect(['Cẩm', 'HOÀ', 'Hằng', 'XUYÊN'].every(isNameSyllable)).toBe(true)
  expect(['Cấm', 'Hàng', 'Cộng'].some(isNameSyllable)).toBe(false)
})

test.each([
  ['Cấm', 'Cẩm'],
  ['CẤM', 'CẨM'],
  ['Cộng', 'Công'],
  ['Hàng', 'Hằng'],
  ['Lậm', 'Lâm'],
])('%s is most likely %s', (read, meant) => {
  expect(nearestSyllable(read)).toBe(meant)
})

test('what is near to no syllable, or to two alike, is left alone', () => {
  expect(nearestSyllable('Xyz')).toBeNull()
  expect(nearestSyllable('Quỵ')).toBeNull()
})
