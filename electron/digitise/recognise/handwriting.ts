import { foldText } from '../../../domain/fold-text.ts'
import type { PixelBox, TextLine, Word } from '../../../domain/text-layer.ts'
import type { GreyImage } from '../prepare/grey-image.ts'
import { notPlainlyPrinted } from './printed-digits.ts'

/** What the engine makes of a hand is worth this at most. */
const MOST_CONFIDENCE = 0.3
/** Figures in a gap of a form that may be print and may be a neat hand: a doubt, which costs the clerk a key. */
const MOST_UNPROVEN = 0.85
// Measured 2026-11 on generated pages of four qualities: printed numbers of one page differ by less than a tenth in height,
// and the letter Q behind a number reaches a fifth below it; pens write half as high again.
const TALL = 1.28
/** Of the ink of a word where a number is filled in; the printed code behind it may belong to the same word. */
const BLUE_IN_NUMBER = 0.12
/** Of the ink of any other word. */
const BLUE_ALL_OVER = 0.6
/** A pen leaves numbers and words that are read badly; print in blue is read well. */
const BADLY_READ = 0.7
/** A page with more of it is printed in blue, or it is a stamp on an empty page. */
const MOST_BLUE_WORDS = 0.25

interface SeenPage {
  /** The copy that was read. */
  readonly image: GreyImage
  /** How much of the ink within a box is blue, 0..1; 0 on a grey scan. */
  readonly blueShare: (box: PixelBox) => number
}

/**
 * The lines with what was written by hand marked as such: numbers and dates filled into print, by their height or their
 * blue ink, and what else is in blue ink and hardly readable. Numbers and dates that may as well be a neat hand as print
 * keep no confidence that would count as sure.
 */
export function withHandwriting(
  lines: readonly TextLine[],
  { image, blueShare }: SeenPage,
): readonly TextLine[] {
  const written = new Set([...filledInByHand(lines, blueShare), ...badlyReadBlue(lines, blueShare)])
  const unproven = notPlainlyPrinted(lines, image)
  const marked = (word: Word): Word => {
    if (written.has(word)) return byHand(word)
    return unproven.has(word) ? { ...word, confidence: Math.min(word.confidence, MOST_UNPROVEN) } : word
  }
  return written.size + unproven.size === 0
    ? lines
    : lines.map((line) => ({ ...line, words: line.words.map((word) => marked(word)) }))
}

/** Of the numbers that fill a gap of a form, those that are higher than printed ones or blue. */
function filledInByHand(lines: readonly TextLine[], blueShare: (box: PixelBox) => number): readonly Word[] {
  const gaps = lines.map((line) => ({ line, words: filledInNumbers(line.words) }))
  const body = gaps.filter(({ words }) => words.length === 0).flatMap(({ line }) => line.words)
  const usual = median(body.flatMap(numberHeight))
  return gaps.flatMap(({ line, words }) => {
    const printed = printedYear(line.words).flatMap(numberHeight)[0] ?? usual
    const isTall = (word: Word): boolean => printed !== null && heightOf(word) > printed * TALL
    return words.filter((word) => isTall(word) || blueShare(word.box) > BLUE_IN_NUMBER)
  })
}

/** Words in blue that are numbers or that hardly could be read; none on a page that is printed in blue. */
function badlyReadBlue(lines: readonly TextLine[], blueShare: (box: PixelBox) => number): readonly Word[] {
  const words = lines.flatMap((line) => line.words)
  const doubtful = words.filter((word) => /\d/.test(word.text) || word.confidence < BADLY_READ)
  const blue = doubtful.filter((word) => blueShare(word.box) > BLUE_ALL_OVER)
  return blue.length < words.length * MOST_BLUE_WORDS ? blue : []
}

function byHand(word: Word): Word {
  return { ...word, confidence: Math.min(word.confidence, MOST_CONFIDENCE), isHandwritten: true }
}

/** Words where forms leave a gap for a number: behind "Số:", behind "ngày" and "tháng" of a date, behind "Ngày:" of a stamp. */
function filledInNumbers(words: readonly Word[]): readonly Word[] {
  const folded = words.map((word) => foldText(word.text))
  const labels = folded.map((text) => text.replaceAll(/[^a-z]/g, ''))
  const year = labels.findIndex((label, place) => label === 'nam' && labels[place - 2] === 'thang')
  const month = year === -1 ? -1 : year - 2
  const day = labels.slice(0, Math.max(0, month)).lastIndexOf('ngay')
  return words.filter((word, place) => {
    if (word.text.length > LONGEST_CODE) return false
    if (/^(?:so|ngay):$/.test(folded[place - 1] ?? '')) return true
    const isDay = day !== -1 && place > day && place < month && month - day <= MOST_DAY_WORDS
    return isDay || (year !== -1 && place === month + 1)
  })
}

/** A day by hand may be read as two words: "2 7". */
const MOST_DAY_WORDS = 3

/** The four digits behind "năm". */
function printedYear(words: readonly Word[]): readonly Word[] {
  return words.filter(
    (word, place) => /^\d{4}$/.test(word.text) && foldText(words[place - 1]?.text ?? '') === 'nam',
  )
}

const LONGEST_CODE = 24

/** Height of a word that is nothing but a printed number. */
function numberHeight(word: Word): readonly number[] {
  return /^\d{1,4}$/.test(word.text) && word.confidence > BADLY_READ ? [heightOf(word)] : []
}

function heightOf(word: Word): number {
  return word.box[3] - word.box[1]
}

function median(values: readonly number[]): number | null {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? null
}
