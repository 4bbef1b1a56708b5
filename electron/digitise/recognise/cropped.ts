import type { PixelBox } from '../../../domain/text-layer.ts'
import type { GreyImage } from '../prepare/grey-image.ts'

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
