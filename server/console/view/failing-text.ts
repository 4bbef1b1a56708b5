import type { Failing } from '../../../domain/records/deposit.ts'
import { type Document, FieldName } from '../../../domain/records/document.ts'

/** The fields of a document by the names that the commune's window shows. */
export const fieldLabels: Readonly<Record<FieldName, string>> = {
  number: 'Số',
  notation: 'Ký hiệu',
  issuedDate: 'Ngày ban hành',
  issuer: 'Cơ quan ban hành',
  type: 'Tên loại văn bản',
  subject: 'Trích yếu',
  signer: 'Người ký',
  superior: 'Cơ quan chủ quản',
  place: 'Địa danh',
  recipient: 'Nơi nhận chính',
  signerTitle: 'Chức vụ người ký',
  urgency: 'Mức độ khẩn',
}

/** `trang 2, Ngày ban hành`: where a reason shows; empty where it concerns the whole document. */
export function failingPlace({ page, field }: Failing, { pages }: Pick<Document, 'pages'>): string {
  const at = pages.findIndex(({ id }) => id === page)
  const name = FieldName.safeParse(field)
  return [at === -1 ? '' : `trang ${at + 1}`, name.success ? fieldLabels[name.data] : '']
    .filter(Boolean)
    .join(', ')
}

/** `Trang 2: Ảnh mờ`, or the reason alone. */
export function failingText(failing: Failing, document: Pick<Document, 'pages'>): string {
  const place = failingPlace(failing, document)
  return place === ''
    ? failing.reason
    : `${place.charAt(0).toUpperCase()}${place.slice(1)}: ${failing.reason}`
}
