import type { ColourImage, GreyImage } from '../prepare/grey-image.ts'

/** A picture of a page and about how many of its pixels make an inch of the paper. */
export interface Scan {
  readonly image: ColourImage
  readonly dpi: number
}

/** About how many pixels of a copy make an inch of the paper. */
export function copyDpi({ image, dpi }: Scan, copy: GreyImage): number {
  return (dpi * Math.max(copy.widthPx, copy.heightPx)) / Math.max(image.widthPx, image.heightPx)
}
