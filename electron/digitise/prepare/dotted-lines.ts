import type { GreyImage } from './grey-image.ts'
import type { Runs } from './marks.ts'

/** A dotted line is at least this share of the page's width long, at most this share of it thick, its dots this near. */
const LEAST_LENGTH = 0.04
const MOST_THICKNESS = 0.0024
const MOST_GAP = 0.0026
/** Full stops in a row stand so far apart, in thicknesses. */
const LEADER_GAP = 2.5
/** Nearly all ink of its row belongs to nothing taller; of a row through letters less than half does. */
const THIN_SHARE = 0.9
/** How much of its length is ink. A rule has no gaps: the engine finds those itself, and needs them to see a table. */
const MOST_INK = 0.85

/**
 * Takes the dotted lines of forms out of a black-and-white page whose ink lies in `runs`. The engine reads them as text,
 * and loses the words that stand on them. The page itself when it has none.
 */
export function withoutDottedLines(image: GreyImage, runs: Runs): GreyImage {
  const { widthPx, heightPx } = image
  const thickness = Math.max(2, Math.round(widthPx * MOST_THICKNESS))
  const pixels = { cleaned: null as Uint8Array | null }
  for (const stretch of stretches(runs, image, thickness)) {
    const mostTall = stretch.ink * (1 - THIN_SHARE)
    const thin = thinPlaces(image, stretch, { thickness, mostTall })
    if (thin === null) continue
    pixels.cleaned ??= image.pixels.slice()
    for (const at of thin) pixels.cleaned[at] = 255
  }
  return pixels.cleaned === null ? image : { pixels: pixels.cleaned, widthPx, heightPx }
}

/** Stretches of rows that are long enough and have the gaps of a dotted line. */
function* stretches(runs: Runs, { widthPx, heightPx }: GreyImage, thickness: number): Generator<Stretch> {
  const gap = Math.max(3, Math.round(widthPx * MOST_GAP))
  const width = (run: number): number => (runs.end[run] ?? 0) - (runs.start[run] ?? 0)
  const isNear = (run: number): boolean => {
    const apart = (runs.start[run] ?? 0) - (runs.end[run - 1] ?? 0)
    const areDots = width(run) <= thickness && width(run - 1) <= thickness
    return apart < gap || (areDots && apart <= thickness * LEADER_GAP)
  }
  for (let y = 0; y < heightPx; y += 1) {
    const last = runs.ofRow[y + 1] ?? 0
    let first = runs.ofRow[y] ?? 0
    while (first < last) {
      let behind = first + 1
      let ink = width(first)
      while (behind < last && isNear(behind)) {
        ink += width(behind)
        behind += 1
      }
      const length = (runs.end[behind - 1] ?? 0) - (runs.start[first] ?? 0)
      const isDotted = length >= widthPx * LEAST_LENGTH && ink < length * MOST_INK
      if (isDotted) yield { runs, first, behind, ink }
      first = behind
    }
  }
}

interface Stretch {
  readonly runs: Runs
  readonly first: number
  /** The first run that is no part of it. */
  readonly behind: number
  readonly ink: number
}

interface Limits {
  readonly thickness: number
  readonly mostTall: number
}

/** The ink of a stretch that nothing taller stands on; null as soon as more than `mostTall` pixels of it are taller. */
function thinPlaces(image: GreyImage, { runs, first, behind }: Stretch, limits: Limits): number[] | null {
  const thin: number[] = []
  let tall = 0
  for (let run = first; run < behind; run += 1) {
    for (let at = runs.start[run] ?? 0; at < (runs.end[run] ?? 0); at += 1) {
      if (strokeHeight(image, at, limits.thickness + 1) <= limits.thickness) thin.push(at)
      else tall += 1
    }
    if (tall > limits.mostTall) return null
  }
  return thin
}

/** How many ink pixels stand over each other at a place, counted up to `most`. */
function strokeHeight({ pixels, widthPx }: GreyImage, at: number, most: number): number {
  let height = 1
  for (let up = at - widthPx; height < most && pixels[up] === 0; up -= widthPx) height += 1
  for (let down = at + widthPx; height < most && pixels[down] === 0; down += widthPx) height += 1
  return height
}
