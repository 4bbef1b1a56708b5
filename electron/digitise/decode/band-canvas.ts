import { type Canvas, createCanvas } from '@napi-rs/canvas'

interface Size {
  readonly widthPx: number
  readonly heightPx: number
}

/** As many rows become pixels at a time: a whole page of them would take as much memory again as the canvas. */
const BAND_ROWS = 128
// Opaque pixels as the processor writes them, whatever its byte order.
const [BLACK = 0, WHITE = 0] = new Uint32Array(new Uint8Array([0, 0, 0, 255, 255, 255, 255, 255]).buffer)

type FillBand = (pixels: Uint32Array, top: number, rows: number) => void

function inBands({ widthPx, heightPx }: Size, fill: FillBand): Canvas {
  const canvas = createCanvas(widthPx, heightPx)
  const context = canvas.getContext('2d')
  for (let top = 0; top < heightPx; top += BAND_ROWS) {
    const rows = Math.min(BAND_ROWS, heightPx - top)
    const band = context.createImageData(widthPx, rows)
    fill(new Uint32Array(band.data.buffer, band.data.byteOffset, widthPx * rows), top, rows)
    context.putImageData(band, 0, top)
  }
  return canvas
}

/** A canvas of pixels of one bit, rows from a byte on. */
export function bitsCanvas(bits: Uint8Array, size: Size, isOneBlack: boolean): Canvas {
  const rowBytes = Math.ceil(size.widthPx / 8)
  const [set, unset] = isOneBlack ? [BLACK, WHITE] : [WHITE, BLACK]
  return inBands(size, (pixels, top, rows) => {
    for (let y = 0, to = 0; y < rows; y += 1) {
      const rowAt = (top + y) * rowBytes
      for (let x = 0; x < size.widthPx; x += 1, to += 1)
        pixels[to] = ((bits[rowAt + (x >> 3)] ?? 0) & (0x80 >> (x & 7))) === 0 ? unset : set
    }
  })
}

/** A canvas of one or three bytes a pixel. */
export function bytesCanvas(bytes: Uint8Array, size: Size, channels: 1 | 3): Canvas {
  const [green, blue] = channels === 1 ? [0, 0] : [1, 2]
  return inBands(size, (pixels, top) => {
    const rgba = new Uint8Array(pixels.buffer, pixels.byteOffset, pixels.byteLength)
    let from = top * size.widthPx * channels
    for (let to = 0; to < rgba.length; to += 4, from += channels) {
      rgba[to] = bytes[from] ?? 0
      rgba[to + 1] = bytes[from + green] ?? 0
      rgba[to + 2] = bytes[from + blue] ?? 0
      rgba[to + 3] = 255
    }
  })
}
