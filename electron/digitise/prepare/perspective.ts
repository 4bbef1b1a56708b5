import type { PixelBox } from '../../../domain/text-layer.ts'
import type { GreyImage } from './grey-image.ts'
import type { Outline, Point } from './page-outline.ts'

/** Eight numbers of a projective map; the ninth is 1. @see Heckbert, Fundamentals of Texture Mapping, 1989, section 2.2 */
type Projection = readonly [number, number, number, number, number, number, number, number]

const A4_RATIO = Math.SQRT2
/** A paper whose sides are within this of A4 is one. */
const NEARLY = 0.12

export interface Flattened {
  readonly image: GreyImage
  /** From the flattened picture back to the photograph. */
  readonly boxOnPhoto: (box: PixelBox) => PixelBox
}

/** The paper within `outline` as if it were scanned, about as large as it is in the photograph. */
export function flattened(photo: GreyImage, outline: Outline): Flattened {
  const [a, b, c, d] = outline
  const widthPx = Math.round(Math.max(distance(a, b), distance(d, c)))
  const seen = Math.max(distance(a, d), distance(b, c)) / widthPx
  const ratio = Math.abs(seen - A4_RATIO) < NEARLY * A4_RATIO ? A4_RATIO : seen
  const heightPx = Math.round(widthPx * ratio)
  const toPhoto = projection(outline, widthPx, heightPx)
  return {
    image: resampled(photo, toPhoto, { widthPx, heightPx }),
    boxOnPhoto: ([left, top, right, bottom]) => {
      const corners = [
        [left, top],
        [right, top],
        [right, bottom],
        [left, bottom],
      ].map(([x = 0, y = 0]) => applied(toPhoto, x, y))
      const within = (value: number, most: number): number => Math.min(most, Math.max(0, value))
      const xs = corners.map((corner) => within(corner.x, photo.widthPx))
      const ys = corners.map((corner) => within(corner.y, photo.heightPx))
      return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]
    },
  }
}

function distance(from: Point, to: Point): number {
  return Math.hypot(to.x - from.x, to.y - from.y)
}

/** The map that takes a rectangle's corners to the outline's. */
function projection([a, b, c, d]: Outline, widthPx: number, heightPx: number): Projection {
  const sumX = a.x - b.x + c.x - d.x
  const sumY = a.y - b.y + c.y - d.y
  const rightX = b.x - c.x
  const rightY = b.y - c.y
  const belowX = d.x - c.x
  const belowY = d.y - c.y
  const determinant = rightX * belowY - belowX * rightY
  const g = (sumX * belowY - belowX * sumY) / determinant
  const h = (rightX * sumY - sumX * rightY) / determinant
  return [
    (b.x - a.x + g * b.x) / widthPx,
    (d.x - a.x + h * d.x) / heightPx,
    a.x,
    (b.y - a.y + g * b.y) / widthPx,
    (d.y - a.y + h * d.y) / heightPx,
    a.y,
    g / widthPx,
    h / heightPx,
  ]
}

function applied([xx, xy, x0, yx, yy, y0, wx, wy]: Projection, x: number, y: number): Point {
  const w = wx * x + wy * y + 1
  return { x: (xx * x + xy * y + x0) / w, y: (yx * x + yy * y + y0) / w }
}

function resampled(
  photo: GreyImage,
  map: Projection,
  size: { widthPx: number; heightPx: number },
): GreyImage {
  const { widthPx, heightPx } = size
  const [xx, xy, x0, yx, yy, y0, wx, wy] = map
  const result = new Uint8Array(widthPx * heightPx)
  for (let y = 0; y < heightPx; y += 1) {
    for (let x = 0; x < widthPx; x += 1) {
      const w = wx * x + wy * y + 1
      const fromX = (xx * x + xy * y + x0) / w
      const fromY = (yx * x + yy * y + y0) / w
      result[y * widthPx + x] = sampled(photo, fromX, fromY)
    }
  }
  return { pixels: result, widthPx, heightPx }
}

/** Bilinear; what lies outside the photograph is white. */
function sampled({ pixels, widthPx, heightPx }: GreyImage, x: number, y: number): number {
  const left = Math.floor(x)
  const top = Math.floor(y)
  if (left < 0 || top < 0 || left >= widthPx - 1 || top >= heightPx - 1) return 255
  const at = top * widthPx + left
  const along = x - left
  const above = (pixels[at] ?? 0) * (1 - along) + (pixels[at + 1] ?? 0) * along
  const below = (pixels[at + widthPx] ?? 0) * (1 - along) + (pixels[at + widthPx + 1] ?? 0) * along
  return above + (below - above) * (y - top) + 0.5
}
