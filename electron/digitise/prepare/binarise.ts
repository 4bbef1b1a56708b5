import type { GreyImage } from './grey-image.ts'

/** The grey that parts ink from paper best. @see N. Otsu, A Threshold Selection Method from Gray-Level Histograms, 1979 */
export function otsuThreshold(image: GreyImage): number {
  const histogram = new Float64Array(256)
  for (const value of image.pixels) histogram[value] = (histogram[value] ?? 0) + 1
  const total = image.pixels.length
  let sumAll = 0
  for (let value = 0; value < 256; value += 1) sumAll += value * (histogram[value] ?? 0)

  let darkCount = 0
  let darkSum = 0
  let bestSpread = -1
  let threshold = 128
  for (let value = 0; value < 255; value += 1) {
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
