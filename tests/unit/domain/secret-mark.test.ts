import { expect, test } from 'vitest'
import { secretLevelOf, secretLineIn } from '../../../domain/secret-mark.ts'
import { plainLayer } from '../../support/plain-layer.ts'

const layerOf = (...texts: readonly string[]) =>
  plainLayer(texts.map((text, at) => ({ text, x: 0.15, y: 0.1 + at * 0.04 })))

test.each([
  ['MẬT', 'secret'],
  ['MAT', 'secret'],
  ['| MẬT |', 'secret'],
  ['M Ậ T', 'secret'],
  ['TỐI MẬT', 'top-secret'],
  ['TÔI MẬT', 'top-secret'],
  ['TOI MAT', 'top-secret'],
  ['T0I MẬT', 'top-secret'],
  ['TUYỆT MẬT', 'most-secret'],
  ['TUYET MAT.', 'most-secret'],
  ['TUYÊT MÂT', 'most-secret'],
])('[DG27] the line %s says %s', (line, level) => {
  expect(secretLevelOf(line)).toBe(level)
})

test.each([
  'BẢO MẬT',
  'MẬT KHẨU',
  'BÍ MẬT NHÀ NƯỚC',
  'Độ mật',
  'Mật',
  'mật',
  'KHẨN',
  'THƯỢNG KHẨN',
  'HỎA TỐC',
  'ĐẾN',
  'TÊN',
  'MẤT',
  'MẮT',
  'MẶT BẰNG',
  'NGÔI NHÀ',
  'TỐI NAY',
  'CHỦ TỊCH',
  'Tài liệu này không phải tài liệu MẬT',
  '123',
  '',
])('[DG26] the line "%s" says no level', (line) => {
  expect(secretLevelOf(line)).toBeNull()
})

test('[DG27] the first line of a page that says nothing but its level is given with its place', () => {
  const layer = layerOf('ỦY BAN NHÂN DÂN', 'BẢO MẬT THÔNG TIN', 'TUYỆT MẬT', 'QUYẾT ĐỊNH')

  const mark = secretLineIn(layer)

  expect(mark).toMatchObject({ level: 'most-secret', by: 'line' })
  const [left, top, right, bottom] = mark?.box ?? [0, 0, 0, 0]
  expect(left < right && top < bottom && right <= 1 && bottom <= 1).toBe(true)
  expect(secretLineIn(layerOf('BẢO MẬT', 'MẬT KHẨU'))).toBeNull()
})
