import type { GreyImage } from './grey-image.ts'

/** A dotted line is at least this share of the page's width long, at most this share of it thick, its dots this near. */
const LEAST_LENGTH = 0.04
const MOST_THICKNESS = 0.0024
const MOST_GAP = 0.0026
/** Nearly all ink of its row belongs to nothing taller; of a row through letters less than half does. */
const THIN_SHARE = 0.9
/** How much of its length is ink. A rule has no gaps: the engine finds those itself, and needs them to see a table. */
const MOST_INK = 0.85

/**
 * Takes the dotted lines of forms out of a black-and-white page. The engine reads them as text, and loses the words that
 * stand on them.
 */
export function withoutDottedLines(image: GreyImage): GreyImage {
  const { widthPx, heightPx } = image
  const pixels = image.pixels.slice()
  const thickness = Math.max(2, Math.round(widthPx * MOST_THICKNESS))
  const isThin = (at: number): boolean => strokeHeight(image, at, thickness + 1) <= thickness
  for (let y = 0; y < heightPx; y += 1) {
    for (const run of inkRuns(image, y)) {
      const thin = run.filter(isThin)
      if (thin.length < run.length * THIN_SHARE) continue
      for (const at of thin) pixels[at] = 255
    }
  }
  return { pixels, widthPx, heightPx }
}

/** Places of the ink in each stretch of a row that is long enough and has the gaps of a dotted line. */
function inkRuns({ pixels, widthPx }: GreyImage, y: number): readonly (readonly number[])[] {
  const gap = Math.max(3, Math.round(widthPx * MOST_GAP))
  const runs: number[][] = []
  let run: number[] = []
  for (let at = y * widthPx; at < (y + 1) * widthPx; at += 1) {
    if ((pixels[at] ?? 255) !== 0) continue
    if (run.length > 0 && at - (run.at(-1) ?? at) > gap) {
      runs.push(run)
      run = []
    }
    run.push(at)
  }
  runs.push(run)
  return runs.filter((places) => {
    const length = (places.at(-1) ?? 0) - (places[0] ?? 0) + 1
    return length >= widthPx * LEAST_LENGTH && places.length < length * MOST_INK
  })
}

/** How many ink pixels stand over each other at a place, counted up to `most`. */
function strokeHeight({ pixels, widthPx }: GreyImage, at: number, most: number): number {
  let height = 1
  for (let up = at - widthPx; height < most && pixels[up] === 0; up -= widthPx) height += 1
  for (let down = at + widthPx; height < most && pixels[down] === 0; down += widthPx) height += 1
  return height
}
