import type { GreyImage } from './grey-image.ts'

const DARK = 128

/** A dot this near another one of the same row belongs to a dotted line, as forms have them. */
const LEADER_PX = 24

/** Dark dots of at most 2 x 2 pixels with nothing dark round them, in one megapixel: the dirt of a photocopy. */
export function specklesPerMegapixel(image: GreyImage): number {
  const { pixels, widthPx, heightPx } = image
  let speckles = 0
  let inRow: number[] = []
  for (let y = 1; y < heightPx - 3; y += 1) {
    const before = inRow
    inRow = []
    for (let x = 1; x < widthPx - 3; x += 1) {
      const at = y * widthPx + x
      if ((pixels[at] ?? 0) < DARK && isSpeckle(pixels, at, widthPx)) inRow.push(x)
    }
    speckles += inRow.filter(
      (x, place) => !hasNear(before, x) && !isNear(inRow[place - 1], x) && !isNear(inRow[place + 1], x),
    ).length
  }
  return (speckles * 1e6) / pixels.length
}

function hasNear(places: readonly number[], x: number): boolean {
  return places.some((place) => isNear(place, x))
}

function isNear(place: number | undefined, x: number): boolean {
  return place !== undefined && Math.abs(place - x) <= LEADER_PX
}

/** Is `at` the first pixel of a dot of at most 2 x 2 in a light ring? */
function isSpeckle(pixels: Uint8Array, at: number, widthPx: number): boolean {
  const isDark = (place: number) => (pixels[place] ?? 0) < DARK
  // The dot's first row may begin one pixel right of its second, so the ring's left side is walked with the first pixel.
  if (isDark(at - 1) || isDark(at - 1 + widthPx) || isDark(at - 1 + 2 * widthPx)) return false
  for (let x = -1; x <= 2; x += 1) {
    if (isDark(at - widthPx + x) || isDark(at + 2 * widthPx + x)) return false
  }
  return !isDark(at + 2) && !isDark(at + widthPx + 2)
}

/** Takes away what runs down the whole page in one column of pixels: dirt on the glass of a copier. */
export function withoutStreaks(image: GreyImage): GreyImage {
  const { pixels, widthPx, heightPx } = image
  const medians = columnMedians(image)
  const lift = new Uint8Array(widthPx)
  for (let x = 0; x < widthPx; x += 1) {
    const around = medians.slice(Math.max(0, x - REACH_PX), x + REACH_PX + 1).sort()
    const paper = around[around.length >> 1] ?? 0
    const darker = paper - (medians[x] ?? 0)
    lift[x] = darker >= LEAST_STREAK ? darker : 0
  }
  const cleaned = new Uint8Array(pixels.length)
  for (let y = 0; y < heightPx; y += 1) {
    for (let x = 0; x < widthPx; x += 1) {
      const at = y * widthPx + x
      cleaned[at] = Math.min(255, (pixels[at] ?? 0) + (lift[x] ?? 0))
    }
  }
  return { pixels: cleaned, widthPx, heightPx }
}

// How far to each side the paper beside a streak is looked for, and by how many greys a streak differs from it.
const REACH_PX = 24
const LEAST_STREAK = 8

function columnMedians(image: GreyImage): Uint8Array {
  const { pixels, widthPx, heightPx } = image
  const histograms = new Uint16Array(widthPx * 256)
  for (let y = 0; y < heightPx; y += 1) {
    for (let x = 0; x < widthPx; x += 1) {
      const bin = x * 256 + (pixels[y * widthPx + x] ?? 0)
      histograms[bin] = (histograms[bin] ?? 0) + 1
    }
  }
  return Uint8Array.from({ length: widthPx }, (_, x) =>
    medianOf(histograms.subarray(x * 256, x * 256 + 256), heightPx),
  )
}

function medianOf(histogram: Uint16Array, count: number): number {
  let below = 0
  for (let value = 0; value < 256; value += 1) {
    below += histogram[value] ?? 0
    if (below * 2 >= count) return value
  }
  return 255
}

/** Each pixel becomes the median of the 3 x 3 around it: dots vanish, edges stay. The outermost pixels are kept. */
export function median3(image: GreyImage): GreyImage {
  const { pixels, widthPx, heightPx } = image
  const result = pixels.slice()
  for (let y = 1; y < heightPx - 1; y += 1) {
    const row = y * widthPx
    for (let x = 1; x < widthPx - 1; x += 1) {
      const at = row + x
      const a = sorted3(pixels[at - widthPx - 1] ?? 0, pixels[at - 1] ?? 0, pixels[at + widthPx - 1] ?? 0)
      const b = sorted3(pixels[at - widthPx] ?? 0, pixels[at] ?? 0, pixels[at + widthPx] ?? 0)
      const c = sorted3(pixels[at - widthPx + 1] ?? 0, pixels[at + 1] ?? 0, pixels[at + widthPx + 1] ?? 0)
      // The median of nine is the median of: the greatest low, the median middle, the least high of the three columns.
      const low = Math.max(a & 255, b & 255, c & 255)
      const middle = (sorted3((a >> 8) & 255, (b >> 8) & 255, (c >> 8) & 255) >> 8) & 255
      const high = Math.min(a >> 16, b >> 16, c >> 16)
      result[at] = (sorted3(low, middle, high) >> 8) & 255
    }
  }
  return { pixels: result, widthPx, heightPx }
}

/** Three bytes in one number: least in the lowest byte, greatest in the highest. */
function sorted3(a: number, b: number, c: number): number {
  const least = a < b ? (a < c ? a : c) : b < c ? b : c
  const greatest = a > b ? (a > c ? a : c) : b > c ? b : c
  return (greatest << 16) | ((a + b + c - least - greatest) << 8) | least
}
