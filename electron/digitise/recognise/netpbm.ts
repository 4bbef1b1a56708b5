import type { GreyImage } from '../prepare/grey-image.ts'

/** The picture as a binary PGM file: what the reading engine takes without anything to unpack. */
export function pgm(image: GreyImage): Uint8Array {
  const head = new TextEncoder().encode(`P5\n${image.widthPx} ${image.heightPx}\n255\n`)
  const file = new Uint8Array(head.length + image.pixels.length)
  file.set(head)
  file.set(image.pixels, head.length)
  return file
}
