/** One byte a pixel, rows from the top, 0 is black. */
export interface GreyImage {
  readonly pixels: Uint8Array
  readonly widthPx: number
  readonly heightPx: number
}

/** Four bytes a pixel (red, green, blue, unused), rows from the top. */
export interface ColourImage {
  readonly rgba: Uint8Array
  readonly widthPx: number
  readonly heightPx: number
}

// Below this the red of a pixel is the fringe that JPEG leaves round black letters.
const LEAST_RED = 30

/**
 * Greyscale for reading only, in which red ink (seals, stamps) fades into the paper while the letters under it stay:
 * a black letter under a seal has as little red light as one beside it.
 */
export function greyForReading(image: ColourImage): GreyImage {
  const { rgba, widthPx, heightPx } = image
  const pixels = new Uint8Array(widthPx * heightPx)
  for (let at = 0, from = 0; at < pixels.length; at += 1, from += 4) {
    const red = rgba[from] ?? 0
    const green = rgba[from + 1] ?? 0
    const blue = rgba[from + 2] ?? 0
    const luma = (red * 77 + green * 150 + blue * 29) >> 8
    const redness = red - (green > blue ? green : blue)
    const unred = redness > LEAST_RED ? red + redness - LEAST_RED : red
    pixels[at] = unred > luma ? (unred > 255 ? 255 : unred) : luma
  }
  return { pixels, widthPx, heightPx }
}
