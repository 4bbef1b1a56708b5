import type { TextLine, Word } from '../../../domain/text-layer.ts'
import { lineOfWords } from '../recognise/line-of-words.ts'

/** A run of text as a PDF places it: any part of a line, seldom whole words. */
export interface TextPiece {
  readonly text: string
  readonly leftPx: number
  readonly baselinePx: number
  readonly widthPx: number
  readonly heightPx: number
}

/** Parts of a letter's height: how far apart pieces of one line may stand, and from which gap on a new word begins. */
const SAME_LINE = 0.4
const WORD_GAP = 0.18
/** How far letters reach above and below their baseline. */
const ASCENT = 0.85
const DESCENT = 0.22

/** Joins pieces to words and lines, from top to bottom and left to right. The confidence is 1: nothing was guessed. */
export function linesOfPieces(pieces: readonly TextPiece[]): readonly TextLine[] {
  const rows: TextPiece[][] = []
  const sorted = pieces.filter((piece) => piece.text !== '').toSorted((a, b) => a.baselinePx - b.baselinePx)
  for (const piece of sorted) {
    const row = rows.at(-1)
    const first = row?.[0]
    const isSameLine =
      first !== undefined &&
      piece.baselinePx - first.baselinePx < SAME_LINE * Math.min(first.heightPx, piece.heightPx)
    if (isSameLine) row?.push(piece)
    else rows.push([piece])
  }
  return rows
    .map((row) => wordsOfRow(row.toSorted((a, b) => a.leftPx - b.leftPx)))
    .filter((words) => words.length > 0)
    .map(lineOfWords)
}

function wordsOfRow(row: readonly TextPiece[]): readonly Word[] {
  const words: Word[] = []
  let endPx = Number.NEGATIVE_INFINITY
  let isOpen = false
  for (const piece of row) {
    const parts = piece.text.matchAll(/\S+/g)
    const perCharacter = piece.widthPx / piece.text.length
    for (const part of parts) {
      const leftPx = piece.leftPx + part.index * perCharacter
      const word = placed(part[0], leftPx, piece)
      const before = words.at(-1)
      const joins = isOpen && part.index === 0 && leftPx - endPx < WORD_GAP * piece.heightPx
      if (joins && before !== undefined) words[words.length - 1] = joined(before, word)
      else words.push(word)
      isOpen = part.index + part[0].length === piece.text.length
      endPx = word.box[2]
    }
    if (/\s$/.test(piece.text)) isOpen = false
  }
  return words
}

function placed(text: string, leftPx: number, piece: TextPiece): Word {
  const widthPx = (text.length * piece.widthPx) / piece.text.length
  const top = piece.baselinePx - ASCENT * piece.heightPx
  const bottom = piece.baselinePx + DESCENT * piece.heightPx
  return { text, box: [leftPx, top, leftPx + widthPx, bottom], confidence: 1 }
}

function joined(before: Word, after: Word): Word {
  const [left, top, right, bottom] = before.box
  return {
    text: (before.text + after.text).normalize('NFC'),
    box: [left, Math.min(top, after.box[1]), Math.max(right, after.box[2]), Math.max(bottom, after.box[3])],
    confidence: 1,
  }
}
