import type { PixelBox } from '../../../domain/text-layer.ts'
import type { GreyImage } from '../prepare/grey-image.ts'

/** With a smaller share of ink than this there is not even a short word in a zone, but dirt. */
const LEAST_INK = 0.0003
const INK_BELOW = 128

/** Is there anything to be read in a part of the picture? `zone` as for `croppedTo`. */
export function hasPrint({ pixels, widthPx }: GreyImage, [left, top, right, bottom]: PixelBox): boolean {
  let ink = 0
  for (let y = top; y < bottom; y += 1) {
    for (let at = y * widthPx + left; at < y * widthPx + right; at += 1) {
      if ((pixels[at] ?? 255) < INK_BELOW) ink += 1
    }
  }
  return ink > (right - left) * (bottom - top) * LEAST_INK
}

/** Paper round a cropped part, in pixels: letters that touch the edge of a picture are read badly. */
export const CROP_MARGIN_PX = 10

/** A copy of a part of the picture with a white margin round it. `zone` lies within the picture, in whole pixels. */
export function croppedTo(image: GreyImage, [left, top, right, bottom]: PixelBox): GreyImage {
  const widthPx = right - left + 2 * CROP_MARGIN_PX
  const heightPx = bottom - top + 2 * CROP_MARGIN_PX
  const pixels = new Uint8Array(widthPx * heightPx).fill(255)
  for (let y = top; y < bottom; y += 1) {
    const row = image.pixels.subarray(y * image.widthPx + left, y * image.widthPx + right)
    pixels.set(row, (y - top + CROP_MARGIN_PX) * widthPx + CROP_MARGIN_PX)
  }
  return { pixels, widthPx, heightPx }
}
