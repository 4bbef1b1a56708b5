import { parting } from './binarise.ts'
import type { GreyImage } from './grey-image.ts'
import { isAtText, markKind, sidedness, textCells } from './letters.ts'
import type { Marks } from './marks.ts'

/** Fewer letters, or less far from the rest, are no print of another side. */
const LEAST_LETTERS = 60
const LEAST_APART = 60
/** What is paler only breaks through the grain of the paper here and there. */
const PALEST_MEAN = 195
/** Print of both sides differs so much that few letters lie between; of pale and thin print many do. */
const MOST_BETWEEN = 0.12
const BETWEEN = 10
/** How sure it must be that the faint letters are mirrored, or are not, in units of its uncertainty. */
const LEAST_SURE = 3

export interface Faint {
  /** The faint letters are print of this side: they must not be taken out. */
  readonly isPrint: boolean
  /** How many letters are faint, of how many. */
  readonly letters: number
  readonly ofLetters: number
  /** The darkest grey of a faint letter, on average. */
  readonly meanGrey: number
  readonly marks: Marks
  readonly letterPx: number
  /** 1 for each mark that is faint. */
  readonly isFaint: Uint8Array
}

/**
 * Marks much fainter than the rest of the print: seen through the paper from its back, where they stand mirrored.
 * Null where there are none, or where it cannot be told from their shape which side they are printed on.
 */
export function faintMarks(marks: Marks, image: GreyImage, letterPx: number): Faint | null {
  const darkest = darkestOf(marks, image)
  const isLetter = Uint8Array.from(darkest, (_, mark) =>
    markKind(marks, mark, letterPx) === 'letter' ? 1 : 0,
  )
  const histogram = new Uint32Array(256)
  for (const [mark, value] of darkest.entries()) {
    if (isLetter[mark] === 1) histogram[value] = (histogram[value] ?? 0) + 1
  }
  const parted = parting(histogram)
  const split = Math.round((meanOf(histogram, 0, parted).mean + meanOf(histogram, parted, 256).mean) / 2)
  const strong = meanOf(histogram, 0, split)
  const faint = meanOf(histogram, split, 256)
  const between = meanOf(histogram, Math.max(0, split - BETWEEN), Math.min(256, split + BETWEEN))
  if (faint.count < LEAST_LETTERS || strong.count === 0 || faint.mean - strong.mean < LEAST_APART) return null
  if (faint.mean > PALEST_MEAN) return null
  if (between.count > faint.count * MOST_BETWEEN) return null
  const isFaint = Uint8Array.from(darkest, (value) => (value >= split ? 1 : 0))
  const side = sidedness(
    marks,
    image,
    isFaint.map((value, mark) => value & (isLetter[mark] ?? 0)),
  )
  if (Math.abs(side) < LEAST_SURE) return null
  return {
    isPrint: side > 0,
    letters: faint.count,
    ofLetters: faint.count + strong.count,
    meanGrey: faint.mean,
    marks,
    letterPx,
    isFaint,
  }
}

function meanOf(histogram: Uint32Array, from: number, to: number): { count: number; mean: number } {
  let count = 0
  let sum = 0
  for (let value = from; value < to; value += 1) {
    count += histogram[value] ?? 0
    sum += value * (histogram[value] ?? 0)
  }
  return { count, mean: sum / Math.max(1, count) }
}

function darkestOf(marks: Marks, { pixels }: GreyImage): Uint8Array {
  const darkest = new Uint8Array(marks.count).fill(255)
  const { start, end, mark, count } = marks.runs
  for (let run = 0; run < count; run += 1) {
    const of = mark[run] ?? 0
    let least = darkest[of] ?? 255
    for (let at = start[run] ?? 0; at < (end[run] ?? 0); at += 1) {
      const value = pixels[at] ?? 255
      if (value < least) least = value
    }
    darkest[of] = least
  }
  return darkest
}

/** The picture without the faint marks; small ones by the letters that stay are full stops and accents, and stay. */
export function withoutFaint(image: GreyImage, { marks, letterPx, isFaint }: Faint): GreyImage {
  const strong = textCells(marks, { ...image, letterPx }, (mark) => isFaint[mark] === 0)
  const pixels = image.pixels.slice()
  const { start, end, mark, count } = marks.runs
  for (let run = 0; run < count; run += 1) {
    const of = mark[run] ?? 0
    if (isFaint[of] === 0) continue
    if (markKind(marks, of, letterPx) === 'dot' && isAtText(strong, marks, of)) continue
    pixels.fill(255, start[run], end[run])
  }
  return { ...image, pixels }
}
