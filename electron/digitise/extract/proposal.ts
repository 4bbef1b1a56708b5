import type { FieldProposal } from '../../../domain/records/document.ts'
import type { PageBox } from '../../../domain/records/page-box.ts'
import type { TextLayer, Word } from '../../../domain/text-layer.ts'
import type { Piece } from './page-text.ts'

/** The most that grammar can make of a value that was read. */
const MOST = 0.99
/** Below it a value is more often wrong than right (measured 2026-11, mostly dates filled in by hand) and is left out. */
const LEAST = 0.45

interface Found {
  readonly value: string
  readonly words: readonly Word[]
  /** 0..1: how well the value fits what is expected at its place. */
  readonly fit: number
  readonly page: number
  /** Below this confidence the value is left out. */
  readonly least?: number
}

/** A proposal for a value of few words, each of which matters: no surer than its least sure word. */
export function strictProposal(found: Found, layer: TextLayer): FieldProposal | null {
  return proposal(found, layer, Math.min(...found.words.map((word) => word.confidence)))
}

/** How much the least sure word of a phrase weighs: one misread word is enough to want a look. */
const LEAST_WORD_WEIGHT = 0.6

/** A proposal for a phrase, between its least sure word and its letters on the whole. */
export function phraseProposal(found: Found, layer: TextLayer): FieldProposal | null {
  const letters = found.words.reduce((sum, word) => sum + word.text.length, 0)
  const sum = found.words.reduce((total, word) => total + word.confidence * word.text.length, 0)
  const least = Math.min(...found.words.map((word) => word.confidence))
  const read = (sum / Math.max(1, letters)) * (1 - LEAST_WORD_WEIGHT) + least * LEAST_WORD_WEIGHT
  return proposal(found, layer, read)
}

function proposal(
  { value, words, fit, page, least = LEAST }: Found,
  layer: TextLayer,
  read: number,
): FieldProposal | null {
  const confidence = Math.round(Math.min(MOST, read * fit) * 1000) / 1000
  if (value === '' || words.length === 0 || confidence < least) return null
  return { value: value.normalize('NFC'), confidence, page, box: shareBox(words, layer) }
}

export function wordsOf(pieces: readonly Piece[]): readonly Word[] {
  return pieces.flatMap((piece) => piece.words)
}

function shareBox(words: readonly Word[], layer: TextLayer): PageBox {
  const share = (pixels: number, whole: number): number => Math.min(1, Math.max(0, pixels / whole))
  return [
    share(Math.min(...words.map((word) => word.box[0])), layer.widthPx),
    share(Math.min(...words.map((word) => word.box[1])), layer.heightPx),
    share(Math.max(...words.map((word) => word.box[2])), layer.widthPx),
    share(Math.max(...words.map((word) => word.box[3])), layer.heightPx),
  ]
}
