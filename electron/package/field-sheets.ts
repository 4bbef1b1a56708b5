import { PassThrough } from 'node:stream'
import type ExcelJS from 'exceljs'
import type { Described } from '../../domain/describe.ts'
import { writtenValue } from '../../domain/describe.ts'
import type { ProfileElement } from '../../domain/export-profile.ts'
import type { Wanted } from './prepare.ts'
import type { WriteBytes } from './sink.ts'

/** The descriptions of one case file. */
export interface DescribedFile {
  readonly fileCode: string
  readonly described: readonly Described[]
  readonly documents: readonly { readonly described: readonly Described[] }[]
}

interface SheetRequest extends Wanted {
  /** Goes through all case files from the first; asked twice, once a sheet, so that none of them is kept. */
  readonly files: () => AsyncIterable<DescribedFile>
  readonly createdMs: number
}

const WIDEST = 60
/** What no cell can hold. */
const unwritable = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu

/** Writes a workbook row by row: a sheet of case files and one of documents, with the labels of the profile. */
export async function writeFieldSheets(request: SheetRequest, write: WriteBytes): Promise<void> {
  // Half a second to load: not with the start of the program.
  const { default: excel } = await import('exceljs')
  const out = new PassThrough()
  const workbook = new excel.stream.xlsx.WorkbookWriter({
    stream: out,
    useSharedStrings: false,
    useStyles: true,
  })
  workbook.created = new Date(request.createdMs)
  workbook.modified = new Date(request.createdMs)
  const written = pour(out, write)
  // A medium that fails ends the filling with it.
  const failed = written.then(() => new Promise<never>(() => {}))
  failed.catch(() => {})
  try {
    await Promise.race([fill(workbook, request), failed])
    await written
  } catch (error) {
    out.destroy()
    await written.catch(() => {})
    throw error
  }
}

async function pour(out: PassThrough, write: WriteBytes): Promise<void> {
  // A PassThrough without encoding or object mode gives nothing else.
  for await (const chunk of out) await write(chunk as Uint8Array)
}

async function fill(
  workbook: ExcelJS.stream.xlsx.WorkbookWriter,
  { files, profile, lists }: SheetRequest,
): Promise<void> {
  const value = (described: Described): string => cell(writtenValue(described, profile, lists))
  const caseFiles = addSheet(workbook, 'Hồ sơ', profile.caseFile)
  for await (const file of files()) caseFiles.addRow(file.described.map(value)).commit()
  caseFiles.commit()
  const fileCode = profile.document.some(({ value: source }) => source === 'fileCode')
  const heads = fileCode ? profile.document : [{ label: 'Mã hồ sơ' }, ...profile.document]
  const documents = addSheet(workbook, 'Văn bản', heads)
  for await (const file of files()) {
    for (const { described } of file.documents) {
      const values = described.map(value)
      documents.addRow(fileCode ? values : [cell(file.fileCode), ...values]).commit()
    }
  }
  documents.commit()
  await workbook.commit()
}

function addSheet(
  workbook: ExcelJS.stream.xlsx.WorkbookWriter,
  name: string,
  heads: readonly Pick<ProfileElement, 'label'>[],
) {
  const sheet = workbook.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] })
  sheet.columns = heads.map(({ label }) => ({
    width: Math.min(WIDEST, Math.max(12, label.length + 2)),
  }))
  const head = sheet.addRow(heads.map(({ label }) => label))
  head.font = { bold: true }
  head.commit()
  return sheet
}

function cell(text: string): string {
  return text.replace(unwritable, '')
}
