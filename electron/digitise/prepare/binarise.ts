import type { PixelBox } from '../../../domain/text-layer.ts'
import type { GreyImage } from './grey-image.ts'

/** The grey that parts ink from paper best. @see N. Otsu, A Threshold Selection Method from Gray-Level Histograms, 1979 */
export function otsuThreshold(image: GreyImage): number {
  return parting(histogramOf(image, [0, 0, image.widthPx, image.heightPx]))
}

/** Of what is darker than `inkBelow` in the zone, the grey that parts the blackest ink from the rest: print from a copied seal. */
export function blackInkThreshold(image: GreyImage, zone: PixelBox, inkBelow: number): number {
  return parting(histogramOf(image, zone).subarray(0, inkBelow))
}

function histogramOf(image: GreyImage, [left, top, right, bottom]: PixelBox): Uint32Array {
  const histogram = new Uint32Array(256)
  for (let y = top; y < bottom; y += 1) {
    for (let at = y * image.widthPx + left; at < y * image.widthPx + right; at += 1) {
      const value = image.pixels[at] ?? 255
      histogram[value] = (histogram[value] ?? 0) + 1
    }
  }
  return histogram
}

function parting(histogram: Uint32Array): number {
  let total = 0
  let sumAll = 0
  for (const [value, count] of histogram.entries()) {
    total += count
    sumAll += value * count
  }

  let darkCount = 0
  let darkSum = 0
  let bestSpread = -1
  let threshold = histogram.length >> 1
  for (let value = 0; value < histogram.length - 1; value += 1) {
    darkCount += histogram[value] ?? 0
    darkSum += value * (histogram[value] ?? 0)
    const lightCount = total - darkCount
    if (darkCount === 0 || lightCount === 0) continue
    const apart = darkSum / darkCount - (sumAll - darkSum) / lightCount
    const spread = darkCount * lightCount * apart * apart
    if (spread > bestSpread) {
      bestSpread = spread
      threshold = value + 1
    }
  }
  return threshold
}

/** Black below the threshold, white from it on. */
export function binarised(image: GreyImage, threshold: number): GreyImage {
  return { ...image, pixels: image.pixels.map((value) => (value < threshold ? 0 : 255)) }
}
