import type { PixelBox } from '../../../domain/text-layer.ts'
import { binarised, blackInkThreshold, otsuThreshold } from './binarise.ts'
import { withoutDottedLines } from './dotted-lines.ts'
import { evenLight } from './even-light.ts'
import { type ColourImage, type GreyImage, greyForReading } from './grey-image.ts'
import { findPageOutline, type Outline } from './page-outline.ts'
import { flattened } from './perspective.ts'
import { boxOnLeaning, straightened } from './rotate.ts'
import { measureSkewDegrees } from './skew.ts'
import { median3, specklesPerMegapixel, withoutStreaks } from './speckle.ts'

/** What is done to the reading copy of one page; the scan itself is never changed. */
export interface ReadingRecipe {
  /** Corners of the paper in a photograph that shows more than the paper; null when the picture is the page. */
  readonly outline: Outline | null
  /** Streaks and dots are taken out, and ink is not parted from paper: that would thicken what is left of the dirt. */
  readonly isSpeckled: boolean
  /** 0 when the page is level enough to be read as it is. */
  readonly skewDegrees: number
  /** Greys below it are ink; null when the page is read in greys. */
  readonly inkBelow: number | null
}

export interface PreparedPage {
  readonly image: GreyImage
  /** The same with nothing but what is blackest in a zone of it: under a grey seal the print is left standing. */
  blackInk(zone: PixelBox): GreyImage
  readonly recipe: ReadingRecipe
  /** From the reading copy back to the picture that was given. */
  readonly boxOnScan: (box: PixelBox) => PixelBox
}

// Measured 2026-11 on generated pages: clean and skewed scans have few isolated dots, photocopies of photocopies hundreds.
const SPECKLED_PER_MEGAPIXEL = 160
/** Turning blurs a little: below this the lean does less harm than the blur. */
const LEAST_SKEW_DEGREES = 0.15

/** Makes the copy of a page that is read: no red ink, only the paper, even light, no dirt, level lines. */
export function preparePage(scan: ColourImage): PreparedPage {
  const seen = greyForReading(scan)
  const outline = findPageOutline(seen)
  const flat = outline === null ? null : flattened(seen, outline)
  const grey = flat === null ? seen : flat.image
  const lit = evenLight(grey)
  const isSpeckled = specklesPerMegapixel(lit) > SPECKLED_PER_MEGAPIXEL
  const clean = isSpeckled ? evenLight(median3(withoutStreaks(grey))) : lit
  const measured = measureSkewDegrees(clean)
  const skewDegrees = Math.abs(measured) > LEAST_SKEW_DEGREES ? measured : 0
  const level = skewDegrees === 0 ? clean : straightened(clean, skewDegrees)
  const threshold = otsuThreshold(level)
  const inkBelow = isSpeckled ? null : threshold
  return {
    image: inkBelow === null ? level : withoutDottedLines(binarised(level, inkBelow)),
    blackInk: (zone) => binarised(level, blackInkThreshold(level, zone, threshold)),
    recipe: { outline, isSpeckled, skewDegrees, inkBelow },
    boxOnScan: (box) => {
      const leaning = skewDegrees === 0 ? box : boxOnLeaning(box, grey, skewDegrees)
      return flat === null ? leaning : flat.boxOnPhoto(leaning)
    },
  }
}
