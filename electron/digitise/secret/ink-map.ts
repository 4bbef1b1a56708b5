import type { ColourImage } from '../prepare/grey-image.ts'

/** Which pixels of a page are ink, 1 where one is. */
export interface InkMap {
  readonly ink: Uint8Array
  readonly widthPx: number
  readonly heightPx: number
}

/** Red above the other colours by so much, on paper that counts as white ... */
const LEAST_REDNESS = 15
/** ... and by this share of its own light, since a shadow darkens red as well. */
const LEAST_RED_SHARE = 0.08
/** Every so many pixels one is looked at to tell the colour of the paper. */
const SAMPLE_STEP = 23

/** Light of the paper in its three colours: lamps and telephones give it a tint that would pass for faint red ink. */
function paperColour({ rgba }: ColourImage): readonly [red: number, green: number, blue: number] {
  const lights: number[] = []
  for (let at = 0; at + 3 < rgba.length; at += 4 * SAMPLE_STEP) lights.push(rgba[at + 1] ?? 0)
  lights.sort((a, b) => a - b)
  const bright = lights[Math.floor(lights.length * 0.6)] ?? 255
  const sums = [0, 0, 0]
  let count = 0
  for (let at = 0; at + 3 < rgba.length; at += 4 * SAMPLE_STEP) {
    if ((rgba[at + 1] ?? 0) < bright) continue
    count += 1
    for (let channel = 0; channel < 3; channel += 1)
      sums[channel] = (sums[channel] ?? 0) + (rgba[at + channel] ?? 0)
  }
  const mean = (channel: number): number => Math.max(1, (sums[channel] ?? 0) / Math.max(1, count))
  return [mean(0), mean(1), mean(2)]
}

/** How much redder each pixel is than the paper, 0..255. */
export function rednessOf(image: ColourImage): Uint8Array {
  const { rgba, widthPx, heightPx } = image
  const [paperRed, paperGreen, paperBlue] = paperColour(image)
  const [gainGreen, gainBlue] = [paperRed / paperGreen, paperRed / paperBlue]
  const redness = new Uint8Array(widthPx * heightPx)
  for (let at = 0, from = 0; at < redness.length; at += 1, from += 4) {
    const red = rgba[from] ?? 0
    const green = (rgba[from + 1] ?? 0) * gainGreen
    const blue = (rgba[from + 2] ?? 0) * gainBlue
    const over = red - (green > blue ? green : blue)
    if (over > red * LEAST_RED_SHARE) redness[at] = over
  }
  return redness
}

export function redInk(image: ColourImage): InkMap {
  const ink = rednessOf(image)
  for (let at = 0; at < ink.length; at += 1) ink[at] = (ink[at] ?? 0) > LEAST_REDNESS ? 1 : 0
  return { ink, widthPx: image.widthPx, heightPx: image.heightPx }
}

/** Ink is darker than this share of the light round about. */
const INK_BELOW = 0.88
const ROUND_ABOUT_MM = 6

/** Everything dark, in the green light that makes red stamps as dark as black ones. */
export function darkInk(image: ColourImage, perMm: number): InkMap {
  const { rgba, widthPx, heightPx } = image
  const reach = Math.max(2, Math.round(ROUND_ABOUT_MM * perMm))
  const sums = greenSums(image)
  const stride = widthPx + 1
  const ink = new Uint8Array(widthPx * heightPx)
  for (let y = 0; y < heightPx; y += 1) {
    const [top, bottom] = [Math.max(0, y - reach) * stride, Math.min(heightPx, y + reach + 1) * stride]
    const rows = (bottom - top) / stride
    for (let x = 0; x < widthPx; x += 1) {
      const left = Math.max(0, x - reach)
      const right = Math.min(widthPx, x + reach + 1)
      const sum =
        at(sums, bottom + right) - at(sums, bottom + left) - at(sums, top + right) + at(sums, top + left)
      const pixel = y * widthPx + x
      if (at(rgba, pixel * 4 + 1) * rows * (right - left) < sum * INK_BELOW) ink[pixel] = 1
    }
  }
  return { ink, widthPx, heightPx }
}

/** For each corner between pixels the sum of all green light above it and to its left. */
function greenSums({ rgba, widthPx, heightPx }: ColourImage): Float64Array {
  const stride = widthPx + 1
  const sums = new Float64Array(stride * (heightPx + 1))
  for (let y = 0, from = 1; y < heightPx; y += 1) {
    let row = 0
    for (let x = 0; x < widthPx; x += 1, from += 4) {
      row += at(rgba, from)
      sums[(y + 1) * stride + x + 1] = at(sums, y * stride + x + 1) + row
    }
  }
  return sums
}

function at(values: Float64Array | Uint8Array, index: number): number {
  return values[index] ?? 0
}

/** The map with rows and columns exchanged. */
export function transposed({ ink, widthPx, heightPx }: InkMap): InkMap {
  const turned = new Uint8Array(ink.length)
  for (let y = 0; y < heightPx; y += 1) {
    for (let x = 0; x < widthPx; x += 1) turned[x * heightPx + y] = ink[y * widthPx + x] ?? 0
  }
  return { ink: turned, widthPx: heightPx, heightPx: widthPx }
}
