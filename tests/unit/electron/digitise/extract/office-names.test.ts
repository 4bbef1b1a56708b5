import { expect, test } from 'vitest'
import {
  beginsOffice,
  isGuessedOffice,
  spelledOffice,
} from '../../../../../electron/digitise/extract/office-names.ts'

test.each([
  ['PHONG NỘI VỤ', 'PHÒNG NỘI VỤ'],
  ['SƠ Y TẾ', 'SỞ Y TẾ'],
  ['LBND HUYỆN HƯƠNG KHÊ', 'UBND HUYỆN HƯƠNG KHÊ'],
  ['UỶ BìN XHÀN DẪN XÃ CẨM HOÀ', 'UỶ BAN NHÂN DÂN XÃ CẨM HOÀ'],
])('[DG7] %s is %s, as a guess', (read, office) => {
  expect(spelledOffice(read)).toBe(office)
  expect(beginsOffice(read)).toBe(true)
  expect(isGuessedOffice(read)).toBe(true)
})

test.each(['PHÒNG NỘI VỤ', 'UBND HUYỆN CẨM XUYÊN', 'ỦY BAN NHÂN DÂN XÃ CẨM HOÀ', 'TRUNG TÂM Y TẾ'])(
  '[DG7] %s stays, and is no guess',
  (office) => {
    expect(spelledOffice(office)).toBe(office)
    expect(isGuessedOffice(office)).toBe(false)
  },
)

test('[DG7] a committee of another kind is not the one that most papers come from', () => {
  expect(spelledOffice('ỦY BAN MẶT TRẬN TỔ QUỐC')).toBe('ỦY BAN MẶT TRẬN TỔ QUỐC')
  expect(spelledOffice('HỘI NÔNG DÂN XÃ CẨM HOÀ')).toBe('HỘI NÔNG DÂN XÃ CẨM HOÀ')
})
