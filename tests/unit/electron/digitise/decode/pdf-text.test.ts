import { expect, test } from 'vitest'
import { lineText } from '../../../../../domain/text-layer.ts'
import { linesOfPieces } from '../../../../../electron/digitise/decode/pdf-lines.ts'
import { isTrustworthy } from '../../../../../electron/digitise/decode/text-quality.ts'

const vietnamese =
  'Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015; Điều 1. Trợ cấp xã hội hàng tháng cho các hộ sau đây'

test('text in Unicode Vietnamese is trusted, composed or not', () => {
  expect(isTrustworthy(vietnamese)).toBe(true)
  expect(isTrustworthy(vietnamese.normalize('NFD'))).toBe(true)
})

test.each([
  ['too little to tell', 'Ký bởi: Ủy ban nhân dân'],
  [
    'Vietnamese that lost its marks',
    'Can cu Luat To chuc chinh quyen dia phuong ngay 19 thang 6 nam 2015; Dieu 1. Tro cap xa hoi hang thang',
  ],
  [
    'an eight-bit font',
    'C¨n cø LuËt Tæ chøc chÝnh quyÒn ®Þa ph­¬ng ngµy 19 th¸ng 6 n¨m 2015; §iÒu 1. Trî cÊp x· héi hµng th¸ng cho c¸c hé',
  ],
  ['letters without a meaning', '\ue001\ue002\ue003\ue004 '.repeat(40)],
])('%s is not trusted', (_, text) => {
  expect(isTrustworthy(text)).toBe(false)
})

test('pieces are joined to words across a small gap and to lines at one height', () => {
  const piece = (text: string, leftPx: number, baselinePx: number) => ({
    text,
    leftPx,
    baselinePx,
    widthPx: text.length * 10,
    heightPx: 20,
  })
  const lines = linesOfPieces([
    piece('ỊNH', 151, 100),
    piece('QUYẾT Đ', 80, 101),
    piece('Điều 1. ', 80, 140),
    piece('Cho', 161, 140),
  ])

  expect(lines.map(lineText)).toEqual(['QUYẾT ĐỊNH', 'Điều 1. Cho'])
})
