import { type Canvas, createCanvas } from '@napi-rs/canvas'
import type { PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { Fault } from '../../../domain/fault.ts'
import type { ArchivePage } from '../output/coded-picture.ts'
import { POINTS_PER_INCH } from '../output/pdf-syntax.ts'
import type { ReaderLimits } from '../reader-limits.ts'
import type { Decoder, PageSize, SourceWarning } from './decoder.ts'
import { drawScan } from './draw-scan.ts'
import { createHeldScan } from './held-scan.ts'
import { listenToPdfLibrary, type PdfTrouble } from './pdf-log.ts'
import { LONGEST_SIDE_PX, pdfPageSize } from './pdf-page-size.ts'
import { openPdfPages } from './pdf-pages.ts'
import { trustedText } from './pdf-text.ts'
import { createRawView, type RawView } from './raw-pdf/raw-view.ts'
import { checkPageCount, type SourceBytes } from './source-bytes.ts'

/** Opens a PDF. A page is shown at 200 dpi, less when it is huge. */
export async function openPdf(
  source: SourceBytes,
  limits: ReaderLimits,
  givenDpi: number | null,
): Promise<Decoder> {
  const { log, pdf } = await openListening(source, limits)
  const raw = createRawView(source, limits)
  const close = async (): Promise<void> => {
    await pdf.close()
    log.close()
  }
  const warnings = openingWarnings(log.take())
  const withPage = async <T>(index: number, use: (page: PDFPageProxy) => Promise<T>): Promise<T> => {
    if (index < 0 || index >= pdf.pageCount) throw new Fault('not-found', `the PDF has no page ${index}`)
    return pdf.withPage(index, use)
  }
  const scanOf = (page: PDFPageProxy): Promise<ArchivePage | null> => scanIn(raw, page)
  const sizeOf = (page: PDFPageProxy): Promise<PageSize> => pdfPageSize(page, () => scanOf(page), givenDpi)
  const heldScan = createHeldScan(scanOf, limits)
  const draw = async (page: PDFPageProxy, widthPx: number, signal: AbortSignal): Promise<Canvas> => {
    const scan = await heldScan(page)
    const size = drawnSize(page, widthPx)
    if (scan !== null) return drawScan(scan, size)
    log.take()
    const canvas = await render(page, size, signal)
    await checkNothingLost(page, log.take(), limits)
    return canvas
  }
  try {
    checkPageCount(pdf.pageCount, limits)
    await withPage(0, async () => undefined)
  } catch (error) {
    await close()
    throw error
  }
  return {
    format: 'pdf',
    pageCount: pdf.pageCount,
    warnings,
    isHeld: false,
    pageSize: (index) => withPage(index, sizeOf),
    scanDpi: (index) =>
      withPage(index, async (page) => shownDensity(await densityOf(raw, page), page, await sizeOf(page))),
    draw: (index, widthPx, signal) => withPage(index, (page) => draw(page, widthPx, signal)),
    ownText: (index) =>
      withPage(index, async (page) =>
        trustedText(pdf.library, page, {
          size: await sizeOf(page),
          isHidden: page.ref !== null && (await raw.hasHiddenText(page.ref.num)),
          draw: (widthPx) => draw(page, widthPx, new AbortController().signal),
        }),
      ),
    keptPage: (index) => withPage(index, scanOf),
    signatures: raw.signatures,
    close,
  }
}

async function scanIn(raw: RawView, page: PDFPageProxy): Promise<ArchivePage | null> {
  const { transform, width, height } = page.getViewport({ scale: 1 })
  if (page.ref === null) return null
  return raw.scannedPage({ id: page.ref.num, toShown: transform, widthPt: width, heightPt: height })
}

function densityOf(raw: RawView, { ref }: PDFPageProxy): Promise<number | null> {
  return ref === null ? Promise.resolve(null) : raw.scanDensity(ref.num)
}

/** Pixels of a scan to an inch of paper: a page whose size is no paper's was given that of its paper. */
function shownDensity(density: number | null, page: PDFPageProxy, { dpi, widthPx }: PageSize): number | null {
  if (density === null) return null
  return (density * page.getViewport({ scale: 1 }).width * dpi) / (POINTS_PER_INCH * widthPx)
}

/** The library, and what it says of the file from the first on. */
async function openListening(source: SourceBytes, limits: ReaderLimits) {
  const log = listenToPdfLibrary()
  try {
    return { log, pdf: await openPdfPages(source, limits) }
  } catch (error) {
    log.close()
    throw error
  }
}

function openingWarnings(heard: ReadonlySet<PdfTrouble>): readonly SourceWarning[] {
  return [
    ...(heard.has('table-rebuilt') ? (['repaired'] as const) : []),
    ...(heard.has('pages-miscounted') ? (['pages-lost'] as const) : []),
  ]
}

function drawnSize(page: PDFPageProxy, widthPx: number) {
  const natural = page.getViewport({ scale: 1 })
  const longest = Math.max(1, natural.height / natural.width)
  const scale = Math.min(widthPx, LONGEST_SIDE_PX / longest) / natural.width
  const toPixels = (points: number): number => Math.max(1, Math.round(points * scale))
  return { scale, widthPx: toPixels(natural.width), heightPx: toPixels(natural.height) }
}

type DrawnSize = ReturnType<typeof drawnSize>

async function render(page: PDFPageProxy, size: DrawnSize, signal: AbortSignal): Promise<Canvas> {
  const canvas = createCanvas(size.widthPx, size.heightPx)
  const parameters = { canvas, viewport: page.getViewport({ scale: size.scale }) }
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

/** @throws Fault where the page would be shown without a picture that makes it up: an empty sheet in place of a scan */
async function checkNothingLost(
  page: PDFPageProxy,
  heard: ReadonlySet<PdfTrouble>,
  limits: ReaderLimits,
): Promise<void> {
  if (heard.has('picture-too-large')) {
    const detail = { limitMegapixels: limits.megapixels }
    throw new Fault('file-too-large', 'a picture of the page is too large', { detail })
  }
  if (!heard.has('picture-lost')) return
  const { items } = await page.getTextContent()
  if (items.length === 0) throw new Fault('file-corrupt', 'the picture of the page cannot be decoded')
}
