import type { Worksheet } from 'exceljs'
import { headingLevels } from '../../../domain/plan-headings.ts'
import type { Scale } from '../../../domain/plan-import.ts'
import type { Fonds, PlanApproval } from '../../../domain/records/fonds.ts'
import type { PlanEntry } from '../../../domain/records/plan-entry.ts'

export interface PrintedPlan {
  readonly fonds: Fonds
  readonly year: number
  /** In their order. */
  readonly entries: readonly PlanEntry[]
  readonly approval: PlanApproval | null
  readonly scale: Scale
}

const FONT = 'Times New Roman'
const columns = [
  { name: 'Số và ký hiệu HS', width: 14 },
  { name: 'Tên đề mục và tiêu đề hồ sơ', width: 52 },
  { name: 'Thời hạn bảo quản', width: 14 },
  { name: 'Người lập hồ sơ', width: 20 },
  { name: 'Ghi chú', width: 18 },
] as const
const PERMANENT = 'Vĩnh viễn'

/** The file plan (danh mục hồ sơ, NĐ 30/2020 appendix V) as an XLSX file; every cell is a value, none a formula. */
export async function planWorkbook(plan: PrintedPlan): Promise<Uint8Array> {
  // Half a second to load, and few people ever need it.
  const { default: excel } = await import('exceljs')
  const workbook = new excel.Workbook()
  workbook.creator = plan.fonds.agencyName
  const sheet = workbook.addWorksheet(`Danh mục ${plan.year}`, {
    pageSetup: {
      paperSize: 9,
      orientation: 'portrait',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      margins: { left: 1.18, right: 0.6, top: 0.8, bottom: 0.8, header: 0.3, footer: 0.3 },
    },
  })
  sheet.columns = columns.map(({ width }) => ({ width, style: { font: { name: FONT, size: 13 } } }))
  writeHead(sheet, plan)
  writeColumnNames(sheet)
  writeEntries(sheet, plan)
  writeFoot(sheet, plan)
  return new Uint8Array(await workbook.xlsx.writeBuffer())
}

type Style = { readonly isBold?: boolean; readonly isItalic?: boolean; readonly align?: 'center' | 'left' }

/** One text over all columns, or over those of `from` to `to`. */
function writeAcross(
  sheet: Worksheet,
  text: string,
  { from = 'A', to = 'E', row, ...style }: Style & { from?: string; to?: string; row?: number },
): void {
  const number = row ?? sheet.rowCount + 1
  sheet.mergeCells(`${from}${number}:${to}${number}`)
  const cell = sheet.getCell(`${from}${number}`)
  cell.value = text
  cell.font = { name: FONT, size: 13, bold: style.isBold ?? false, italic: style.isItalic ?? false }
  cell.alignment = { horizontal: style.align ?? 'center', vertical: 'middle', wrapText: true }
}

function writeHead(sheet: Worksheet, { fonds, year, approval }: PrintedPlan): void {
  const superior = fonds.extra['superior'] ?? ''
  writeAcross(sheet, superior.toLocaleUpperCase('vi'), { row: 1, to: 'B' })
  writeAcross(sheet, 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', { row: 1, from: 'C', isBold: true })
  writeAcross(sheet, fonds.agencyName.toLocaleUpperCase('vi'), { row: 2, to: 'B', isBold: true })
  writeAcross(sheet, 'Độc lập - Tự do - Hạnh phúc', { row: 2, from: 'C', isBold: true })
  writeAcross(sheet, `DANH MỤC HỒ SƠ NĂM ${year}`, { row: 4, isBold: true })
  const decision =
    approval === null
      ? '(Ban hành kèm theo Quyết định số ……… ngày … tháng … năm …)'
      : `(Ban hành kèm theo Quyết định số ${approval.decision} ngày ${printedDay(approval.decidedOn)} của ${fonds.agencyName})`
  writeAcross(sheet, decision, { row: 5, isItalic: true })
}

function printedDay(iso: string): string {
  const [year = '', month = '', day = ''] = iso.split('-')
  return `${day}/${month}/${year}`
}

const border = { style: 'thin' } as const
const borders = { top: border, left: border, bottom: border, right: border }

function writeColumnNames(sheet: Worksheet): void {
  const row = sheet.getRow(7)
  row.values = columns.map(({ name }) => name)
  row.eachCell((cell) => {
    cell.font = { name: FONT, size: 13, bold: true }
    cell.alignment = { horizontal: 'center', vertical: 'middle', wrapText: true }
    cell.border = borders
  })
  sheet.pageSetup.printTitlesRow = '7:7'
}

function writeEntries(sheet: Worksheet, { entries, scale }: PrintedPlan): void {
  let before: readonly string[] = []
  for (const entry of entries) {
    const levels = headingLevels(entry.heading)
    levels.forEach((level, at) => {
      const isNew = levels.slice(0, at + 1).some((each, place) => each !== before[place])
      if (isNew) writeRow(sheet, headingCells(level), true)
    })
    before = levels
    const retention = scale.find(({ code }) => code === entry.retention)?.name ?? entry.retention
    writeRow(
      sheet,
      [entry.notation, entry.title, retention.replace(/^Khác: /, ''), entry.maker, entry.note],
      false,
    )
  }
}

/** The numeral of a heading stands in the column of notations. */
function headingCells(level: string): readonly string[] {
  const [, sign = '', name = level] = /^([IVXLC]+|\d+)\s*\.\s*(.*)$/.exec(level) ?? []
  return [sign === '' ? '' : `${sign}.`, name, '', '', '']
}

function writeRow(sheet: Worksheet, texts: readonly string[], isHeading: boolean): void {
  const row = sheet.getRow(sheet.rowCount + 1)
  texts.forEach((text, at) => {
    const cell = row.getCell(at + 1)
    cell.value = text
    cell.font = { name: FONT, size: 13, bold: isHeading }
    cell.alignment = {
      horizontal: at === 1 || at >= 3 ? 'left' : 'center',
      vertical: 'top',
      wrapText: true,
    }
    cell.border = borders
  })
}

function writeFoot(sheet: Worksheet, { entries, scale }: PrintedPlan): void {
  const permanent = entries.filter(
    ({ retention }) => scale.find(({ code }) => code === retention)?.name === PERMANENT,
  ).length
  const limited = entries.length - permanent
  const row = sheet.rowCount + 2
  const text = `Danh mục hồ sơ này có ${entries.length} hồ sơ, bao gồm: ${permanent} hồ sơ bảo quản vĩnh viễn; ${limited} hồ sơ bảo quản có thời hạn.`
  writeAcross(sheet, text, { row, align: 'left', isItalic: true })
  writeAcross(sheet, 'QUYỀN HẠN, CHỨC VỤ CỦA NGƯỜI KÝ', { row: row + 2, from: 'C', isBold: true })
  writeAcross(sheet, '(Chữ ký, dấu của cơ quan; họ và tên)', { row: row + 3, from: 'C', isItalic: true })
}
