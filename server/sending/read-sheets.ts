import { fromBufferPromise } from 'yauzl'
import { Fault } from '../../domain/fault.ts'
import type { SheetRow } from '../../domain/plan-import.ts'

/** Unpacked bytes of a whole workbook; a plan of a commune takes about a tenth of one percent of it. */
const MOST_UNPACKED_BYTES = 25_165_824
const MOST_PARTS = 500
const MOST_ROWS = 20_000
const MOST_COLUMNS = 64
const MOST_SHEETS = 10

/**
 * The texts of the shown sheets of an XLSX file; of a formula the value that was kept with it.
 * @throws Fault 'file-unsupported', 'file-corrupt', 'file-too-large'
 */
export async function readSheets(bytes: Buffer): Promise<readonly (readonly SheetRow[])[]> {
  await assertSmallInside(bytes)
  // Half a second to load, and few people ever need it.
  const { default: excel } = await import('exceljs')
  const workbook = new excel.Workbook()
  try {
    // The package's own types know an older `Buffer`; what it reads is an array of bytes.
    await workbook.xlsx.load(new Uint8Array(bytes).buffer as never)
  } catch (error) {
    throw new Fault('file-corrupt', 'no workbook that can be read', {
      cause: error,
      detail: { reason: 'sheet' },
    })
  }
  return workbook.worksheets
    .filter(({ state }) => state === 'visible')
    .slice(0, MOST_SHEETS)
    .map((sheet) => {
      const rows: SheetRow[] = []
      sheet.eachRow((row, number) => {
        if (rows.length >= MOST_ROWS) {
          throw new Fault('file-too-large', 'too many rows', { detail: { reason: 'sheet' } })
        }
        const width = Math.min(row.cellCount, MOST_COLUMNS)
        const cells = Array.from({ length: width }, (_, column) => tidy(String(row.getCell(column + 1).text)))
        rows.push({ number, cells })
      })
      return rows
    })
}

function tidy(text: string): string {
  return text
    .normalize('NFC')
    .replaceAll(/[\s\u00a0\u200b\ufeff]+/g, ' ')
    .trim()
}

/** Unpacks every part once, without keeping it: what a part says of its own size can be a lie. */
async function assertSmallInside(bytes: Buffer): Promise<void> {
  if (bytes.readUInt32BE(0) !== 0x504b0304) {
    throw new Fault('file-unsupported', 'no workbook', { detail: { reason: 'sheet' } })
  }
  let left = MOST_UNPACKED_BYTES
  try {
    const zip = await fromBufferPromise(bytes, { lazyEntries: true, autoClose: false })
    if (zip.entryCount > MOST_PARTS) throw tooLarge()
    for await (const entry of zip.eachEntry()) {
      const stream = await zip.openReadStreamPromise(entry)
      for await (const piece of stream) {
        // The stream of a part gives buffers.
        left -= (piece as Buffer).length
        if (left < 0) {
          stream.destroy()
          throw tooLarge()
        }
      }
    }
  } catch (error) {
    if (error instanceof Fault) throw error
    throw new Fault('file-corrupt', 'the archive is broken', { cause: error, detail: { reason: 'sheet' } })
  }
}

function tooLarge(): Fault {
  return new Fault('file-too-large', 'it unpacks to too much', { detail: { reason: 'sheet' } })
}
