import { expect, test } from 'vitest'
import { framedLevelOf } from '../../../../../electron/digitise/secret/framed-level.ts'

test.each([
  [['MẬT'], 'secret'],
  [['“ MẬT :'], 'secret'],
  [['MẠI'], 'secret'],
  [['MẠẬT'], 'secret'],
  [['| TOE MẬT |'], 'top-secret'],
  [['[TÔI MẬT Ì'], 'top-secret'],
  [['TUYỆT MẬT nh'], 'most-secret'],
  [['TUYỆ HẠT'], 'most-secret'],
  [['TỐI MẬ'], 'top-secret'],
  [['TOVÊT MẬT nh'], 'most-secret'],
  [['HỎA TỐC', 'MẬT'], 'secret'],
  [['TỐI', 'MẬT'], 'top-secret'],
  [['TOIMẠT |'], 'top-secret'],
  [['TUYỆTMẬT'], 'most-secret'],
  [['TUYỆT MẬT rjù'], 'most-secret'],
  [["TUYỆT MẬfÊ'"], 'most-secret'],
] as const)('[DG25] a frame that was read as %s says %s', (lines, level) => {
  expect(framedLevelOf(lines)).toBe(level)
})

test.each([
  ['BẢO MẬT'],
  ['BẢOMẬT'],
  ['KHẨUMẬT'],
  ['MẬT KHẨU'],
  ['KHẨN'],
  ['HỎA TỐC'],
  ['ĐẾN', 'Số: 12', 'Ngày: 4/5'],
  ['MẪU 01'],
  ['MAI'],
  ['SAO Y'],
  ['BẢN SAO'],
  ['MẶT BẰNG'],
  ['— . :'],
  [''],
])('[DG26] a frame that was read as %s says no level', (...lines) => {
  expect(framedLevelOf(lines)).toBeNull()
})
