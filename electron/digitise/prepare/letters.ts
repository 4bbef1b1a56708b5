import type { Marks } from './marks.ts'
import type { Size } from './projection.ts'

/** Sides in heights of small letters. */
const LEAST_LETTER = 0.5
const MOST_LETTER = 3
const LEAST_DOT = 0.16
/** Strokes of letters are thicker than this, in heights of small letters and in pixels; scratches are not. */
const LEAST_STROKE = 0.1
const LEAST_STROKE_PX = 1.9
/** What spreads as far to both sides is a letter, however thin. */
const LEAST_SPREAD = 0.45

/** What a mark can be, by its size alone. */
export type MarkKind = 'letter' | 'dot' | 'dirt' | 'large'

export function markKind(marks: Marks, mark: number, letterPx: number): MarkKind {
  const width = (marks.right[mark] ?? 0) - (marks.left[mark] ?? 0)
  const height = (marks.bottom[mark] ?? 0) - (marks.top[mark] ?? 0)
  const side = Math.max(width, height)
  if (height > letterPx * MOST_LETTER || width > letterPx * MOST_LETTER * 2) return 'large'
  const strokePx = (marks.ink[mark] ?? 0) / side
  const isThin = strokePx < Math.max(LEAST_STROKE_PX, letterPx * LEAST_STROKE)
  if (isThin && Math.min(width, height) < letterPx * LEAST_SPREAD) return 'dirt'
  if (side >= letterPx * LEAST_LETTER) return 'letter'
  return side >= Math.max(3, letterPx * LEAST_DOT) ? 'dot' : 'dirt'
}

/** For cleanings that are there to take out dots. */
export function lettersOnly(marks: Marks, mark: number, letterPx: number): MarkKind {
  const height = (marks.bottom[mark] ?? 0) - (marks.top[mark] ?? 0)
  const kind = markKind(marks, mark, letterPx)
  return kind === 'letter' && height >= letterPx * LEAST_LETTER ? 'letter' : 'dirt'
}

/** Squares of the page with a letter in or beside them: where accents and full stops belong. */
export interface TextCells {
  readonly columns: number
  readonly rows: number
  readonly cellPx: number
  readonly isText: Uint8Array
}

/** @param isWanted leaves out letters. */
export function textCells(
  marks: Marks,
  { letterPx, widthPx, heightPx }: Size & { readonly letterPx: number },
  isWanted: (mark: number) => boolean = () => true,
): TextCells {
  const cellPx = Math.max(4, Math.round(letterPx / 2))
  const columns = Math.ceil(widthPx / cellPx)
  const rows = Math.ceil(heightPx / cellPx)
  const isText = new Uint8Array(columns * rows)
  for (let mark = 0; mark < marks.count; mark += 1) {
    if (markKind(marks, mark, letterPx) !== 'letter' || !isWanted(mark)) continue
    const left = Math.max(0, Math.floor((marks.left[mark] ?? 0) / cellPx) - 1)
    const right = Math.min(columns - 1, Math.floor((marks.right[mark] ?? 0) / cellPx) + 1)
    const top = Math.max(0, Math.floor((marks.top[mark] ?? 0) / cellPx) - 1)
    const bottom = Math.min(rows - 1, Math.floor((marks.bottom[mark] ?? 0) / cellPx) + 1)
    for (let row = top; row <= bottom; row += 1) {
      isText.fill(1, row * columns + left, row * columns + right + 1)
    }
  }
  return { columns, rows, cellPx, isText }
}

/** Does the middle of a mark lie in or beside a letter? */
export function isAtText({ isText, columns, cellPx }: TextCells, marks: Marks, mark: number): boolean {
  const x = Math.floor(((marks.left[mark] ?? 0) + (marks.right[mark] ?? 0)) / 2 / cellPx)
  const y = Math.floor(((marks.top[mark] ?? 0) + (marks.bottom[mark] ?? 0)) / 2 / cellPx)
  return isText[y * columns + x] === 1
}

/** With fewer letters the shape of print says nothing. */
const LEAST_LETTERS = 40

/**
 * Does a part of the letters stand as printed or mirrored? More Latin letters have their stem or bow on the left (b, c, e,
 * h, k, l, n, p, r, t) than on the right (a, d, g, q). Positive as printed, negative mirrored, in units of its own
 * uncertainty; 0 where there are too few.
 */
export function sidedness(marks: Marks, page: Size, isChosen: Uint8Array): number {
  const leanings = leaningsOf(marks, page, isChosen)
  let count = 0
  let sum = 0
  let squares = 0
  for (const [mark, leaning] of leanings.entries()) {
    if (isChosen[mark] === 0) continue
    const share = leaning / Math.max(1, marks.ink[mark] ?? 0)
    count += 1
    sum += share
    squares += share * share
  }
  if (count < LEAST_LETTERS) return 0
  const mean = sum / count
  return mean / Math.sqrt((squares / count - mean * mean + 1e-6) / count)
}

/** Of each chosen mark: ink in its left quarter less ink in its right one. */
function leaningsOf(marks: Marks, { widthPx }: Size, isChosen: Uint8Array): Float64Array {
  const leanings = new Float64Array(marks.count)
  const { start, end, mark, count } = marks.runs
  for (let run = 0; run < count; run += 1) {
    const of = mark[run] ?? 0
    if (isChosen[of] === 0) continue
    const from = (start[run] ?? 0) % widthPx
    const to = from + (end[run] ?? 0) - (start[run] ?? 0)
    const left = marks.left[of] ?? 0
    const right = marks.right[of] ?? 0
    const quarter = (right - left) / 4
    const onLeft = Math.max(0, Math.min(to, left + quarter) - from)
    const onRight = Math.max(0, to - Math.max(from, right - quarter))
    leanings[of] = (leanings[of] ?? 0) + onLeft - onRight
  }
  return leanings
}
