import type { PixelBox, TextLine } from '../../../domain/text-layer.ts'
import type { GreyImage } from '../prepare/grey-image.ts'

/** Between the motto and the legal grounds stand title and abstract, a few lines of them; lower down a page is one block. */
const SEARCHED = { from: 0.12, to: 0.34 }
/** Text lies between these margins, in shares of the width; outside are streaks of the copier. */
const MARGINS = { left: 0.1, right: 0.95 }
const INK_BELOW = 128
/** Letters are at least so high, compared with the lines that were read; a rule is not. */
const LEAST_LETTER = 0.45
/** So many pixels of ink in a row are more than specks, per pixel of width. */
const LEAST_INK = 0.012
/** A line that was not read has room between those that were, with what parts it from them. */
const LEAST_GAP = 1.5

/**
 * Places near the top of a page, as wide as it, where a line of letters is and none was read: the layout of the whole page
 * takes a line for a part of a picture now and then. Read alone it is read.
 */
export function unreadGaps(lines: readonly TextLine[], image: GreyImage): readonly PixelBox[] {
  const { widthPx, heightPx } = image
  const heights = lines.map(({ box }) => box[3] - box[1]).toSorted((a, b) => a - b)
  const height = heights[heights.length >> 1]
  if (height === undefined) return []
  const [from, to] = [Math.round(heightPx * SEARCHED.from), Math.round(heightPx * SEARCHED.to)]
  const read = lines
    .map(({ box }) => ({ top: box[1], bottom: box[3] }))
    .filter(({ top, bottom }) => bottom > from && top < to)
    .toSorted((a, b) => a.top - b.top)
  const gaps: PixelBox[] = []
  let bottom = read[0]?.top ?? to
  for (const line of read) {
    const [top, end] = [Math.ceil(bottom) + 1, Math.floor(line.top) - 1]
    if (end - top > height * LEAST_GAP && hasLine(image, { top, end, height }))
      gaps.push([0, top, widthPx, end])
    bottom = Math.max(bottom, line.bottom)
  }
  return gaps
}

interface Gap {
  readonly top: number
  readonly end: number
  /** Of a line that was read. */
  readonly height: number
}

/** Are there rows of ink one under another, as high as letters? */
function hasLine({ pixels, widthPx }: GreyImage, { top, end, height }: Gap): boolean {
  const [left, right] = [Math.round(widthPx * MARGINS.left), Math.round(widthPx * MARGINS.right)]
  let rows = 0
  for (let y = top; y < end; y += 1) {
    const row = pixels.subarray(y * widthPx + left, y * widthPx + right)
    const ink = row.reduce((sum, grey) => sum + (grey < INK_BELOW ? 1 : 0), 0)
    rows = ink > (right - left) * LEAST_INK ? rows + 1 : 0
    if (rows > height * LEAST_LETTER) return true
  }
  return false
}
