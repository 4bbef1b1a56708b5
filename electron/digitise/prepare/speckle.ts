import type { GreyImage } from './grey-image.ts'
import { isAtText, textCells } from './letters.ts'
import type { Marks } from './marks.ts'
import type { Size } from './projection.ts'

/** Dirt of a photocopy is at most this wide and high. */
const SPECKLE_PX = 2
/** A dot this near another one of the same row belongs to a dotted line, as forms have them. */
const LEADER_PX = 24
/** On less, dots say nothing of a page. */
const LEAST_EMPTY_PX = 100_000

interface SpeckledPage {
  /** Height of small letters. */
  readonly letterPx: number
  /** Whether a mark lies on the paper, not on what is round it in a photograph. */
  readonly isOnPaper: (mark: number) => boolean
}

/**
 * Dark dots of at most 2 x 2 pixels with nothing dark round them, in one megapixel of what is not text: the dirt of a
 * photocopy. Beside letters they may be full stops and accents.
 */
export function specklesPerMegapixel(
  marks: Marks,
  { widthPx, heightPx }: Size,
  { letterPx, isOnPaper }: SpeckledPage,
): number {
  const cells = textCells(marks, { letterPx, widthPx, heightPx })
  let speckles = 0
  let row = -1
  let before: number[] = []
  let inRow: number[] = []
  const countRow = (): void => {
    speckles += inRow.filter(
      (x, place) => !hasNear(before, x) && !isNear(inRow[place - 1], x) && !isNear(inRow[place + 1], x),
    ).length
  }
  // Marks are numbered by where they begin, from the top left.
  for (let mark = 0; mark < marks.count; mark += 1) {
    const left = marks.left[mark] ?? 0
    const top = marks.top[mark] ?? 0
    if ((marks.right[mark] ?? 0) - left > SPECKLE_PX || (marks.bottom[mark] ?? 0) - top > SPECKLE_PX) continue
    if (isAtText(cells, marks, mark) || !isOnPaper(mark)) continue
    if (top !== row) {
      countRow()
      before = top === row + 1 ? inRow : []
      inRow = []
      row = top
    }
    inRow.push(left)
  }
  countRow()
  const emptyPx = cells.isText.reduce((count, isText) => count + 1 - isText, 0) * cells.cellPx ** 2
  return (speckles * 1e6) / Math.max(LEAST_EMPTY_PX, emptyPx)
}

function hasNear(places: readonly number[], x: number): boolean {
  return places.some((place) => isNear(place, x))
}

function isNear(place: number | undefined, x: number): boolean {
  return place !== undefined && Math.abs(place - x) <= LEADER_PX
}

// How far to each side the paper beside a streak is looked for, and by how many greys a streak differs from it.
const REACH_PX = 24
const LEAST_STREAK = 8

export interface Streakless {
  readonly image: GreyImage
  /** 1 for each column of pixels in which something was taken away. */
  readonly isStreak: Uint8Array
}

/** Takes away what runs down the whole page in one column of pixels: dirt on the glass of a copier. */
export function withoutStreaks(image: GreyImage): Streakless {
  const { pixels, widthPx } = image
  const medians = columnMedians(image)
  const isStreak = new Uint8Array(widthPx)
  const cleaned = { ...image, pixels: pixels.slice() }
  for (let x = 0; x < widthPx; x += 1) {
    const around = medians.slice(Math.max(0, x - REACH_PX), x + REACH_PX + 1).sort()
    const darker = (around[around.length >> 1] ?? 0) - (medians[x] ?? 0)
    if (darker < LEAST_STREAK) continue
    isStreak[x] = 1
    for (let at = x; at < pixels.length; at += widthPx) {
      cleaned.pixels[at] = Math.min(255, (pixels[at] ?? 0) + darker)
    }
  }
  return { image: cleaned, isStreak }
}

/** Of every second row: a streak runs down all of them. */
function columnMedians(image: GreyImage): Uint8Array {
  const { pixels, widthPx, heightPx } = image
  const histograms = new Uint16Array(widthPx * 256)
  for (let y = 0; y < heightPx; y += 2) {
    for (let x = 0; x < widthPx; x += 1) {
      const bin = x * 256 + (pixels[y * widthPx + x] ?? 0)
      histograms[bin] = (histograms[bin] ?? 0) + 1
    }
  }
  return Uint8Array.from({ length: widthPx }, (_, x) => {
    let below = 0
    for (let value = 0; value < 256; value += 1) {
      below += histograms[x * 256 + value] ?? 0
      if (below * 4 >= heightPx) return value
    }
    return 255
  })
}
