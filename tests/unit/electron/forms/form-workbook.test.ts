import ExcelJS from 'exceljs'
import { expect, test } from 'vitest'
import { depositListForm } from '../../../../domain/forms/list-forms.ts'
import { progressForm } from '../../../../domain/forms/progress-form.ts'
import { progressOf } from '../../../../domain/progress.ts'
import { formWorkbook } from '../../../../electron/forms/form-workbook.ts'
import { aListPaper } from '../../../support/form-papers.ts'
import { aCaseFile, aFonds } from '../../../support/memory-vault.ts'

const day = new Date('2026-11-23T02:00:00Z')

async function rowsOf(bytes: Uint8Array): Promise<readonly (readonly string[])[]> {
  const workbook = new ExcelJS.Workbook()
  // The types of the package ask for a buffer of another version of Node.
  await workbook.xlsx.load(bytes.buffer as ArrayBuffer)
  const rows: string[][] = []
  workbook.worksheets[0]?.eachRow((row) => {
    const cells: string[] = []
    row.eachCell({ includeEmpty: true }, (cell) => void cells.push(cell.text))
    rows.push(cells)
  })
  return rows
}

test('[CF48] a list is a workbook with the official columns, and what looks like a formula stays text', async () => {
  const paper = aListPaper()
  const [first, ...rest] = paper.files
  if (first === undefined) throw new Error('no file')
  const hostile = { ...first, file: { ...first.file, title: '=HYPERLINK("http://a")' } }
  const rows = await rowsOf(await formWorkbook(depositListForm({ ...paper, files: [hostile, ...rest] }), day))
  expect(rows.some((row) => row.includes('Tiêu đề hồ sơ'))).toBe(true)
  expect(rows.find((row) => row[0] === '1')?.[2]).toBe('=HYPERLINK("http://a")')
  expect(rows.filter((row) => /^\d+$/.test(row[0] ?? ''))).toHaveLength(12)
})

test('[CF59] a report of progress names no case file', async () => {
  const file = aCaseFile(1, { title: 'Đơn của ông Trần Văn Ví', notation: '07.TD', maker: 'Lê Văn Mẫu' })
  const files = [{ file, pages: 3, createdAt: '2026-03-01', depositedAt: null, acceptedAt: null }]
  const target = { share: 0.3, by: '2026-12-31' }
  const progress = progressOf(files, { year: 2026, years: [2026], planned: 4, target, today: '2026-11-23' })
  const form = progressForm(progress, { fonds: aFonds(), day: '2026-11-23', fondsName: () => 'UBND xã Thử' })
  const text = (await rowsOf(await formWorkbook(form, day))).flat().join(' ')
  expect(text).toContain('Lê Văn Mẫu')
  expect(text).toContain('UBND xã Thử')
  expect(JSON.stringify(form)).not.toContain('Trần Văn Ví')
  expect(JSON.stringify(form)).not.toContain('07.TD')
})
