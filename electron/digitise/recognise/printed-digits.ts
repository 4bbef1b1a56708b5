import type { TextLine, Word } from '../../../domain/text-layer.ts'
import type { GreyImage } from '../prepare/grey-image.ts'
import { type DigitFit, fitDigits } from './digit-fit.ts'
import { type Typeface, typefaces } from './digit-shapes.ts'
import { formGaps } from './form-gaps.ts'

/**
 * How badly printed digits fit at most (measured 2026-11: of scans and photos 0.01 to 0.04, of photocopies to 0.08; pens and
 * seven typefaces drawn after handwriting 0.05 to 0.4, three of a thousand of them below these).
 */
const MOST_MISS: Misses = { mean: 0.05, worst: 0.08 }
/** The year is print wherever the century is: it shows how bad the copy is. */
const MOST_MISS_OF_YEAR: Misses = { mean: 0.065, worst: 0.11 }
/** What fits as badly as the year, or a little worse, is print too; but never beyond this. */
const BAD_COPY = 1.2
const MOST_MEAN_ON_BAD_COPY = 0.065
/** Digits of one line are of one height; those of the number may be set a size smaller or larger than those of the date. */
const SAME_HEIGHT = 1.08
const LIKE_HEIGHT = 1.2

interface Misses {
  readonly mean: number
  readonly worst: number
}

/**
 * The words where a number or a date is filled in of which it is not plain that they are printed: their digits are not of
 * the typeface that the law asks for, not of one height, or cannot be told. A hand is among them, and so is a rarer type.
 */
export function notPlainlyPrinted(lines: readonly TextLine[], image: GreyImage): ReadonlySet<Word> {
  const gaps = formGaps(lines, image)
  const dates = gaps
    .filter(({ kind }) => kind === 'date')
    .map(({ words }) => ({ words, year: fitOfYear(words, image) }))
  const numbers = gaps.filter(({ kind }) => kind === 'number')
  const year = dates.find((date) => date.year !== null)?.year ?? null
  const unproven = [
    ...dates.filter((date) => date.year === null || !isPrintedDate(date.words, date.year, image)),
    ...numbers.filter(({ words }) => !isPrintedNumber(words, year, image)),
  ]
  return new Set(unproven.flatMap(({ words }) => words))
}

/** Day, month and year; "12/3/2024" in one word is never set so in a head. */
const DATE_WORDS = 3

/** Null where the last word of a date is no printed year. */
function fitOfYear(words: readonly Word[], image: GreyImage): DigitFit | null {
  const year = words.at(-1)
  if (year === undefined || words.length < DATE_WORDS || !/^\d{4}\b/.test(year.text)) return null
  const fit = fitOf(year, image, typefaces)
  return fit !== null && isWithin(fit, MOST_MISS_OF_YEAR) ? fit : null
}

/** Day and month of the style and the height of the year. */
function isPrintedDate(words: readonly Word[], year: DigitFit, image: GreyImage): boolean {
  const figures = words.slice(0, -1)
  const sameStyle = typefaces.filter(({ isItalic }) => isItalic === year.typeface.isItalic)
  const areAlike = figures.every((word) => {
    const fit = fitOf(word, image, sameStyle)
    return fit !== null && isWithin(fit, missesBeside(year)) && areAsHigh(fit, year, SAME_HEIGHT)
  })
  return areAlike && tellsPrint(figures)
}

function isPrintedNumber(words: readonly Word[], year: DigitFit | null, image: GreyImage): boolean {
  const figures = words.filter(({ text }) => !/^[/⁄∕-]?\p{L}/u.test(text))
  const upright = typefaces.filter(({ isItalic }) => !isItalic)
  const arePrinted = figures.every((word) => {
    const fit = fitOf(word, image, upright)
    if (fit === null || !isWithin(fit, missesBeside(year))) return false
    return year === null || areAsHigh(fit, year, LIKE_HEIGHT)
  })
  return arePrinted && tellsPrint(figures)
}

/** A pen draws a 1 as type does. */
function tellsPrint(figures: readonly Word[]): boolean {
  return figures.some(({ text }) => /^[^/⁄∕]*[02-9]/.test(text))
}

function missesBeside(year: DigitFit | null): Misses {
  const mean = Math.min(MOST_MEAN_ON_BAD_COPY, Math.max(MOST_MISS.mean, (year?.meanMiss ?? 0) * BAD_COPY))
  return { mean, worst: MOST_MISS.worst }
}

/** How the figures that a word begins with fit; null where it begins with none, or they go on as something else. */
function fitOf(word: Word, image: GreyImage, among: readonly Typeface[]): DigitFit | null {
  const digits = /^(\d{1,5})(?=$|[/⁄∕.,;:-]|\p{Lu})/u.exec(word.text)?.[1]
  return digits === undefined ? null : fitDigits(image, { box: word.box, digits, typefaces: among })
}

function isWithin({ meanMiss, worstMiss }: DigitFit, most: Misses): boolean {
  return meanMiss <= most.mean && worstMiss <= most.worst
}

function areAsHigh(one: DigitFit, other: DigitFit, most: number): boolean {
  const [lower, higher] = [Math.min(one.heightPx, other.heightPx), Math.max(one.heightPx, other.heightPx)]
  return higher <= lower * most
}
