import type { TextLine, Word } from '../../../domain/text-layer.ts'
import { skeleton } from './fuzzy.ts'

/** A gap this many times the height of the letters parts two columns; spaces in justified lines stay below. */
const COLUMN_GAP = 1.4
/** The motto is the one phrase after which the right column is known even where the gap is narrow. */
const columnStarts = ['conghoaxahoi', 'doclaptudo', 'dangcongsanvietnam']
/** A letter is not wider than this many times the height of its line: a rule was read as a word. */
const WIDEST_LETTER = 2
/** Words of one line stand at one height; those further apart, in shares of the height of a letter, are of two lines. */
const ROW_GAP = 0.6
/** Signs read worse than this are specks of the paper. */
const SPECK = 0.75
const SPECK_LETTER = 0.2

/** The words of a line that stand together: whole, or parted by columns; two lines that were read as one are told apart. */
export function partsOf(line: TextLine, slope: number): readonly (readonly Word[])[] {
  const height = medianHeight(line.words)
  const words = line.words
    .map((word, at) => (isStretched(word, height) ? cutAtNext(word, line.words[at + 1]) : word))
    .filter((word) => !isStretched(word, height) && !isSpeck(word))
  return rowsOf(words, { slope, height }).flatMap((row) => columnsOf(row, height))
}

function medianHeight(words: readonly Word[]): number {
  const heights = words.map((word) => word.box[3] - word.box[1]).toSorted((a, b) => a - b)
  return heights[heights.length >> 1] ?? 0
}

function isStretched(word: Word, height: number): boolean {
  return word.box[2] - word.box[0] > WIDEST_LETTER * height * Math.max(2, word.text.length)
}

/** A word whose box runs over the next one is as wide as the room before it. */
function cutAtNext(word: Word, next: Word | undefined): Word {
  const [left, top, right, bottom] = word.box
  const end = next?.box[0] ?? right
  return end > left && end < right ? { ...word, box: [left, top, end, bottom] } : word
}

/** "V/v" before the abstract of a letter is hardly ever read well. */
const about = /^v\W*[vy]\W*$/i

function isSpeck({ text, confidence }: Word): boolean {
  if (/\d/.test(text) || about.test(text)) return false
  if (!/\p{L}/u.test(text)) return confidence < SPECK
  return text.length <= 2 && confidence < SPECK_LETTER
}

/** How far lines fall per pixel to the right is taken off before heights are compared. */
function rowsOf(
  words: readonly Word[],
  level: { readonly slope: number; readonly height: number },
): readonly (readonly Word[])[] {
  const middle = (word: Word): number =>
    (word.box[1] + word.box[3] - level.slope * (word.box[0] + word.box[2])) / 2
  const byHeight = words.toSorted((a, b) => middle(a) - middle(b))
  const end = byHeight.findIndex((word, at) => {
    const before = byHeight[at - 1]
    return before !== undefined && middle(word) - middle(before) > ROW_GAP * level.height
  })
  if (end === -1) return words.length === 0 ? [] : [words]
  const upper = new Set(byHeight.slice(0, end))
  return [
    words.filter((word) => upper.has(word)),
    ...rowsOf(
      words.filter((word) => !upper.has(word)),
      level,
    ),
  ]
}

function columnsOf(words: readonly Word[], height: number): readonly (readonly Word[])[] {
  const columns: Word[][] = []
  for (const [place, word] of words.entries()) {
    const before = words[place - 1]
    const gap = before === undefined ? Number.POSITIVE_INFINITY : word.box[0] - before.box[2]
    if (gap > COLUMN_GAP * height || startsColumn(words.slice(place, place + 4))) columns.push([word])
    else columns.at(-1)?.push(word)
  }
  return columns
}

function startsColumn(words: readonly Word[]): boolean {
  const folded = skeleton(words.map((word) => word.text).join(''))
  return columnStarts.some((start) => folded.startsWith(start))
}
