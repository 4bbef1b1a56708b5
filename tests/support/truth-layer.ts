import {
  boxAround,
  type PixelBox,
  type TextLayer,
  type TextLine,
  type Word,
} from '../../domain/text-layer.ts'
import type { BoxMm, PageTruth, TruthLine } from '../fixtures/truth.ts'

const PIXELS_PER_MM = 300 / 25.4
const READ_WELL = 0.95
const BY_HAND = 0.4
/** Lines whose middles lie closer are read as one, as an engine does across columns. */
const SAME_ROW_MM = 1.6
/** A seal is higher than any line of text; what stands on its ring is not read. */
const SEAL_MM = 30

/** The text layer that a perfect reading of a page of the generator would give, stamps included. */
export function truthLayer(page: PageTruth): TextLayer {
  const stamped = page.aux.filter(({ bbox }) => bbox[3] - bbox[1] < SEAL_MM)
  const rows: { readonly middleMm: number; readonly words: Word[] }[] = []
  for (const line of [...page.lines, ...stamped]) {
    const middleMm = (line.bbox[1] + line.bbox[3]) / 2
    const row = rows.find((other) => Math.abs(other.middleMm - middleMm) < SAME_ROW_MM)
    if (row === undefined) rows.push({ middleMm, words: [...wordsOf(line)] })
    else row.words.push(...wordsOf(line))
  }
  const lines = rows
    .toSorted((a, b) => a.middleMm - b.middleMm)
    .map(({ words }) => lineOf(words.toSorted((a, b) => a.box[0] - b.box[0])))
  return { version: 1, widthPx: 2480, heightPx: 3508, engine: 'test', lines }
}

function wordsOf(line: TruthLine): readonly Word[] {
  const isWhole = line.words.length === 1 && line.text.includes(' ')
  const words = isWhole ? spread(line) : line.words
  return words.map(({ text, bbox }) => wordOf(text, bbox, line.hand === true && /\d/.test(text)))
}

/** The words of a line whose truth has but one box. */
function spread({ text, bbox }: TruthLine) {
  const [left, top, right, bottom] = bbox
  const letterMm = (right - left) / text.length
  return [...text.matchAll(/\S+/g)].map((found) => ({
    text: found[0],
    bbox: [
      left + found.index * letterMm,
      top,
      left + (found.index + found[0].length) * letterMm,
      bottom,
    ] as const,
  }))
}

function wordOf(text: string, [left, top, right, bottom]: BoxMm, isByHand: boolean): Word {
  const px = (mm: number): number => Math.round(mm * PIXELS_PER_MM)
  const word = { text, box: [px(left), px(top), px(right), px(bottom)] satisfies PixelBox }
  return isByHand ? { ...word, confidence: BY_HAND, isHandwritten: true } : { ...word, confidence: READ_WELL }
}

function lineOf(words: readonly Word[]): TextLine {
  return { box: boxAround(words.map((word) => word.box)), words: [...words] }
}
