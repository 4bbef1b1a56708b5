import type { DocumentPart } from '../../../domain/console/deposit-api.ts'
import { fieldLabels } from '../view/failing-text.ts'

/** Where two lists can differ, by the names that the screen shows. */
export const partLabels: Readonly<Record<DocumentPart, string>> = {
  ...fieldLabels,
  pages: 'Các trang',
  texts: 'Chữ đọc được',
  words: 'Chữ đã sửa',
  turned: 'Chiều xoay trang',
  sheets: 'Số tờ',
  isDraft: 'Là bản thảo',
  extra: 'Mô tả bổ sung',
}
