import { otsuThreshold } from './binarise.ts'
import { type GreyImage, shrunk } from './grey-image.ts'

export interface Point {
  readonly x: number
  readonly y: number
}

/** Corners of the paper in a picture: top left, top right, bottom right, bottom left. */
export type Outline = readonly [Point, Point, Point, Point]

/** The outline is looked for in a copy about this wide: fingers and stains matter less, and it takes a few milliseconds. */
const MEASURE_WIDTH_PX = 320
/** Of the picture's rows and columns, so many stand for one more: paper and table are told apart by far less. */
const STRIDE = 2
/** The paper must be this large a part of the picture, and leave some of it to what it lies on. */
const LEAST_PAPER = 0.35
const MOST_PAPER = 0.93
/** Between the mean greys of paper and of what it lies on. A lid of a scanner differs by less, and needs no straightening. */
const LEAST_CONTRAST = 70
/** Share of all that is light that must hang together: a page that a black streak cuts in two is still one page. */
const LEAST_UNITY = 0.85
/** Shares of the grey between paper and table that are tried: a shadow can make a part of the paper darker than its middle. */
const thresholdShares = [1, 0.8, 0.65] as const
/** How much the sides may lean, and opposite sides differ in length. */
const MOST_SLOPE = 0.35
const MOST_RATIO = 1.45

/**
 * The paper in a photograph, where it plainly does not fill the picture; null where it does, or where its sides cannot
 * be told for sure: a wrong outline would do more harm than none.
 */
export function findPageOutline(image: GreyImage): Outline | null {
  const step = Math.max(1, Math.round(image.widthPx / MEASURE_WIDTH_PX))
  const small = shrunk(image, step, step < STRIDE * 2 ? 1 : STRIDE)
  const threshold = otsuThreshold(small)
  if (contrast(small, threshold) < LEAST_CONTRAST) return null
  for (const share of thresholdShares) {
    const outline = outlineAt(small, threshold * share)
    if (outline === null) continue
    // With a lower threshold the paper is larger still.
    if (shareOf(outline, small) >= MOST_PAPER) return null
    if (isPlausible(outline, small)) return scaled(outline, step)
  }
  return null
}

function outlineAt(image: GreyImage, threshold: number): Outline | null {
  const paper = largestPaper(image, threshold)
  let light = 0
  let onPaper = 0
  for (let at = 0; at < paper.length; at += 1) {
    if ((image.pixels[at] ?? 0) >= threshold) light += 1
    onPaper += paper[at] ?? 0
  }
  const sides = onPaper < light * LEAST_UNITY ? null : sidesOf(paper, image)
  if (sides === null) return null
  const { left, top, right, bottom } = sides
  return [crossing(left, top), crossing(right, top), crossing(right, bottom), crossing(left, bottom)]
}

/** From the small copy back to the picture, to a tenth of a pixel; a pixel's middle lies half a pixel from its place. */
function scaled([a, b, c, d]: Outline, step: number): Outline {
  const onPicture = (place: number): number => Math.round((place + 0.5) * step * 10) / 10
  const scale = ({ x, y }: Point): Point => ({ x: onPicture(x), y: onPicture(y) })
  return [scale(a), scale(b), scale(c), scale(d)]
}

function contrast(image: GreyImage, threshold: number): number {
  const sums = { light: 0, lights: 0, dark: 0, darks: 0 }
  for (const value of image.pixels) {
    if (value >= threshold) {
      sums.light += value
      sums.lights += 1
    } else {
      sums.dark += value
      sums.darks += 1
    }
  }
  return sums.light / Math.max(1, sums.lights) - sums.dark / Math.max(1, sums.darks)
}

/** 1 where the largest connected light area is. */
function largestPaper(image: GreyImage, threshold: number): Uint8Array {
  const area = new Int32Array(image.pixels.length)
  const queue = new Int32Array(image.pixels.length)
  const largest = { label: -1, size: 0 }
  let label = 0
  for (let start = 0; start < area.length; start += 1) {
    if (area[start] !== 0 || (image.pixels[start] ?? 0) < threshold) continue
    label += 1
    const size = flood({ image, threshold, area, queue }, start, label)
    if (size > largest.size) Object.assign(largest, { label, size })
  }
  const paper = new Uint8Array(area.length)
  for (let at = 0; at < area.length; at += 1) paper[at] = area[at] === largest.label ? 1 : 0
  return paper
}

interface Flood {
  readonly image: GreyImage
  readonly threshold: number
  /** The label of each pixel, 0 while it has none. */
  readonly area: Int32Array
  /** Room for the places still to be looked at. */
  readonly queue: Int32Array
}

