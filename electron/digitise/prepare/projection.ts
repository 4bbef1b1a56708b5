import type { PixelBox } from '../../../domain/text-layer.ts'
import type { Outline, Point } from './page-outline.ts'

/** Eight numbers of a projective map; the ninth is 1. @see Heckbert, Fundamentals of Texture Mapping, 1989, section 2.2 */
export type Projection = readonly [number, number, number, number, number, number, number, number]

export interface Size {
  readonly widthPx: number
  readonly heightPx: number
}

/** Where a place of the one picture lies on the other, pixels' middles at half pixels. */
export function applied([xx, xy, x0, yx, yy, y0, wx, wy]: Projection, x: number, y: number): Point {
  const w = wx * x + wy * y + 1
  return { x: (xx * x + xy * y + x0) / w, y: (yx * x + yy * y + y0) / w }
}

/** The map that takes a rectangle's corners to the outline's. */
export function ontoOutline([a, b, c, d]: Outline, { widthPx, heightPx }: Size): Projection {
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

/** The map from a copy `scale` times as large, in which lines that lean by `degrees` are level, about the middle. */
export function ontoLeaning({ widthPx, heightPx }: Size, degrees: number, scale: number): Projection {
  const radians = (degrees * Math.PI) / 180
  const sin = Math.sin(radians)
  const cos = Math.cos(radians)
  const x0 = widthPx / 2 - (widthPx * cos - heightPx * sin) / 2
  const y0 = heightPx / 2 - (widthPx * sin + heightPx * cos) / 2
  return [cos / scale, -sin / scale, x0, sin / scale, cos / scale, y0, 0, 0]
}

/** First `inner`, then `outer`. */
export function composed(outer: Projection, inner: Projection): Projection {
  const a = [...outer, 1] as const
  const b = [...inner, 1] as const
  // Rows of a matrix: 0 1 2, 3 4 5, 6 7 8.
  const cell = (row: 0 | 3 | 6, column: 0 | 1 | 2): number =>
    a[row] * b[column] + (a[row + 1] ?? 0) * (b[column + 3] ?? 0) + (a[row + 2] ?? 0) * (b[column + 6] ?? 0)
  const last = cell(6, 2)
  return [
    cell(0, 0) / last,
    cell(0, 1) / last,
    cell(0, 2) / last,
    cell(3, 0) / last,
    cell(3, 1) / last,
    cell(3, 2) / last,
    cell(6, 0) / last,
    cell(6, 1) / last,
  ]
}

/** The way back. */
export function inverted([a, b, c, d, e, f, g, h]: Projection): Projection {
  const last = a * e - b * d
  return [
    (e - f * h) / last,
    (c * h - b) / last,
    (b * f - c * e) / last,
    (f * g - d) / last,
    (a - c * g) / last,
    (c * d - a * f) / last,
    (d * h - e * g) / last,
    (b * g - a * h) / last,
  ]
}

/** The box that encloses where the corners of `box` go, within a picture of `size`. */
export function boxThrough(map: Projection, [left, top, right, bottom]: PixelBox, size: Size): PixelBox {
  const corners = [
    applied(map, left, top),
    applied(map, right, top),
    applied(map, right, bottom),
    applied(map, left, bottom),
  ]
  const within = (value: number, most: number): number => Math.min(most, Math.max(0, value))
  const xs = corners.map(({ x }) => within(x, size.widthPx))
  const ys = corners.map(({ y }) => within(y, size.heightPx))
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]
}
