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
  const bright = brightGreen(rgba)
  let [red, green, blue, count] = [0, 0, 0, 0]
  for (let at = 0; at + 3 < rgba.length; at += 4 * SAMPLE_STEP) {
    const light = rgba[at + 1] ?? 0
    if (light < bright) continue
    red += rgba[at] ?? 0
    green += light
    blue += rgba[at + 2] ?? 0
    count += 1
  }
  const mean = (sum: number): number => Math.max(1, sum / Math.max(1, count))
  return [mean(red), mean(green), mean(blue)]
}

/** The green light that six in ten pixels do not reach. */
function brightGreen(rgba: Uint8Array): number {
  const histogram = new Uint32Array(256)
  let count = 0
  for (let at = 0; at + 3 < rgba.length; at += 4 * SAMPLE_STEP) {
    const light = rgba[at + 1] ?? 0
    histogram[light] = (histogram[light] ?? 0) + 1
    count += 1
  }
  let below = 0
  for (const [light, pixels] of histogram.entries()) {
    below += pixels
    if (below > Math.floor(count * 0.6)) return light
  }
  return 255
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
export function darkInk({ rgba, widthPx, heightPx }: ColourImage, perMm: number): InkMap {
  const reach = Math.max(2, Math.round(ROUND_ABOUT_MM * perMm))
  const ink = new Uint8Array(widthPx * heightPx)
  // Of each column the light of the rows round about the one that is looked at: one row comes in below, one goes out above.
  const columns = new Int32Array(widthPx)
  const rowAt = (y: number): Uint8Array => rgba.subarray(y * widthPx * 4, (y + 1) * widthPx * 4)
  for (let y = 0; y < Math.min(reach, heightPx); y += 1) addRow(columns, rowAt(y), 1)
  for (let y = 0; y < heightPx; y += 1) {
    if (y + reach < heightPx) addRow(columns, rowAt(y + reach), 1)
    if (y - reach - 1 >= 0) addRow(columns, rowAt(y - reach - 1), -1)
    const rows = Math.min(heightPx, y + reach + 1) - Math.max(0, y - reach)
    darkInRow(columns, { rgba, ink, y, rows, reach })
  }
  return { ink, widthPx, heightPx }
}

/** Adds the green light of a row to its columns, or takes it away. */
function addRow(columns: Int32Array, row: Uint8Array, sign: 1 | -1): void {
  for (let x = 0; x < columns.length; x += 1) {
    columns[x] = (columns[x] ?? 0) + sign * (row[x * 4 + 1] ?? 0)
  }
}

interface DarkRow {
  readonly rgba: Uint8Array
  readonly ink: Uint8Array
  readonly y: number
  /** How many rows the columns are the sums of. */
  readonly rows: number
  readonly reach: number
}

function darkInRow(columns: Int32Array, { rgba, ink, y, rows, reach }: DarkRow): void {
  const width = columns.length
  let sum = 0
  for (let x = 0; x < Math.min(reach, width); x += 1) sum += columns[x] ?? 0
  for (let x = 0; x < width; x += 1) {
    if (x + reach < width) sum += columns[x + reach] ?? 0
    if (x - reach - 1 >= 0) sum -= columns[x - reach - 1] ?? 0
    const pixels = rows * (Math.min(width, x + reach + 1) - Math.max(0, x - reach))
    const at = y * width + x
    if ((rgba[at * 4 + 1] ?? 0) * pixels < sum * INK_BELOW) ink[at] = 1
  }
}

/** Rows and columns are exchanged in squares this wide, so that both maps stay in the processor's cache. */
const TILE_PX = 64

/** The map with rows and columns exchanged. */
export function transposed({ ink, widthPx, heightPx }: InkMap): InkMap {
  const turned = new Uint8Array(ink.length)
  for (let top = 0; top < heightPx; top += TILE_PX) {
    const bottom = Math.min(heightPx, top + TILE_PX)
    for (let left = 0; left < widthPx; left += TILE_PX) {
      const right = Math.min(widthPx, left + TILE_PX)
      for (let y = top; y < bottom; y += 1) {
        for (let x = left; x < right; x += 1) turned[x * heightPx + y] = ink[y * widthPx + x] ?? 0
      }
    }
  }
  return { ink: turned, widthPx: heightPx, heightPx: widthPx }
}
