import type { CaseFile } from '../records/case-file.ts'
import type { Fonds, PlanApproval } from '../records/fonds.ts'
import type { PlanEntry } from '../records/plan-entry.ts'
import { shelfMetres } from '../shelf-metres.ts'
import type { FormColumn, FormModel, FormRow } from './form-model.ts'
import {
  BLANK,
  countInWords,
  dateline,
  dayText,
  officialHeads,
  plainLines,
  titleLines,
} from './form-words.ts'

/** A case file as a row of a list. */
export interface ListedFile {
  readonly file: CaseFile
  readonly sheets: number
  readonly pages: number
  /** Name of its retention, and whether that is for ever. */
  readonly retention: string
  readonly isForEver: boolean
}

export interface PlanPaper {
  readonly fonds: Fonds
  readonly year: number
  /** In the order of the plan. */
  readonly entries: readonly PlanEntry[]
  readonly approval: PlanApproval | null
  readonly retentionName: (code: string) => string
  readonly isForEver: (code: string) => boolean
}

const planColumns: readonly FormColumn[] = [
  { name: 'Số và ký hiệu hồ sơ', share: 14, align: 'left' },
  { name: 'Tên đề mục và tiêu đề hồ sơ', share: 42, align: 'left' },
  { name: 'Thời hạn bảo quản', share: 14, align: 'center' },
  { name: 'Người lập hồ sơ', share: 16, align: 'left' },
  { name: 'Ghi chú', share: 14, align: 'left' },
]

/** Danh mục hồ sơ. @see ND 30/2020, appendix V */
export function filePlanForm(paper: PlanPaper): FormModel {
  const { fonds, year, entries, approval } = paper
  const forEver = entries.filter(({ retention }) => paper.isForEver(retention)).length
  const issued =
    approval === null
      ? `(Ban hành kèm theo Quyết định số ${BLANK} ${dateline(null)} của ${fonds.agencyName})`
      : `(Ban hành kèm theo Quyết định số ${approval.decision} ${dateline(approval.decidedOn)} của ${fonds.agencyName})`
  return {
    title: `Danh mục hồ sơ năm ${year}`,
    isLandscape: false,
    blocks: [
      officialHeads(fonds),
      { kind: 'space', heightMm: 6 },
      titleLines(`DANH MỤC HỒ SƠ NĂM ${year}`, issued),
      { kind: 'table', columns: planColumns, rows: planRows(paper) },
      plainLines(
        `Danh mục hồ sơ này có ${entries.length} (${countInWords(entries.length)}) hồ sơ, bao gồm: ${forEver} hồ sơ bảo quản vĩnh viễn; ${entries.length - forEver} hồ sơ bảo quản có thời hạn.`,
      ),
      signers('', { title: 'QUYỀN HẠN, CHỨC VỤ CỦA NGƯỜI KÝ', note: '(Ký, đóng dấu, ghi rõ họ tên)' }),
    ],
  }
}

function planRows({ entries, retentionName }: PlanPaper): readonly FormRow[] {
  return entries.flatMap((entry, at): readonly FormRow[] => {
    const { heading, notation, title, retention, maker, note } = entry
    const row: FormRow = { kind: 'cells', cells: [notation, title, retentionName(retention), maker, note] }
    return entries[at - 1]?.heading === heading || heading === ''
      ? [row]
      : [{ kind: 'heading', level: 1, text: heading }, row]
  })
}

const depositColumns: readonly FormColumn[] = [
  { name: 'STT', share: 6, align: 'center' },
  { name: 'Số và ký hiệu hồ sơ', share: 13, align: 'left' },
  { name: 'Tiêu đề hồ sơ', share: 34, align: 'left' },
  { name: 'Thời gian tài liệu', share: 15, align: 'center' },
  { name: 'Thời hạn bảo quản', share: 12, align: 'center' },
  { name: 'Số tờ/ Số trang', share: 10, align: 'center' },
  { name: 'Ghi chú', share: 10, align: 'left' },
]

export interface ListPaper {
  readonly fonds: Fonds
  readonly files: readonly ListedFile[]
  /** The day the list is made, ISO 8601. */
  readonly day: string
  readonly maker: string
}

