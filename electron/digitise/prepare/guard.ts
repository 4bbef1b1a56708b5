import type { Cleaning, RefusedCleaning } from '../../../domain/reading-recipe.ts'
import type { GreyImage } from './grey-image.ts'
import { isAtText, type markKind, type TextCells, textCells } from './letters.ts'
import type { Marks } from './marks.ts'
import type { Size } from './projection.ts'

/** The page is looked at in parts: a column of page numbers is lost long before it counts in the whole. */
const PARTS_ACROSS = 6
const PARTS_DOWN = 6
/** A mark of which less than this share of its ink is left has gone. */
const LEAST_LEFT = 0.35
/** Dots by the letters that may go beyond those that would have been dirt, judging by how much of it lies elsewhere. */
const MOST_DOTS = 0.25

export interface Cleaned {
  readonly cleaning: Cleaning
  /** The marks there were. */
  readonly before: Marks
  readonly after: GreyImage
  /** Greys below it are ink, before and after. */
  readonly inkBelow: number
  /** Height of small letters. */
  readonly letterPx: number
  /** What a mark counts as: a cleaning is not asked about what it is there to take out. */
  readonly kindOf: typeof markKind
  /** What of the letters of a part of the page may go: so many, and a share of them. */
  readonly mostLetters: { readonly count: number; readonly share: number }
}

/** What a cleaning would lose in the part of the page where it loses most, if that is more than dirt; else null. */
export function lossBy(cleaned: Cleaned): RefusedCleaning | null {
  const { mostLetters } = cleaned
  const { letters, dots, textOf, dirtShare } = tally(cleaned)
  let worst: RefusedCleaning | null = null
  for (const [part, ofMarks] of letters.all.entries()) {
    const lostLetters = letters.lost[part] ?? 0
    const dirt = dirtShare * (textOf[part] ?? 0)
    const lostDots = Math.max(0, (dots.lost[part] ?? 0) - dirt - 3 * Math.sqrt(dirt + 1))
    const isLetterLoss = lostLetters > mostLetters.count + ofMarks * mostLetters.share
    const isDotLoss = lostDots > (dots.all[part] ?? 0) * MOST_DOTS
    const lostMarks = (isLetterLoss ? lostLetters : 0) + (isDotLoss ? Math.round(lostDots) : 0)
    if (lostMarks > (worst?.lostMarks ?? 0)) {
      worst = {
        cleaning: cleaned.cleaning,
        lostMarks,
        ofMarks: Math.max(lostMarks, ofMarks + (dots.all[part] ?? 0)),
      }
    }
  }
  return worst
}

interface Tally {
  /** By part of the page. */
  readonly all: Int32Array
  readonly lost: Int32Array
}

function tally(cleaned: Cleaned) {
  const { before, after, letterPx, kindOf } = cleaned
  const parts = PARTS_ACROSS * PARTS_DOWN
  const letters: Tally = { all: new Int32Array(parts), lost: new Int32Array(parts) }
  const dots: Tally = { all: new Int32Array(parts), lost: new Int32Array(parts) }
  const isLost = lostMarks(cleaned)
  const cells = textCells(before, { ...after, letterPx })
  let elsewhere = 0
  for (let mark = 0; mark < before.count; mark += 1) {
    const kind = kindOf(before, mark, letterPx)
    if (kind !== 'letter' && kind !== 'dot') continue
    if (kind === 'dot' && !isAtText(cells, before, mark)) elsewhere += isLost[mark] ?? 0
    else count(kind === 'letter' ? letters : dots, partOf(before, mark, after), isLost[mark] ?? 0)
  }
  const { textOf, empty } = countCells(cells, after)
  return { letters, dots, textOf, dirtShare: elsewhere / Math.max(1, empty) }
}

function count({ all, lost }: Tally, part: number, isLost: number): void {
  all[part] = (all[part] ?? 0) + 1
  lost[part] = (lost[part] ?? 0) + isLost
}

function partOf(marks: Marks, mark: number, page: Size): number {
  const x = ((marks.left[mark] ?? 0) + (marks.right[mark] ?? 0)) / 2
  const y = ((marks.top[mark] ?? 0) + (marks.bottom[mark] ?? 0)) / 2
  return partAt(x, y, page)
}

function partAt(x: number, y: number, { widthPx, heightPx }: Size): number {
  const across = Math.min(PARTS_ACROSS - 1, Math.floor((x / widthPx) * PARTS_ACROSS))
  return Math.min(PARTS_DOWN - 1, Math.floor((y / heightPx) * PARTS_DOWN)) * PARTS_ACROSS + across
}

/** How many squares of each part are text, and how many of the page are not. */
function countCells({ isText, columns, cellPx }: TextCells, page: Size) {
  const textOf = new Int32Array(PARTS_ACROSS * PARTS_DOWN)
  let empty = 0
  for (let at = 0; at < isText.length; at += 1) {
    const part = partAt((at % columns) * cellPx, Math.floor(at / columns) * cellPx, page)
    if (isText[at] === 1) textOf[part] = (textOf[part] ?? 0) + 1
    else empty += 1
  }
  return { textOf, empty }
}

/** 1 for each mark that has gone. */
function lostMarks({ before, after, inkBelow }: Cleaned): Uint8Array {
  const left = new Int32Array(before.count)
  const { start, end, mark, count } = before.runs
  for (let run = 0; run < count; run += 1) {
    let ink = 0
    for (let at = start[run] ?? 0; at < (end[run] ?? 0); at += 1) {
      if ((after.pixels[at] ?? 255) < inkBelow) ink += 1
    }
    const of = mark[run] ?? 0
    left[of] = (left[of] ?? 0) + ink
  }
  return Uint8Array.from(left, (ink, of) => (ink < (before.ink[of] ?? 0) * LEAST_LEFT ? 1 : 0))
}
