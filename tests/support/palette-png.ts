import { deflateSync } from 'node:zlib'
import { createCanvas, loadImage } from '@napi-rs/canvas'
import { anyPng } from '../fixtures/any-png.ts'

const MOST_COLOURS = 256
/** Colours that differ in less than this are told apart by nobody; as bits of each channel. */
const KEPT_BITS = 6

interface Shade {
  readonly red: number
  readonly green: number
  readonly blue: number
  readonly count: number
}
type Box = readonly Shade[]

/** A picture of the screen with 256 colours at most: a third of the bytes, and print as sharp as it was. */
export async function palettePng(png: Uint8Array): Promise<Uint8Array> {
  const image = await loadImage(Buffer.from(png))
  const canvas = createCanvas(image.width, image.height)
  const context = canvas.getContext('2d')
  context.drawImage(image, 0, 0)
  const { data } = context.getImageData(0, 0, image.width, image.height)
  const palette = paletteOf(data)
  return anyPng({
    widthPx: image.width,
    heightPx: image.height,
    depth: 8,
    colours: 3,
    rows: deflateSync(indexedRows(data, image.width, palette), { level: 9 }),
    palette: palette.flatMap(({ red, green, blue }) => [red, green, blue]),
  })
}

const keyOf = (red: number, green: number, blue: number): number => {
  const drop = 8 - KEPT_BITS
  return ((red >> drop) << (2 * KEPT_BITS)) | ((green >> drop) << KEPT_BITS) | (blue >> drop)
}

/** Median cut over the shades of a picture; the most frequent ones of each box speak for it. */
function paletteOf(rgba: Uint8ClampedArray): readonly Shade[] {
  const sums = new Map<number, Shade>()
  for (let at = 0; at < rgba.length; at += 4) {
    const [red = 0, green = 0, blue = 0] = [rgba[at], rgba[at + 1], rgba[at + 2]]
    const key = keyOf(red, green, blue)
    const sum = sums.get(key) ?? { red: 0, green: 0, blue: 0, count: 0 }
    sums.set(key, {
      red: sum.red + red,
      green: sum.green + green,
      blue: sum.blue + blue,
      count: sum.count + 1,
    })
  }
  const shades = [...sums.values()].map(meanOf)
  let boxes: readonly Box[] = [shades]
  while (boxes.length < MOST_COLOURS) {
    const widest = boxes.toSorted((a, b) => weightOf(b) - weightOf(a))[0]
    if (widest === undefined || widest.length < 2) break
    boxes = boxes.flatMap((box) => (box === widest ? halves(box) : [box]))
  }
  return boxes.map(mixed)
}

/** @param sums of all pixels, channel by channel */
const meanOf = (sums: Shade): Shade => ({
  red: Math.round(sums.red / sums.count),
  green: Math.round(sums.green / sums.count),
  blue: Math.round(sums.blue / sums.count),
  count: sums.count,
})

const channels = ['red', 'green', 'blue'] as const

function spanOf(box: Box, channel: (typeof channels)[number]): number {
  const values = box.map((shade) => shade[channel])
  return Math.max(...values) - Math.min(...values)
}

/** A box is worth cutting by how far its shades lie apart, and a little by how many pixels they are. */
function weightOf(box: Box): number {
  if (box.length < 2) return 0
  const pixels = box.reduce((sum, { count }) => sum + count, 0)
  return Math.max(...channels.map((channel) => spanOf(box, channel))) * Math.log2(1 + pixels)
}

function halves(box: Box): readonly Box[] {
  const widest = channels.toSorted((a, b) => spanOf(box, b) - spanOf(box, a))[0] ?? 'green'
  const sorted = box.toSorted((a, b) => a[widest] - b[widest])
  const middle = (sorted[0]?.[widest] ?? 0) + spanOf(box, widest) / 2
  const cut = Math.min(
    sorted.length - 1,
    Math.max(
      1,
      sorted.findIndex((shade) => shade[widest] > middle),
    ),
  )
  return [sorted.slice(0, cut), sorted.slice(cut)]
}

/** The shade of most pixels keeps its value, so that white stays white. */
function mixed(box: Box): Shade {
  const most = box.toSorted((a, b) => b.count - a.count)[0]
  const count = box.reduce((sum, shade) => sum + shade.count, 0)
  if (most !== undefined && most.count * 2 >= count) return { ...most, count }
  const sum = (channel: (typeof channels)[number]) =>
    box.reduce((all, shade) => all + shade[channel] * shade.count, 0)
  return meanOf({ red: sum('red'), green: sum('green'), blue: sum('blue'), count })
}

/** Row after row, each behind its filter byte, a byte for each pixel. */
function indexedRows(rgba: Uint8ClampedArray, widthPx: number, palette: readonly Shade[]): Uint8Array {
  const nearest = new Map<number, number>()
  const rowBytes = widthPx + 1
  const rows = new Uint8Array((rgba.length / 4 / widthPx) * rowBytes)
  for (let at = 0; at < rgba.length; at += 4) {
    const [red = 0, green = 0, blue = 0] = [rgba[at], rgba[at + 1], rgba[at + 2]]
    const key = keyOf(red, green, blue)
    const found = nearest.get(key) ?? nearestIn(palette, [red, green, blue])
    nearest.set(key, found)
    const pixel = at / 4
    rows[Math.floor(pixel / widthPx) * rowBytes + 1 + (pixel % widthPx)] = found
  }
  return rows
}

function nearestIn(palette: readonly Shade[], [red, green, blue]: readonly [number, number, number]): number {
  const distance = (shade: Shade) =>
    (shade.red - red) ** 2 + 2 * (shade.green - green) ** 2 + (shade.blue - blue) ** 2
  return palette.reduce(
    (best, shade, at) => (distance(shade) < distance(palette[best] ?? shade) ? at : best),
    0,
  )
}
