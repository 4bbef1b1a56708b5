import { tiffTag } from './tiff-directory.ts'
import { photometric, rowBytes, type TiffLayout } from './tiff-layout.ts'

/** Rows of a piece, uncompressed: one stretch of bytes, or one for each sample where these lie apart. */
export type PiecePlanes = readonly Uint8Array[]

/** Undoes the prediction from the pixel to the left. @param bytes of a piece; changed in place @see TIFF 6.0 section 14 */
export function unpredict(bytes: Uint8Array, layout: TiffLayout, isLittleEndian: boolean): void {
  const stride = layout.isPlanar ? 1 : layout.samples
  const length = rowBytes(layout)
  const rows = Math.floor(bytes.length / length)
  for (let row = 0; row < rows; row += 1) {
    const line = bytes.subarray(row * length, (row + 1) * length)
    if (layout.bits === 16) addWide(line, stride, isLittleEndian)
    else for (let at = stride; at < length; at += 1) line[at] = (line[at] ?? 0) + (line[at - stride] ?? 0)
  }
}

function addWide(line: Uint8Array, stride: number, isLittleEndian: boolean): void {
  const view = new DataView(line.buffer, line.byteOffset, line.length)
  for (let at = stride * 2; at + 1 < line.length; at += 2) {
    const sum = view.getUint16(at, isLittleEndian) + view.getUint16(at - stride * 2, isLittleEndian)
    view.setUint16(at, sum & 0xffff, isLittleEndian)
  }
}

/** Turns rows of a piece into pixels. */
export interface PixelMaker {
  /** @param rgba one row of the piece, to be filled */
  fillRow(planes: PiecePlanes, row: number, rgba: Uint8ClampedArray): void
}

export function createPixelMaker(layout: TiffLayout, isLittleEndian: boolean): PixelMaker {
  const { pieceWidthPx, samples, isPlanar, bits } = layout
  const length = rowBytes(layout)
  const values = new Uint8Array(pieceWidthPx * samples)
  // Palette numbers stay what they are; shades become bytes.
  const isIndexed = layout.photometric === photometric.palette
  const unpack = createUnpacker(bits, { isIndexed, isLittleEndian })
  const paint = painterOf(layout)
  return {
    fillRow: (planes, row, rgba) => {
      if (isPlanar) {
        planes.forEach((plane, sample) => {
          unpack(plane.subarray(row * length, (row + 1) * length), values, { first: sample, step: samples })
        })
      } else {
        const [plane = values.subarray(0, 0)] = planes
        unpack(plane.subarray(row * length, (row + 1) * length), values, { first: 0, step: 1 })
      }
      paint(values, rgba)
    },
  }
}

interface Steps {
  readonly first: number
  readonly step: number
}
type Unpack = (line: Uint8Array, values: Uint8Array, steps: Steps) => void

function createUnpacker(
  bits: number,
  { isIndexed, isLittleEndian }: { readonly isIndexed: boolean; readonly isLittleEndian: boolean },
): Unpack {
  if (bits === 16) {
    const high = isLittleEndian ? 1 : 0
    return (line, values, { first, step }) => {
      for (let to = first, at = high; to < values.length; to += step, at += 2) values[to] = line[at] ?? 0
    }
  }
  const mask = (1 << bits) - 1
  const scale = isIndexed ? 1 : 255 / mask
  return (line, values, { first, step }) => {
    for (let to = first, at = 0; to < values.length; to += step, at += bits) {
      const shift = 8 - bits - (at & 7)
      values[to] = (((line[at >> 3] ?? 0) >> shift) & mask) * scale
    }
  }
}

/** Puts a row of samples into pixels; opacity is seen to apart. */
type Painter = (values: Uint8Array, rgba: Uint8ClampedArray) => void

function painterOf(layout: TiffLayout): Painter {
  const { samples, alphaSample } = layout
  const paint = colourPainter(layout)
  return (values, rgba) => {
    paint(values, rgba)
    for (let to = 3, at = alphaSample; to < rgba.length; to += 4, at += samples)
      rgba[to] = alphaSample === -1 ? 255 : (values[at] ?? 255)
  }
}

function colourPainter({ photometric: colours, tags, samples }: TiffLayout): Painter {
  if (colours === photometric.rgb) return rgbPainter(samples)
  if (colours === photometric.cmyk) return cmykPainter(samples)
  if (colours === photometric.ycc) return yccPainter(samples)
  if (colours === photometric.palette) return palettePainter(samples, tags.get(tiffTag.colourMap) ?? [])
  return greyPainter(samples, colours === photometric.whiteIsZero)
}

function greyPainter(samples: number, isInverted: boolean): Painter {
  return (values, rgba) => {
    for (let to = 0, at = 0; to < rgba.length; to += 4, at += samples) {
      const value = values[at] ?? 0
      rgba.fill(isInverted ? 255 - value : value, to, to + 3)
    }
  }
}

function rgbPainter(samples: number): Painter {
  return (values, rgba) => {
    for (let to = 0, at = 0; to < rgba.length; to += 4, at += samples) {
      rgba[to] = values[at] ?? 0
      rgba[to + 1] = values[at + 1] ?? 0
      rgba[to + 2] = values[at + 2] ?? 0
    }
  }
}

function cmykPainter(samples: number): Painter {
  return (values, rgba) => {
    for (let to = 0, at = 0; to < rgba.length; to += 4, at += samples) {
      const light = (255 - (values[at + 3] ?? 0)) / 255
      rgba[to] = (255 - (values[at] ?? 0)) * light
      rgba[to + 1] = (255 - (values[at + 1] ?? 0)) * light
      rgba[to + 2] = (255 - (values[at + 2] ?? 0)) * light
    }
  }
}

/** @see ITU-R BT.601 */
function yccPainter(samples: number): Painter {
  return (values, rgba) => {
    for (let to = 0, at = 0; to < rgba.length; to += 4, at += samples) {
      const light = values[at] ?? 0
      const blue = (values[at + 1] ?? 128) - 128
      const red = (values[at + 2] ?? 128) - 128
      rgba[to] = light + 1.402 * red
      rgba[to + 1] = light - 0.344136 * blue - 0.714136 * red
      rgba[to + 2] = light + 1.772 * blue
    }
  }
}

/** Three tables of 16 bits, one after the other; some writers put bytes there. */
function palettePainter(samples: number, map: readonly number[]): Painter {
  const count = Math.floor(map.length / 3)
  const isWide = map.some((value) => value > 255)
  const colours = map.map((value) => (isWide ? value >> 8 : value))
  return (values, rgba) => {
    for (let to = 0, at = 0; to < rgba.length; to += 4, at += samples) {
      const place = values[at] ?? 0
      rgba[to] = colours[place] ?? 0
      rgba[to + 1] = colours[place + count] ?? 0
      rgba[to + 2] = colours[place + 2 * count] ?? 0
    }
  }
}
