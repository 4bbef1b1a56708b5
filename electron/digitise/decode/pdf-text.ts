import type { PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { TextLine } from '../../../domain/text-layer.ts'
import type { PdfLibrary } from './pdf-document.ts'
import { linesOfPieces, type TextPiece } from './pdf-lines.ts'

/**
 * The text that a page carries itself, or null where reading its picture is safer: scans with a text layer of unknown
 * making, old fonts whose letters stand for other letters, pages with next to no text.
 * @param pixelsPerPoint of the picture that the boxes are for
 */
export async function trustedText(
  library: PdfLibrary,
  page: PDFPageProxy,
  pixelsPerPoint: number,
): Promise<readonly TextLine[] | null> {
  const pieces = await textPieces(library, page, pixelsPerPoint)
  if (!isTrustworthy(pieces.map((piece) => piece.text).join(' '))) return null
  if (await isScan(library, page)) return null
  return linesOfPieces(pieces)
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

const FEWEST_LETTERS = 80
/** Every Vietnamese letter with a mark has one of these in Unicode; the letters of the old eight-bit fonts mostly have none. */
const vietnameseLetter = /[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]/giu
const ordinaryCharacter = /[a-z0-9\s.,;:!?()[\]{}"'“”‘’«»/\\\-–—_+=*%&@#<>|~^$°²³…•●■□✓]/gi

/** Is it enough text, and is it Vietnamese in Unicode? */
export function isTrustworthy(text: string): boolean {
  const composed = text.normalize('NFC')
  const letters = composed.match(/\p{L}/gu)?.length ?? 0
  if (letters < FEWEST_LETTERS) return false
  const vietnamese = composed.match(vietnameseLetter)?.length ?? 0
  const ordinary = composed.match(ordinaryCharacter)?.length ?? 0
  const strange = composed.length - vietnamese - ordinary
  return vietnamese > letters * 0.1 && strange < composed.length * 0.02
}

/** A scan of the smallest readable size has about as many pixels. */
const SCAN_PIXELS = 1_000_000

/** Does a picture as large as a scan lie on the page? */
async function isScan({ OPS }: PdfLibrary, page: PDFPageProxy): Promise<boolean> {
  const imageOperators: ReadonlySet<number> = new Set([
    OPS.paintImageXObject,
    OPS.paintImageXObjectRepeat,
    OPS.paintInlineImageXObject,
    OPS.paintImageMaskXObject,
  ])
  const { fnArray, argsArray } = await page.getOperatorList()
  let pixels = 0
  for (const [place, operator] of fnArray.entries()) {
    if (imageOperators.has(operator)) pixels += picturePixels(argsArray[place])
  }
  return pixels >= SCAN_PIXELS
}

/** The library tells the size either after the name of the picture or in the picture itself. */
function picturePixels(argumentList: unknown): number {
  if (!Array.isArray(argumentList)) return 0
  const list: readonly unknown[] = argumentList
  const [picture, width, height] = list
  if (typeof picture === 'string' && typeof width === 'number' && typeof height === 'number')
    return width * height
  if (typeof picture !== 'object' || picture === null || !('width' in picture) || !('height' in picture))
    return 0
  return Number(picture.width) * Number(picture.height)
}
