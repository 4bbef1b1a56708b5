import type { InkMap } from './ink-map.ts'

/** A straight stroke that goes nearly level from left to right; pixels of the map. */
export interface LevelLine {
  readonly left: number
  readonly right: number
  /** Where it is at its left and at its right end. */
  readonly leftY: number
  readonly rightY: number
}

interface Run {
  readonly y: number
  readonly from: number
  /** Not included. */
  readonly to: number
}

/** Shorter runs of ink are parts of letters. */
const LEAST_RUN_MM = 2.2
/** Ink that is gone for so long does not end a run. */
const LEAST_GAP_MM = 0.45
/** Runs of neighbouring rows that overlap, or nearly, belong to one stroke. */
const JOIN_MM = 1.2
/** Thicker strokes are bars, pictures or shadows. */
const THICKEST_MM = 1.7
/** Sine of the steepest lean. */
const STEEPEST = 0.11

/** All nearly level strokes between two lengths. */
export function findLevelLines(
  map: InkMap,
  perMm: number,
  lengthMm: { readonly least: number; readonly most: number },
): readonly LevelLine[] {
  return strokesOf(runsOf(map, perMm), perMm).flatMap((runs) => {
    const line = lineOf(runs, perMm)
    if (line === null) return []
    const length = (line.right - line.left) / perMm
    return length >= lengthMm.least && length <= lengthMm.most ? [line] : []
  })
}

function runsOf({ ink, widthPx, heightPx }: InkMap, perMm: number): readonly Run[] {
  const least = LEAST_RUN_MM * perMm
  const gap = Math.max(1, Math.round(LEAST_GAP_MM * perMm))
  const runs: Run[] = []
  for (let y = 0; y < heightPx; y += 1) {
    let from = -1
    let last = -1
    for (let at = 0; at < widthPx; at += 1) {
      if (ink[y * widthPx + at] !== 1) continue
      if (from >= 0 && at - last - 1 > gap) {
        if (last + 1 - from >= least) runs.push({ y, from, to: last + 1 })
        from = at
      }
      if (from < 0) from = at
      last = at
    }
    if (from >= 0 && last + 1 - from >= least) runs.push({ y, from, to: last + 1 })
  }
  return runs
}

/** Groups runs that touch those of the row or two above. */
function strokesOf(runs: readonly Run[], perMm: number): readonly (readonly Run[])[] {
  const join = JOIN_MM * perMm
  const groups: number[] = []
  const rootOf = (at: number): number => {
    let root = at
    while (groups[root] !== root) root = groups[root] ?? root
    return root
  }
  let first = 0
  for (const [at, run] of runs.entries()) {
    groups.push(at)
    while ((runs[first]?.y ?? run.y) < run.y - 2) first += 1
    for (let other = first; other < at; other += 1) {
      const above = runs[other]
      if (above === undefined || above.y === run.y) continue
      if (above.from <= run.to + join && run.from <= above.to + join) groups[rootOf(other)] = rootOf(at)
    }
  }
  const strokes = new Map<number, Run[]>()
  for (const [at, run] of runs.entries()) {
    const root = rootOf(at)
    const stroke = strokes.get(root)
    if (stroke === undefined) strokes.set(root, [run])
    else stroke.push(run)
  }
  return [...strokes.values()]
}

/** The line through a stroke by least squares; null where it is too thick, too steep or not straight. */
function lineOf(runs: readonly Run[], perMm: number): LevelLine | null {
  const left = runs.reduce((least, { from }) => Math.min(least, from), Number.POSITIVE_INFINITY)
  const right = runs.reduce((most, { to }) => Math.max(most, to), 0)
  let [weight, sumX, sumY, sumXX, sumXY, sumYY] = [0, 0, 0, 0, 0, 0]
  for (const { y, from, to } of runs) {
    const length = to - from
    const middle = (from + to) / 2
    weight += length
    sumX += length * middle
    sumY += length * y
    sumXX += length * (middle * middle + (length * length) / 12)
    sumXY += length * middle * y
    sumYY += length * y * y
  }
  if (weight / (right - left) > THICKEST_MM * perMm) return null
  const spread = sumXX - (sumX * sumX) / weight
  const slope = spread > 0 ? (sumXY - (sumX * sumY) / weight) / spread : 0
  const offset = (sumY - slope * sumX) / weight
  const meanSquare = (sumYY - offset * sumY - slope * sumXY) / weight
  if (Math.abs(slope) > STEEPEST || meanSquare > (0.45 * perMm) ** 2) return null
  return { left, right, leftY: offset + slope * left, rightY: offset + slope * right }
}
