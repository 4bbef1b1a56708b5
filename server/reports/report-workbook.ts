import type { Report } from './report-model.ts'

const FONT = { name: 'Times New Roman', size: 12 } as const

/** The tables of a report, a sheet each. Text is written as text, so that nothing is ever counted as a formula. */
export async function reportWorkbook(report: Report, madeAt: Date): Promise<Buffer> {
  // Half a second to load, and few people ever need it.
  const { default: excel } = await import('exceljs')
  const workbook = new excel.Workbook()
  workbook.title = report.title
  workbook.created = madeAt
  workbook.modified = madeAt
  for (const { title, columns, rows } of report.tables) {
    const sheet = workbook.addWorksheet(title, {
      views: [{ state: 'frozen', ySplit: report.lines.length + 2 }],
      pageSetup: { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToHeight: 0 },
    })
    sheet.columns = columns.map((_, at) => ({ width: at === 0 ? 34 : 16, style: { font: { ...FONT } } }))
    sheet.addRow([`${report.title} – ${title}`]).font = { ...FONT, bold: true, size: 14 }
    for (const line of report.lines) sheet.addRow([line]).font = { ...FONT, italic: true }
    const head = sheet.addRow([...columns])
    head.font = { ...FONT, bold: true }
    head.alignment = { wrapText: true, vertical: 'middle' }
    for (const row of rows) sheet.addRow([...row])
  }
  return Buffer.from(await workbook.xlsx.writeBuffer())
}
