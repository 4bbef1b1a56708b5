import type { GreyImage } from './grey-image.ts'
import { letterHeight } from './letter-size.ts'
import type { Outline, Point } from './page-outline.ts'
import {
  applied,
  composed,
  inverted,
  ontoLeaning,
  ontoOutline,
  type Projection,
  type Size,
} from './projection.ts'
import { type EdgePoints, edgesTowards, LARGEST_LETTER, type ReducedInk, reducedInk } from './reduced-ink.ts'
import { resampled } from './resample.ts'
import { onPaper, type SeenPage } from './seen-page.ts'
import { measureSkewDegrees } from './skew.ts'

/** Turning blurs a little: below this the lean does less harm than the blur. */
const LEAST_SKEW_DEGREES = 0.15
const A4_RATIO = Math.SQRT2
/** A paper whose sides are within this of A4 is one. */
const NEARLY = 0.12
/** Heights of small letters that the engine reads as they are, and what others are brought to. */
const LEAST_LETTER_PX = 13
const MOST_LETTER_PX = 52
const WANTED_LETTER_PX = { ofSmall: 20, ofLarge: 30 } as const
const LEAST_SCALE = 0.4
const MOST_SCALE = 2
const LONGEST_SIDE_PX = 6000

export interface LevelPage {
  readonly image: GreyImage
  readonly skewDegrees: number
  readonly scale: number
  /** From the copy to the picture it is made of; null when it is that picture. */
  readonly map: Projection | null
}

type Lit = Pick<SeenPage, 'lit' | 'marks' | 'outline'>

/** The paper alone, its lines level, its letters of a size that is read well: all by one resampling. */
export function levelPage({ lit, marks, outline }: Lit, isSpeckled: boolean): LevelPage {
  const isWanted = onPaper(marks, outline)
  const flat = outline === null ? lit : flatSize(outline)
  const toScan = outline === null ? null : ontoOutline(outline, flat)
  // Rules of tables too, for they are the straightest lines there are; but not the edges of a sheet on a table.
  const ink = reducedInk(marks, lit, { largest: outline === null ? 1 : LARGEST_LETTER, isWanted })
  const feet = edgesTowards(ink, 0, 1)
  const measured = measureSkewDegrees(toScan === null ? feet : flattened(feet, ink, inverted(toScan)))
  const skewDegrees = Math.abs(measured) > LEAST_SKEW_DEGREES ? measured : 0
  // What is left of the dirt of a photocopy grows with the letters.
  const scale = isSpeckled ? 1 : scaleFor(letterHeight(marks, isWanted), flat)
  if (toScan === null && skewDegrees === 0 && scale === 1)
    return { image: lit, skewDegrees, scale, map: null }
  const turn = ontoLeaning(flat, skewDegrees, scale)
  const map = toScan === null ? turn : composed(toScan, turn)
  const size = { widthPx: Math.round(flat.widthPx * scale), heightPx: Math.round(flat.heightPx * scale) }
  return { image: resampled(lit, map, size), skewDegrees, scale, map }
}

/** Of the paper in a photograph, about as large as it is there. */
function flatSize([a, b, c, d]: Outline): Size {
  const distance = (from: Point, to: Point): number => Math.hypot(to.x - from.x, to.y - from.y)
  const widthPx = Math.round(Math.max(distance(a, b), distance(d, c)))
  const seen = Math.max(distance(a, d), distance(b, c)) / widthPx
  const upright = seen >= 1 ? seen : 1 / seen
  const isA4 = Math.abs(upright - A4_RATIO) < NEARLY * A4_RATIO
  const ratio = isA4 ? (seen >= 1 ? A4_RATIO : 1 / A4_RATIO) : seen
  return { widthPx, heightPx: Math.round(widthPx * ratio) }
}

/** Points of edges in the flat page, in cells of the same size. */
function flattened(points: EdgePoints, { stepPx }: ReducedInk, toFlat: Projection): EdgePoints {
  const result = new Float32Array(points.length)
  for (let at = 0; at < points.length; at += 2) {
    const { x, y } = applied(
      toFlat,
      ((points[at] ?? 0) + 0.5) * stepPx,
      ((points[at + 1] ?? 0) + 0.5) * stepPx,
    )
    result[at] = x / stepPx
    result[at + 1] = y / stepPx
  }
  return result
}

function scaleFor(letterPx: number | null, size: Size): number {
  if (letterPx === null) return 1
  const wanted =
    letterPx < LEAST_LETTER_PX
      ? Math.min(MOST_SCALE, WANTED_LETTER_PX.ofSmall / letterPx)
      : letterPx > MOST_LETTER_PX
        ? Math.max(LEAST_SCALE, WANTED_LETTER_PX.ofLarge / letterPx)
        : 1
  const most = Math.max(1, LONGEST_SIDE_PX / Math.max(size.widthPx, size.heightPx))
  return Math.round(Math.min(wanted, most) * 1000) / 1000
}
