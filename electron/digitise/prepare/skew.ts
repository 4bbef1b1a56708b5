import type { GreyImage } from './grey-image.ts'

/** Beyond this a page was laid in wrongly on purpose, and lines of a drawing would be taken for text. */
const LIMIT_DEGREES = 6
const COARSE_STEP_DEGREES = 0.5
const FINE_STEP_DEGREES = 0.05
/** Measured on a copy about this wide: fine enough for the twentieth of a degree, 30 times less work than at 300 dpi. */
const MEASURE_WIDTH_PX = 800
const DARK = 128

/**
 * How far the lines of text lean, in degrees; positive when they fall to the right. 0 when there is too little ink to
 * tell. The lines are level at the angle at which the lower edges of the letters pile up highest in few rows.
 */
export function measureSkewDegrees(image: GreyImage): number {
  const edges = lowerEdges(image)
  if (edges.length < 400) return 0
  const coarse = best(edges, range(-LIMIT_DEGREES, LIMIT_DEGREES, COARSE_STEP_DEGREES))
  const fine = best(
    edges,
    range(coarse - COARSE_STEP_DEGREES, coarse + COARSE_STEP_DEGREES, FINE_STEP_DEGREES),
  )
  return Math.abs(fine) > LIMIT_DEGREES ? 0 : fine
}

/** Pairs x, y of ink pixels with paper below them, in a copy shrunk by taking the darkest pixel of each cell. */
function lowerEdges(image: GreyImage): Int16Array {
  const step = Math.max(1, Math.round(image.widthPx / MEASURE_WIDTH_PX))
  const width = Math.floor(image.widthPx / step)
  const height = Math.floor(image.heightPx / step)
  const isInk = shrinkToInk(image, step)
  const edges: number[] = []
  for (let y = 0; y < height - 1; y += 1) {
    for (let x = 0; x < width; x += 1) {
      if (isInk[y * width + x] === 1 && isInk[(y + 1) * width + x] === 0) edges.push(x, y)
    }
  }
  return Int16Array.from(edges)
}

function shrinkToInk(image: GreyImage, step: number): Uint8Array {
  const width = Math.floor(image.widthPx / step)
  const height = Math.floor(image.heightPx / step)
  const isInk = new Uint8Array(width * height)
  for (let y = 0; y < height * step; y += 1) {
    const from = y * image.widthPx
    const to = Math.floor(y / step) * width
    for (let x = 0; x < width * step; x += 1) {
      if ((image.pixels[from + x] ?? 0) < DARK) isInk[to + Math.floor(x / step)] = 1
    }
  }
  return isInk
}

function range(from: number, to: number, step: number): readonly number[] {
  return Array.from({ length: Math.round((to - from) / step) + 1 }, (_, place) => from + place * step)
}

function best(edges: Int16Array, angles: readonly number[]): number {
  const scores = angles.map((degrees) => pileUp(edges, degrees))
  return angles[scores.indexOf(Math.max(...scores))] ?? 0
}

/** Sum of squares of the edge pixels in each row, were the page turned by `degrees`. */
function pileUp(edges: Int16Array, degrees: number): number {
  const slope = Math.tan((degrees * Math.PI) / 180)
  const rows = new Map<number, number>()
  for (let at = 0; at < edges.length; at += 2) {
    const row = Math.round((edges[at + 1] ?? 0) - (edges[at] ?? 0) * slope)
    rows.set(row, (rows.get(row) ?? 0) + 1)
  }
  let sum = 0
  for (const count of rows.values()) sum += count * count
  return sum
}
