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
  const { widthPx, heightPx } = image
  const words = wordsOf(image.rgba)
  const pixels = new Uint8Array(widthPx * heightPx)
  for (let at = 0; at < pixels.length; at += 1) {
    const word = words[at] ?? 0
    const red = word & 255
    const green = (word >>> 8) & 255
    const blue = (word >>> 16) & 255
    pixels[at] = red === green && green === blue ? red : unredGrey(red, green, blue)
  }
  return { pixels, widthPx, heightPx }
}

function unredGrey(red: number, green: number, blue: number): number {
  const luma = (red * 77 + green * 150 + blue * 29) >> 8
  const redness = red - (green > blue ? green : blue)
  const unred = redness > LEAST_RED ? red + redness - LEAST_RED : red
  return unred > luma ? (unred > 255 ? 255 : unred) : luma
}

/** A whole pixel at a time, red in the lowest byte: every processor that the program runs on counts bytes from the low end. */
function wordsOf(rgba: Uint8Array): Uint32Array {
  const aligned = rgba.byteOffset % 4 === 0 ? rgba : rgba.slice()
  return new Uint32Array(aligned.buffer, aligned.byteOffset, aligned.length >> 2)
}

/** Each pixel the mean of a square `step` wide, from every `stride`th of its rows and columns. */
export function shrunk(image: GreyImage, step: number, stride = 1): GreyImage {
  if (step === 1) return image
  const widthPx = Math.max(1, Math.floor(image.widthPx / step))
  const heightPx = Math.max(1, Math.floor(image.heightPx / step))
  const pixels = new Uint8Array(widthPx * heightPx)
  const rowsUsed = Math.min(step, image.heightPx)
  const columnsUsed = Math.min(step, image.widthPx)
  const share = Math.ceil(rowsUsed / stride) * Math.ceil(columnsUsed / stride)
  for (let y = 0; y < heightPx; y += 1) {
    for (let x = 0; x < widthPx; x += 1) {
      let sum = 0
      for (let down = 0; down < rowsUsed; down += stride) {
        const from = (y * step + down) * image.widthPx + x * step
        for (let at = from; at < from + columnsUsed; at += stride) sum += image.pixels[at] ?? 0
      }
      pixels[y * widthPx + x] = sum / share
    }
  }
  return { pixels, widthPx, heightPx }
}
