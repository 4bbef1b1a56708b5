import { expect, test } from 'vitest'
import { isKnownNotation, parseCode } from '../../../../../electron/digitise/extract/code-grammar.ts'

test.each([
  ['15/QĐ-UBND', '15', 'QĐ-UBND'],
  ['05/2025/NQ-HĐND', '05', '2025/NQ-HĐND'],
  ['157/ QĐ-NĐ-UB', '157', 'QĐ-NĐ-UB'],
  ['1906 /SGDĐT-CTrTT', '1906', 'SGDĐT-CTrTT'],
  ['12-NQ/ĐU', '12', 'NQ/ĐU'],
  ['45/CV-UB', '45', 'CV-UB'],
  ['O1/CT-UBND', '01', 'CT-UBND'],
  ['245:BB-UBND', '245', 'BB-UBND'],
  ['223“GM-UBND', '223', 'GM-UBND'],
  ['133⁄TTr-UBND', '133', 'TTr-UBND'],
  ['76/5SXD-KH', '76', 'SXD-KH'],
  ['116/QĐ-ÙB', '116', 'QĐ-UB'],
  ['/KH-UBND', null, 'KH-UBND'],
])('[DG7] %s has the number %s and the notation %s', (text, number, notation) => {
  expect(parseCode(text)).toMatchObject({ number, notation })
})

test.each(['227', '042087001234', 'tờ bản đồ 12', '12/3/2021'])('[DG8] %s is no code', (text) => {
  expect(parseCode(text)).toBeNull()
})

test('a notation is known when each of its groups is', () => {
  expect(isKnownNotation('2025/NQ-HĐND')).toBe(true)
  expect(isKnownNotation('OM-UBND')).toBe(false)
})
