import type { QuarterTurn } from '../../../domain/reading-recipe.ts'
import { evenLight } from './even-light.ts'
import type { GreyImage } from './grey-image.ts'
import { letterHeight } from './letter-size.ts'
import { type Marks, marksOf } from './marks.ts'
import {
  type EdgePoints,
  edgesTowards,
  LARGEST_LETTER,
  type ReducedInk,
  reducedInk,
  thinned,
} from './reduced-ink.ts'
import { measureSkewDegrees, pileUp } from './skew.ts'

export interface Orientation {
  /** How far the picture must be turned clockwise to stand upright, as far as its shape tells. */
  readonly degrees: QuarterTurn
  /** 0..1; below `SURE_TURN` the other directions of `candidates` should be tried by reading. */
  readonly confidence: number
  /** All directions that are not ruled out, the likeliest first. */
  readonly candidates: readonly QuarterTurn[]
}

/** From this confidence on a page is turned without asking the reading engine. */
export const SURE_TURN = 0.9

/** Fewer edge points than this say nothing of the direction. */
const LEAST_POINTS = 250
/** Fewer are no word either. */
const LEAST_WORD = 20
/** So many tell which way the lines run. */
const ENOUGH_POINTS = 12_000
/** Strips across the lines and bands along them in which top and bottom are told apart, each on its own. */
const STRIPS = 4
const BANDS = 8
const LEAST_POINTS_IN_PART = 60
/** Accents in heights of letters: how large, how much ink at least in squares of it, how near to their letter. */
const MOST_ACCENT = 0.75
const LEAST_ACCENT = 0.012
const ACCENT_REACH = 0.4
/** How much one accent that stands right outweighs: they are many, but all of one page err together. */
const ACCENT_WEIGHT = 0.8
/** Nearly all pages come in upright. */
const UPRIGHT_BONUS = 0.5
const INK_BELOW = 128

/**
 * Which way up the text of a picture stands, told from its shape alone. Lines are where edges pile up; Latin letters
 * stand on one level, while their tops end at several: marks, capitals, ascenders. So edges pile up highest at the feet.
 */
export function orientationOf(image: GreyImage): Orientation {
  const lit = evenLight(image, [0, 0, image.widthPx, image.heightPx])
  const marks = marksOf(lit, INK_BELOW)
  return orientationOfInk(reducedInk(marks, lit, { largest: LARGEST_LETTER, isWanted: () => true }), marks)
}

export function orientationOfInk(ink: ReducedInk, marks: Marks): Orientation {
  const level = { feet: edgesTowards(ink, 0, 1), heads: edgesTowards(ink, 0, -1) }
  if (level.feet.length < LEAST_POINTS * 2) {
    const hasWords = level.feet.length >= LEAST_WORD * 2
    return { degrees: 0, confidence: 0, candidates: hasWords ? [0, 180, 90, 270] : [0] }
  }
  // On a page that lies on its side what is left or right becomes up or down.
  const upright = { feet: transposed(edgesTowards(ink, 1, 0)), heads: transposed(edgesTowards(ink, -1, 0)) }
  const levelSkew = measureSkewDegrees(thinned(level.feet, ENOUGH_POINTS))
  const uprightSkew = measureSkewDegrees(thinned(upright.feet, ENOUGH_POINTS))
  const levelHeight = sharpness(level, levelSkew)
  const uprightHeight = sharpness(upright, uprightSkew)
  const isLevel = levelHeight >= uprightHeight
  const sides = isLevel ? level : upright
  const shape = feetEvidence(sides, isLevel ? levelSkew : uprightSkew) + accentEvidence(ink, marks, isLevel)
  const lean = isLevel ? shape + UPRIGHT_BONUS : shape
  const clearness = Math.max(levelHeight, uprightHeight) / Math.min(levelHeight, uprightHeight) - 1
  const sureAxis = 1 - Math.exp(-clearness * (isLevel ? 12 : 6))
  const sureFeet = Math.tanh(Math.abs(lean) * 0.6)
  // Feet to the right: the page must be turned clockwise to bring them down.
  const likely: QuarterTurn = isLevel ? (lean >= 0 ? 0 : 180) : lean >= 0 ? 90 : 270
  const opposite = turnedBy(likely, 180)
  const along: readonly QuarterTurn[] = sureFeet < SURE_TURN ? [likely, opposite] : [likely]
  const across: readonly QuarterTurn[] =
    sureAxis < SURE_TURN ? [turnedBy(likely, 90), turnedBy(likely, 270)] : []
  return { degrees: likely, confidence: sureAxis * sureFeet, candidates: [...along, ...across] }
}

function turnedBy(from: QuarterTurn, by: 90 | 180 | 270): QuarterTurn {
  const turns: readonly QuarterTurn[] = [0, 90, 180, 270]
  return turns[((from + by) / 90) % 4] ?? 0
}

function transposed(points: EdgePoints): EdgePoints {
  const result = new Float32Array(points.length)
  for (let at = 0; at < points.length; at += 2) {
    result[at] = points[at + 1] ?? 0
    result[at + 1] = points[at] ?? 0
  }
  return result
}

