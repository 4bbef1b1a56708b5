import type { PixelBox } from '../../../domain/text-layer.ts'
import { evenLight } from './even-light.ts'
import type { GreyImage } from './grey-image.ts'
import { letterHeight } from './letter-size.ts'
import { type Marks, marksOf } from './marks.ts'
import { findPageOutline, type Outline } from './page-outline.ts'
import { LARGEST_LETTER, type ReducedInk, reducedInk } from './reduced-ink.ts'

/** In evenly lit pictures, on paper that is white. */
export const INK_BELOW = 128

/** What is measured on a page before anything is changed but its light. */
export interface SeenPage {
  readonly grey: GreyImage
  readonly lit: GreyImage
  readonly marks: Marks
  /** Corners of the paper in a photograph that shows more than the paper; null when the picture is the page. */
  readonly outline: Outline | null
  /** The letters alone, small. */
  readonly ink: ReducedInk
}

export function seenPage(grey: GreyImage): SeenPage {
  const outline = findPageOutline(grey)
  const lit = litPage(grey, outline)
  const marks = marksOf(lit, INK_BELOW)
  return {
    grey,
    lit,
    marks,
    outline,
    ink: reducedInk(marks, lit, { largest: LARGEST_LETTER, isWanted: onPaper(marks, outline) }),
  }
}

export function litPage(grey: GreyImage, outline: Outline | null): GreyImage {
  return evenLight(grey, outline === null ? [0, 0, grey.widthPx, grey.heightPx] : insideOf(outline))
}

/** The largest upright rectangle about the middle that is all paper. */
function insideOf([a, b, c, d]: Outline): PixelBox {
  return [Math.max(0, a.x, d.x), Math.max(0, a.y, b.y), Math.min(b.x, c.x), Math.min(c.y, d.y)]
}

/** Whether a mark lies on the paper, not on the table round it. */
export function onPaper(marks: Marks, outline: Outline | null): (mark: number) => boolean {
  if (outline === null) return () => true
  return (mark) => {
    const x = ((marks.left[mark] ?? 0) + (marks.right[mark] ?? 0)) / 2
    const y = ((marks.top[mark] ?? 0) + (marks.bottom[mark] ?? 0)) / 2
    return outline.every((from, corner) => {
      const to = outline[(corner + 1) % outline.length] ?? from
      return (to.x - from.x) * (y - from.y) - (to.y - from.y) * (x - from.x) >= 0
    })
  }
}

/** About how high the small letters of an office paper are, as a share of its width, where they cannot be measured. */
const USUAL_LETTER = 0.0098

/** Height of the small letters, measured where there are enough of them. */
export function letterPxOf(marks: Marks, { widthPx, heightPx }: GreyImage): number {
  return letterHeight(marks) ?? Math.max(4, Math.min(widthPx, heightPx) * USUAL_LETTER)
}
