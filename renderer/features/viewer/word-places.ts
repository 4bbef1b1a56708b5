import type { TextLine } from '../../../domain/text-layer.ts'

/** A word of the unseen text; pixels of the page that was read. */
export interface WordPlace {
  /** With the blank that parts it from the next, so that nothing between them is left out of a selection. */
  readonly text: string
  readonly left: number
  readonly top: number
  readonly heightPx: number
  readonly fontPx: number
  /** How much the letters are drawn out to be as wide as those on the picture. */
  readonly stretch: number
}

const FONT_SHARE = 0.86
const LEAST_PX = 4
/** A blank, where the next word does not tell how wide it is. */
const BLANK_SHARE = 0.3
/** A gap wider than this is a column's, not a blank's. */
const WIDEST_BLANKS = 3

/** @param measure how wide a text is in the font of the unseen words, as a share of its size; 0 where nothing can measure it */
export function placedWords(
  { words, box }: TextLine,
  measure: (text: string) => number,
): readonly WordPlace[] {
  const heightPx = Math.max(LEAST_PX, box[3] - box[1])
  const fontPx = heightPx * FONT_SHARE
  return words.map(({ text, box: [left, , right] }, at) => {
    const next = words[at + 1]
    const shown = next === undefined ? text : `${text} `
    const gap = next === undefined ? 0 : next.box[0] - right
    const blank =
      next === undefined ? 0 : gap > 0 && gap < WIDEST_BLANKS * heightPx ? gap : BLANK_SHARE * heightPx
    const widthPx = Math.max(1, right - left + blank)
    const natural = measure(shown) * fontPx
    return { text: shown, left, top: box[1], heightPx, fontPx, stretch: natural > 0 ? widthPx / natural : 1 }
  })
}
