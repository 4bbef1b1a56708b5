import type { ColourImage } from './grey-image.ts'

/** The edge of a page shows the shadow of the scanner, holes and folds. */
const MARGIN_SHARE = 0.05
/** So much darker than the paper is ink: what shines through from the other side is not. */
const INK_DEPTH = 90
/** One line of a page number is ten times that. */
const BLANK_INK_SHARE = 0.0002
const STEP = 2

/**
 * Is there nothing on the page that somebody wrote or printed? A guess for people to look at: nothing may follow from it.
 * @param image about 150 dpi
 */
export function isBlankPage({ rgba, widthPx, heightPx }: ColourImage): boolean {
  const [left, top] = [Math.round(widthPx * MARGIN_SHARE), Math.round(heightPx * MARGIN_SHARE)]
  const histogram = new Uint32Array(256)
  let count = 0
  for (let y = top; y < heightPx - top; y += STEP) {
    for (let x = left; x < widthPx - left; x += STEP) {
      const at = (y * widthPx + x) * 4
      // The darkest of the three: red and blue ink are ink.
      const light = Math.min(rgba[at] ?? 0, rgba[at + 1] ?? 0, rgba[at + 2] ?? 0)
      histogram[light] = (histogram[light] ?? 0) + 1
      count += 1
    }
  }
  const paper = lightOfHalf(histogram, count)
  let ink = 0
  for (let light = 0; light < paper - INK_DEPTH; light += 1) ink += histogram[light] ?? 0
  // A page that is dark all over is no blank sheet of paper.
  return paper > INK_DEPTH && ink <= count * BLANK_INK_SHARE
}

function lightOfHalf(histogram: Uint32Array, count: number): number {
  let below = 0
  for (const [light, pixels] of histogram.entries()) {
    below += pixels
    if (below * 2 >= count) return light
  }
  return 255
}
