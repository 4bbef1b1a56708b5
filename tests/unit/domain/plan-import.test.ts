import { expect, test } from 'vitest'
import { planRowsOf, retentionCode, type SheetRow } from '../../../domain/plan-import.ts'

const scale = [
  { code: '01', name: 'Vĩnh viễn', years: null },
  { code: '05', name: '20 năm', years: 20 },
  { code: '06', name: '10 năm', years: 10 },
  { code: '07-5', name: 'Khác: 5 năm', years: 5 },
  { code: '07-until', name: 'Khác: đến khi văn bản hết hiệu lực', years: null },
]
const head = [
  'Số và ký hiệu HS',
  'Tên đề mục và tiêu đề hồ sơ',
  'Thời hạn bảo quản',
  'Người lập hồ sơ',
  'Ghi chú',
]
const sheet = (...rows: readonly (readonly string[])[]): readonly SheetRow[] =>
  rows.map((cells, at) => ({ number: at + 1, cells }))
const read = (rows: readonly SheetRow[], existing: readonly string[] = []) =>
  planRowsOf(rows, { scale, existing })

test.each([
  ['Vĩnh viễn', '01'],
  ['VĨNH VIỄN', '01'],
  ['VV', '01'],
  ['20 năm', '05'],
  ['20', '05'],
  ['10 NĂM', '06'],
  ['5', '07-5'],
  ['Khác: 5 năm', '07-5'],
  ['05', '07-5'],
  ['đến khi văn bản hết hiệu lực', null],
  ['7 năm', null],
  ['lâu dài', null],
])('[CF18] a retention written as %s is understood as %s', (text, code) => {
  expect(retentionCode(text, scale)).toBe(code)
})

test('[CF18] titles above, rows of numbers, headings of two levels and the closing line are told apart', () => {
  const rows = read(
    sheet(
      ['UBND XÃ CẨM HOÀ', '', 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM'],
      ['DANH MỤC HỒ SƠ NĂM 2026'],
      head,
      ['(1)', '(2)', '(3)', '(4)', '(5)'],
      ['I.', 'TỔNG HỢP'],
      ['', '1. Báo cáo'],
      ['01.TH', 'Báo cáo năm', 'Vĩnh viễn', 'Trần Thị Mẫu', 'nhiều năm'],
      [],
      ['II. Đất đai'],
      ['01.ĐĐ', 'Giao đất', '20'],
      ['Danh mục hồ sơ này có 2 hồ sơ, bao gồm: 1 hồ sơ bảo quản vĩnh viễn'],
      ['', '', 'CHỦ TỊCH'],
    ),
  )

  expect(rows.map(({ number, kind }) => [number, kind])).toEqual([
    [5, 'heading'],
    [6, 'heading'],
    [7, 'taken'],
    [9, 'heading'],
    [10, 'taken'],
  ])
  expect(rows.flatMap((row) => (row.kind === 'taken' ? [row.entry] : []))).toEqual([
    {
      heading: 'I. TỔNG HỢP\n1. Báo cáo',
      notation: '01.TH',
      title: 'Báo cáo năm',
      retention: '01',
      maker: 'Trần Thị Mẫu',
      note: 'nhiều năm',
    },
    { heading: 'II. Đất đai', notation: '01.ĐĐ', title: 'Giao đất', retention: '05', maker: '', note: '' },
  ])
})

test('[CF18] every other row is refused with its reason; those of the file are those taken and those refused', () => {
  const rows = read(
    sheet(
      head,
      ['01.TH', 'Đã có', '20'],
      ['02.TH', 'Được nhận', '20 năm'],
      ['2.th', 'Lặp', '20'],
      ['', 'Thiếu ký hiệu', '20'],
      ['03.TH', '', '20'],
      ['04.TH', 'Thiếu thời hạn'],
      ['05.TH', 'Thời hạn lạ', '7 năm'],
      ['06.TH', 'x'.repeat(1001), '20'],
      ['', '', '', 'Nguyễn Văn A'],
    ),
    ['01.TH'],
  )

  expect(rows.map((row) => (row.kind === 'refused' ? row.reason : row.kind))).toEqual([
    'notation-exists',
    'taken',
    'notation-twice',
    'notation-missing',
    'title-missing',
    'retention-missing',
    'retention-unknown',
    'title-long',
    'unreadable',
  ])
})

test('[CF18] columns may stand in another order, and headings may lack their numerals', () => {
  const rows = read(
    sheet(
      ['STT', 'Tiêu đề hồ sơ', 'Số, ký hiệu', 'Thời hạn'],
      ['', 'Tổng hợp'],
      ['1', 'Báo cáo', '01.TH', '20'],
      ['', 'Tài chính'],
      ['2', 'Quyết toán', '01.TC', 'Vĩnh viễn'],
    ),
  )

  expect(rows.flatMap((row) => (row.kind === 'taken' ? [row.entry.heading] : []))).toEqual([
    'I. Tổng hợp',
    'II. Tài chính',
  ])
})

test('[CF18] a sheet without the columns is refused', () => {
  expect(() => read(sheet(['Họ tên', 'Ngày sinh']))).toThrow(
    expect.objectContaining({ code: 'invalid-input', detail: { reason: 'plan-columns' } }),
  )
})
