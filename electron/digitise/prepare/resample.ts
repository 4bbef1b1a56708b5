import type { GreyImage } from './grey-image.ts'
import { applied, type Projection, type Size } from './projection.ts'

/** Between places this far apart the map is taken for straight: a sheet seen aslant bends it by less than a hundredth of a pixel. */
const SEGMENT_PX = 32
/** Places are whole numbers of this part of a pixel: pictures may be 32 thousand pixels wide. */
const PLACE_BITS = 16
const ONE = 1 << PLACE_BITS

/**
 * A picture of `size` whose pixels are taken from where `map` leads, bilinear; what lies outside is white. The whole way
 * from the scan to the copy is one map: each resampling blurs.
 */
export function resampled(image: GreyImage, map: Projection, size: Size): GreyImage {
  const { widthPx, heightPx } = size
  const result = new Uint8Array(widthPx * heightPx).fill(255)
  for (let y = 0; y < heightPx; y += 1) {
    let from = applied(map, 0.5, y + 0.5)
    for (let x = 0; x < widthPx; x += SEGMENT_PX) {
      const length = Math.min(SEGMENT_PX, widthPx - x)
      const to = applied(map, x + length + 0.5, y + 0.5)
      const segment = {
        at: y * widthPx + x,
        length,
        fromX: Math.round((from.x - 0.5) * ONE),
        fromY: Math.round((from.y - 0.5) * ONE),
        stepX: Math.round(((to.x - from.x) * ONE) / length),
        stepY: Math.round(((to.y - from.y) * ONE) / length),
      }
      if (isWithin(image, from.x, from.y) && isWithin(image, to.x, to.y)) fillInside(image, segment, result)
      else fillAcrossEdge(image, segment, result)
      from = to
    }
  }
  return { pixels: result, widthPx, heightPx }
}

interface Segment {
  readonly at: number
  readonly length: number
  readonly fromX: number
  readonly fromY: number
  readonly stepX: number
  readonly stepY: number
}

function isWithin({ widthPx, heightPx }: GreyImage, x: number, y: number): boolean {
  return x >= 1 && y >= 1 && x < widthPx - 1 && y < heightPx - 1
}

function fillInside({ pixels, widthPx }: GreyImage, segment: Segment, result: Uint8Array): void {
  let { fromX, fromY } = segment
  const { stepX, stepY } = segment
  const end = segment.at + segment.length
  for (let to = segment.at; to < end; to += 1) {
    const at = (fromY >> PLACE_BITS) * widthPx + (fromX >> PLACE_BITS)
    const a = pixels[at] ?? 0
    const b = pixels[at + 1] ?? 0
    const c = pixels[at + widthPx] ?? 0
    const d = pixels[at + widthPx + 1] ?? 0
    // Most of a page is paper, and the result is white before it is filled.
    if ((a & b & c & d) !== 255) {
      const along = (fromX >> 8) & 255
      const down = (fromY >> 8) & 255
      const above = (a << 8) + (b - a) * along
      const below = (c << 8) + (d - c) * along
      result[to] = ((above << 8) + (below - above) * down + 32_768) >> 16
    }
    fromX += stepX
    fromY += stepY
  }
}

function fillAcrossEdge(image: GreyImage, segment: Segment, result: Uint8Array): void {
  const { pixels, widthPx, heightPx } = image
  let { fromX, fromY } = segment
  for (let to = segment.at; to < segment.at + segment.length; to += 1) {
    const left = fromX >> PLACE_BITS
    const top = fromY >> PLACE_BITS
    if (left >= 0 && top >= 0 && left < widthPx - 1 && top < heightPx - 1) {
      fillInside(image, { ...segment, at: to, length: 1, fromX, fromY }, result)
    } else if (left >= -1 && top >= -1 && left < widthPx && top < heightPx) {
      const x = Math.min(widthPx - 1, Math.max(0, left))
      result[to] = pixels[Math.min(heightPx - 1, Math.max(0, top)) * widthPx + x] ?? 255
    }
    fromX += segment.stepX
    fromY += segment.stepY
  }
}
