import type { RefusedCleaning } from '../../../domain/reading-recipe.ts'
import { binarised, greysOf, parting } from './binarise.ts'
import { type Faint, faintMarks, withoutFaint } from './bleed-through.ts'
import { withoutDottedLines } from './dotted-lines.ts'
import type { GreyImage } from './grey-image.ts'
import { lossBy } from './guard.ts'
import { letterHeight } from './letter-size.ts'
import { lettersOnly } from './letters.ts'
import { type Marks, marksOf } from './marks.ts'
import { letterPxOf } from './seen-page.ts'

/** On a page with next to no ink the threshold would part light paper from lighter. */
const PALEST_INK = 180
/** Evenly lit paper is lighter than this, pale print darker. */
const LIGHTEST_PRINT = 215
/** With fewer greys between ink and paper, for each of ink, there is nothing there but the edges of letters. */
const LEAST_BETWEEN = 1
const DARK_INK = 64
/** Letters whose darkest grey is this near to the threshold, or beyond, are lost by it or broken. */
const NEARLY = 20

export interface InkedPage {
  readonly image: GreyImage
  /** Parts ink from paper, whether the page is read so or not. */
  readonly threshold: number
  /** Greys below it are ink; null when the page is read in greys. */
  readonly inkBelow: number | null
  readonly letterPx: number | null
  readonly isBleedingThrough: boolean
  readonly refused: readonly RefusedCleaning[]
}

/** Parts ink from paper, takes out what shines through from the back and the dotted lines of forms. */
export function inkedPage(level: GreyImage, isSpeckled: boolean): InkedPage {
  const greys = greysOf(level)
  const usual = usualThreshold(greys)
  if (isSpeckled) {
    const letterPx = letterHeight(marksOf(level, usual))
    return { image: level, threshold: usual, letterPx, inkBelow: null, isBleedingThrough: false, refused: [] }
  }
  const { page, threshold, marks, isBleedingThrough, refused } = partedPage(level, greys)
  const letterPx = letterPxOf(marks, page)
  const black = binarised(page, threshold)
  const dotless = withoutDottedLines(black, marks.runs)
  const loss = dotless === black ? null : dottedLoss({ marks, letterPx, threshold }, dotless)
  return {
    image: loss === null ? dotless : black,
    threshold,
    letterPx: letterHeight(marks),
    inkBelow: threshold,
    isBleedingThrough,
    refused: [refused, loss].filter((one) => one !== null),
  }
}

interface PartedPage {
  readonly page: GreyImage
  readonly threshold: number
  readonly marks: Marks
  readonly isBleedingThrough: boolean
  readonly refused: RefusedCleaning | null
}

/** Decides what of a page is ink: not the print of its back, but pale print of its own. */
function partedPage(level: GreyImage, greys: Uint32Array): PartedPage {
  const usual = usualThreshold(greys)
  const pale = palePrint(level, greys)
  if (pale !== null && !pale.isPrint) {
    const page = withoutFaint(level, pale)
    const threshold = usualThreshold(greysOf(page))
    return { page, threshold, marks: marksOf(page, threshold), isBleedingThrough: true, refused: null }
  }
  const refused = pale === null ? null : spared(pale, usual)
  const page = { page: level, isBleedingThrough: false, refused }
  if (pale !== null && refused?.cleaning === 'binarise') {
    return { ...page, threshold: LIGHTEST_PRINT, marks: pale.marks }
  }
  return { ...page, threshold: usual, marks: marksOf(level, usual) }
}

function usualThreshold(greys: Uint32Array): number {
  return Math.min(PALEST_INK, parting(greys))
}

/** Marks that are paler than most print, where there is enough of the greys between to look for them. */
function palePrint(level: GreyImage, greys: Uint32Array): Faint | null {
  const count = (from: number, to: number): number =>
    greys.subarray(from, to).reduce((sum, pixels) => sum + pixels, 0)
  if (count(DARK_INK, LIGHTEST_PRINT) < count(0, DARK_INK) * LEAST_BETWEEN) return null
  const marks = marksOf(level, LIGHTEST_PRINT)
  return faintMarks(marks, level, letterPxOf(marks, level))
}

/** Pale print of this side: lost by the usual threshold, or else all but taken for print of the back. */
function spared(pale: Faint, usual: number): RefusedCleaning {
  const cleaning = pale.meanGrey > usual - NEARLY ? 'binarise' : 'bleed-through'
  return { cleaning, lostMarks: pale.letters, ofMarks: pale.ofLetters }
}

interface Inked {
  readonly marks: Marks
  readonly letterPx: number
  readonly threshold: number
}

function dottedLoss({ marks, letterPx, threshold }: Inked, after: GreyImage): RefusedCleaning | null {
  return lossBy({
    cleaning: 'dotted-lines',
    before: marks,
    after,
    inkBelow: threshold,
    letterPx,
    kindOf: lettersOnly,
    mostLetters: { count: 1, share: 0.04 },
  })
}
