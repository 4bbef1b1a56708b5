import { expect, test } from 'vitest'
import { spelledTitle } from '../../../../../electron/digitise/extract/signing-titles.ts'

test.each([
  ['KT. CHỦ TỊCH', 'KT. CHỦ TỊCH', 1],
  ['KT CHỦ TICH', 'KT. CHỦ TỊCH', 1],
  ['PHO CHU TỊCH', 'PHÓ CHỦ TỊCH', 1],
  ['PHÓ GIẢM ĐỐC', 'PHÓ GIÁM ĐỐC', 1],
  ['CHÁNH VẬN PHÒNG', 'CHÁNH VĂN PHÒNG', 1],
  ['CHỦ TICB', 'CHỦ TỊCH', 0.9],
  ['K/T CHỦ TỊCH', 'K/T CHỦ TỊCH', 1],
  ['TL. TRƯỞNG PHÒNG', 'TL. TRƯỞNG PHÒNG', 1],
  ['TM. ỦY BAN NHÂN DÂN', 'TM. ỦY BAN NHÂN DÂN', 1],
  ['ĐỘI TRƯỞNG ĐỘI SỐ 4', 'ĐỘI TRƯỞNG ĐỘI SỐ 4', 1],
])('[DG20] %s is %s', (line, text, fit) => {
  expect(spelledTitle(line)).toEqual({ text, fit })
})
