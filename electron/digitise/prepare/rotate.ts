import type { PixelBox } from '../../../domain/text-layer.ts'
import type { GreyImage } from './grey-image.ts'

/**
 * Turns the picture about its centre so that lines leaning by `degrees` become level, on a canvas of the same size.
 * What comes in from outside is white.
 */
export function straightened(image: GreyImage, degrees: number): GreyImage {
  const { pixels, widthPx, heightPx } = image
  const { sin, cos } = turn(degrees)
  const result = new Uint8Array(pixels.length)
  const centreX = (widthPx - 1) / 2
  const centreY = (heightPx - 1) / 2
  for (let y = 0; y < heightPx; y += 1) {
    let fromX = centreX - centreX * cos - (y - centreY) * sin
    let fromY = centreY - centreX * sin + (y - centreY) * cos
    const row = y * widthPx
    for (let x = 0; x < widthPx; x += 1, fromX += cos, fromY += sin) {
      const left = Math.floor(fromX)
      const top = Math.floor(fromY)
      if (left < 0 || top < 0 || left >= widthPx - 1 || top >= heightPx - 1) {
        result[row + x] = 255
        continue
      }
      const at = top * widthPx + left
      const along = fromX - left
      const down = fromY - top
      const above = (pixels[at] ?? 0) * (1 - along) + (pixels[at + 1] ?? 0) * along
      const below = (pixels[at + widthPx] ?? 0) * (1 - along) + (pixels[at + widthPx + 1] ?? 0) * along
      result[row + x] = above * (1 - down) + below * down + 0.5
    }
  }
  return { pixels: result, widthPx, heightPx }
}

/** The box on the leaning picture that encloses `box` of the straightened one; kept within the picture. */
export function boxOnLeaning(
  box: PixelBox,
  image: { widthPx: number; heightPx: number },
  degrees: number,
): PixelBox {
  const { sin, cos } = turn(degrees)
  const centreX = (image.widthPx - 1) / 2
  const centreY = (image.heightPx - 1) / 2
  const [left, top, right, bottom] = box
  const corners = [
    [left, top],
    [right, top],
    [right, bottom],
    [left, bottom],
  ].map(([x = 0, y = 0]) => ({
    x: centreX + (x - centreX) * cos - (y - centreY) * sin,
    y: centreY + (x - centreX) * sin + (y - centreY) * cos,
  }))
  const xs = corners.map((corner) => Math.min(image.widthPx, Math.max(0, corner.x)))
  const ys = corners.map((corner) => Math.min(image.heightPx, Math.max(0, corner.y)))
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]
}

function turn(degrees: number): { sin: number; cos: number } {
  const radians = (degrees * Math.PI) / 180
  return { sin: Math.sin(radians), cos: Math.cos(radians) }
}
