import type { FaultCode, FaultReport } from '../../../domain/fault.ts'

interface FaultWords {
  readonly cause: string
  readonly next: string
}

const words: Readonly<Partial<Record<FaultCode, FaultWords>>> = {
  offline: {
    cause: 'Không liên lạc được với máy chủ',
    next: 'Kiểm tra kết nối mạng của máy này rồi thử lại.',
  },
  'server-suspect': {
    cause: 'Máy chủ trả lời không đúng',
    next: 'Có thể một trang đăng nhập mạng đang chặn giữa đường. Mở lại trang này rồi thử lại.',
  },
  unauthorised: {
    cause: 'Phiên làm việc đã hết',
    next: 'Đăng nhập lại để làm tiếp.',
  },
  forbidden: {
    cause: 'Tài khoản này không có quyền làm việc đó',
    next: 'Nhờ người quản trị thực hiện.',
  },
  'wrong-passphrase': {
    cause: 'Sai tên đăng nhập hoặc mật khẩu',
    next: 'Kiểm tra bộ gõ tiếng Việt và phím Caps Lock rồi gõ lại.',
  },
  'not-found': {
    cause: 'Không tìm thấy',
    next: 'Mục này có thể chưa được xã gửi lên. Quay lại danh sách và mở lại.',
  },
  conflict: {
    cause: 'Trạng thái hồ sơ đã thay đổi',
    next: 'Có người khác vừa xử lý. Xem lại trạng thái mới ở trên rồi quyết định.',
  },
  incomplete: {
    cause: 'Chưa nhận đủ tệp của lần nộp này',
    next: 'Chờ xã gửi hết tệp; trang này tự cập nhật.',
  },
  'hash-mismatch': {
    cause: 'Nội dung nhận được không khớp bản kê của xã',
    next: 'Trả lại để xã nộp lại với bản kê mới.',
  },
  damaged: {
    cause: 'Không đọc được nội dung của tệp này',
    next: 'Trả lại và đề nghị xã số hoá lại trang này.',
  },
  isolated: {
    cause: 'Văn bản này đã được cách ly',
    next: 'Có thể là tài liệu bí mật nhà nước nên không xem và không xét ở đây. Làm việc với xã bằng văn bản giấy.',
  },
  'file-unsupported': {
    cause: 'Tệp này không phải bảng tính XLSX',
    next: 'Mở bằng Excel, chọn lưu dạng .xlsx rồi chọn lại.',
  },
  'file-corrupt': {
    cause: 'Tệp bị hỏng',
    next: 'Mở tệp bằng Excel, lưu lại rồi chọn lại.',
  },
  'file-too-large': {
    cause: 'Tệp quá lớn',
    next: 'Bỏ ảnh và trang tính thừa rồi chọn lại.',
  },
  'invalid-input': {
    cause: 'Nội dung nhập chưa đúng',
    next: 'Kiểm tra lại các ô đã nhập.',
  },
}

/** Faults that say more of themselves by their reason. */
const reasons: Readonly<Record<string, (detail: FaultReport['detail']) => FaultWords>> = {
  'plan-columns': () => ({
    cause: 'Không thấy dòng tên cột của danh mục hồ sơ',
    next: 'Tệp cần các cột Số và ký hiệu, Tiêu đề hồ sơ, Thời hạn bảo quản như mẫu của Nghị định 30/2020.',
  }),
  oneself: () => ({
    cause: 'Không tự khoá hay tự đổi vai trò của mình được',
    next: 'Nhờ một người quản trị khác.',
  }),
  'user-exists': () => ({ cause: 'Đã có người dùng tên này', next: 'Chọn tên khác.' }),
  'authority-unknown': () => ({
    cause: 'Tệp này không phải dữ liệu nghiệp vụ',
    next: 'Chọn tệp JSON có mục “file” nói rõ là loại dữ liệu nào.',
  }),
  'authority-wrong': ({ place = '' }) => ({
    cause: `Dữ liệu sai ở mục ${place}`,
    next: 'Sửa mục đó trong tệp rồi chọn lại.',
  }),
  'authority-disagrees': ({ place = '' }) => ({
    cause: `Dữ liệu không khớp với các bảng khác: ${place}`,
    next: 'Sửa tệp cho khớp rồi chọn lại.',
  }),
}

const unknown: FaultWords = {
  cause: 'Máy chủ gặp lỗi',
  next: 'Thử lại; nếu vẫn lỗi, báo người quản trị kèm giờ xảy ra.',
}

/** Why something failed and what to do next. */
export function faultText({ code, detail }: FaultReport): FaultWords {
  if (code === 'too-many-requests') {
    return {
      cause: 'Đã nhập sai nhiều lần',
      next: `Chờ ${waitText(Number(detail['seconds'] ?? 60))} rồi thử lại.`,
    }
  }
  return reasons[String(detail['reason'] ?? '')]?.(detail) ?? words[code] ?? unknown
}

function waitText(seconds: number): string {
  return seconds < 60 ? `${seconds} giây` : `${Math.ceil(seconds / 60)} phút`
}
