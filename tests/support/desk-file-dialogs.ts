import type { Dialog } from '../../renderer/state/view.ts'
import { allFiles, CLOSED, chord, type DialogRow, documents, EMPTY, file, OPEN, press } from './desk-ways.ts'

type FileDialog = Extract<
  Dialog['kind'],
  | 'closing'
  | 'exclude'
  | 'reopen'
  | 'deposit'
  | 'packages'
  | 'assemble'
  | 'bulk'
  | 'export-list'
  | 'list-columns'
  | 'keep-view'
>

/** The dialogs about case files and their lists, by their kind. */
export const fileDialogRows: { readonly [K in FileDialog]: readonly DialogRow[] } = {
  closing: [
    {
      on: 'files',
      before: file(OPEN),
      open: press(/^Kết thúc hồ sơ/),
      title: 'Kết thúc hồ sơ 02.XH',
      says: 'Mười điểm của hồ sơ hoàn chỉnh',
    },
  ],
  exclude: [
    {
      on: 'files',
      before: file(EMPTY),
      open: press('Không lập hồ sơ điện tử'),
      title: 'Không lập hồ sơ điện tử',
      says: /./,
    },
  ],
  reopen: [{ on: 'files', before: file(CLOSED), open: press(/^Mở lại/), title: 'Mở lại hồ sơ', says: /./ }],
  deposit: [
    {
      on: 'files',
      before: file(CLOSED),
      open: press(/^Nộp lưu hồ sơ này/),
      title: 'Nộp lưu hồ sơ',
      says: 'Đã chọn 1 hồ sơ: nộp 1, để lại 0, không nộp được 0.',
    },
  ],
  packages: [
    { on: 'files', before: file(CLOSED), open: press(/^Xuất gói hồ sơ/), title: 'Xuất gói hồ sơ', says: /./ },
  ],
  assemble: [
    {
      on: 'files',
      before: documents(1),
      open: chord('Control+m'),
      title: 'Chuyển 1 văn bản sang hồ sơ khác',
      says: /./,
    },
    { on: 'files', before: documents(1), open: chord('Control+Shift+t'), title: 'Đánh số tờ', says: /./ },
    {
      on: 'files',
      before: documents(1),
      open: chord('Control+Shift+g'),
      title: 'Ghi chú của văn bản',
      says: /./,
    },
    {
      on: 'files',
      before: documents(1),
      open: chord('Control+Shift+o'),
      title: /^Các trang của Quyết định 4\d/,
      says: /./,
    },
    {
      on: 'files',
      before: documents(2),
      open: chord('Control+g'),
      title: 'Gộp 2 văn bản thành một',
      says: /./,
    },
    {
      on: 'files',
      before: file(OPEN),
      open: press('Ghi chú hồ sơ'),
      title: 'Ghi chú của hồ sơ 02.XH',
      says: /./,
    },
    {
      on: 'files',
      before: file(OPEN),
      open: press('Ghi chỗ để'),
      title: 'Chỗ để giấy của 1 hồ sơ',
      says: /./,
    },
    {
      on: 'files',
      before: file(OPEN),
      open: press(/^In tờ phân cách/),
      title: 'In tờ phân cách cho 1 hồ sơ',
      says: /./,
    },
  ],
  bulk: [{ on: 'files', before: allFiles, open: chord('F2'), title: 'Sửa 3 hồ sơ đã chọn', says: /./ }],
  'export-list': [
    {
      on: 'files',
      before: allFiles,
      open: chord('Control+Shift+x'),
      title: 'Xuất 3 hồ sơ ra tệp Excel',
      says: /./,
    },
  ],
  'list-columns': [
    {
      on: 'files',
      before: allFiles,
      open: press('Cột'),
      title: 'Các cột của danh sách',
      says: 'Tiêu đề hồ sơ',
    },
  ],
  'keep-view': [
    { on: 'files', before: allFiles, open: press('Lưu cách xem'), title: 'Lưu cách xem này', says: /./ },
  ],
}
