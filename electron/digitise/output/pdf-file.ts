import { createHash } from 'node:crypto'
import { pdfReference } from './pdf-syntax.ts'

/** Takes bytes in order; resolves when more may come. */
export type WriteBytes = (bytes: Uint8Array) => Promise<void>

/** Writes objects one after the other as they come and keeps nothing of them but where they lie. */
export interface PdfFile {
  /** A number for an object that is written later. */
  reserve(): number
  putObject(id: number, body: string): Promise<void>
  /** @param entries of the dictionary, without its brackets and without `/Length` */
  putStream(id: number, entries: string, bytes: Uint8Array): Promise<void>
  /** Writes the table of objects and the trailer. @returns size of the whole file in bytes */
  finish(roots: { readonly catalog: number; readonly info: number }): Promise<number>
}

/** The binary comment tells programs that move files that this is no text. @see ISO 19005-2 6.1.2 */
const HEADER = Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1')
const OFFSET_DIGITS = 10

/** @throws RangeError where an offset would not fit in the table, at 10 GB */
export async function createPdfFile(write: WriteBytes): Promise<PdfFile> {
  const digest = createHash('sha256')
  const offsets: number[] = []
  const state = { at: 0 }
  const put = async (bytes: Uint8Array): Promise<void> => {
    digest.update(bytes)
    state.at += bytes.length
    await write(bytes)
  }
  const begin = (id: number): void => {
    offsets[id - 1] = state.at
  }
  await put(HEADER)
  return {
    reserve: () => offsets.push(-1),
    putObject: async (id, body) => {
      begin(id)
      await put(Buffer.from(`${id} 0 obj\n${body}\nendobj\n`, 'latin1'))
    },
    putStream: async (id, entries, bytes) => {
      begin(id)
      await put(Buffer.from(`${id} 0 obj\n<< ${entries} /Length ${bytes.length} >>\nstream\n`, 'latin1'))
      await put(bytes)
      await put(Buffer.from('\nendstream\nendobj\n', 'latin1'))
    },
    finish: async ({ catalog, info }) => {
      const table = state.at
      await put(Buffer.from(`xref\n0 ${offsets.length + 1}\n0000000000 65535 f \n`, 'latin1'))
      for (const offset of offsets) await put(Buffer.from(`${tableEntry(offset)} 00000 n \n`, 'latin1'))
      // Made of all that stands before it: the same content has the same name.
      const id = digest.copy().digest('hex').slice(0, 32)
      const size = offsets.length + 1
      const roots = `/Root ${pdfReference(catalog)} /Info ${pdfReference(info)} /ID [<${id}> <${id}>]`
      await put(Buffer.from(`trailer\n<< /Size ${size} ${roots} >>\nstartxref\n${table}\n%%EOF\n`, 'latin1'))
      return state.at
    },
  }
}

function tableEntry(offset: number): string {
  if (offset < 0) throw new Error('an object was reserved and never written')
  const digits = String(offset).padStart(OFFSET_DIGITS, '0')
  if (digits.length > OFFSET_DIGITS) throw new RangeError('a PDF larger than its table can tell')
  return digits
}
