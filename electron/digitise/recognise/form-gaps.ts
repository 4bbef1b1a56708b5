import { foldText } from '../../../domain/fold-text.ts'
import type { PixelBox, TextLine, Word } from '../../../domain/text-layer.ts'

/** Words that stand where forms leave a gap to be filled in. */
export interface FormGap {
  readonly kind: 'number' | 'date'
  readonly words: readonly Word[]
}

interface PageShape {
  readonly widthPx: number
  readonly heightPx: number
}

/** "Số", however its mark was read; alone, or with what stands behind it. */
const numberLabel = /^[^a-z0-9]{0,2}[s5$§][o0e6](?:[^a-z0-9/]{0,3}$|[^a-z0-9/]{0,3}(?=[\d/]))/
const day = /ng.y/
const year = /^n.m/
/** How far down and across a number may begin, and how far across a date. */
const NUMBER_PLACE = { lowest: 0.45, rightmost: 0.45 }
const DATE_LEFTMOST = 0.3
/** No number has more words, no date either: "ngày 2 7 tháng 1 1 năm 2 0 2 1" is the worst reading. */
const MOST_NUMBER_WORDS = 4
const MOST_DATE_WORDS = 11
/** Ends what belongs together, in heights of the word. */
const WIDEST_GAP = 9

/** The places on a page for number and date of issue, in whatever lines their words were read. */
export function formGaps(lines: readonly TextLine[], page: PageShape): readonly FormGap[] {
  const words = lines.flatMap((line) => line.words)
  return words.flatMap((word) => {
    const gap = numberGap(word, words, page) ?? dateGap(word, words, page)
    return gap === null ? [] : [gap]
  })
}

function numberGap(label: Word, words: readonly Word[], page: PageShape): FormGap | null {
  const [left, top] = label.box
  const isPlaced = top < page.heightPx * NUMBER_PLACE.lowest && left < page.widthPx * NUMBER_PLACE.rightmost
  const folded = foldText(label.text)
  if (!isPlaced || !numberLabel.test(folded) || isInSentence(label, words)) return null
  const after = rowAfter(label, words).slice(0, MOST_NUMBER_WORDS)
  const end = after.findIndex((word) => /[/⁄∕-]/.test(word.text))
  const code = end === -1 ? after : after.slice(0, end + 1)
  const filled = code.filter((word) => /\d/.test(word.text) || word.text.length <= SHORT)
  const all = /\d.*[\d/]/.test(folded) ? [label, ...filled] : filled
  return all.some((word) => /\d/.test(word.text)) ? { kind: 'number', words: all } : null
}

/** "theo Quyết định số 12": a word stands right before, and no colon behind. */
function isInSentence(label: Word, words: readonly Word[]): boolean {
  const reach = heightOf(label.box)
  const before = words.find(
    ({ box, text }) =>
      isBeside(box, label.box) &&
      box[2] <= label.box[0] &&
      label.box[0] - box[2] < reach &&
      /\p{L}{2}/u.test(text),
  )
  return before !== undefined && !label.text.includes(':')
}

/** Figures that were read as letters. */
const SHORT = 3

/** From "ngày" to the year; only of a line that ends there, as in a head, and not of a sentence that goes on. */
function dateGap(label: Word, words: readonly Word[], page: PageShape): FormGap | null {
  if (!day.test(foldText(label.text)) || label.box[0] < page.widthPx * DATE_LEFTMOST) return null
  if (!isPlaceBefore(label, words)) return null
  const after = rowAfter(label, words).slice(0, MOST_DATE_WORDS)
  const yearAt = after.findIndex((word) => year.test(foldText(word.text)))
  const short = after.findIndex((word) => /\d{4}\W*$/.test(word.text))
  const end = yearAt === -1 ? short : yearAt + 1
  if (end === -1 || after.length > end + 2) return null
  const filled = [label, ...after.slice(0, end + 1)].filter(
    (word) => /\d/.test(word.text) || (word.text.length <= SHORT && !year.test(foldText(word.text))),
  )
  return { kind: 'date', words: filled }
}

/** Before the date of issue stands a place, if anything. */
function isPlaceBefore(label: Word, words: readonly Word[]): boolean {
  const height = heightOf(label.box)
  const row = words
    .filter((word) => word !== label && word.box[0] < label.box[0] && isBeside(word.box, label.box))
    .toSorted((a, b) => b.box[0] - a.box[0])
  const gap = row.findIndex((word, place) => (row[place - 1] ?? label).box[0] - word.box[2] > height * 2)
  const text = (gap === -1 ? row : row.slice(0, gap)).map((word) => word.text).join(' ')
  return text.length <= LONGEST_PLACE && !/[\d;:()]/.test(text)
}

/** In letters. */
const LONGEST_PLACE = 40

/** What follows a word at its height, whether it was read as one line with it or not, up to a wide gap. */
function rowAfter(label: Word, words: readonly Word[]): readonly Word[] {
  const height = heightOf(label.box)
  const row = words
    .filter((word) => word !== label && word.box[0] > label.box[0] && isBeside(word.box, label.box))
    .toSorted((a, b) => a.box[0] - b.box[0])
  const gap = row.findIndex((word, place) => {
    const before = row[place - 1] ?? label
    return word.box[0] - before.box[2] > height * WIDEST_GAP
  })
  return gap === -1 ? row : row.slice(0, gap)
}

function isBeside(one: PixelBox, other: PixelBox): boolean {
  const apart = Math.abs(one[1] + one[3] - other[1] - other[3]) / 2
  return apart < Math.max(heightOf(one), heightOf(other)) * 0.6
}

function heightOf([, top, , bottom]: PixelBox): number {
  return bottom - top
}
