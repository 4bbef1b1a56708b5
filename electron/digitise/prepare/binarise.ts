import type { PixelBox } from '../../../domain/text-layer.ts'
import type { GreyImage } from './grey-image.ts'

/** The grey that parts ink from paper best. */
export function otsuThreshold(image: GreyImage): number {
  return parting(greysOf(image))
}

/** How many pixels there are of each grey, in every second row. */
export function greysOf(image: GreyImage): Uint32Array {
  return histogramOf(image, [0, 0, image.widthPx, image.heightPx], 2)
}

/** Of what is darker than `inkBelow` in the zone, the grey that parts the blackest ink from the rest: print from a copied seal. */
export function blackInkThreshold(image: GreyImage, zone: PixelBox, inkBelow: number): number {
  return parting(histogramOf(image, zone).subarray(0, inkBelow))
}

function histogramOf(image: GreyImage, [left, top, right, bottom]: PixelBox, stride = 1): Uint32Array {
  const histogram = new Uint32Array(256)
  for (let y = top; y < bottom; y += stride) {
    for (let at = y * image.widthPx + left; at < y * image.widthPx + right; at += 1) {
      const value = image.pixels[at] ?? 255
      histogram[value] = (histogram[value] ?? 0) + 1
    }
  }
  return histogram
}

/**
 * The bin that parts a histogram in two whose means lie farthest apart, weighed by their sizes.
 * @see N. Otsu, A Threshold Selection Method from Gray-Level Histograms, 1979
 */
export function parting(histogram: Uint32Array): number {
  let total = 0
  let sumAll = 0
  for (const [value, count] of histogram.entries()) {
    total += count
    sumAll += value * count
  }

  let darkCount = 0
  let darkSum = 0
  const best = { spread: -1, first: histogram.length >> 1, last: histogram.length >> 1 }
  for (let value = 0; value < histogram.length - 1; value += 1) {
    darkCount += histogram[value] ?? 0
    darkSum += value * (histogram[value] ?? 0)
    const lightCount = total - darkCount
    if (darkCount === 0 || lightCount === 0) continue
    const apart = darkSum / darkCount - (sumAll - darkSum) / lightCount
    const spread = darkCount * lightCount * apart * apart
    if (spread > best.spread) Object.assign(best, { spread, first: value + 1, last: value + 1 })
    else if (spread === best.spread) best.last = value + 1
  }
  // Of two colours with nothing between, any grey between parts them; the middle does so after a little blur too.
  return (best.first + best.last) >> 1
}

/** Black below the threshold, white from it on. */
export function binarised(image: GreyImage, threshold: number): GreyImage {
  const { pixels } = image
  const result = new Uint8Array(pixels.length)
  // The sign of the difference fills all bits; without a branch it takes half the time.
  for (let at = 0; at < pixels.length; at += 1) result[at] = ~(((pixels[at] ?? 0) - threshold) >> 31)
  return { ...image, pixels: result }
}
