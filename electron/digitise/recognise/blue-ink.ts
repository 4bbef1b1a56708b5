import type { PixelBox } from '../../../domain/text-layer.ts'
import type { ColourImage } from '../prepare/grey-image.ts'

/** Ink has less than this share of the light of the paper beside it. */
const INK_SHARE = 0.7
/** By how much more blue than red there is in blue ink than in the paper. */
const LEAST_BLUE = 35
const STEP_PX = 2
const LEAST_INK_POINTS = 12

/** How much of the ink within a box is blue, 0..1: that of ball-points. 0 where there is hardly any ink. */
export function blueInkShare(scan: ColourImage, box: PixelBox): number {
  const places = pixelsIn(scan, box)
  const paper = places.toSorted((a, b) => lightAt(scan, b) - lightAt(scan, a))[places.length >> 3]
  if (paper === undefined) return 0
  const ink = places.filter((at) => lightAt(scan, at) < lightAt(scan, paper) * INK_SHARE)
  if (ink.length < LEAST_INK_POINTS) return 0
  const cast = bluenessAt(scan, paper)
  return (
    ink.filter((at) => bluenessAt(scan, at) - cast > LEAST_BLUE && bluenessAt(scan, at) > LEAST_BLUE / 2)
      .length / ink.length
  )
}

/** Places of the red byte of every second pixel of every second row. */
function pixelsIn({ widthPx, heightPx }: ColourImage, box: PixelBox): readonly number[] {
  const [left, top, right, bottom] = box.map(Math.round)
  const places: number[] = []
  for (let y = Math.max(0, top ?? 0); y < Math.min(heightPx, bottom ?? 0); y += STEP_PX) {
    for (let x = Math.max(0, left ?? 0); x < Math.min(widthPx, right ?? 0); x += STEP_PX) {
      places.push((y * widthPx + x) * 4)
    }
  }
  return places
}

function lightAt({ rgba }: ColourImage, at: number): number {
  return (rgba[at] ?? 0) + (rgba[at + 1] ?? 0) + (rgba[at + 2] ?? 0)
}

function bluenessAt({ rgba }: ColourImage, at: number): number {
  return (rgba[at + 2] ?? 0) - (rgba[at] ?? 0)
}
