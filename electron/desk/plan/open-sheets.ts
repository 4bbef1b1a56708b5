import { createHash } from 'node:crypto'
import { Fault } from '../../../domain/fault.ts'
import type { SheetRow } from '../../../domain/plan-import.ts'
import { openSourceFile } from '../source-file.ts'
import { readWorkbook } from './read-workbook.ts'

/** A list of a commune is far below; what is larger is no list. */
const MOST_BYTES = 10_485_760

/**
 * Reads the sheets of an XLSX file that somebody chose.
 * @param expected only these bytes are wanted
 * @throws Fault 'file-too-large', 'file-encrypted', 'file-unsupported', 'file-corrupt', 'file-changed', and of the file
 */
export async function openSheets(
  path: string,
  expected?: string,
): Promise<{ readonly sha: string; readonly sheets: readonly (readonly SheetRow[])[] }> {
  const file = await openSourceFile(path)
  try {
    if (file.sizeBytes > MOST_BYTES) {
      throw new Fault('file-too-large', 'too large for a list', { detail: { reason: 'sheet' } })
    }
    const bytes = await file.read(0, file.sizeBytes)
    const sha = createHash('sha256').update(bytes).digest('hex')
    if (expected !== undefined && sha !== expected) {
      throw new Fault('file-changed', 'another file than was looked at')
    }
    return { sha, sheets: await readWorkbook(bytes) }
  } finally {
    await file.close()
  }
}

/** What the first sheet says that has the columns; the fault of the first one where none has. */
export function firstFitting<T>(
  sheets: readonly (readonly SheetRow[])[],
  read: (sheet: readonly SheetRow[]) => T,
  reason: string,
): T {
  let unfit: Fault | null = null
  for (const sheet of sheets) {
    try {
      return read(sheet)
    } catch (error) {
      if (!(error instanceof Fault) || error.detail['reason'] !== reason) throw error
      unfit ??= error
    }
  }
  throw unfit ?? new Fault('invalid-input', 'no sheet', { detail: { reason } })
}
