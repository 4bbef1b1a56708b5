import type { ConsoleRole } from '../../../domain/console/console-user.ts'

export const roleNames: Readonly<Record<ConsoleRole, string>> = {
  auditor: 'Kiểm tra (chỉ xem)',
  archivist: 'Lưu trữ viên',
  lead: 'Phụ trách lưu trữ',
  administrator: 'Quản trị',
}
