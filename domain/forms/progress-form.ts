import type { Progress, ProgressCounts } from '../progress.ts'
import type { Fonds } from '../records/fonds.ts'
import type { FormBlock, FormColumn, FormModel } from './form-model.ts'
import { dayText, officialHeads, plainLines, titleLines } from './form-words.ts'

const countColumns: readonly FormColumn[] = [
  { name: 'Đã lập', share: 13, align: 'right' },
  { name: 'Hoàn chỉnh', share: 13, align: 'right' },
  { name: 'Đã gửi nộp', share: 13, align: 'right' },
  { name: 'Đã tiếp nhận', share: 13, align: 'right' },
  { name: 'Số trang', share: 13, align: 'right' },
]

const exclusions = {
  'state-secret': 'thuộc phạm vi bí mật nhà nước',
  complex: 'có thành phần phức tạp',
} as const

/** Progress in counts alone: nothing in it tells what a document is about. */
export function progressForm(
  progress: Progress,
  {
    fonds,
    day,
    fondsName,
  }: { readonly fonds: Fonds; readonly day: string; readonly fondsName: (id: string) => string },
): FormModel {
  const { year, planned, excluded, counted, target, wanted, counts, pace } = progress
  const leftOut = excluded.map(
    ({ reason, files, documents }) => `${files} hồ sơ ${exclusions[reason]} (${documents} tài liệu giấy)`,
  )
  return {
    title: `Báo cáo tiến độ hồ sơ điện tử năm ${year}`,
    isLandscape: false,
    blocks: [
      officialHeads(fonds),
      { kind: 'space', heightMm: 6 },
      titleLines(`BÁO CÁO TIẾN ĐỘ LẬP HỒ SƠ ĐIỆN TỬ NĂM ${year}`, `(Tính đến ngày ${dayText(day)})`),
      plainLines(
        `Hồ sơ theo danh mục và ngoài danh mục: ${planned}. Không tính: ${leftOut.length === 0 ? 'không có' : leftOut.join('; ')}. Còn lại để tính: ${counted}.`,
        `Mục tiêu: ${percent(target.share)} trước ngày ${dayText(target.by)}, tức ${wanted} hồ sơ hoàn chỉnh.`,
        `Đã lập ${counts.created} hồ sơ (${percent(share(counts.created, counted))}); hoàn chỉnh ${counts.complete} hồ sơ (${percent(share(counts.complete, counted))}); đã gửi nộp lưu ${counts.deposited}; đã được tiếp nhận ${counts.accepted}.`,
        `Số trang của hồ sơ hoàn chỉnh: ${counts.pages}, khoảng ${decimal(progress.shelfMetres, 2)} mét giá.`,
        `Số trang mỗi ngày làm việc: đang đạt ${numberText(pace.pagesADay)}; cần để kịp mục tiêu ${numberText(pace.pagesADayNeeded)}. Dự kiến hoàn thành: ${pace.expectedEnd === null ? 'chưa tính được' : dayText(pace.expectedEnd)}.`,
      ),
      ...groupBlocks(
        'Theo tháng',
        progress.months.map(({ name, counts: own }) => [monthText(name), own]),
      ),
      ...groupBlocks(
        'Theo người lập',
        progress.makers.map(({ name, counts: own }) => [name || 'chưa ghi', own]),
      ),
      ...groupBlocks(
        'Theo phông',
        progress.fonds.map(({ name, counts: own }) => [fondsName(name), own]),
      ),
    ],
  }
}

function groupBlocks(
  title: string,
  rows: readonly (readonly [name: string, counts: ProgressCounts])[],
): readonly FormBlock[] {
  return [
    { kind: 'lines', align: 'left', lines: [{ text: title, isBold: true }] },
    {
      kind: 'table',
      columns: [{ name: title, share: 35, align: 'left' }, ...countColumns],
      rows: rows.map(([name, { created, complete, deposited, accepted, pages }]) => ({
        kind: 'cells',
        cells: [name, ...[created, complete, deposited, accepted, pages].map(String)],
      })),
    },
  ]
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole
}

function percent(value: number): string {
  return `${decimal(value * 100, 1)} %`
}

function decimal(value: number, digits: number): string {
  return value.toFixed(digits).replace('.', ',')
}

function numberText(value: number | null): string {
  return value === null ? 'chưa tính được' : String(Math.ceil(value))
}

/** `2026-03` -> `03/2026` */
function monthText(month: string): string {
  return `${month.slice(5)}/${month.slice(0, 4)}`
}
