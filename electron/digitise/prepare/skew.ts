import { type EdgePoints, thinned } from './reduced-ink.ts'

/** Beyond this a page was laid in wrongly on purpose, and lines of a drawing would be taken for text. */
const LIMIT_DEGREES = 6
const COARSE_STEP_DEGREES = 0.5
const FINE_STEP_DEGREES = 0.05
/** With fewer points of edges there is too little ink to tell. */
const LEAST_POINTS = 200
const COARSE_POINTS = 8000
/** A few words pile up a little higher at any angle: the page is level unless they do so by this factor. */
const LEAST_GAIN = 1.05

/**
 * How far the lines of text lean, in degrees; positive when they fall to the right. 0 when there is too little ink to
 * tell. The lines are level at the angle at which the lower edges of the letters pile up highest in few rows.
 */
export function measureSkewDegrees(lowerEdges: EdgePoints): number {
  if (lowerEdges.length < LEAST_POINTS * 2) return 0
  // Every angle tried costs a walk over the points: for the coarse search a part of them will do.
  const some = thinned(lowerEdges, COARSE_POINTS)
  const coarse = best(some, range(-LIMIT_DEGREES, LIMIT_DEGREES, COARSE_STEP_DEGREES))
  const fine = best(
    lowerEdges,
    range(coarse - COARSE_STEP_DEGREES, coarse + COARSE_STEP_DEGREES, FINE_STEP_DEGREES),
  )
  const isClear = pileUp(lowerEdges, fine) >= pileUp(lowerEdges, 0) * LEAST_GAIN
  return Math.abs(fine) > LIMIT_DEGREES || !isClear ? 0 : Math.round(fine * 100) / 100
}

function range(from: number, to: number, step: number): readonly number[] {
  return Array.from({ length: Math.round((to - from) / step) + 1 }, (_, place) => from + place * step)
}

function best(points: EdgePoints, angles: readonly number[]): number {
  const scores = angles.map((degrees) => pileUp(points, degrees))
  return angles[scores.indexOf(Math.max(...scores))] ?? 0
}

/** Sum of squares of the edge points in each row, were the page turned by `degrees`. */
export function pileUp(points: EdgePoints, degrees: number): number {
  let sum = 0
  for (const count of pileHeights(points, degrees)) sum += count * count
  return sum
}

/** How many points lie in each row, were the page turned by `degrees`. */
function pileHeights(points: EdgePoints, degrees: number): Int32Array {
  const slope = Math.tan((degrees * Math.PI) / 180)
  let least = 0
  let most = 0
  for (let at = 0; at < points.length; at += 2) {
    const row = (points[at + 1] ?? 0) - (points[at] ?? 0) * slope
    if (row < least) least = row
    if (row > most) most = row
  }
  const from = Math.floor(least)
  const rows = new Int32Array(Math.ceil(most) - from + 2)
  for (let at = 0; at < points.length; at += 2) {
    const row = Math.round((points[at + 1] ?? 0) - (points[at] ?? 0) * slope) - from
    rows[row] = (rows[row] ?? 0) + 1
  }
  return rows
}