/** Mục lục hồ sơ, tài liệu nộp lưu. @see ND 30/2020, appendix V */
export function depositListForm({ fonds, files, day, maker }: ListPaper): FormModel {
  const forEver = files.filter(({ isForEver }) => isForEver).length
  return {
    title: 'Mục lục hồ sơ, tài liệu nộp lưu',
    isLandscape: true,
    blocks: [
      officialHeads(fonds),
      { kind: 'space', heightMm: 6 },
      titleLines('MỤC LỤC HỒ SƠ, TÀI LIỆU NỘP LƯU'),
      { kind: 'table', columns: depositColumns, rows: files.map((file, at) => listRow(file, at, '')) },
      plainLines(
        `Mục lục này gồm: ${files.length} hồ sơ (đơn vị bảo quản).`,
        `Viết bằng chữ: ${countInWords(files.length)} hồ sơ (đơn vị bảo quản).`,
        `Trong đó có: ${forEver} hồ sơ bảo quản vĩnh viễn; ${files.length - forEver} hồ sơ bảo quản có thời hạn.`,
      ),
      signers(dateline(day), { title: 'NGƯỜI LẬP', note: '(Ký, ghi rõ họ tên)', name: maker }),
    ],
  }
}

function listRow({ file, sheets, pages, retention }: ListedFile, at: number, note: string): FormRow {
  const dates = file.startDate === null ? '' : `${dayText(file.startDate)} - ${dayText(file.endDate)}`
  return {
    kind: 'cells',
    cells: [String(at + 1), file.notation, file.title, dates, retention, `${sheets} / ${pages}`, note],
  }
}

export interface OfficerPaper extends ListPaper {
  readonly from: string
  readonly to: string
  readonly reason: string
}

/** What an officer who leaves hands over. @see ND 30/2020, article 31 */
export function officerForm({ fonds, files, day, from, to, reason }: OfficerPaper): FormModel {
  return {
    title: 'Danh sách hồ sơ bàn giao',
    isLandscape: true,
    blocks: [
      officialHeads(fonds),
      { kind: 'space', heightMm: 6 },
      titleLines('DANH SÁCH HỒ SƠ BÀN GIAO', reason),
      plainLines(`Người bàn giao: ${from === '' ? BLANK : from}`, `Người nhận: ${to === '' ? BLANK : to}`),
      {
        kind: 'table',
        columns: depositColumns,
        rows: files.map((file, at) => listRow(file, at, stateNames[file.file.state])),
      },
      plainLines(`Tổng số: ${files.length} (${countInWords(files.length)}) hồ sơ.`),
      {
        kind: 'signatures',
        signers: [
          { dateline: '', title: 'NGƯỜI BÀN GIAO', note: '(Ký, ghi rõ họ tên)', name: from },
          { dateline: dateline(day), title: 'NGƯỜI NHẬN', note: '(Ký, ghi rõ họ tên)', name: to },
        ],
      },
    ],
  }
}

const stateNames = {
  open: 'đang mở',
  closed: 'đã kết thúc',
  deposited: 'đã gửi nộp lưu',
  returned: 'bị trả lại',
  accepted: 'đã nộp lưu',
} as const

/** Files whose retention has run out: a proposal for the council, never an order to destroy. @see Law on Archives 2024, article 16 */
export function expiredForm(
  { fonds, files, day, maker }: ListPaper,
  /** Case file -> the year in which its retention ended. */
  dueYears: ReadonlyMap<string, number>,
): FormModel {
  return {
    title: 'Danh mục hồ sơ hết thời hạn bảo quản',
    isLandscape: true,
    blocks: [
      officialHeads(fonds),
      { kind: 'space', heightMm: 6 },
      titleLines(
        'DANH MỤC HỒ SƠ HẾT THỜI HẠN BẢO QUẢN',
        '(Đề xuất để Hội đồng xác định giá trị tài liệu xem xét)',
      ),
      {
        kind: 'table',
        columns: depositColumns,
        rows: files.map((file, at) => listRow(file, at, `hết hạn ${dueYears.get(file.file.id) ?? ''}`)),
      },
      plainLines(
        `Danh mục này gồm ${files.length} (${countInWords(files.length)}) hồ sơ.`,
        'Danh mục này chỉ là đề xuất. Không hồ sơ nào bị hủy khi chưa có quyết định của người có thẩm quyền.',
      ),
      signers(dateline(day), { title: 'NGƯỜI LẬP', note: '(Ký, ghi rõ họ tên)', name: maker }),
    ],
  }
}

