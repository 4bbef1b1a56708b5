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
