import { type Canvas, createCanvas } from '@napi-rs/canvas'
import { pixelsOf } from '../decode/page-canvas.ts'
import type { GreyImage } from '../prepare/grey-image.ts'
import type { Point } from './find-frames.ts'
import { rednessOf } from './ink-map.ts'

/** Where on a canvas a stamp may be, and how it lies there. */
export interface Place {
  /** Clockwise from the top left of the frame as it lies on the page; pixels of the canvas. */
  readonly corners: readonly [Point, Point, Point, Point]
  /** Pixels of the canvas to a millimetre of the paper. */
  readonly perMm: number
  /** Only red ink is looked at: print that the stamp lies over is gone then. */
  readonly isRed: boolean
  /** Millimetres to leave away on each side, so that the frame is not taken for letters; less than 0 takes more. */
  readonly insetMm: number
}

/** The engine reads capitals of about this height best; worn ones close up when they are smaller. */
export const capitalsPx = [40, 26] as const
const CAPITAL_MM = 3.8
const BORDER_PX = 24
/** The darkest hundredth becomes black, and paper white. */
const BLACK_AT = 0.02
const WHITE_AT = 0.7

interface Cut {
  /** Quarter turns clockwise that make it upright. */
  readonly turns: 0 | 1 | 2 | 3
  readonly capitalPx: number
}

/** The place cut out level and upright, ready to be read. */
export function cutOut(canvas: Canvas, place: Place, { turns, capitalPx }: Cut): GreyImage {
  const { corners, perMm, insetMm, isRed } = place
  const start = corners[(4 - turns) % 4] ?? corners[0]
  const along = corners[(5 - turns) % 4] ?? corners[1]
  const down = corners[(7 - turns) % 4] ?? corners[3]
  const [width, height] = [length(start, along), length(start, down)]
  const inset = Math.min(insetMm * perMm, width * 0.2, height * 0.2)
  const scale = capitalPx / (CAPITAL_MM * perMm)
  const copy = createCanvas(
    Math.max(1, Math.round((width - 2 * inset) * scale)),
    Math.max(1, Math.round((height - 2 * inset) * scale)),
  )
  const context = copy.getContext('2d')
  context.fillStyle = 'white'
  context.fillRect(0, 0, copy.width, copy.height)
  context.imageSmoothingQuality = 'high'
  context.scale(scale, scale)
  context.translate(-inset, -inset)
  context.rotate(-Math.atan2(along[1] - start[1], along[0] - start[0]))
  context.translate(-start[0], -start[1])
  context.drawImage(canvas, 0, 0)
  const image = pixelsOf(copy)
  const grey = isRed ? invertedRed(rednessOf(image)) : green(image.rgba)
  return bordered({ pixels: stretched(grey), widthPx: copy.width, heightPx: copy.height })
}

function length(a: Point, b: Point): number {
  return Math.hypot(b[0] - a[0], b[1] - a[1])
}

function invertedRed(redness: Uint8Array): Uint8Array {
  return redness.map((red) => 255 - red)
}

function green(rgba: Uint8Array): Uint8Array {
  const pixels = new Uint8Array(rgba.length / 4)
  for (let at = 0; at < pixels.length; at += 1) pixels[at] = rgba[at * 4 + 1] ?? 0
  return pixels
}

function stretched(pixels: Uint8Array): Uint8Array {
  const sorted = pixels.slice().sort()
  const black = sorted[Math.floor(sorted.length * BLACK_AT)] ?? 0
  const white = Math.max(black + 1, sorted[Math.floor(sorted.length * WHITE_AT)] ?? 255)
  return pixels.map((value) => Math.max(0, Math.min(255, ((value - black) * 255) / (white - black))))
}

function bordered({ pixels, widthPx, heightPx }: GreyImage): GreyImage {
  const [width, height] = [widthPx + 2 * BORDER_PX, heightPx + 2 * BORDER_PX]
  const framed = new Uint8Array(width * height).fill(255)
  for (let y = 0; y < heightPx; y += 1) {
    framed.set(pixels.subarray(y * widthPx, (y + 1) * widthPx), (y + BORDER_PX) * width + BORDER_PX)
  }
  return { pixels: framed, widthPx: width, heightPx: height }
}
