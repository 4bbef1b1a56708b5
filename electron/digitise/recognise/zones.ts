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
 * Where a page is read a second time, as blocks of their own: parts that stand side by side are what the reading of the
 * whole page misses most. Number and date: below the agency on the left, below the motto on the right.
 * @see ND 30/2020, appendix I: parts 2-4
 */
export function headZones(lines: readonly TextLine[], page: PageShape): readonly PixelBox[] {
  const motto = lines.find((line) => line.box[1] < page.heightPx * 0.4 && isMotto(line))
  const firstWord = motto?.words.find((word) => foldText(word.text).startsWith('doc'))
  if (motto === undefined || firstWord === undefined) return []
  // The country's name above is wider than the motto; half way to the left column is safe for both.
  const split = Math.round(firstWord.box[0] - page.widthPx * 0.09)
  if (split < page.widthPx * 0.25) return []
  const top = motto.box[3]
  const title = lines.find((line) => line.box[1] >= top && runsAcross(line, split))
  const reach = top + page.heightPx * 0.075
  const bottom = Math.round(
    Math.min(reach, title === undefined ? reach : title.box[1] - page.heightPx * 0.003),
  )
  if (bottom - top < page.heightPx * 0.01) return []
  return [
    [0, Math.max(0, motto.box[1] - Math.round(page.heightPx * 0.005)), split, bottom],
    [split, top, page.widthPx, bottom],
  ]
}

/** A line that the split would cut in two: a title or a paragraph, not number and date side by side. */
function runsAcross(line: TextLine, split: number): boolean {
  const height = line.box[3] - line.box[1]
  return line.words.some((word, place) => {
    const next = line.words[place + 1]?.box[0]
    const end = next !== undefined && next - word.box[2] < height * 1.5 ? next : word.box[2]
    return word.box[0] < split && end > split
  })
}

function isMotto(line: TextLine): boolean {
  return /doc\s?lap.*hanh\s?phuc/.test(foldText(lineText(line)))
}

/**
 * The right half below the text, where seal and signature lie over title and name: from the line of "Nơi nhận", or from
 * the last line that goes across the page. @see ND 30/2020, appendix I: parts 7 and 8
 */
export function signatureZone(lines: readonly TextLine[], page: PageShape): PixelBox | null {
  const addressees = lines.findLast((line) => /noi\s?nhan/.test(foldText(lineText(line))))
  const lastFull = lines.findLast((line) => line.box[2] - line.box[0] > page.widthPx * FULL_LINE)
  const isAfter = addressees !== undefined && addressees.box[1] > (lastFull?.box[1] ?? 0)
  const top = isAfter ? addressees.box[1] - page.heightPx * 0.012 : (lastFull?.box[3] ?? page.heightPx)
  const below = lines.filter((line) => line.box[3] > top)
  const seen = Math.max(top, ...below.map((line) => line.box[3])) + page.heightPx * 0.02
  const bottom = Math.min(page.heightPx, Math.max(seen, top + page.heightPx * SIGNATURE_REACH))
  if (bottom - top < page.heightPx * LEAST_HEIGHT) return null
  return [Math.round(page.widthPx * 0.42), Math.max(0, Math.round(top)), page.widthPx, Math.round(bottom)]
}

/** Nothing is won by reading a zone again where every word is as sure as this. */
const WELL_READ = 0.9

/** Are there words in the zone, and all of them sure? */
export function isWellRead(lines: readonly TextLine[], [left, top, right, bottom]: PixelBox): boolean {
  const words = lines
    .flatMap((line) => line.words)
    .filter(({ box }) => {
      const x = (box[0] + box[2]) / 2
      const y = (box[1] + box[3]) / 2
      return x >= left && x <= right && y >= top && y <= bottom
    })
  return words.length > 0 && words.every((word) => word.confidence >= WELL_READ)
}
