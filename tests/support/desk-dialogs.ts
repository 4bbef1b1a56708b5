import path from 'node:path'
import type { Dialog } from '../../renderer/state/view.ts'
import { fileDialogRows } from './desk-file-dialogs.ts'
import { LEADER } from './desk-vault.ts'
import {
  answerFiles,
  arrangePages,
  chord,
  click,
  command,
  type DialogRow,
  file,
  OPEN,
  pastePicture,
  press,
  tab,
  tree,
} from './desk-ways.ts'

const onSettings = (name: string | RegExp, title: string | RegExp, says: string | RegExp): DialogRow => ({
  on: 'settings',
  open: press(name),
  title,
  says,
})

/** The dialogs by their kind, each form of theirs that a vault of papers can show. */
export const dialogRows: { readonly [K in Dialog['kind']]: readonly DialogRow[] } = {
  palette: [{ on: 'overview', open: chord('Control+k'), title: 'Làm gì tiếp theo?', says: 'Chọn tệp quét' }],
  jobs: [{ on: 'overview', open: chord('Control+j'), title: 'Việc đang chạy', says: /./ }],
  target: [{ on: 'overview', open: press('Đặt mục tiêu'), title: 'Đặt mục tiêu', says: /./ }],
  forms: [{ on: 'overview', open: chord('Control+p'), title: 'In biểu mẫu', says: /./ }],
  statement: [
    {
      on: 'overview',
      before: (desk) => answerFiles(desk, [path.join(desk.papers, 'van-ban-0.pdf')]),
      open: chord('Control+o'),
      title: 'Đưa 1 tệp vào kho',
      says: 'Tôi xác nhận không có tài liệu đóng dấu MẬT, TỐI MẬT, TUYỆT MẬT.',
    },
  ],
  paste: [{ on: 'intake', open: pastePicture, title: 'Dán 1 ảnh vào kho', says: /MẬT/ }],
  scan: [{ on: 'intake', open: chord('F11'), title: 'Quét tài liệu', says: /./ }],
  watch: [{ on: 'intake', open: command('Thư mục theo dõi'), title: 'Thư mục theo dõi', says: /./ }],
  isolated: [{ on: 'intake', open: press('Xử lý'), title: 'Gỡ tài liệu mật khỏi kho', says: /./ }],
  pages: [
    {
      on: 'intake',
      before: arrangePages,
      open: chord('d'),
      title: 'Chuyển 1 trang sang văn bản khác',
      says: 'Văn bản từ trang 3 đến trang 3',
    },
    {
      on: 'intake',
      open: press('Xem và quyết định'),
      title: '1 trang phân cách, sẽ thành 1 văn bản',
      says: /^Bỏ dấu ở tờ nào thì tờ đó là trang thường/,
    },
    { on: 'intake', open: command('In tờ phân cách Patch T'), title: 'In tờ phân cách Patch T', says: /./ },
  ],
  sure: [{ on: 'review', open: chord('Control+b'), title: 'Nhận nhiều văn bản máy đọc chắc', says: /./ }],
  paper: [
    { on: 'review', open: chord('Control+e'), title: /^Xuất Thông báo 86/, says: /./ },
    {
      on: 'review',
      before: async ({ page }) => {
        await page.getByRole('option', { name: /71\/QĐ-UBND/ }).click()
        await page.getByText('Có thể có 2 văn bản trong tệp này').waitFor()
      },
      open: press('Xem và tách'),
      title: /^Tách Quyết định 71/,
      says: /./,
    },
  ],
  ...fileDialogRows,
  plan: [
    {
      on: 'files',
      before: tree,
      open: chord('Control+Shift+h'),
      title: 'Mở hồ sơ ngoài danh mục',
      says: /./,
    },
    {
      on: 'files',
      before: file(OPEN),
      open: press('Sửa đầu hồ sơ'),
      title: 'Sửa đầu hồ sơ 02.XH',
      says: /./,
    },
    { on: 'plan', open: press('Ghi nhận ban hành'), title: 'Ghi nhận danh mục đã ban hành', says: /./ },
    { on: 'plan', open: press('Chép danh mục năm khác'), title: 'Chép danh mục sang năm 2026', says: /./ },
    {
      on: 'plan',
      open: press('Đổi tên đề mục I. Tổng hợp'),
      title: 'Đổi tên đề mục I. Tổng hợp',
      says: /./,
    },
    {
      on: 'plan',
      before: tab('Phông'),
      open: press('Thêm phông đã đóng'),
      title: 'Thêm phông đã đóng',
      says: /./,
    },
    { on: 'plan', before: tab('Phông'), open: click('Sửa phông'), title: 'Sửa phông', says: /./ },
    {
      on: 'plan',
      before: tab('Phông'),
      open: click('Đóng phông'),
      title: /^Đóng phông UBND xã Cẩm Hoà/,
      says: /./,
    },
    {
      on: 'plan',
      before: tab('Cơ quan ban hành'),
      open: press('Thêm cơ quan'),
      title: 'Thêm cơ quan',
      says: /./,
    },
  ],
  connect: [
    { on: 'deposits', open: command('Kết nối với tỉnh'), title: 'Kết nối với tỉnh', says: 'Mã ghi danh' },
  ],
  'check-packages': [
    { on: 'deposits', open: press(/^Kiểm tra gói/), title: 'Kiểm tra gói hồ sơ', says: /./ },
  ],
  bags: [
    { on: 'deposits', open: press(/^Ghi ra USB/), title: 'Nộp về tỉnh bằng USB', says: /./ },
    { on: 'deposits', open: press(/^Nhận từ USB/), title: 'Nhận trả lời của tỉnh từ USB', says: /./ },
  ],
  'sync-setting': [{ on: 'sync', open: chord('Control+,'), title: 'Cách gửi về tỉnh', says: /./ }],
  'export-journal': [{ on: 'journal', open: press(/^Xuất nhật ký/), title: 'Xuất nhật ký', says: /./ }],
  shortcut: [onSettings('Đổi phím của Chọn tệp quét', 'Phím tắt của Chọn tệp quét', 'Ctrl')],
  'discard-sample': [onSettings('Bỏ kho mẫu, làm lại từ đầu', 'Bỏ kho dữ liệu mẫu?', /./)],
  update: [{ on: 'settings', open: command('Cập nhật từ tệp'), title: 'Cập nhật chương trình', says: /./ }],
  user: [
    onSettings('Thêm người dùng', 'Thêm người dùng', /./),
    onSettings('Đổi mật khẩu của tôi', 'Đổi mật khẩu của tôi', /./),
    onSettings('In phiếu mới', 'In phiếu mới', /./),
    onSettings('Đặt khoá của tỉnh', 'Khoá khôi phục của tỉnh', /./),
    {
      on: 'settings',
      open: click('Đặt lại mật khẩu'),
      title: `Đặt lại mật khẩu cho ${LEADER}`,
      says: /./,
    },
    { on: 'settings', open: click('Xoá'), title: `Xoá người dùng ${LEADER}?`, says: /./ },
  ],
  'schedule-row': [
    { on: 'settings', open: command('Thêm dòng thời hạn'), title: 'Thêm dòng thời hạn', says: /./ },
  ],
  'secret-stop': [
    {
      on: 'intake',
      before: (desk) => answerFiles(desk, [path.join(desk.papers, 'dong-dau.pdf')]),
      open: async ({ page }) => {
        await page.keyboard.press('Control+o')
        await page.getByRole('dialog', { name: 'Đưa 1 tệp vào kho' }).waitFor()
        await page.keyboard.press('Enter')
        // The page is looked at first.
        await page.getByRole('dialog', { name: 'Trang này có vẻ đóng dấu mật' }).waitFor({ timeout: 90_000 })
      },
      title: 'Trang này có vẻ đóng dấu mật',
      says: 'dong-dau.pdf',
    },
  ],
}
