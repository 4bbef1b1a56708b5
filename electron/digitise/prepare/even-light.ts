import type { PixelBox } from '../../../domain/text-layer.ts'
import type { GreyImage } from './grey-image.ts'

// Measured 2026-11 on scans of 200 and 300 dpi: about the height of a line of text, so that each cell holds some paper.
const CELL_PX = 32
/** A cell darker than this share of the page's paper is no paper (a desk, a picture): it is not lit up to white. */
const LEAST_PAPER = 0.45
/** What is darker than this is no paper at all, but the back of a lid: lit up, it would be noise. */
const DARKEST_PAPER = 48
/** Shares of the pixels that are the darkest ink of a full page, and of a page with a few words. */
const FULL_INK = 1 / 200
const SPARSE_INK = 1 / 5000
/** Of a page whose darkest greys are lighter, most are no ink. */
const DARK_INK = 96
/** Ink is darker than `PALEST_INK`, or else it is the grain of the paper; it is not stretched by more than `MOST_BLACK` tells. */
const PALEST_INK = 215
const MOST_BLACK = 160
/** Light changes so slowly that squares this wide are lit alike. */
const PATCH_PX = 8
/** Gains are whole numbers of this part of one. */
const GAIN_UNIT = 256

/**
 * Divides out the brightness of the paper, so that paper is white everywhere and the darkest ink within `page` is black.
 */
export function evenLight(image: GreyImage, page: PixelBox): GreyImage {
  const { widthPx, heightPx } = image
  const gains = patchGains(paperGrid(image), image)
  const table = stretch(darkestInk(image, gains, page))
  const { pixels } = image
  const result = new Uint8Array(pixels.length)
  const patches = Math.ceil(widthPx / PATCH_PX)
  for (let y = 0; y < heightPx; y += 1) {
    let at = y * widthPx
    const rowEnd = at + widthPx
    for (let patch = Math.floor(y / PATCH_PX) * patches; at < rowEnd; patch += 1) {
      const gain = gains[patch] ?? 0
      const to = Math.min(rowEnd, at + PATCH_PX)
      for (; at < to; at += 1) result[at] = table[((pixels[at] ?? 0) * gain) >> 8] ?? 0
    }
  }
  return { pixels: result, widthPx, heightPx }
}

interface PaperGrid {
  readonly cells: Float32Array
  readonly columns: number
  readonly rows: number
}

/** The brightness of the paper at the centre of each cell: the cells' maxima in every second row, smoothed over their neighbours. */
function paperGrid(image: GreyImage): PaperGrid {
  const { pixels, widthPx, heightPx } = image
  const columns = Math.ceil(widthPx / CELL_PX)
  const rows = Math.ceil(heightPx / CELL_PX)
  const maxima = new Float32Array(columns * rows)
  for (let y = 0; y < heightPx; y += 2) {
    const cellRow = Math.floor(y / CELL_PX) * columns
    for (let column = 0; column < columns; column += 1) {
      const from = y * widthPx + column * CELL_PX
      const to = Math.min(from + CELL_PX, (y + 1) * widthPx)
      let most = 0
      for (let at = from; at < to; at += 1) {
        const value = pixels[at] ?? 0
        if (value > most) most = value
      }
      if (most > (maxima[cellRow + column] ?? 0)) maxima[cellRow + column] = most
    }
  }
  const brightest = percentile(maxima, 0.9)
  const least = brightest * LEAST_PAPER
  const trusted = maxima.map((value) => (value < least ? brightest : value))
  return { cells: smooth(trusted, columns, rows), columns, rows }
}

function percentile(values: Float32Array, share: number): number {
  const sorted = values.slice().sort()
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 255
}

function smooth(cells: Float32Array, columns: number, rows: number): Float32Array {
  const result = new Float32Array(cells.length)
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      let sum = 0
      let count = 0
      for (let y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y += 1) {
        for (let x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x += 1) {
          sum += cells[y * columns + x] ?? 0
          count += 1
        }
      }
      result[row * columns + column] = sum / count
    }
  }
  return result
}

/** Between which two cells a patch lies, and which share of the way it is to the second. */
interface Between {
  readonly first: number
  readonly second: number
  readonly share: number
}

/** Of the patches along a row or a column of pixels. */
function betweenCells(lengthPx: number, cells: number): readonly Between[] {
  return Array.from({ length: Math.ceil(lengthPx / PATCH_PX) }, (_, patch) => {
    const middle = (patch * PATCH_PX + PATCH_PX / 2) / CELL_PX - 0.5
    const place = Math.min(cells - 1, Math.max(0, middle))
    const first = Math.floor(place)
    return { first, second: Math.min(cells - 1, first + 1), share: place - first }
  })
}

/** What each patch is multiplied with, row by row: 255 over the paper's brightness, bilinear between the cells' centres. */
function patchGains({ cells, columns, rows }: PaperGrid, { widthPx, heightPx }: GreyImage): Int32Array {
  const along = betweenCells(widthPx, columns)
  const down = betweenCells(heightPx, rows)
  const gains = new Int32Array(along.length * down.length)
  let patch = 0
  for (const { first: above, second: below, share: downShare } of down) {
    for (const { first, second, share } of along) {
      const upper = blend(cells[above * columns + first], cells[above * columns + second], share)
      const lower = blend(cells[below * columns + first], cells[below * columns + second], share)
      gains[patch] = (255 * GAIN_UNIT) / Math.max(DARKEST_PAPER, blend(upper, lower, downShare))
      patch += 1
    }
  }
  return gains
}

function blend(from = 0, to = 0, share = 0): number {
  return from + (to - from) * share
}

/** The grey of the darkest ink, from every eighth row; 0 where there is no ink. */
function darkestInk({ pixels, widthPx }: GreyImage, gains: Int32Array, page: PixelBox): number {
  const [left, top, right, bottom] = [
    Math.ceil(page[0]),
    Math.ceil(page[1]),
    Math.floor(page[2]),
    Math.floor(page[3]),
  ]
  const patches = Math.ceil(widthPx / PATCH_PX)
  const histogram = new Uint32Array(256)
  let count = 0
  for (let y = top; y < bottom; y += PATCH_PX) {
    const row = Math.floor(y / PATCH_PX) * patches
    for (let x = left; x < right; x += 1) {
      const lit = ((pixels[y * widthPx + x] ?? 0) * (gains[row + Math.floor(x / PATCH_PX)] ?? 0)) >> 8
      const value = lit > 255 ? 255 : lit
      histogram[value] = (histogram[value] ?? 0) + 1
    }
    count += right - left
  }
  const full = quantile(histogram, count * FULL_INK)
  if (full <= DARK_INK) return full
  const sparse = quantile(histogram, count * SPARSE_INK)
  return sparse <= PALEST_INK ? Math.min(sparse, MOST_BLACK) : 0
}

/** The grey up to which more than `least` pixels lie. */
function quantile(histogram: Uint32Array, least: number): number {
  let below = 0
  for (let value = 0; value < 256; value += 1) {
    below += histogram[value] ?? 0
    if (below > least) return value
  }
  return 255
}

/** The lightest that a pixel can be lit up to: what is lighter than the paper is as white as it. */
const LIGHTEST = Math.ceil((255 * 255) / DARKEST_PAPER)

/** What each grey, lit, becomes when `black` becomes 0. */
function stretch(black: number): Uint8Array {
  return Uint8Array.from({ length: LIGHTEST + 1 }, (_, lit) => {
    const value = Math.min(255, lit)
    return Math.max(0, Math.round(((value - black) * 255) / (255 - black)))
  })
}
