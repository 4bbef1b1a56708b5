import * as z from 'zod'
import { ReadingRecipe } from './reading-recipe.ts'

/** Left, top, right, bottom in pixels of the image that was read, from its top left. */
export const PixelBox = z.tuple([z.number(), z.number(), z.number(), z.number()])
export type PixelBox = z.infer<typeof PixelBox>

/** What was read for one word. Text is NFC. */
export const Word = z.object({
  text: z.string(),
  box: PixelBox,
  confidence: z.number().min(0).max(1),
  /** What the engine saw, where a set phrase put `text` right: the change is shown and can be taken back. */
  readAs: z.string().exactOptional(),
  /** Other readings, the likeliest first. */
  alternatives: z.array(z.string()).max(3).exactOptional(),
  /** What the word most likely should be by the rules of Vietnamese syllables; only offered, never put in. */
  suggestion: z.string().exactOptional(),
  /** Written by hand: what the engine made of it is not to be trusted. */
  isHandwritten: z.literal(true).exactOptional(),
})
export type Word = z.infer<typeof Word>

export const TextLine = z.object({ box: PixelBox, words: z.array(Word) })
export type TextLine = z.infer<typeof TextLine>

/** What was read on one page: lines in reading order, text NFC. Derived: it can be made again from the scan. */
export const TextLayer = z.object({
  version: z.literal(1),
  widthPx: z.int().positive(),
  heightPx: z.int().positive(),
  /** What read it, with its data: `tesseract.js-core 7.0.0 vie best_int`, or `pdf` for a page that carried its own text. */
  engine: z.string(),
  lines: z.array(TextLine),
  /** What was done to the copy that was read; not of a page that carried its own text. */
  recipe: ReadingRecipe.exactOptional(),
})
export type TextLayer = z.infer<typeof TextLayer>

/** Stands for a page that could not be read, so that the others keep their numbers. */
export const UNREAD_LAYER: TextLayer = { version: 1, widthPx: 1, heightPx: 1, engine: 'none', lines: [] }

/** The smallest box that holds some, in whatever unit they are. @param boxes at least one */
export function boxAround(boxes: readonly Readonly<PixelBox>[]): PixelBox {
  const side = (at: 0 | 1 | 2 | 3, pick: (a: number, b: number) => number): number =>
    boxes.reduce((found, box) => pick(found, box[at]), boxes[0]?.[at] ?? 0)
  return [side(0, Math.min), side(1, Math.min), side(2, Math.max), side(3, Math.max)]
}

export function lineText(line: TextLine): string {
  return line.words.map((word) => word.text).join(' ')
}

export function layerText(layer: TextLayer): string {
  return layer.lines.map((line) => lineText(line)).join('\n')
}
