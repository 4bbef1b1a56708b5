import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl'
import { Fault } from '../../../domain/fault.ts'

/** Unpacked bytes of all parts that are read of one file. */
const MOST_UNPACKED_BYTES = 25_165_824
const MOST_ENTRIES = 2000

/** The parts of a workbook by name; only what is asked for is unpacked. */
export interface WorkbookParts {
  /** Null where there is none. @throws Fault 'file-too-large', 'file-corrupt' */
  read(name: string): Promise<string | null>
}

/** @throws Fault 'file-encrypted', 'file-unsupported', 'file-corrupt' */
export async function openParts(bytes: Uint8Array): Promise<WorkbookParts> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  assertZip(buffer)
  const zip = await attempt(() => fromBufferPromise(buffer, { lazyEntries: true, autoClose: false }))
  const entries = await attempt(() => entriesOf(zip))
  const left = { bytes: MOST_UNPACKED_BYTES }
  return {
    read: async (name) => {
      const entry = entries.get(name)
      if (entry === undefined) return null
      if (entry.isEncrypted()) throw fault('file-encrypted', 'a part is encrypted')
      return attempt(() => unpack(zip, entry, left))
    },
  }
}

/** An office file with a password and one of before 2007 are both compound files (MS-CFB). */
const COMPOUND = Buffer.from('d0cf11e0a1b11ae1', 'hex')
const ZIP = Buffer.from('504b0304', 'hex')
const ENCRYPTED = Buffer.from('EncryptedPackage', 'utf16le')

function assertZip(bytes: Buffer): void {
  if (bytes.subarray(0, 8).equals(COMPOUND)) {
    throw bytes.includes(ENCRYPTED)
      ? fault('file-encrypted', 'a workbook with a password')
      : new Fault('file-unsupported', 'a workbook of before 2007', { detail: { reason: 'xls' } })
  }
  if (!bytes.subarray(0, 4).equals(ZIP)) throw fault('file-unsupported', 'no workbook')
}

function fault(
  code: 'file-encrypted' | 'file-unsupported' | 'file-corrupt' | 'file-too-large',
  message: string,
): Fault {
  return new Fault(code, message, { detail: { reason: 'sheet' } })
}

/** What yauzl cannot make sense of is a broken file. */
async function attempt<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Fault) throw error
    throw new Fault('file-corrupt', 'the archive is broken', { detail: { reason: 'sheet' }, cause: error })
  }
}

async function entriesOf(zip: ZipFile): Promise<ReadonlyMap<string, Entry>> {
  const entries = new Map<string, Entry>()
  if (zip.entryCount > MOST_ENTRIES) throw fault('file-too-large', 'too many parts')
  for await (const entry of zip.eachEntry()) entries.set(entry.fileName, entry)
  return entries
}

async function unpack(zip: ZipFile, entry: Entry, left: { bytes: number }): Promise<string> {
  const stream = await zip.openReadStreamPromise(entry)
  const pieces: Buffer[] = []
  for await (const piece of stream) {
    // The stream of an entry gives buffers.
    const bytes = piece as Buffer
    left.bytes -= bytes.length
    if (left.bytes < 0) {
      stream.destroy()
      throw fault('file-too-large', 'it unpacks to too much')
    }
    pieces.push(bytes)
  }
  return new TextDecoder().decode(Buffer.concat(pieces))
}
