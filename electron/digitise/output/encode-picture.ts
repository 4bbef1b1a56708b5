import { promisify } from 'node:util'
import { deflate } from 'node:zlib'
import type { Canvas } from '@napi-rs/canvas'
import { pixelsOf } from '../decode/page-canvas.ts'
import type { ColourImage } from '../prepare/grey-image.ts'
import type { CodedPicture } from './coded-picture.ts'
import { encodeFax } from './encode-fax.ts'

const deflated = promisify(deflate)

/** As for the screen: letters of 8 points at 200 dpi show no ringing. */
const JPEG_QUALITY = 85
/** A scan has hundreds of colours by its noise alone; a drawing has few and is kept without any loss. */
const FEW_COLOURS = 32

/** Codes a page that came without a coding that can be kept: black and white as fax, few colours without loss, the rest as JPEG. */
export async function encodePicture(canvas: Canvas): Promise<CodedPicture> {
  const pixels = pixelsOf(canvas)
  const { widthPx, heightPx } = pixels
  const colours = coloursOf(pixels)
  if (colours !== null && colours.every((colour) => colour === BLACK || colour === WHITE))
    return faxPicture(pixels)
  if (colours !== null) return palettePicture(pixels, colours)
  return {
    widthPx,
    heightPx,
    bitsPerComponent: 8,
    colours: 'rgb',
    isInverted: false,
    coding: { kind: 'jpeg' },
    bytes: await canvas.encode('jpeg', JPEG_QUALITY),
  }
}

const BLACK = 0
const WHITE = 0xff_ff_ff

/** All colours of a picture as red, green, blue in one number; null where there are many. */
function coloursOf({ rgba }: ColourImage): readonly number[] | null {
  const found: number[] = []
  let last = -1
  for (let at = 0; at < rgba.length; at += 4) {
    const colour = colourAt(rgba, at)
    if (colour === last) continue
    last = colour
    if (found.includes(colour)) continue
    if (found.length === FEW_COLOURS) return null
    found.push(colour)
  }
  return found
}

function colourAt(rgba: Uint8Array, at: number): number {
  return ((rgba[at] ?? 0) << 16) | ((rgba[at + 1] ?? 0) << 8) | (rgba[at + 2] ?? 0)
}

function faxPicture({ rgba, widthPx, heightPx }: ColourImage): CodedPicture {
  const black = new Uint8Array(widthPx * heightPx)
  for (let at = 0; at < black.length; at += 1) black[at] = (rgba[at * 4] ?? 0) < 128 ? 1 : 0
  return {
    widthPx,
    heightPx,
    bitsPerComponent: 1,
    colours: 'grey',
    isInverted: false,
    coding: { kind: 'fax', k: -1, isBlackOne: false, isByteAligned: false, hasEndOfLine: false },
    bytes: encodeFax({ widthPx, heightPx, black }),
  }
}

async function palettePicture(pixels: ColourImage, colours: readonly number[]): Promise<CodedPicture> {
  const { rgba, widthPx, heightPx } = pixels
  const places = new Map(colours.map((colour, place) => [colour, place]))
  const rows = new Uint8Array(widthPx * heightPx)
  for (let at = 0; at < rows.length; at += 1) rows[at] = places.get(colourAt(rgba, at * 4)) ?? 0
  return {
    widthPx,
    heightPx,
    bitsPerComponent: 8,
    colours: { palette: Uint8Array.from(colours.flatMap((c) => [(c >> 16) & 255, (c >> 8) & 255, c & 255])) },
    isInverted: false,
    coding: { kind: 'deflate', isPredicted: false },
    bytes: await deflated(rows),
  }
}
