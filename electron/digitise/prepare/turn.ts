import type { QuarterTurn } from '../../../domain/reading-recipe.ts'
import type { PixelBox } from '../../../domain/text-layer.ts'
import type { GreyImage } from './grey-image.ts'

interface Size {
  readonly widthPx: number
  readonly heightPx: number
}

/** Source rows and columns are walked in squares this wide, so that both pictures stay in the processor's cache. */
const TILE_PX = 64

/** The picture turned clockwise by quarters, pixel for pixel. */
export function turned(image: GreyImage, degrees: QuarterTurn): GreyImage {
  if (degrees === 0) return image
  const { pixels, widthPx, heightPx } = image
  if (degrees === 180) return { pixels: pixels.slice().reverse(), widthPx, heightPx }
  const result = new Uint8Array(pixels.length)
  // Where the first pixel of row y goes, and how far apart the pixels of a row come to lie.
  const first = (y: number): number => (degrees === 90 ? heightPx - 1 - y : (widthPx - 1) * heightPx + y)
  const step = degrees === 90 ? heightPx : -heightPx
  for (let top = 0; top < heightPx; top += TILE_PX) {
    const bottom = Math.min(heightPx, top + TILE_PX)
    for (let left = 0; left < widthPx; left += TILE_PX) {
      const right = Math.min(widthPx, left + TILE_PX)
      for (let y = top; y < bottom; y += 1) {
        let to = first(y) + left * step
        for (let at = y * widthPx + left; at < y * widthPx + right; at += 1, to += step) {
          result[to] = pixels[at] ?? 255
        }
      }
    }
  }
  return { pixels: result, widthPx: heightPx, heightPx: widthPx }
}

/** From the turned picture back to the one of size `scan` that was turned. */
export function boxBeforeTurn(box: PixelBox, scan: Size, degrees: QuarterTurn): PixelBox {
  const [left, top, right, bottom] = box
  switch (degrees) {
    case 0:
      return box
    case 90:
      return [top, scan.heightPx - right, bottom, scan.heightPx - left]
    case 180:
      return [scan.widthPx - right, scan.heightPx - bottom, scan.widthPx - left, scan.heightPx - top]
    case 270:
      return [scan.widthPx - bottom, left, scan.widthPx - top, right]
  }
}
