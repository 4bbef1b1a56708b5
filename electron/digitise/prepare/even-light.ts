import type { GreyImage } from './grey-image.ts'

// Measured 2026-11 on scans of 200 and 300 dpi: about the height of a line of text, so that each cell holds some paper.
const CELL_PX = 32
/** A cell darker than this share of the page's paper is no paper (a desk, a picture): it is not lit up to white. */
const LEAST_PAPER = 0.45

/** Divides out the brightness of the paper, so that paper is white everywhere and the darkest ink is black. */
export function evenLight(image: GreyImage): GreyImage {
  const { widthPx, heightPx } = image
  const paper = paperGrid(image)
  const pixels = new Uint8Array(image.pixels.length)
  const histogram = new Uint32Array(256)
  const rowGains = new Float32Array(widthPx)
  for (let y = 0; y < heightPx; y += 1) {
    if (y % 4 === 0) fillRowGains(rowGains, paper, y)
    const row = y * widthPx
    for (let x = 0; x < widthPx; x += 1) {
      const lit = (image.pixels[row + x] ?? 0) * (rowGains[x] ?? 0)
      const value = lit > 255 ? 255 : lit | 0
      pixels[row + x] = value
      histogram[value] = (histogram[value] ?? 0) + 1
    }
  }
  stretch(pixels, darkestInk(histogram, pixels.length))
  return { pixels, widthPx, heightPx }
}

interface PaperGrid {
  readonly cells: Float32Array
  readonly columns: number
  readonly rows: number
}

/** The brightness of the paper at the centre of each cell: the cells' maxima, smoothed over their neighbours. */
function paperGrid(image: GreyImage): PaperGrid {
  const { pixels, widthPx, heightPx } = image
  const columns = Math.ceil(widthPx / CELL_PX)
  const rows = Math.ceil(heightPx / CELL_PX)
  const maxima = new Float32Array(columns * rows)
  for (let y = 0; y < heightPx; y += 1) {
    const cellRow = Math.floor(y / CELL_PX) * columns
    for (let x = 0; x < widthPx; x += 1) {
      const cell = cellRow + ((x / CELL_PX) | 0)
      const value = pixels[y * widthPx + x] ?? 0
      if (value > (maxima[cell] ?? 0)) maxima[cell] = value
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

/** What each pixel of row `y` is multiplied with: 255 over the paper's brightness, bilinear between the cells' centres. */
function fillRowGains(gains: Float32Array, paper: PaperGrid, y: number): void {
  const { cells, columns, rows } = paper
  const atY = Math.min(rows - 1, Math.max(0, y / CELL_PX - 0.5))
  const top = Math.floor(atY)
  const bottom = Math.min(rows - 1, top + 1)
  const down = atY - top
  for (let x = 0; x < gains.length; x += 1) {
    const atX = Math.min(columns - 1, Math.max(0, x / CELL_PX - 0.5))
    const left = atX | 0
    const right = Math.min(columns - 1, left + 1)
    const along = atX - left
    const above =
      (cells[top * columns + left] ?? 0) * (1 - along) + (cells[top * columns + right] ?? 0) * along
    const below =
      (cells[bottom * columns + left] ?? 0) * (1 - along) + (cells[bottom * columns + right] ?? 0) * along
    gains[x] = 255 / Math.max(1, above * (1 - down) + below * down)
  }
}

/** The grey that only half a per cent of the pixels go below, if the page has that much ink. */
function darkestInk(histogram: Uint32Array, count: number): number {
  let below = 0
  for (let value = 0; value < 256; value += 1) {
    below += histogram[value] ?? 0
    if (below > count / 200) return Math.min(value, 160)
  }
  return 0
}

function stretch(pixels: Uint8Array, black: number): void {
  const table = Uint8Array.from({ length: 256 }, (_, value) =>
    Math.max(0, Math.round(((value - black) * 255) / (255 - black))),
  )
  for (let at = 0; at < pixels.length; at += 1) pixels[at] = table[pixels[at] ?? 0] ?? 0
}
