import { type Canvas, createCanvas } from '@napi-rs/canvas'
import type { PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { Fault } from '../../../domain/fault.ts'
import { POINTS_PER_INCH } from '../output/pdf-syntax.ts'
import type { ReaderLimits } from '../reader-limits.ts'
import type { Decoder, PageSize } from './decoder.ts'
import { openPdfDocument } from './pdf-document.ts'
import { trustedText } from './pdf-text.ts'
import { createRawView } from './raw-pdf/raw-view.ts'
import { checkPageCount, type SourceBytes } from './source-bytes.ts'

const SHOWN_DPI = 200
/** No picture of a page is longer than this: the page may claim to be a football field. */
const LONGEST_SIDE_PX = 5000

/** Opens a PDF. A page is shown at 200 dpi, less when it is huge. */
export async function openPdf(source: SourceBytes, limits: ReaderLimits): Promise<Decoder> {
  const { library, document, guarded, close } = await openPdfDocument(source, limits)
  const raw = createRawView(source, limits)
  const withPage = async <T>(index: number, use: (page: PDFPageProxy) => Promise<T>): Promise<T> => {
    if (index < 0 || index >= document.numPages) throw new Fault('not-found', `the PDF has no page ${index}`)
    const page = await guarded(document.getPage(index + 1))
    try {
      return await guarded(use(page))
    } finally {
      page.cleanup()
    }
  }
  try {
    checkPageCount(document.numPages, limits)
    await withPage(0, async () => undefined)
  } catch (error) {
    await close()
    throw error
  }
  return {
    format: 'pdf',
    pageCount: document.numPages,
    pageSize: (index) => withPage(index, async (page) => sizeOf(page)),
    draw: (index, widthPx, signal) => withPage(index, (page) => render(page, widthPx, signal)),
    ownText: (index) =>
      withPage(index, (page) => trustedText(library, page, sizeOf(page).dpi / POINTS_PER_INCH)),
    keptPage: (index) =>
      withPage(index, async (page) => {
        const { transform, width, height } = page.getViewport({ scale: 1 })
        if (page.ref === null) return null
        return raw.scannedPage({ id: page.ref.num, toShown: transform, widthPt: width, heightPt: height })
      }),
    signatures: raw.signatures,
    close,
  }
}

function sizeOf(page: PDFPageProxy): PageSize {
  const { width, height } = page.getViewport({ scale: 1 })
  const dpi = Math.min(SHOWN_DPI, (LONGEST_SIDE_PX * POINTS_PER_INCH) / Math.max(width, height, 1))
  const toPixels = (points: number): number => Math.max(1, Math.round((points * dpi) / POINTS_PER_INCH))
  return { widthPx: toPixels(width), heightPx: toPixels(height), isBilevel: false, dpi }
}

async function render(page: PDFPageProxy, widthPx: number, signal: AbortSignal): Promise<Canvas> {
  const natural = page.getViewport({ scale: 1 })
  const longest = Math.max(1, natural.height / natural.width)
  const scale = Math.min(widthPx, LONGEST_SIDE_PX / longest) / natural.width
  const viewport = page.getViewport({ scale })
  const canvas = createCanvas(
    Math.max(1, Math.round(viewport.width)),
    Math.max(1, Math.round(viewport.height)),
  )
  const parameters = { canvas, viewport }
  // The library draws on any canvas of this shape; its types know the browser's only.
  const task = page.render(parameters as unknown as Parameters<PDFPageProxy['render']>[0])
  const stop = (): void => task.cancel()
  signal.addEventListener('abort', stop, { once: true })
  try {
    await task.promise
  } finally {
    signal.removeEventListener('abort', stop)
  }
  return canvas
}
