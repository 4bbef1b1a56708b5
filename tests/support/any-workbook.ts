import { createWriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import { ZipFile } from 'yazl'

/** Cells as they are put into a sheet: a text, a number, a formula with what Excel kept of it, or runs of rich text. */
export type AnyCell =
  | string
  | number
  | null
  | { readonly formula: string; readonly kept: string }
  | { readonly runs: readonly string[] }
export type AnyRow = readonly AnyCell[]

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

function cellXml(cell: AnyCell, place: string): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return `<c r="${place}"><v>${cell}</v></c>`
  if (typeof cell === 'string') {
    return `<c r="${place}" t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`
  }
  if ('runs' in cell) {
    const runs = cell.runs.map((run) => `<r><rPr><b/></rPr><t>${escaped(run)}</t></r>`).join('')
    return `<c r="${place}" t="inlineStr"><is>${runs}</is></c>`
  }
  return `<c r="${place}" t="str"><f>${escaped(cell.formula)}</f><v>${escaped(cell.kept)}</v></c>`
}

export function sheetXml(rows: readonly AnyRow[], merges: readonly string[] = []): string {
  const body = rows
    .map((row, at) => {
      const cells = row.map((cell, column) => cellXml(cell, `${String.fromCharCode(65 + column)}${at + 1}`))
      return row.length === 0 ? '' : `<row r="${at + 1}">${cells.join('')}</row>`
    })
    .join('')
  const merged = merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('')
  const mergedXml = merges.length === 0 ? '' : `<mergeCells count="${merges.length}">${merged}</mergeCells>`
  return `${head}<worksheet xmlns="${main}"><sheetData>${body}</sheetData>${mergedXml}</worksheet>`
}

/** The parts of a workbook with one sheet; a test may replace or add any. */
export function workbookParts(sheet: string): Record<string, string> {
  return {
    'xl/workbook.xml': `${head}<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="Danh mục" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': sheet,
  }
}

export async function writeZip(
  file: string,
  parts: Readonly<Record<string, string | Buffer>>,
): Promise<string> {
  const zip = new ZipFile()
  for (const [name, content] of Object.entries(parts)) zip.addBuffer(Buffer.from(content), name)
  const out = createWriteStream(file)
  zip.outputStream.pipe(out)
  zip.end()
  await finished(out)
  return file
}

export async function writeWorkbook(
  file: string,
  rows: readonly AnyRow[],
  merges: readonly string[] = [],
): Promise<string> {
  return writeZip(file, workbookParts(sheetXml(rows, merges)))
}
