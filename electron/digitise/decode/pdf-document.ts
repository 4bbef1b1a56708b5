import { createRequire } from 'node:module'
import path from 'node:path'
import type * as pdfjs from 'pdfjs-dist/legacy/build/pdf.mjs'
import { Fault } from '../../../domain/fault.ts'
import type { ReaderLimits } from '../reader-limits.ts'
import type { SourceBytes } from './source-bytes.ts'

const RANGE_BYTES = 256 * 1024

// The library wants folders that end in a slash, whatever the system's separator.
const packageFolder = path.dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'))
const folder = (name: string): string => `${path.join(packageFolder, name)}/`.replaceAll('\\', '/')

export type PdfLibrary = typeof pdfjs

export interface PdfDocument {
  readonly library: PdfLibrary
  readonly document: pdfjs.PDFDocumentProxy
  /** Fails as soon as the source does; the library itself would wait for the bytes for ever. */
  guarded<T>(work: Promise<T>): Promise<T>
  close(): Promise<void>
}

/**
 * Opens a PDF by ranges: no more of it is read than its pages need. Fonts and character maps come from the package's own
 * folders; scripts in the file are never run and nothing is fetched.
 * @throws Fault 'file-encrypted' | 'file-corrupt'
 */
export async function openPdfDocument(source: SourceBytes, limits: ReaderLimits): Promise<PdfDocument> {
  // Loaded when a PDF comes: it takes longer than all the rest of a start, and looks at `process.type` while it loads.
  const library = await import('pdfjs-dist/legacy/build/pdf.mjs')
  const head = await source.read(0, Math.min(RANGE_BYTES, source.sizeBytes))
  const transport = new library.PDFDataRangeTransport(source.sizeBytes, head)
  const task = library.getDocument({
    range: transport,
    rangeChunkSize: RANGE_BYTES,
    disableAutoFetch: true,
    disableStream: true,
    isEvalSupported: false,
    enableXfa: false,
    useSystemFonts: false,
    maxImageSize: limits.megapixels * 1e6,
    cMapUrl: folder('cmaps'),
    cMapPacked: true,
    standardFontDataUrl: folder('standard_fonts'),
    wasmUrl: folder('wasm'),
    iccUrl: folder('iccs'),
    verbosity: library.VerbosityLevel.ERRORS,
  })
  const readFailed = new Promise<never>((_, reject) => {
    transport.requestDataRange = (begin, end) => {
      source.read(begin, end - begin).then((bytes) => transport.onDataRange(begin, bytes), reject)
    }
  })
  const guarded = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await Promise.race([work, readFailed])
    } catch (error) {
      throw pdfFault(error)
    }
  }
  try {
    return { library, document: await guarded(task.promise), guarded, close: () => task.destroy() }
  } catch (error) {
    await task.destroy()
    throw error
  }
}

/** What the PDF library throws, as a fault; faults of the source stay what they are. */
function pdfFault(error: unknown): unknown {
  if (error instanceof Fault) return error
  const name = error instanceof Error ? error.name : ''
  if (name === 'PasswordException')
    return new Fault('file-encrypted', 'the PDF wants a password', { cause: error })
  return new Fault('file-corrupt', `the PDF cannot be decoded: ${String(error)}`, { cause: error })
}
