import { SURE } from '../../../domain/records/document.ts'
import type { TextLayer, Word } from '../../../domain/text-layer.ts'
import { partsOf } from './page-lines.ts'

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
  /** Nearly all words of its document were read well, so that what is read well can be believed. */
  readonly isClear: boolean
  /** How far lines fall per pixel to the right: the boxes lie on a scan that may be skewed. */
  readonly slope: number
  /** Between which the running text lies. */
  readonly margins: { readonly left: number; readonly right: number }
}

/** The pages of a document, in order. */
export function pageTexts(layers: readonly TextLayer[]): readonly PageText[] {
  const clear = isClear(layers)
  return layers.map((layer, index) => pageText(layer, index, clear))
}

function pageText(layer: TextLayer, index: number, clear: boolean): PageText {
  const slope = textSlope(layer)
  const pieces = layer.lines
    .flatMap((line) => partsOf(line, slope).map((words) => pieceOf(words, { layer, slope, index })))
    .toSorted((a, b) => a.top + a.bottom - (b.top + b.bottom))
  return { index, layer, pieces, isClear: clear, slope, margins: marginsOf(pieces) }
}

/** Share of well read words of a clear document (measured 2026-11: scans and photos 0.94 and more, bad photocopies 0.69 to 0.94). */
const CLEAR = 0.92

function isClear(layers: readonly TextLayer[]): boolean {
  const words = layers
    .flatMap((layer) => layer.lines)
    .flatMap((line) => line.words)
    .filter((word) => /\p{L}{2}/u.test(word.text))
  return words.filter((word) => word.confidence >= SURE).length >= words.length * CLEAR
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
