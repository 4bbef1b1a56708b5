import { expect, test } from 'vitest'
import { foldText } from '../../../domain/fold-text.ts'

test.each([
  ['Quyết định số 45/QĐ-UBND', 'quyet dinh so 45/qd-ubnd'],
  ['ĐƯỜNG', 'duong'],
  ['Nguyễn Thị Ổn ở Kỳ Anh', 'nguyen thi on o ky anh'],
  ['ẰẮẲẴẶ Ờ Ớ Ở Ỡ Ợ Ừ Ứ Ử Ữ Ự Ỳ Ý Ỷ Ỹ Ỵ', 'aaaaa o o o o o u u u u u y y y y y'],
])('%s is compared as %s', (text, folded) => {
  expect(foldText(text)).toBe(folded)
  expect(foldText(text.normalize('NFD'))).toBe(folded)
})
