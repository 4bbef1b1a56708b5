import type { ColourImage } from '../prepare/grey-image.ts'

/** Left, top, right, bottom as shares of the page. */
export type ShareBox = readonly [number, number, number, number]

/** About a letter of 11 points on a picture 420 pixels wide. */
const CELL_PX = 6
const DARK_BELOW = 150

export interface TextCover {
  /** Share of the ink that lies under the text. */
  readonly coveredInk: number
  /** Share of the text that has ink under it. */
  readonly inkedText: number
}

/** Do the words of a page and what is seen of it belong together? @param image the page, small */
export function textCover(image: ColourImage, boxes: readonly ShareBox[]): TextCover {
  const across = Math.ceil(image.widthPx / CELL_PX)
  const down = Math.ceil(image.heightPx / CELL_PX)
  const ink = inkCells(image, across, down)
  const text = new Uint8Array(across * down)
  let inked = 0
  for (const [left, top, right, bottom] of boxes) {
    let hasInk = false
    for (let y = cell(top, down); y <= cell(bottom, down); y += 1) {
      for (let x = cell(left, across); x <= cell(right, across); x += 1) {
        text[y * across + x] = 1
        hasInk ||= ink[y * across + x] === 1
      }
    }
    if (hasInk) inked += 1
  }
  const all = ink.reduce((sum, each) => sum + each, 0)
  const covered = ink.reduce((sum, each, at) => sum + (each & (text[at] ?? 0)), 0)
  return {
    coveredInk: all === 0 ? 1 : covered / all,
    inkedText: boxes.length === 0 ? 0 : inked / boxes.length,
  }
}

function cell(share: number, count: number): number {
  return Math.max(0, Math.min(count - 1, Math.floor(share * count)))
}

/** A rule of a table is dark in one row or one column of a cell, a letter in several of both. */
function inkCells({ rgba, widthPx, heightPx }: ColourImage, across: number, down: number): Uint8Array {
  const rows = new Uint8Array(across * down)
  const columns = new Uint8Array(across * down)
  for (let y = 0; y < heightPx; y += 1) {
    const row = Math.floor(y / CELL_PX) * across
    for (let x = 0; x < widthPx; x += 1) {
      if ((rgba[(y * widthPx + x) * 4 + 1] ?? 255) >= DARK_BELOW) continue
      const at = row + Math.floor(x / CELL_PX)
      rows[at] = (rows[at] ?? 0) | (1 << (y % CELL_PX))
      columns[at] = (columns[at] ?? 0) | (1 << (x % CELL_PX))
    }
  }
  return rows.map((seen, at) => (isSeveral(seen) && isSeveral(columns[at] ?? 0) ? 1 : 0))
}

/** Are at least two bits set? */
function isSeveral(bits: number): boolean {
  return (bits & (bits - 1)) !== 0
}