export interface HandOverPaper extends ListPaper {
  /** Name of what is handed over. */
  readonly name: string
  readonly ordinal: number
  readonly documents: number
  readonly boxes: number
}

/** Biên bản giao nhận hồ sơ, tài liệu. @see ND 30/2020, appendix V */
export function handOverForm(paper: HandOverPaper): FormModel {
  const { fonds, files, day, name, documents, boxes, ordinal } = paper
  const starts = files.flatMap(({ file }) => file.startDate ?? []).sort()
  const ends = files.flatMap(({ file }) => file.endDate ?? []).sort()
  const pages = files.reduce((sum, file) => sum + file.pages, 0)
  const party = (title: string, who: string): string[] => [
    `${title}: ${who}`,
    `Ông (bà): ${BLANK}${BLANK}${BLANK}`,
    `Chức vụ: ${BLANK}${BLANK}${BLANK}`,
  ]
  return {
    title: 'Biên bản giao nhận hồ sơ, tài liệu',
    isLandscape: false,
    blocks: [
      officialHeads(fonds),
      { kind: 'space', heightMm: 6 },
      titleLines('BIÊN BẢN', 'Về việc giao nhận hồ sơ, tài liệu'),
      plainLines(
        'Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư;',
        `Căn cứ danh mục hồ sơ và kế hoạch thu thập tài liệu, lần nộp ${ordinal}.`,
        `Hôm nay, ${dateline(day)}, chúng tôi gồm:`,
        ...party('BÊN GIAO', fonds.agencyName),
        ...party('BÊN NHẬN', `Lưu trữ ${BLANK}`),
        'Thống nhất lập biên bản giao nhận tài liệu với những nội dung như sau:',
        `1. Tên khối tài liệu giao nộp: ${name}`,
        `2. Thời gian của hồ sơ, tài liệu: ${dayText(starts[0] ?? null)} - ${dayText(ends.at(-1) ?? null)}`,
        '3. Thành phần và số lượng:',
        `a) Hồ sơ, tài liệu giấy: tổng số hộp (cặp): ${boxes === 0 ? BLANK : boxes}; tổng số hồ sơ (đơn vị bảo quản): ${files.length}; quy ra mét giá: ${metresText(pages)}.`,
        `b) Hồ sơ, tài liệu điện tử: tổng số hồ sơ: ${files.length}; tổng số tệp tin: ${documents}.`,
        `4. Tình trạng tài liệu giao nộp: ${BLANK}${BLANK}`,
        '5. Mục lục hồ sơ, tài liệu nộp lưu kèm theo.',
        'Biên bản này được lập thành 02 bản; bên giao giữ 01 bản, bên nhận giữ 01 bản.',
      ),
      { kind: 'space', heightMm: 6 },
      {
        kind: 'signatures',
        signers: [
          { dateline: '', title: 'ĐẠI DIỆN BÊN GIAO', note: '(Ký, ghi rõ họ tên)', name: '' },
          { dateline: '', title: 'ĐẠI DIỆN BÊN NHẬN', note: '(Ký, ghi rõ họ tên)', name: '' },
        ],
      },
    ],
  }
}

function metresText(pages: number): string {
  return shelfMetres(pages).toFixed(2).replace('.', ',')
}

function signers(
  day: string,
  { title, note, name = '' }: { readonly title: string; readonly note: string; readonly name?: string },
): FormModel['blocks'][number] {
  return {
    kind: 'signatures',
    signers: [
      { dateline: '', title: '', note: '', name: '' },
      { dateline: day, title, note, name },
    ],
  }
}