/** Labels all light pixels that hang together with `start`. @returns how many they are */
function flood({ image, threshold, area, queue }: Flood, start: number, label: number): number {
  const { pixels, widthPx } = image
  let size = 0
  const visit = (at: number): void => {
    if (area[at] !== 0 || (pixels[at] ?? 0) < threshold) return
    area[at] = label
    queue[size] = at
    size += 1
  }
  visit(start)
  for (let place = 0; place < size; place += 1) {
    const at = queue[place] ?? 0
    const x = at % widthPx
    if (x > 0) visit(at - 1)
    if (x < widthPx - 1) visit(at + 1)
    visit(at - widthPx)
    visit(at + widthPx)
  }
  return size
}

/** A side: how far it is from the edge it runs along, as `at + slope * along`. */
interface Side {
  readonly at: number
  readonly slope: number
  readonly isUpright: boolean
}

function sidesOf(paper: Uint8Array, { widthPx, heightPx }: GreyImage) {
  const isPaper = (x: number, y: number): boolean => paper[y * widthPx + x] === 1
  const places = (count: number): readonly number[] => Array.from({ length: count }, (_, place) => place)
  const rows = places(heightPx)
  const columns = places(widthPx)
  const left = fitSide(
    rows.map((y) => columns.findIndex((x) => isPaper(x, y))),
    true,
  )
  const right = fitSide(
    rows.map((y) => columns.findLastIndex((x) => isPaper(x, y))),
    true,
  )
  const top = fitSide(
    columns.map((x) => rows.findIndex((y) => isPaper(x, y))),
    false,
  )
  const bottom = fitSide(
    columns.map((x) => rows.findLastIndex((y) => isPaper(x, y))),
    false,
  )
  if (left === null || right === null || top === null || bottom === null) return null
  return { left, right, top, bottom }
}

/** Share of a side's points that must lie on one line; the others are corners of the paper, fingers, shadows. */
const LEAST_AGREEMENT = 0.6
const NEAR_PX = 2

/** The line that most of the edge's points lie on, over lines through pairs of them; -1 marks a row without paper. */
function fitSide(edge: readonly number[], isUpright: boolean): Side | null {
  const points = edge.map((at, along) => ({ at, along })).filter(({ at }) => at >= 0)
  if (points.length < edge.length / 2) return null
  const stride = Math.max(1, Math.floor(points.length / 40))
  const chosen = points.filter((_, place) => place % stride === 0)
  const ats = Float64Array.from(points, ({ at }) => at)
  const alongs = Float64Array.from(points, ({ along }) => along)
  const best = { agreeing: 0, side: null as Side | null }
  for (const [place, first] of chosen.entries()) {
    for (const second of chosen.slice(place + 8)) {
      const slope = (second.at - first.at) / (second.along - first.along)
      const at = first.at - slope * first.along
      let agreeing = 0
      for (let point = 0; point < ats.length; point += 1) {
        const off = (ats[point] ?? 0) - at - slope * (alongs[point] ?? 0)
        if (off <= NEAR_PX && off >= -NEAR_PX) agreeing += 1
      }
      if (agreeing > best.agreeing) Object.assign(best, { agreeing, side: { at, slope, isUpright } })
      // Of a page that fills the picture all points lie on its edge.
      if (agreeing === ats.length) return best.side
    }
  }
  return best.agreeing >= points.length * LEAST_AGREEMENT ? best.side : null
}

/** Where an upright side meets a level one. */
function crossing(upright: Side, level: Side): Point {
  const y = (level.at + level.slope * upright.at) / (1 - level.slope * upright.slope)
  return { x: upright.at + upright.slope * y, y }
}

function isPlausible([a, b, c, d]: Outline, image: GreyImage): boolean {
  const length = (from: Point, to: Point): number => Math.hypot(to.x - from.x, to.y - from.y)
  const ratio = (one: number, other: number): number =>
    Math.max(one, other) / Math.max(1, Math.min(one, other))
  const leans = [
    Math.abs((b.y - a.y) / (b.x - a.x)),
    Math.abs((c.y - d.y) / (c.x - d.x)),
    Math.abs((d.x - a.x) / (d.y - a.y)),
    Math.abs((c.x - b.x) / (c.y - b.y)),
  ]
  const isNear = (point: Point): boolean =>
    point.x > -image.widthPx * 0.08 &&
    point.x < image.widthPx * 1.08 &&
    point.y > -image.heightPx * 0.08 &&
    point.y < image.heightPx * 1.08
  return (
    shareOf([a, b, c, d], image) > LEAST_PAPER &&
    [a, b, c, d].every(isNear) &&
    Math.max(...leans) < MOST_SLOPE &&
    ratio(length(a, b), length(d, c)) < MOST_RATIO &&
    ratio(length(a, d), length(b, c)) < MOST_RATIO
  )
}

/** What share of a picture a polygon is, by the shoelace formula. */
function shareOf(corners: Outline, { widthPx, heightPx }: GreyImage): number {
  const twice = corners.reduce((sum, corner, place) => {
    const next = corners[(place + 1) % corners.length] ?? corner
    return sum + corner.x * next.y - next.x * corner.y
  }, 0)
  return Math.abs(twice) / 2 / (widthPx * heightPx)
}
