import type { PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { ReaderLimits } from '../reader-limits.ts'
import { openPdfDocument, type PdfLibrary } from './pdf-document.ts'
import type { SourceBytes } from './source-bytes.ts'

/** The library keeps every byte it has seen; after so many, beside those it opened with, it is started afresh. */
const MOST_KEPT_BYTES = 32 * 1024 * 1024

/** The pages of a PDF, of which little is kept however many are seen. */
export interface PdfPages {
  readonly library: PdfLibrary
  readonly pageCount: number
  /** Works on one page; one at a time, in the order they were asked for. */
  withPage<T>(index: number, use: (page: PDFPageProxy) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** @throws as `openPdfDocument` */
export async function openPdfPages(source: SourceBytes, limits: ReaderLimits): Promise<PdfPages> {
  const first = await openPdfDocument(source, limits)
  const state = { pdf: first, queue: Promise.resolve<unknown>(undefined) }

  const onPage = async <T>(index: number, use: (page: PDFPageProxy) => Promise<T>): Promise<T> => {
    if (state.pdf.keptBytes() > MOST_KEPT_BYTES) {
      await state.pdf.close()
      state.pdf = await openPdfDocument(source, limits)
    }
    const { document, guarded } = state.pdf
    const page = await guarded(document.getPage(index + 1))
    try {
      return await guarded(use(page))
    } finally {
      page.cleanup()
    }
  }
  return {
    library: first.library,
    pageCount: first.document.numPages,
    withPage: (index, use) => {
      const turn = state.queue.then(() => onPage(index, use))
      state.queue = turn.catch(() => undefined)
      return turn
    },
    close: () => state.pdf.close(),
  }
}
