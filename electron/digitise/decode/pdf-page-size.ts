import type { PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { ArchivePage } from '../output/coded-picture.ts'
import { POINTS_PER_INCH } from '../output/pdf-syntax.ts'
import type { PageSize } from './decoder.ts'
import { type Resolution, resolutionOf } from './resolution.ts'

const SHOWN_DPI = 200
/** No picture of a page is longer than this: the page may claim to be a football field. */
export const LONGEST_SIDE_PX = 5000

/** Between an identity card and A2 a page is taken at its word. */
const LEAST_LONG_INCHES = 3.3
const MOST_LONG_INCHES = 24.5

/**
 * The size of the picture that is shown of a page. A page whose size is no paper's, but which is one scanned picture, is
 * as large as that picture would be on paper: programs write PDFs of pictures as if each pixel were a point.
 * @param scanOf the page as a scan, asked only where it matters
 */
export async function pdfPageSize(
  page: PDFPageProxy,
  scanOf: () => Promise<ArchivePage | null>,
  given: number | null,
): Promise<PageSize> {
  const { width, height } = page.getViewport({ scale: 1 })
  const longInches = Math.max(width, height) / POINTS_PER_INCH
  const isPaper = longInches >= LEAST_LONG_INCHES && longInches <= MOST_LONG_INCHES
  const scan = isPaper && given === null ? null : await scanOf()
  const [only, ...others] = scan?.pictures ?? []
  if (only === undefined || others.length > 0)
    return shown(width / POINTS_PER_INCH, height / POINTS_PER_INCH, { dpiSource: 'file', paper: null })
  const { widthPx, heightPx } = only.picture
  const { dpi, dpiSource, paper } = resolutionOf({ widthPx, heightPx, stated: null, given })
  const [shortPx, longPx] = [Math.min(widthPx, heightPx), Math.max(widthPx, heightPx)]
  const isUpright = height >= width
  const [wide, high] = isUpright ? [shortPx, longPx] : [longPx, shortPx]
  return shown(wide / dpi, high / dpi, { dpiSource, paper })
}

function shown(widthInches: number, heightInches: number, known: Omit<Resolution, 'dpi'>): PageSize {
  const dpi = Math.min(SHOWN_DPI, LONGEST_SIDE_PX / Math.max(widthInches, heightInches, 1 / POINTS_PER_INCH))
  const toPixels = (inches: number): number => Math.max(1, Math.round(inches * dpi))
  return { widthPx: toPixels(widthInches), heightPx: toPixels(heightInches), isBilevel: false, dpi, ...known }
}
