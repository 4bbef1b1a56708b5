import { Fault } from '../../../domain/fault.ts'
import { blobUrl } from '../transport.ts'
import type { SourcePage } from './source-page.ts'

/** A page of a stored source as something an image element shows. `release` gives its memory back. */
export interface PageBitmap {
  readonly src: string
  readonly release: () => void
}

/** Draws one page and keeps nothing of its document. @throws Fault 'damaged', 'file-unsupported', 'file-missing' */
export async function drawPage(page: SourcePage, signal: AbortSignal): Promise<PageBitmap> {
  switch (page.mediaType) {
    case 'image/jpeg':
    case 'image/png':
      return { src: blobUrl(page), release: () => undefined }
    case 'application/pdf': {
      // Decoders are fetched when the first page needs them.
      const { drawPdfPage } = await import('./draw-pdf.ts')
      return bitmapOf(await drawPdfPage(page, signal))
    }
    case 'image/tiff': {
      const { drawTiffPage } = await import('./draw-tiff.ts')
      return bitmapOf(await drawTiffPage(page, signal))
    }
    default:
      throw new Fault('file-unsupported', `no viewer for ${page.mediaType}`)
  }
}

async function bitmapOf(canvas: HTMLCanvasElement): Promise<PageBitmap> {
  const blob = await new Promise<Blob | null>((resolve) => {
    canvas.toBlob(resolve)
  })
  if (blob === null) throw new Fault('damaged', 'the page could not be drawn')
  const src = URL.createObjectURL(blob)
  return { src, release: () => URL.revokeObjectURL(src) }
}
