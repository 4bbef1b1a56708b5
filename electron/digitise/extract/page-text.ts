import type { TextLayer, TextLine, Word } from '../../../domain/text-layer.ts'
import { skeleton } from './fuzzy.ts'

/**
 * Words of one line that stand together: a whole line, or its part in one column. Places are shares of the page's width
 * and height, as if the page lay level.
 */
export interface Piece {
  readonly words: readonly Word[]
  readonly text: string
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
  /** Index of the page in its document. */
  readonly page: number
}

export interface PageText {
  readonly index: number
  readonly layer: TextLayer
  /** From top to bottom. */
  readonly pieces: readonly Piece[]
  /** Between which the running text lies. */
  readonly margins: { readonly left: number; readonly right: number }
}

/** A gap this many times the height of the letters parts two columns; spaces in justified lines stay below. */
const COLUMN_GAP = 1.4
/** The motto is the one phrase after which the right column is known even where the gap is narrow. */
const columnStarts = ['conghoaxahoi', 'doclaptudo', 'dangcongsanvietnam']

export function pageText(layer: TextLayer, index: number): PageText {
  const slope = textSlope(layer)
  const pieces = layer.lines
    .flatMap((line) => columnsOf(line).map((words) => pieceOf(words, { layer, slope, index })))
    .toSorted((a, b) => a.top + a.bottom - (b.top + b.bottom))
  return { index, layer, pieces, margins: marginsOf(pieces) }
}

export function middleX(piece: Piece): number {
  return (piece.left + piece.right) / 2
}

export function middleY(piece: Piece): number {
  return (piece.top + piece.bottom) / 2
}

/** Pieces at one height joined again: a blank left to be filled in parts a line as a column does. */
export function joinedRows(pieces: readonly Piece[]): readonly Piece[] {
  const rows: Piece[] = []
  for (const piece of pieces) {
    const row = rows.at(-1)
    if (row !== undefined && Math.abs(middleY(piece) - middleY(row)) < (row.bottom - row.top) / 2) {
      rows[rows.length - 1] = joined(
        ...(row.left < piece.left ? ([row, piece] as const) : ([piece, row] as const)),
      )
    } else rows.push(piece)
  }
  return rows
}

function joined(before: Piece, after: Piece): Piece {
  return {
    words: [...before.words, ...after.words],
    text: `${before.text} ${after.text}`,
    left: before.left,
    right: Math.max(before.right, after.right),
    top: Math.min(before.top, after.top),
    bottom: Math.max(before.bottom, after.bottom),
    page: before.page,
  }
}

/** How far lines fall per pixel to the right: the boxes lie on a scan that may be skewed. */
function textSlope(layer: TextLayer): number {
  const slopes = layer.lines.flatMap((line) => {
    const first = line.words[0]
    const last = line.words.at(-1)
    if (first === undefined || last === undefined) return []
    const run = centreX(last) - centreX(first)
    return run < layer.widthPx * 0.25 ? [] : [(last.box[3] - first.box[3]) / run]
  })
  return slopes.toSorted((a, b) => a - b)[slopes.length >> 1] ?? 0
}

function columnsOf(line: TextLine): readonly (readonly Word[])[] {
  const heights = line.words.map((word) => word.box[3] - word.box[1]).toSorted((a, b) => a - b)
  const height = heights[heights.length >> 1] ?? 0
  const columns: Word[][] = []
  for (const [place, word] of line.words.entries()) {
    const before = line.words[place - 1]
    const gap = before === undefined ? Number.POSITIVE_INFINITY : word.box[0] - before.box[2]
    if (gap > COLUMN_GAP * height || startsColumn(line.words.slice(place, place + 4))) columns.push([word])
    else columns.at(-1)?.push(word)
  }
  return columns
}

function startsColumn(words: readonly Word[]): boolean {
  const folded = skeleton(words.map((word) => word.text).join(''))
  return columnStarts.some((start) => folded.startsWith(start))
}

interface PagePlace {
  readonly layer: TextLayer
  readonly slope: number
  readonly index: number
}

function pieceOf(words: readonly Word[], { layer, slope, index }: PagePlace): Piece {
  const middle = (word: Word): number => (word.box[1] + word.box[3]) / 2 - slope * centreX(word)
  // A word's box on a skewed scan is higher than the word by what its length rises.
  const half = (word: Word): number =>
    Math.max(1, word.box[3] - word.box[1] - Math.abs(slope) * (word.box[2] - word.box[0])) / 2
  return {
    words,
    text: words.map((word) => word.text).join(' '),
    left: Math.min(...words.map((word) => word.box[0])) / layer.widthPx,
    right: Math.max(...words.map((word) => word.box[2])) / layer.widthPx,
    top: Math.min(...words.map((word) => middle(word) - half(word))) / layer.heightPx,
    bottom: Math.max(...words.map((word) => middle(word) + half(word))) / layer.heightPx,
    page: index,
  }
}

function centreX(word: Word): number {
  return (word.box[0] + word.box[2]) / 2
}

function marginsOf(pieces: readonly Piece[]): { left: number; right: number } {
  const long = pieces.filter((piece) => piece.right - piece.left > 0.5)
  const lefts = long.map((piece) => piece.left).toSorted((a, b) => a - b)
  const rights = long.map((piece) => piece.right).toSorted((a, b) => a - b)
  // Only some of the long lines begin at the margin, the others are indented; a stray one may reach beyond it.
  const few = Math.floor(long.length * 0.1)
  return { left: lefts[few] ?? 0.14, right: rights[rights.length - 1 - few] ?? 0.92 }
}
