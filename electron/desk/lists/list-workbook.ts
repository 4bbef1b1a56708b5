import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import path from 'node:path'
import type { Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { Fault } from '../../../domain/fault.ts'
import { errorCode, mediumFault } from '../../../domain/medium-fault.ts'

export interface WorkbookColumn {
  readonly name: string
  readonly width: number
}

export interface ListWorkbook {
  readonly folder: string
  /** With its ending. */
  readonly name: string
  readonly sheet: string
  readonly columns: readonly WorkbookColumn[]
  /** Numbers stay numbers, texts are texts and never formulas. */
  readonly rows: AsyncIterable<readonly (string | number)[]>
  readonly createdMs: number
}

/** What no cell can hold. */
const unwritable = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu

/** Writes a workbook row by row; nothing half-written stays. @returns rows. @throws Fault 'conflict' reason `name-exists`, of the medium */
export async function writeListWorkbook(workbook: ListWorkbook): Promise<number> {
  const file = path.join(workbook.folder, workbook.name)
  // `wx`: a file that is there is never written over.
  const out = createWriteStream(file, { flags: 'wx', flush: true })
  const closed = finished(out)
  // Heard again below; before that it must not count as unheard.
  closed.catch(() => {})
  try {
    const written = await Promise.race([fill(workbook, out), failing(closed)])
    await closed
    return written
  } catch (error) {
    out.destroy()
    if (errorCode(error) === 'EEXIST') {
      throw new Fault('conflict', `${workbook.name} is there already`, {
        detail: { reason: 'name-exists', name: workbook.name },
      })
    }
    await closed.catch(() => {})
    await rm(file, { force: true })
    throw mediumFault(error)
  }
}

/** Never resolves; a medium that fails ends the filling with it. */
async function failing(closed: Promise<void>): Promise<never> {
  await closed
  return new Promise<never>(() => {})
}

async function fill(
  { sheet: name, columns, rows, createdMs }: ListWorkbook,
  stream: Writable,
): Promise<number> {
  // Half a second to load, and few people ever need it.
  const { default: excel } = await import('exceljs')
  const workbook = new excel.stream.xlsx.WorkbookWriter({ stream, useSharedStrings: false, useStyles: true })
  workbook.created = new Date(createdMs)
  workbook.modified = new Date(createdMs)
  const sheet = workbook.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] })
  sheet.columns = columns.map(({ width }) => ({ width }))
  const head = sheet.addRow(columns.map(({ name: column }) => column))
  head.font = { bold: true }
  head.commit()
  let written = 0
  for await (const row of rows) {
    sheet.addRow(row.map((cell) => (typeof cell === 'string' ? cell.replace(unwritable, '') : cell))).commit()
    written += 1
  }
  sheet.commit()
  await workbook.commit()
  return written
}
