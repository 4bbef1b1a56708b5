import type ExcelJS from 'exceljs'
import type { FormBlock, FormModel, FormTable } from '../../domain/forms/form-model.ts'

/** Characters of all columns together: about what A4 across holds. */
const WIDTH_CHARS = 130
const ROW_STYLE = { vertical: 'top', wrapText: true } as const

/** The tables of a form with the lines above and below them as a workbook. */
export async function formWorkbook(form: FormModel, createdAt: Date): Promise<Uint8Array> {
  // Half a second to load: not with the start of the program.
  const { default: excel } = await import('exceljs')
  const workbook = new excel.Workbook()
  workbook.title = form.title
  workbook.created = createdAt
  workbook.modified = createdAt
  const sheet = workbook.addWorksheet('Danh sách', {
    pageSetup: {
      paperSize: A4,
      orientation: form.isLandscape ? 'landscape' : 'portrait',
      fitToPage: true,
      fitToHeight: 0,
    },
  })
  const table = form.blocks.find((block) => block.kind === 'table')
  const columns = table?.columns ?? []
  const shares = columns.reduce((sum, { share }) => sum + share, 0)
  sheet.columns = columns.map(({ share }) => ({ width: (share / shares) * WIDTH_CHARS }))
  for (const block of form.blocks) addBlock(sheet, block, columns.length)
  return new Uint8Array(await workbook.xlsx.writeBuffer())
}

const A4 = 9

function addBlock(sheet: ExcelJS.Worksheet, block: FormBlock, columns: number): void {
  if (block.kind === 'table') return addTable(sheet, block)
  if (block.kind !== 'lines') return
  for (const { text, isBold = false } of block.lines) {
    const row = sheet.addRow([text])
    row.font = { name: 'Times New Roman', bold: isBold }
    if (columns > 1) sheet.mergeCells(row.number, 1, row.number, columns)
    row.getCell(1).alignment = { horizontal: block.align, vertical: 'top', wrapText: true }
  }
}

function addTable(sheet: ExcelJS.Worksheet, { columns, rows }: FormTable): void {
  const head = sheet.addRow(columns.map(({ name }) => name))
  styled(head, { isBold: true, columns: columns.length })
  for (const row of rows) {
    const isHeading = row.kind === 'heading'
    // Text, whatever it looks like: what begins with '=' must never be counted as a formula.
    const added = sheet.addRow(isHeading ? [row.text] : row.cells)
    styled(added, { isBold: isHeading, columns: columns.length })
    if (isHeading && columns.length > 1) sheet.mergeCells(added.number, 1, added.number, columns.length)
  }
}

function styled(
  row: ExcelJS.Row,
  { isBold, columns }: { readonly isBold: boolean; readonly columns: number },
): void {
  row.font = { name: 'Times New Roman', bold: isBold }
  const line = { style: 'thin' } as const
  for (let at = 1; at <= columns; at += 1) {
    const cell = row.getCell(at)
    cell.alignment = ROW_STYLE
    cell.numFmt = '@'
    cell.border = { top: line, left: line, bottom: line, right: line }
  }
}
