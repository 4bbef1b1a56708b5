import { type InkMap, transposed } from './ink-map.ts'
import { findLevelLines, type LevelLine } from './level-lines.ts'

/** A framed place that may be a stamp, in pixels of the map: corners clockwise from the top left, as it lies on the page. */
export interface Frame {
  readonly corners: readonly [Point, Point, Point, Point]
}
export type Point = readonly [x: number, y: number]

/** MẬT is 20 x 8 mm, TỐI MẬT 30 x 8, TUYỆT MẬT 40 x 8; a photograph tells its scale only roughly. */
const WIDTH_MM = { least: 11, most: 54 }
const HEIGHT_MM = { least: 5, most: 12 }
/** Of the line across from a whole one, of the better side, and of all three together so much must stand. */
const LEAST_ACROSS = 0.5
const LEAST_SIDE = 0.7
const LEAST_OF_THREE = 1.9
const SIDE_REACH_MM = 0.9

/** Frames of the size of the stamps, upright and on their side. */
export function findFrames(map: InkMap, perMm: number): readonly Frame[] {
  const lying = transposed(map)
  return [
    ...uprightFrames(map, perMm),
    ...uprightFrames(lying, perMm).map(({ corners: [a, b, c, d] }) => ({
      corners: [swapped(a), swapped(d), swapped(c), swapped(b)] as const,
    })),
  ]
}

const swapped = ([x, y]: Point): Point => [y, x]

function uprightFrames(map: InkMap, perMm: number): readonly Frame[] {
  return findLevelLines(map, perMm, WIDTH_MM).flatMap((line) =>
    ([1, -1] as const).flatMap((way) => frameFrom(map, line, { way, perMm })),
  )
}

interface Search {
  /** 1 looks below the line, -1 above it. */
  readonly way: 1 | -1
  readonly perMm: number
}

/** The frame that a line is one long side of, if there is ink where its other sides would be. */
function frameFrom(map: InkMap, line: LevelLine, { way, perMm }: Search): readonly Frame[] {
  const widthMm = (line.right - line.left) / perMm
  const most = Math.min(HEIGHT_MM.most, widthMm / 1.3)
  let best = { share: LEAST_ACROSS, height: 0 }
  for (let height = Math.round(HEIGHT_MM.least * perMm); height <= most * perMm; height += 1) {
    const share = acrossShare(map, line, way * height)
    if (share > best.share) best = { share, height }
  }
  if (best.height === 0) return []
  const left = sideShare(map, line, { at: line.left, height: way * best.height, perMm })
  const right = sideShare(map, line, { at: line.right, height: way * best.height, perMm })
  if (Math.max(left, right) < LEAST_SIDE || best.share + left + right < LEAST_OF_THREE) return []
  const [above, below] = way === 1 ? [0, best.height] : [-best.height, 0]
  return [
    {
      corners: [
        [line.left, line.leftY + above],
        [line.right, line.rightY + above],
        [line.right, line.rightY + below],
        [line.left, line.leftY + below],
      ],
    },
  ]
}

/** The share of the columns that have ink on the parallel to a line, as far down as `height`. */
function acrossShare({ ink, widthPx, heightPx }: InkMap, line: LevelLine, height: number): number {
  const slope = (line.rightY - line.leftY) / Math.max(1, line.right - line.left)
  let found = 0
  for (let x = line.left; x < line.right; x += 1) {
    const y = Math.round(line.leftY + slope * (x - line.left) + height)
    if (y < 1 || y >= heightPx - 1) continue
    const at = y * widthPx + x
    if (ink[at] === 1 || ink[at - widthPx] === 1 || ink[at + widthPx] === 1) found += 1
  }
  return found / Math.max(1, line.right - line.left)
}

/** The share of the rows beside a line that have ink near one of its ends. */
function sideShare(
  map: InkMap,
  { leftY, rightY, left }: LevelLine,
  { at, height, perMm }: { readonly at: number; readonly height: number; readonly perMm: number },
): number {
  const start = at === left ? leftY : rightY
  const from = Math.max(0, Math.round(at - SIDE_REACH_MM * perMm))
  const to = Math.min(map.widthPx - 1, Math.round(at + SIDE_REACH_MM * perMm))
  const [first, last] = [
    Math.round(Math.min(start, start + height)) + 1,
    Math.round(Math.max(start, start + height)),
  ]
  let rows = 0
  for (let y = Math.max(0, first); y < Math.min(map.heightPx, last); y += 1) {
    if (map.ink.subarray(y * map.widthPx + from, y * map.widthPx + to + 1).includes(1)) rows += 1
  }
  return rows / Math.max(1, last - first)
}
