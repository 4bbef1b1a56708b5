import type { Canvas } from '@napi-rs/canvas'
import type { PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { lineText, type PixelBox, type TextLine } from '../../../domain/text-layer.ts'
import type { PageSize } from './decoder.ts'
import { pixelsOf } from './page-canvas.ts'
import type { PdfLibrary } from './pdf-document.ts'
import { linesOfPieces, type TextPiece } from './pdf-lines.ts'
import { type ShareBox, textCover } from './text-cover.ts'
import { isTrustworthy } from './text-quality.ts'

interface PageView {
  readonly size: PageSize
  /** The text lies unseen under the picture of the page: some program has read it. */
  readonly isHidden: boolean
  draw(widthPx: number): Promise<Canvas>
}

/** What text has that was typed, and what was read by a program of which nothing is known. */
const TYPED = 1
const READ = 0.9

/** Wide enough to tell writing from rules. */
const LOOK_PX = 420
/** Stamps, signatures and pictures are ink without text; more of it is a part of the page that nobody typed. */
const LEAST_COVERED_INK = { typed: 0.5, read: 0.75 }
const LEAST_INKED_TEXT = 0.8

/**
 * The text that a page carries itself, or null where reading its picture is safer: text that is no good Vietnamese (old
 * fonts whose letters stand for other letters, bad readings under a scan), that is not what is seen, or next to none.
 */
export async function trustedText(
  library: PdfLibrary,
  page: PDFPageProxy,
  { size, isHidden, draw }: PageView,
): Promise<readonly TextLine[] | null> {
  const pixelsPerPoint = size.widthPx / page.getViewport({ scale: 1 }).width
  const pieces = await textPieces(library, page, pixelsPerPoint)
  const lines = linesOfPieces(pieces)
  if (!isTrustworthy(lines.map(lineText).join('\n'), isHidden)) return null
  const boxes = lines.flatMap(({ words }) => words.map(({ box }) => shareBox(box, size)))
  const { coveredInk, inkedText } = textCover(pixelsOf(await draw(LOOK_PX)), boxes)
  const least = isHidden ? LEAST_COVERED_INK.read : LEAST_COVERED_INK.typed
  if (coveredInk < least || inkedText < LEAST_INKED_TEXT) return null
  const confidence = isHidden ? READ : TYPED
  return lines.map((line) => ({ ...line, words: line.words.map((word) => ({ ...word, confidence })) }))
}

function shareBox([left, top, right, bottom]: PixelBox, { widthPx, heightPx }: PageSize): ShareBox {
  return [left / widthPx, top / heightPx, right / widthPx, bottom / heightPx]
}

async function textPieces(
  { Util }: PdfLibrary,
  page: PDFPageProxy,
  pixelsPerPoint: number,
): Promise<readonly TextPiece[]> {
  const viewport = page.getViewport({ scale: pixelsPerPoint })
  const { items } = await page.getTextContent({ includeMarkedContent: false })
  return items.flatMap((item) => {
    if (!('str' in item) || item.str === '') return []
    // The library leaves the type of a matrix open; it is always six numbers.
    const matrix = Util.transform(viewport.transform, item.transform) as readonly number[]
    const [, lean = 0, , heightPx = 0, leftPx = 0, baselinePx = 0] = matrix
    // Text that does not lie level is a watermark or runs up the margin.
    if (Math.abs(lean) > Math.abs(heightPx) / 4 || heightPx === 0) return []
    const widthPx = item.width * pixelsPerPoint
    return [{ text: item.str.normalize('NFC'), leftPx, baselinePx, widthPx, heightPx: Math.abs(heightPx) }]
  })
}
