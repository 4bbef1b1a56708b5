import type { Marks } from './marks.ts'
import type { Size } from './projection.ts'

/** A small black-and-white copy: a cell is 1 where any pixel of it is ink. */
export interface ReducedInk {
  readonly cells: Uint8Array
  readonly columns: number
  readonly rows: number
  /** Side of a cell in pixels of the picture. */
  readonly stepPx: number
}

/** Fine enough for the twentieth of a degree, 30 times less work than at 300 dpi. */
const MEASURE_WIDTH_PX = 800
/** What is larger than this share of the page is a rule, a frame, a table top: nothing of a letter's size. */
export const LARGEST_LETTER = 0.12

export interface WhichMarks {
  /** As a share of the page's longer side. */
  readonly largest: number
  readonly isWanted: (mark: number) => boolean
}

/** Reduces those marks of a page that are wanted and not larger than a share of it. */
export function reducedInk(marks: Marks, { widthPx, heightPx }: Size, which: WhichMarks): ReducedInk {
  const stepPx = Math.max(1, Math.round(Math.min(widthPx, heightPx) / MEASURE_WIDTH_PX))
  const columns = Math.ceil(widthPx / stepPx)
  const rows = Math.ceil(heightPx / stepPx)
  const cells = new Uint8Array(columns * rows)
  const most = Math.max(widthPx, heightPx) * which.largest
  const isLeftOut = Uint8Array.from({ length: marks.count }, (_, mark) => {
    const width = (marks.right[mark] ?? 0) - (marks.left[mark] ?? 0)
    const height = (marks.bottom[mark] ?? 0) - (marks.top[mark] ?? 0)
    return Math.max(width, height) > most || !which.isWanted(mark) ? 1 : 0
  })
  const { ofRow, start, end, mark } = marks.runs
  for (let y = 0; y < heightPx; y += 1) {
    const to = Math.floor(y / stepPx) * columns
    const row = y * widthPx
    for (let run = ofRow[y] ?? 0; run < (ofRow[y + 1] ?? 0); run += 1) {
      if (isLeftOut[mark[run] ?? 0] === 1) continue
      const last = to + Math.floor(((end[run] ?? 0) - row - 1) / stepPx)
      for (let cell = to + Math.floor(((start[run] ?? 0) - row) / stepPx); cell <= last; cell += 1)
        cells[cell] = 1
    }
  }
  return { cells, columns, rows, stepPx }
}

/** Places across (x) and along (y) of edges, one pair after the other, in cells. */
export type EdgePoints = Float32Array

/** The ink cells that have paper on the side that `across`, `down` points to. */
export function edgesTowards(ink: ReducedInk, across: number, down: number): EdgePoints {
  const { cells, columns, rows } = ink
  const step = down * columns + across
  const places = new Int32Array(cells.length >> 1)
  let count = 0
  for (let y = 1; y < rows - 1; y += 1) {
    for (let at = y * columns + 1; at < (y + 1) * columns - 1; at += 1) {
      // Each edge cell has a paper cell of its own beside it, so they are at most half of all.
      if (cells[at] === 1 && cells[at + step] === 0) places[count++] = at
    }
  }
  const points = new Float32Array(count * 2)
  for (let point = 0; point < count; point += 1) {
    const at = places[point] ?? 0
    points[point * 2] = at % columns
    points[point * 2 + 1] = Math.floor(at / columns)
  }
  return points
}

/** About `most` of the points, evenly taken. */
export function thinned(points: EdgePoints, most: number): EdgePoints {
  const stride = Math.ceil(points.length / 2 / most)
  if (stride <= 1) return points
  const pairs = Math.floor(points.length / 2 / stride)
  const result = new Float32Array(pairs * 2)
  for (let pair = 0; pair < pairs; pair += 1) {
    result[pair * 2] = points[pair * 2 * stride] ?? 0
    result[pair * 2 + 1] = points[pair * 2 * stride + 1] ?? 0
  }
  return result
}
