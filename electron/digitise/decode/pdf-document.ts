import { createRequire } from 'node:module'
import path from 'node:path'
import type * as pdfjs from 'pdfjs-dist/legacy/build/pdf.mjs'
import { Fault } from '../../../domain/fault.ts'
import type { ReaderLimits } from '../reader-limits.ts'
import type { SourceBytes } from './source-bytes.ts'

/** What lies between the pictures of a scan is small: larger steps would read, and keep, the pictures beside it. */
const RANGE_BYTES = 64 * 1024

// The library wants folders that end in a slash, whatever the system's separator.
const packageFolder = path.dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'))
const folder = (name: string): string => `${path.join(packageFolder, name)}/`.replaceAll('\\', '/')

export type PdfLibrary = typeof pdfjs

export interface PdfDocument {
  readonly library: PdfLibrary
  readonly document: pdfjs.PDFDocumentProxy
  /** How much of the file the library holds beside what it opened with. */
  keptBytes(): number
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
  // The library takes the memory of what it is given away from whoever had it.
  const head = Uint8Array.from(await source.read(0, Math.min(RANGE_BYTES, source.sizeBytes)))
  const transport = new library.PDFDataRangeTransport(source.sizeBytes, head)
  const counter = { bytes: head.length }
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
    verbosity: library.VerbosityLevel.WARNINGS,
  })
  const failing = createFailing()
  transport.requestDataRange = (begin, end) => {
    counter.bytes += end - begin
    source
      .read(begin, end - begin)
      .then((bytes) => transport.onDataRange(begin, Uint8Array.from(bytes)), failing.fail)
  }
  const guarded = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await failing.unlessFailed(work)
    } catch (error) {
      throw pdfFault(error)
    }
  }
  // The library drops some of its own failures where a file leads it astray, and the work they belong to never ends.
  const onStray = (reason: unknown): void => {
    if (!isOfLibrary(reason)) throw reason
    failing.failWaiting(reason)
  }
  process.on('unhandledRejection', onStray)
  const close = async (): Promise<void> => {
    process.off('unhandledRejection', onStray)
    await task.destroy()
  }
  try {
    const document = await guarded(task.promise)
    const first = counter.bytes
    return { library, document, keptBytes: () => counter.bytes - first, guarded, close }
  } catch (error) {
    await close()
    throw error
  }
}

/**
 * Lets work fail with something that happens beside it. A race with one long promise would do the same, but that promise
 * would keep the outcome of every work, whole pages among them, for as long as it lives.
 */
function createFailing() {
  const waiting = new Set<(error: unknown) => void>()
  const state = { failure: null as { readonly error: unknown } | null }
  const failWaiting = (error: unknown): void => {
    for (const reject of waiting) reject(error)
  }
  return {
    /** What waits now fails; later work may go well. */
    failWaiting,
    fail: (error: unknown): void => {
      state.failure = { error }
      failWaiting(error)
    },
    unlessFailed: async <T>(work: Promise<T>): Promise<T> => {
      if (state.failure !== null) throw state.failure.error
      let stop: (error: unknown) => void = () => undefined
      try {
        return await new Promise<T>((resolve, reject) => {
          stop = reject
          waiting.add(stop)
          work.then(resolve, reject)
        })
      } finally {
        waiting.delete(stop)
      }
    },
  }
}

/** Its exceptions have names of their own and are made of a base that it does not give away. */
function isOfLibrary(reason: unknown): boolean {
  return (
    reason instanceof Error &&
    /^(?:XRef|MissingData|Parser|Format|InvalidPDF|Response|Unknown|Jpx|JBig2|Jpeg)/.test(reason.name)
  )
}

/** What the PDF library throws, as a fault; faults of the source stay what they are. */
function pdfFault(error: unknown): unknown {
  if (error instanceof Fault) return error
  const name = error instanceof Error ? error.name : ''
  if (name === 'PasswordException')
    return new Fault('file-encrypted', 'the PDF wants a password', { cause: error })
  return new Fault('file-corrupt', `the PDF cannot be decoded: ${String(error)}`, { cause: error })
}
