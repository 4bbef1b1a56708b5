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
  const paper = paperGrid(image)
  const table = stretch(darkestInk(image, paper, page))
  const pixels = new Uint8Array(image.pixels.length)
  let gains = new Int32Array(0)
  for (let y = 0; y < heightPx; y += 1) {
    if (y % PATCH_PX === 0) gains = rowGains(paper, widthPx, y)
    let at = y * widthPx
    const rowEnd = at + widthPx
    for (let patch = 0; at < rowEnd; patch += 1) {
      const gain = gains[patch] ?? 0
      const to = Math.min(rowEnd, at + PATCH_PX)
      for (; at < to; at += 1) {
        const lit = ((image.pixels[at] ?? 0) * gain) >> 8
        pixels[at] = lit > 255 ? 255 : (table[lit] ?? 0)
      }
    }
  }
  return { pixels, widthPx, heightPx }
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

/**
 * What each patch of the row of patches at `y` is multiplied with: 255 over the paper's brightness, bilinear between the
 * cells' centres.
 */
function rowGains(paper: PaperGrid, widthPx: number, y: number): Int32Array<ArrayBuffer> {
  const { cells, columns, rows } = paper
  const between = (at: number, count: number) => {
    const place = Math.min(count - 1, Math.max(0, (at + PATCH_PX / 2) / CELL_PX - 0.5))
    const first = Math.floor(place)
    return { first, second: Math.min(count - 1, first + 1), share: place - first }
  }
  const down = between(y, rows)
  const gains = new Int32Array(Math.ceil(widthPx / PATCH_PX))
  for (let patch = 0; patch < gains.length; patch += 1) {
    const along = between(patch * PATCH_PX, columns)
    const blend = (row: number): number => {
      const from = cells[row * columns + along.first] ?? 0
      return from + ((cells[row * columns + along.second] ?? 0) - from) * along.share
    }
    const above = blend(down.first)
    gains[patch] =
      (255 * GAIN_UNIT) / Math.max(DARKEST_PAPER, above + (blend(down.second) - above) * down.share)
  }
  return gains
}

/** The grey of the darkest ink, from every eighth row; 0 where there is no ink. */
function darkestInk({ pixels, widthPx }: GreyImage, paper: PaperGrid, page: PixelBox): number {
  const [left, top, right, bottom] = [
    Math.ceil(page[0]),
    Math.ceil(page[1]),
    Math.floor(page[2]),
    Math.floor(page[3]),
  ]
  const histogram = new Uint32Array(256)
  let count = 0
  for (let y = top; y < bottom; y += PATCH_PX) {
    const gains = rowGains(paper, widthPx, y)
    for (let x = left; x < right; x += 1) {
      const lit = ((pixels[y * widthPx + x] ?? 0) * (gains[Math.floor(x / PATCH_PX)] ?? 0)) >> 8
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

/** What each grey becomes when `black` becomes 0. */
function stretch(black: number): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, value) =>
    Math.max(0, Math.round(((value - black) * 255) / (255 - black))),
  )
}
