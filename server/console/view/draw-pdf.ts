import { GlobalWorkerOptions, getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { blobUrl } from '../transport.ts'
import type { SourcePage } from './source-page.ts'

/** Wide enough to read a seal by zooming in, small enough for an office PC. */
const WIDTH_PX = 1654

/** Draws one page and destroys its task, so that one document at most is in memory. */
export async function drawPdfPage(wanted: SourcePage, signal: AbortSignal): Promise<HTMLCanvasElement> {
  GlobalWorkerOptions.workerSrc = './pdf.worker.mjs'
  const task = getDocument({
    url: blobUrl(wanted),
    // Only the pieces this page needs are fetched: a source may be hundreds of megabytes.
    disableAutoFetch: true,
    disableStream: true,
    wasmUrl: './pdfjs/wasm/',
    cMapUrl: './pdfjs/cmaps/',
    standardFontDataUrl: './pdfjs/standard_fonts/',
    iccUrl: './pdfjs/iccs/',
  })
  try {
    const pdf = await task.promise
    signal.throwIfAborted()
    const page = await pdf.getPage(wanted.index + 1)
    const viewport = page.getViewport({ scale: WIDTH_PX / page.getViewport({ scale: 1 }).width })
    const canvas = document.createElement('canvas')
    canvas.width = Math.ceil(viewport.width)
    canvas.height = Math.ceil(viewport.height)
    await page.render({ canvas, viewport }).promise
    return canvas
  } finally {
    await task.destroy()
  }
}
