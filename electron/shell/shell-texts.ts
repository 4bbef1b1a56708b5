import type { LongWorkKind } from '../../domain/window-api.ts'

/** The languages of the screens. */
export type Language = 'vi' | 'en'

/** What the shell says outside the window's page: dialogs of the operating system, tray, notifications. */
export interface ShellTexts {
  readonly open: string
  readonly pauseReading: string
  readonly resumeReading: string
  readonly lock: string
  readonly quit: string
  readonly tip: (lines: readonly string[]) => string
  readonly going: Readonly<Record<LongWorkKind, (left: string) => string>>
  readonly doneTitle: string
  readonly done: Readonly<Record<LongWorkKind, string>>
  readonly leave: {
    readonly message: string
    readonly detail: string
    readonly background: string
    readonly stop: string
    readonly stay: string
  }
}

const vi: ShellTexts = {
  open: 'Mở Hồ Sơ Xã',
  pauseReading: 'Tạm dừng đọc',
  resumeReading: 'Đọc tiếp',
  lock: 'Khoá kho',
  quit: 'Thoát',
  tip: (lines) => ['Hồ Sơ Xã', ...lines].join('\n'),
  going: {
    reading: (left) => `Còn ${left} trang chờ đọc`,
    sending: (left) => `Còn ${left} tệp chờ gửi về tỉnh`,
    backup: (left) => `Đang sao lưu, còn ${left} tệp`,
    check: (left) => `Đang kiểm tra kho, còn ${left} tệp`,
    packing: (left) => `Đang đóng gói, còn ${left} hồ sơ`,
    'handing-over': (left) => `Đang ghi gói bàn giao, còn ${left} phần`,
    scanning: (left) => `Đang quét, trang thứ ${left}`,
  },
  doneTitle: 'Hồ Sơ Xã',
  done: {
    reading: 'Đã đọc xong các trang chờ đọc.',
    sending: 'Đã gửi xong các tệp chờ gửi về tỉnh.',
    backup: 'Việc sao lưu đã kết thúc. Mở cửa sổ để xem kết quả.',
    check: 'Việc kiểm tra kho đã kết thúc. Mở cửa sổ để xem kết quả.',
    packing: 'Việc đóng gói đã kết thúc. Mở cửa sổ để xem kết quả.',
    'handing-over': 'Việc ghi gói bàn giao đã kết thúc. Mở cửa sổ để xem kết quả.',
    scanning: 'Việc quét đã kết thúc. Mở cửa sổ để xem kết quả.',
  },
  leave: {
    message: 'Máy còn đang làm dở việc',
    detail: 'Dừng bây giờ không mất gì: lần sau mở chương trình, máy làm tiếp từ chỗ dừng.',
    background: 'Làm nốt ở chế độ nền rồi thoát',
    stop: 'Dừng, lần sau làm tiếp',
    stay: 'Ở lại',
  },
}

const en: ShellTexts = {
  open: 'Open Hồ Sơ Xã',
  pauseReading: 'Pause reading',
  resumeReading: 'Go on reading',
  lock: 'Lock the vault',
  quit: 'Quit',
  tip: (lines) => ['Hồ Sơ Xã', ...lines].join('\n'),
  going: {
    reading: (left) => `Pages waiting to be read: ${left}`,
    sending: (left) => `Files waiting to be sent to the province: ${left}`,
    backup: (left) => `Backing up, files left: ${left}`,
    check: (left) => `Checking the vault, files left: ${left}`,
    packing: (left) => `Packing, case files left: ${left}`,
    'handing-over': (left) => `Writing the hand-over package, parts left: ${left}`,
    scanning: (left) => `Scanning, page ${left}`,
  },
  doneTitle: 'Hồ Sơ Xã',
  done: {
    reading: 'All waiting pages are read.',
    sending: 'All waiting files are sent to the province.',
    backup: 'The backup has ended. Open the window to see how.',
    check: 'The check of the vault has ended. Open the window to see how.',
    packing: 'Packing has ended. Open the window to see how.',
    'handing-over': 'Writing the hand-over package has ended. Open the window to see how.',
    scanning: 'Scanning has ended. Open the window to see how.',
  },
  leave: {
    message: 'Work is still under way',
    detail: 'Nothing is lost by stopping now: next time the program goes on from where it stopped.',
    background: 'Finish in the background, then quit',
    stop: 'Stop, go on next time',
    stay: 'Stay',
  },
}

export const shellTexts: Readonly<Record<Language, ShellTexts>> = { vi, en }

/** A number as the language writes it. */
export function shellCount(language: Language, count: number): string {
  return count.toLocaleString(language === 'vi' ? 'vi-VN' : 'en-GB')
}
