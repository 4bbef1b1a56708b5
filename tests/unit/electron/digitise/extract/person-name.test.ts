import { expect, test } from 'vitest'
import { fullName } from '../../../../../electron/digitise/extract/person-name.ts'

test.each([
  ['Nguyễn Minh Mạnh', 'Nguyễn Minh Mạnh', 1],
  ['ThS. Trần Thị Sen', 'Trần Thị Sen', 1],
  ['Hoàng Thi Ngọc Quế', 'Hoàng Thị Ngọc Quế', 0.9],
  ['Tôn Cộng Hoà', 'Tôn Công Hoà', 0.8],
  ['Võ Thị Hàng', 'Võ Thị Hằng', 0.8],
  ['hái Quốc Chiến', 'Thái Quốc Chiến', 0.75],
  ['Trần Sen', 'Trần Sen', 0.85],
])('[DG7] %s is the name %s', (line, value, fit) => {
  expect(fullName(line)).toMatchObject({ value, fit })
})

test.each([
  'Đức Lộc',
  'Văn Kỷ',
  'Hồng Tuyết',
  'ương Sỹ Phúc',
  'CHỦ TỊCH',
  'Nơi nhận:',
  'xã Cẩm Hoà',
  'Phòng Nội Vụ',
  'QUYẾT ĐỊNH',
])('[DG7] %s is no full name', (line) => {
  expect(fullName(line)).toBeNull()
})

test('a family that is no name but for a letter is the great one it is nearest to, and less sure', () => {
  expect(fullName('Pban Huy Cường')).toMatchObject({ value: 'Phan Huy Cường', isKnownFamily: false })
  expect(fullName('Pban Huy Cường')?.fit).toBeLessThan(0.8)
  // Bùi and Mai are as near.
  expect(fullName('Bxi Huy Tám')?.value).not.toBe('Mai Huy Tám')
})

test('of two names the first must be a great family as it stands: the real one may be under a seal', () => {
  expect(fullName('Nguyễn Hoà')?.value).toBe('Nguyễn Hoà')
  expect(fullName('Đình Minh')).toBeNull()
})