interface Sides {
  readonly feet: EdgePoints
  readonly heads: EdgePoints
}

/** How much the edges of both sides pile up, whatever their number. */
function sharpness({ feet, heads }: Sides, degrees: number): number {
  const of = (points: EdgePoints): number => pileUp(points, degrees) / Math.max(1, points.length / 2) ** 2
  return of(thinned(feet, ENOUGH_POINTS)) + of(thinned(heads, ENOUGH_POINTS))
}

/** Positive where feet pile up higher than heads: the mean over parts of the page, in units of its own uncertainty. */
function feetEvidence({ feet, heads }: Sides, degrees: number): number {
  const feetParts = parts(feet, degrees)
  const headParts = parts(heads, degrees)
  const evidence: number[] = []
  for (const [place, points] of feetParts.entries()) {
    const others = headParts[place]
    if (others === undefined || Math.min(points.length, others.length) < LEAST_POINTS_IN_PART * 2) continue
    const own = pileUp(points, degrees) / points.length ** 2
    evidence.push(Math.log(own / (pileUp(others, degrees) / others.length ** 2)))
  }
  const mean = evidence.reduce((sum, value) => sum + value, 0) / Math.max(1, evidence.length)
  const spread = evidence.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  // As if one part more had been seen that says nothing: two parts that agree by chance prove little.
  const deviation = Math.sqrt((spread + mean ** 2 + 0.01) / (evidence.length + 1))
  return (mean * Math.sqrt(evidence.length)) / deviation
}

/** Positive where small marks stand over letters more often than below them, as Vietnamese accents and the dots of i do. */
function accentEvidence(ink: ReducedInk, marks: Marks, isLevel: boolean): number {
  const size = letterHeight(marks, () => true, isLevel ? 'height' : 'width')
  if (size === null) return 0
  const reach = Math.max(1, Math.round((size * ACCENT_REACH) / ink.stepPx))
  let over = 0
  let below = 0
  for (let mark = 0; mark < marks.count; mark += 1) {
    const box = cellsOf(marks, mark, ink.stepPx)
    const side = Math.max(box.right - box.left, box.bottom - box.top) * ink.stepPx
    if (side > size * MOST_ACCENT || (marks.ink[mark] ?? 0) < size * size * LEAST_ACCENT) continue
    const place = placeOf(ink, box, isLevel ? [0, reach] : [reach, 0])
    if (place === 'over') over += 1
    if (place === 'below') below += 1
  }
  return over + below === 0 ? 0 : ((over - below) / Math.sqrt(over + below)) * ACCENT_WEIGHT
}

/** Where a mark stands to the ink near it, going by how far to reach across and down. */
function placeOf(
  ink: ReducedInk,
  box: CellBox,
  [across, down]: readonly [number, number],
): 'over' | 'below' | 'beside' {
  const isAcross = across > 0
  const before = isAcross
    ? { ...box, left: box.left - across, right: box.left }
    : { ...box, top: box.top - down, bottom: box.top }
  const behind = isAcross
    ? { ...box, left: box.right, right: box.right + across }
    : { ...box, top: box.bottom, bottom: box.bottom + down }
  const hasBefore = hasInk(ink, before)
  const hasBehind = hasInk(ink, behind)
  if (hasBefore === hasBehind) return 'beside'
  return hasBehind ? 'over' : 'below'
}

interface CellBox {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

function cellsOf(marks: Marks, mark: number, stepPx: number): CellBox {
  return {
    left: Math.floor((marks.left[mark] ?? 0) / stepPx),
    top: Math.floor((marks.top[mark] ?? 0) / stepPx),
    right: Math.ceil((marks.right[mark] ?? 0) / stepPx),
    bottom: Math.ceil((marks.bottom[mark] ?? 0) / stepPx),
  }
}

function hasInk({ cells, columns, rows }: ReducedInk, { left, top, right, bottom }: CellBox): boolean {
  for (let y = Math.max(0, top); y < Math.min(rows, bottom); y += 1) {
    for (let x = Math.max(0, left); x < Math.min(columns, right); x += 1) {
      if (cells[y * columns + x] === 1) return true
    }
  }
  return false
}

function parts(points: EdgePoints, degrees: number): readonly EdgePoints[] {
  const slope = Math.tan((degrees * Math.PI) / 180)
  let across = 1
  let along = 1
  for (let at = 0; at < points.length; at += 2) {
    across = Math.max(across, points[at] ?? 0)
    along = Math.max(along, points[at + 1] ?? 0)
  }
  const result: number[][] = Array.from({ length: STRIPS * BANDS }, () => [])
  for (let at = 0; at < points.length; at += 2) {
    const x = points[at] ?? 0
    const y = points[at + 1] ?? 0
    const strip = Math.min(STRIPS - 1, Math.floor((x / (across + 1)) * STRIPS))
    const level = (y - (x - across / 2) * slope) / (along + 1)
    const band = Math.min(BANDS - 1, Math.max(0, Math.floor(level * BANDS)))
    result[strip * BANDS + band]?.push(x, y)
  }
  return result.map((part) => Float32Array.from(part))
}
