import type { QuarterTurn, ReadingRecipe } from '../../../domain/reading-recipe.ts'
import type { PixelBox } from '../../../domain/text-layer.ts'
import { binarised, blackInkThreshold } from './binarise.ts'
import { despeckled } from './despeckle.ts'
import { type ColourImage, type GreyImage, greyForReading } from './grey-image.ts'
import { inkedPage } from './inked-page.ts'
import { levelPage } from './level-page.ts'
import { type Orientation, orientationOfInk, SURE_TURN } from './orientation.ts'
import { boxThrough } from './projection.ts'
import { type SeenPage, seenPage } from './seen-page.ts'
import { boxBeforeTurn, turned } from './turn.ts'

export interface PreparedPage {
  readonly image: GreyImage
  /** The same with nothing but what is blackest in a zone of it: under a grey seal the print is left standing. */
  blackInk(zone: PixelBox): GreyImage
  readonly recipe: ReadingRecipe
  /**
   * How the scan may have to be turned, the likeliest first. More than one: the shape of the print does not tell for sure,
   * and `preparePage` is to be called with each; what reads best is right.
   */
  readonly turns: readonly QuarterTurn[]
  /** From the reading copy back to the picture that was given. */
  readonly boxOnScan: (box: PixelBox) => PixelBox
}

export interface PrepareOptions {
  /** Turns the scan clockwise by so much instead of by what the shape of the print tells. */
  readonly turnedDegrees?: QuarterTurn
}

/** Makes the copy of a page that is read: upright, no red ink, only the paper, even light, no dirt, level lines. */
export function preparePage(scan: ColourImage, options: PrepareOptions = {}): PreparedPage {
  const { page, turn, turnedDegrees } = uprightPage(greyForReading(scan), options.turnedDegrees)
  const { clean, marks, isSpeckled, refused } = despeckled(page)
  const level = levelPage({ lit: clean, marks, outline: page.outline }, isSpeckled)
  const inked = inkedPage(level.image, isSpeckled)
  return {
    image: inked.image,
    blackInk: (zone) => binarised(level.image, blackInkThreshold(level.image, zone, inked.threshold)),
    recipe: {
      version: 1,
      turnedDegrees,
      turnConfidence: Math.round(turn.confidence * 1000) / 1000,
      outline: page.outline === null ? null : [...page.outline],
      skewDegrees: level.skewDegrees,
      scale: level.scale,
      xHeightPx: inked.letterPx === null ? null : Math.round(inked.letterPx * 10) / 10,
      isSpeckled,
      isBleedingThrough: inked.isBleedingThrough,
      inkBelow: inked.inkBelow,
      refused: [...refused, ...inked.refused],
    },
    turns: turn.candidates,
    boxOnScan: (box) => {
      const onTurned = level.map === null ? box : boxThrough(level.map, box, clean)
      return boxBeforeTurn(onTurned, scan, turnedDegrees)
    },
  }
}

interface Upright {
  readonly page: SeenPage
  readonly turn: Orientation
  readonly turnedDegrees: QuarterTurn
}

/** A page is turned only where its shape leaves no doubt; a doubt is settled by reading. */
function uprightPage(grey: GreyImage, given: QuarterTurn | undefined): Upright {
  const page = seenPage(turned(grey, given ?? 0))
  if (given !== undefined) {
    return { page, turn: { degrees: given, confidence: 1, candidates: [given] }, turnedDegrees: given }
  }
  const turn = orientationOfInk(page.ink, page.marks)
  if (turn.degrees === 0 || turn.confidence < SURE_TURN) return { page, turn, turnedDegrees: 0 }
  return { page: seenPage(turned(grey, turn.degrees)), turn, turnedDegrees: turn.degrees }
}
