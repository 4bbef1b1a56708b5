import type { Frame } from './find-frames.ts'
import type { InkMap } from './ink-map.ts'

/** Ink that lies together is looked for on a grid of such cells. */
const CELL_MM = 1
/** A cell has ink when this share of it is. */
const LEAST_FILLED = 0.07
/** Cells that are this far apart still lie together. */
const REACH_CELLS = 2
/** From a small worn stamp to two stamps one below the other, as millimetres along and across the writing. */
const ALONG_MM = { least: 9, most: 56 }
const ACROSS_MM = { least: 3, most: 24 }
/** A cluster with less ink than this is dirt. */
const LEAST_CELLS = 14

/** Clusters of ink of about the size of one or two stamps. */
export function findClusters(map: InkMap, perMm: number): readonly Frame[] {
  const cellPx = Math.max(2, Math.round(CELL_MM * perMm))
  const grid = gridOf(map, cellPx)
  const frames: Frame[] = []
  for (const { left, top, right, bottom, cells } of componentsOf(grid)) {
    const [width, height] = [((right - left + 1) * cellPx) / perMm, ((bottom - top + 1) * cellPx) / perMm]
    const [along, across] = [Math.max(width, height), Math.min(width, height)]
    const isStampSized =
      along >= ALONG_MM.least &&
      along <= ALONG_MM.most &&
      across >= ACROSS_MM.least &&
      across <= ACROSS_MM.most
    if (!isStampSized || cells < LEAST_CELLS) continue
    const [x0, y0, x1, y1] = [left * cellPx, top * cellPx, (right + 1) * cellPx, (bottom + 1) * cellPx]
    frames.push({
      corners: [
        [x0, y0],
        [x1, y0],
        [x1, y1],
        [x0, y1],
      ],
    })
  }
  return frames
}

interface Grid {
  readonly filled: Uint8Array
  readonly columns: number
  readonly rows: number
}

function gridOf({ ink, widthPx, heightPx }: InkMap, cellPx: number): Grid {
  const columns = Math.ceil(widthPx / cellPx)
  const rows = Math.ceil(heightPx / cellPx)
  const counts = new Uint16Array(columns * rows)
  for (let y = 0; y < heightPx; y += 1) {
    const row = Math.floor(y / cellPx) * columns
    for (let column = 0; column < columns; column += 1) {
      const end = Math.min(widthPx, (column + 1) * cellPx) + y * widthPx
      let count = 0
      for (let at = y * widthPx + column * cellPx; at < end; at += 1) count += ink[at] ?? 0
      counts[row + column] = (counts[row + column] ?? 0) + count
    }
  }
  const least = LEAST_FILLED * cellPx * cellPx
  return { filled: Uint8Array.from(counts, (count) => (count > least ? 1 : 0)), columns, rows }
}

interface Component {
  left: number
  top: number
  right: number
  bottom: number
  cells: number
}

function componentsOf({ filled, columns, rows }: Grid): readonly Component[] {
  const left = filled.slice()
  const components: Component[] = []
  for (let start = left.indexOf(1); start >= 0; start = left.indexOf(1, start + 1)) {
    const component: Component = { left: columns, top: rows, right: 0, bottom: 0, cells: 0 }
    const waiting = [start]
    left[start] = 0
    for (let cell = waiting.pop(); cell !== undefined; cell = waiting.pop()) {
      const [x, y] = [cell % columns, Math.floor(cell / columns)]
      component.left = Math.min(component.left, x)
      component.right = Math.max(component.right, x)
      component.top = Math.min(component.top, y)
      component.bottom = Math.max(component.bottom, y)
      component.cells += 1
      for (let ny = Math.max(0, y - REACH_CELLS); ny <= Math.min(rows - 1, y + REACH_CELLS); ny += 1) {
        for (let nx = Math.max(0, x - REACH_CELLS); nx <= Math.min(columns - 1, x + REACH_CELLS); nx += 1) {
          const near = ny * columns + nx
          if (left[near] !== 1) continue
          left[near] = 0
          waiting.push(near)
        }
      }
    }
    components.push(component)
  }
  return components
}
