import { foldText } from '../../../domain/fold-text.ts'
import { lineText, type PixelBox, type TextLine } from '../../../domain/text-layer.ts'

interface PageShape {
  readonly widthPx: number
  readonly heightPx: number
}

/** A zone less high than this share of the page holds nothing worth a second look. */
const LEAST_HEIGHT = 0.03
/** From the title to the name under the signature, when neither was seen. */
const SIGNATURE_REACH = 0.25
/** A line this wide is running text, not part of a signature. */
const FULL_LINE = 0.62

/**
 * Where a page is read a second time, as blocks of their own: the parts that stand side by side, or lie under a seal and
 * a signature, are what the reading of the whole page misses most. @see ND 30/2020, appendix I: parts 2-4 and 7
 */
export function zonesToReread(lines: readonly TextLine[], page: PageShape): readonly PixelBox[] {
  return [...headZones(lines, page), ...signatureZone(lines, page)]
}

/** Number and date: below the agency on the left, below the motto on the right. */
function headZones(lines: readonly TextLine[], page: PageShape): readonly PixelBox[] {
  const motto = lines.find((line) => line.box[1] < page.heightPx * 0.4 && isMotto(line))
  const firstWord = motto?.words.find((word) => foldText(word.text).startsWith('doc'))
  if (motto === undefined || firstWord === undefined) return []
  // The country's name above is wider than the motto; half way to the left column is safe for both.
  const split = Math.round(firstWord.box[0] - page.widthPx * 0.09)
  if (split < page.widthPx * 0.25) return []
  const top = motto.box[3]
  const bottom = Math.min(page.heightPx, Math.round(top + page.heightPx * 0.075))
  return [
    [0, Math.max(0, motto.box[1] - Math.round(page.heightPx * 0.005)), split, bottom],
    [split, top, page.widthPx, bottom],
  ]
}

function isMotto(line: TextLine): boolean {
  return /doc\s?lap.*hanh\s?phuc/.test(foldText(lineText(line)))
}

/** The right half below the text: from the line of "Nơi nhận", or from the last line that goes across the page. */
function signatureZone(lines: readonly TextLine[], page: PageShape): readonly PixelBox[] {
  const addressees = lines.findLast((line) => /noi\s?nhan/.test(foldText(lineText(line))))
  const lastFull = lines.findLast((line) => line.box[2] - line.box[0] > page.widthPx * FULL_LINE)
  const isAfter = addressees !== undefined && addressees.box[1] > (lastFull?.box[1] ?? 0)
  const top = isAfter ? addressees.box[1] - page.heightPx * 0.012 : (lastFull?.box[3] ?? page.heightPx)
  const below = lines.filter((line) => line.box[3] > top)
  const seen = Math.max(top, ...below.map((line) => line.box[3])) + page.heightPx * 0.02
  const bottom = Math.min(page.heightPx, Math.max(seen, top + page.heightPx * SIGNATURE_REACH))
  if (bottom - top < page.heightPx * LEAST_HEIGHT) return []
  return [[Math.round(page.widthPx * 0.42), Math.max(0, Math.round(top)), page.widthPx, Math.round(bottom)]]
}
