import { turnedBox } from '../../domain/page-turn.ts'
import type { QuarterTurn, ReadingRecipe } from '../../domain/reading-recipe.ts'
import type { PixelBox, TextLayer } from '../../domain/text-layer.ts'

/** The layer of the same page where its image lies, to be turned so far clockwise to stand upright. */
export function lyingLayer(upright: TextLayer, turn: QuarterTurn): TextLayer {
  const { widthPx, heightPx } = upright
  const back: Readonly<Record<QuarterTurn, QuarterTurn>> = { 0: 0, 90: 270, 180: 180, 270: 90 }
  const isAside = turn === 90 || turn === 270
  const size = isAside ? { widthPx: heightPx, heightPx: widthPx } : { widthPx, heightPx }
  const laid = ([left, top, right, bottom]: PixelBox): PixelBox => {
    const shares: PixelBox = [left / widthPx, top / heightPx, right / widthPx, bottom / heightPx]
    const [a, b, c, d] = turnedBox(shares, back[turn])
    return [a * size.widthPx, b * size.heightPx, c * size.widthPx, d * size.heightPx]
  }
  return {
    ...upright,
    ...size,
    recipe: recipeOf(turn),
    lines: upright.lines.map(({ box, words }) => ({
      box: laid(box),
      words: words.map((word) => ({ ...word, box: laid(word.box) })),
    })),
  }
}

function recipeOf(turnedDegrees: QuarterTurn): ReadingRecipe {
  return {
    version: 1,
    turnedDegrees,
    turnConfidence: 1,
    outline: null,
    skewDegrees: 0,
    scale: 1,
    xHeightPx: 20,
    isSpeckled: false,
    isBleedingThrough: false,
    inkBelow: null,
    refused: [],
  }
}
