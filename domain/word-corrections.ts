import * as z from 'zod'
import type { Edit, RecordId } from './op.ts'
import { boxAround, type PixelBox, type TextLayer, type TextLine, type Word } from './text-layer.ts'

/** Left, top, right, bottom of a word in ten-thousandths of its page, joined by dashes: the same after any later reading. */
export const WordPlace = z.string().regex(/^\d{1,5}(?:-\d{1,5}){3}$/)
export type WordPlace = z.infer<typeof WordPlace>

/** What people say stands on a page: place of a word -> its text, NFC. */
export const Corrections = z.record(WordPlace, z.string())
export type Corrections = Readonly<z.infer<typeof Corrections>>

/** A word as it is shown, with where a correction of it is kept. */
export interface PlacedWord {
  readonly word: Word
  readonly place: WordPlace
  /** What the machine read there; null where nobody said otherwise. */
  readonly read: string | null
}

const PARTS = 10_000

type Size = Pick<TextLayer, 'widthPx' | 'heightPx'>

export function wordPlace([left, top, right, bottom]: PixelBox, { widthPx, heightPx }: Size): WordPlace {
  const shares = [left / widthPx, top / heightPx, right / widthPx, bottom / heightPx]
  return shares.map((share) => Math.round(Math.min(1, Math.max(0, share)) * PARTS)).join('-')
}

function boxOf(place: WordPlace, { widthPx, heightPx }: Size): PixelBox {
  const [left = 0, top = 0, right = 0, bottom = 0] = place.split('-').map((part) => Number(part) / PARTS)
  return [left * widthPx, top * heightPx, right * widthPx, bottom * heightPx]
}

/** A word on a page of a document. @param page id of the page */
export interface PlaceOnPage {
  readonly page: string
  readonly place: WordPlace
}

/** The cell of a document that keeps what people say of a word. */
export function correctionPath({ page, place }: PlaceOnPage): string {
  return `/word/${page}/${place}`
}

/** Keeps what a person says of a word; null takes that back, so that what the machine read stands again. */
export function correctionEdit(record: RecordId, word: PlaceOnPage, text: string | null): Edit {
  const path = correctionPath(word)
  return text === null ? { record, path, remove: true } : { record, path, value: text.normalize('NFC') }
}

/** The layer with what people say in place of what the machine read; the same layer where they said nothing. */
export function correctedLayer(layer: TextLayer, corrections: Corrections | undefined): TextLayer {
  if (corrections === undefined || Object.keys(corrections).length === 0) return layer
  const lines = placedLines(layer, corrections).map((placed): TextLine => {
    const words = placed.map(({ word }) => word)
    return { box: boxAround(words.map(({ box }) => box)), words }
  })
  return { ...layer, lines }
}

/**
 * The lines of a layer, in their order, with what people say of its words. A correction takes the place of the words whose
 * middle lies in it, however a later reading cut them; where there is none it is a word of its own, so none is lost.
 */
export function placedLines(
  layer: TextLayer,
  corrections: Corrections | undefined,
): readonly (readonly PlacedWord[])[] {
  const read = layer.lines.map(({ words }) =>
    words.map((word): PlacedWord => ({ word, place: wordPlace(word.box, layer), read: null })),
  )
  return Object.entries(corrections ?? {}).reduce<readonly (readonly PlacedWord[])[]>(
    (lines, [place, text]) => withCorrection(lines, { text, place, box: boxOf(place, layer) }),
    read,
  )
}

interface Correction {
  readonly text: string
  readonly place: WordPlace
  readonly box: PixelBox
}

type Lines = readonly (readonly PlacedWord[])[]

function withCorrection(lines: Lines, correction: Correction): Lines {
  const { text, place, box } = correction
  const isMeant = (word: PlacedWord): boolean =>
    word.read === null && (word.place === place || isWithin(middleOf(word.word.box), box))
  const at = lines.findIndex((words) => words.some(isMeant))
  const line = lines[at]
  if (line === undefined) return withFurtherWord(lines, correction)
  const first = line.findIndex(isMeant)
  const meant = line.filter(isMeant)
  const said: PlacedWord = {
    word: { text, box: meant.length === 1 ? (meant[0]?.word.box ?? box) : box, confidence: 1 },
    place,
    read: meant.map(({ word }) => word.text).join(' '),
  }
  const rest = line.filter((word) => !isMeant(word))
  return lines.with(at, [...rest.slice(0, first), said, ...rest.slice(first)])
}

/** A word where a later reading found none: in the line that runs there, else in one of its own. */
function withFurtherWord(lines: Lines, { text, place, box }: Correction): Lines {
  const said: PlacedWord = { word: { text, box, confidence: 1 }, place, read: '' }
  const [x, y] = middleOf(box)
  const at = lines.findIndex((words) => words.some(({ word }) => y >= word.box[1] && y <= word.box[3]))
  const line = lines[at]
  if (line !== undefined) {
    const behind = line.findIndex(({ word }) => middleOf(word.box)[0] > x)
    return lines.with(at, line.toSpliced(behind === -1 ? line.length : behind, 0, said))
  }
  const below = lines.findIndex((words) => words.some(({ word }) => word.box[1] > y))
  return lines.toSpliced(below === -1 ? lines.length : below, 0, [said])
}

function middleOf([left, top, right, bottom]: PixelBox): readonly [x: number, y: number] {
  return [(left + right) / 2, (top + bottom) / 2]
}

function isWithin([x, y]: readonly [number, number], [left, top, right, bottom]: PixelBox): boolean {
  return x >= left && x <= right && y >= top && y <= bottom
}
