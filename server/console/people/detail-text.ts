import { consoleRoles } from '../../../domain/console/console-user.ts'
import { roleNames } from '../view/role-names.ts'

/** What an entry of the audit tells beside its subject, by the names under which the server keeps it. */
const names: Readonly<Record<string, string>> = {
  backupOf: 'bản sao lúc',
  blobs: 'số tệp',
  code: 'mã lỗi',
  communes: 'phạm vi',
  document: 'văn bản',
  entries: 'số dòng',
  format: 'dạng tệp',
  from: 'từ bước',
  incarnation: 'đời kho',
  locked: 'trạng thái',
  name: 'tên máy',
  ordinal: 'thứ tự',
  passed: 'kết quả',
  percent: 'chỉ tiêu',
  reason: 'lý do',
  receipt: 'biên nhận',
  role: 'vai trò',
  sizeBytes: 'số byte',
  version: 'phiên bản',
  year: 'năm',
}

function valueText(name: string, value: string | number): string {
  switch (name) {
    case 'communes':
      return value === 'all' ? 'tất cả' : `${value} xã, phường`
    case 'locked':
      return value === 1 ? 'khoá' : 'mở khoá'
    case 'passed':
      return value === 1 ? 'đạt' : 'không đạt'
    case 'percent':
      return value === 0 ? 'theo tỉnh' : `${value} %`
    case 'role': {
      const role = consoleRoles.find((each) => each === value)
      return role === undefined ? String(value) : roleNames[role]
    }
    default:
      return String(value)
  }
}

/** In the words of the screen; a name that a newer server added is shown as it is. */
export function detailText(detail: Readonly<Record<string, string | number>>): string {
  return Object.entries(detail)
    .map(([name, value]) => `${names[name] ?? name}: ${valueText(name, value)}`)
    .join(', ')
}
