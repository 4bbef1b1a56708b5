import type { ClosingFigures } from '../closing.ts'
import type { ContentsRow } from '../contents-list.ts'
import type { CaseFile } from '../records/case-file.ts'
import type { Fonds } from '../records/fonds.ts'
import type { FormModel } from './form-model.ts'
import { BLANK, dateline, dayText, officialHeads, plainLines, titleLines } from './form-words.ts'

/** What the forms of one case file are made of. */
export interface CaseFilePaper {
  readonly file: CaseFile
  readonly fonds: Fonds
  readonly fileCode: string
  readonly contents: readonly ContentsRow[]
  readonly figures: ClosingFigures
  /** Name of the file's retention. */
  readonly retention: string
  /** Name of its state of preservation, empty where nobody said. */
  readonly condition: string
}

/** Bìa hồ sơ. @see TCVN 9251:2012 */
export function coverForm({ file, fonds, fileCode, figures, retention }: CaseFilePaper): FormModel {
  const dates = `Từ ngày ${dayText(file.startDate)} đến ngày ${dayText(file.endDate)}`
  return {
    title: `Bìa hồ sơ ${file.notation}`,
    isLandscape: false,
    blocks: [
      officialHeads(fonds),
      { kind: 'space', heightMm: 40 },
      { kind: 'lines', align: 'center', lines: [{ text: 'HỒ SƠ', isBold: true, size: 28 }] },
      { kind: 'space', heightMm: 8 },
      { kind: 'lines', align: 'center', lines: [{ text: file.title, isBold: true, size: 16 }] },
      { kind: 'space', heightMm: 12 },
      {
        kind: 'lines',
        align: 'center',
        lines: [{ text: dates }, { text: `Gồm: ${figures.sheets} tờ` }],
      },
      { kind: 'space', heightMm: 36 },
      {
        kind: 'facts',
        facts: [
          { name: 'Mã hồ sơ', value: fileCode },
          { name: 'Số, ký hiệu hồ sơ', value: file.notation },
          { name: 'Phông số', value: fonds.code === '' ? BLANK : fonds.code },
          { name: 'Mục lục số', value: String(file.year) },
          {
            name: 'Hộp số',
            value: file.place?.box === undefined || file.place.box === '' ? BLANK : file.place.box,
          },
          { name: 'Thời hạn bảo quản', value: retention },
        ],
      },
    ],
  }
}

/** Mục lục văn bản, tài liệu trong hồ sơ. @see TCVN 9251:2012 */
export function contentsForm({ file, fonds, fileCode, contents, figures }: CaseFilePaper): FormModel {
  return {
    title: `Mục lục văn bản hồ sơ ${file.notation}`,
    isLandscape: true,
    blocks: [
      officialHeads(fonds),
      { kind: 'space', heightMm: 6 },
      titleLines('MỤC LỤC VĂN BẢN, TÀI LIỆU TRONG HỒ SƠ', file.title),
      plainLines(`Mã hồ sơ: ${fileCode}`),
      {
        kind: 'table',
        columns: [
          { name: 'STT', share: 5, align: 'center' },
          { name: 'Số, ký hiệu văn bản', share: 14, align: 'left' },
          { name: 'Ngày tháng văn bản', share: 11, align: 'center' },
          { name: 'Tên loại và trích yếu nội dung văn bản', share: 36, align: 'left' },
          { name: 'Tác giả văn bản', share: 17, align: 'left' },
          { name: 'Tờ số', share: 8, align: 'center' },
          { name: 'Ghi chú', share: 9, align: 'left' },
        ],
        rows: contents.map((row) => ({
          kind: 'cells',
          cells: [
            String(row.ordinal),
            row.code,
            row.date === '' ? '' : dayText(row.date),
            row.typeAndSubject,
            row.author,
            spanText(row.sheets),
            row.note,
          ],
        })),
      },
      plainLines(`Mục lục này gồm ${contents.length} văn bản, tài liệu; ${figures.pages} trang.`),
    ],
  }
}

function spanText(span: ContentsRow['sheets']): string {
  if (span === null) return ''
  return span.first === span.last ? String(span.first) : `${span.first}-${span.last}`
}

/** Chứng từ kết thúc. */
export function closingForm({ file, fonds, fileCode, figures, condition }: CaseFilePaper): FormModel {
  const numbers = figures.first === null ? '' : `, được đánh số từ ${figures.first} đến ${figures.last}`
  return {
    title: `Chứng từ kết thúc hồ sơ ${file.notation}`,
    isLandscape: false,
    blocks: [
      officialHeads(fonds),
      { kind: 'space', heightMm: 12 },
      titleLines('CHỨNG TỪ KẾT THÚC', `Hồ sơ: ${fileCode}`, file.title),
      { kind: 'space', heightMm: 6 },
      plainLines(
        `Hồ sơ này gồm có: ${figures.sheets} tờ${numbers}.`,
        `Số tờ trùng: ${numbersText(figures.doubled)}.`,
        `Số tờ khuyết: ${numbersText(figures.missing)}.`,
        `Mục lục văn bản có: ${figures.listPages} tờ.`,
        `Đặc điểm, trạng thái của tài liệu: ${condition === '' ? BLANK : condition}.`,
      ),
      { kind: 'space', heightMm: 12 },
      {
        kind: 'signatures',
        signers: [
          { dateline: '', title: '', note: '', name: '' },
          {
            dateline: dateline(file.closing?.at ?? null),
            title: 'NGƯỜI LẬP HỒ SƠ',
            note: '(Ký, ghi rõ họ tên)',
            name: file.closing?.by ?? file.maker,
          },
        ],
      },
    ],
  }
}

const MOST_NUMBERS = 40

function numbersText(numbers: readonly number[]): string {
  if (numbers.length === 0) return 'không'
  const shown = numbers.slice(0, MOST_NUMBERS).join(', ')
  return numbers.length > MOST_NUMBERS ? `${shown} và ${numbers.length - MOST_NUMBERS} số khác` : shown
}
