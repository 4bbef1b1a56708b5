import type { PixelBox } from '../../../domain/text-layer.ts'
import { type GreyImage, shrunk } from '../prepare/grey-image.ts'

/** The round seal of an office, as it lies on a copy; pixels. */
export interface SealRing {
  readonly x: number
  readonly y: number
  /** Of its outer edge. */
  readonly radiusPx: number
}

/** Seals of offices are 36 mm across; a photograph tells its scale only roughly. @see TT 07/2010/TT-BCA, article 5 */
const RADIUS_MM = { least: 14.5, most: 20.5 }
/** It is looked for on a picture of so many pixels to a millimetre. */
const SEARCH_PER_MM = 2.2
const COARSE_ANGLES = 40
const FINE_ANGLES = 180
/** Of the ring so much must be seen: a third may be worn or lie under other things. */
const LEAST_SEEN_COARSE = 0.72
const LEAST_SEEN = 0.6
const INK_BELOW = 150

/** The seal whose middle lies in a zone; null where none is seen. @param perMm pixels of the picture to a millimetre */
export function findSealRing(image: GreyImage, zone: PixelBox, perMm: number): SealRing | null {
  const step = Math.max(1, Math.round(perMm / SEARCH_PER_MM))
  const small = thickened(shrunk(image, step))
  const least = Math.floor((RADIUS_MM.least * perMm) / step)
  const most = Math.ceil((RADIUS_MM.most * perMm) / step)
  let best = { x: 0, y: 0, radius: 0, seen: LEAST_SEEN_COARSE }
  const [left, top, right, bottom] = zone.map((side) => Math.round(side / step))
  for (let radius = least; radius <= most; radius += 1) {
    const circle = circleOf(radius, COARSE_ANGLES)
    for (let y = top ?? 0; y < (bottom ?? 0); y += 2) {
      for (let x = left ?? 0; x < (right ?? 0); x += 2) {
        const seen = seenShare(small, circle, { x, y, enough: best.seen })
        if (seen > best.seen) best = { x, y, radius, seen }
      }
    }
  }
  if (best.radius === 0) return null
  return refined(image, { x: best.x * step, y: best.y * step, radiusPx: best.radius * step }, step)
}

interface InkMap {
  readonly ink: Uint8Array
  readonly widthPx: number
  readonly heightPx: number
}

/** Ink and what touches it, so that a ring a pixel beside the circle counts. */
function thickened({ pixels, widthPx, heightPx }: GreyImage): InkMap {
  const ink = new Uint8Array(widthPx * heightPx)
  for (let y = 1; y < heightPx - 1; y += 1) {
    for (let at = y * widthPx + 1; at < (y + 1) * widthPx - 1; at += 1) {
      if ((pixels[at] ?? 255) >= INK_BELOW) continue
      ink[at] = 1
      ink[at - 1] = 1
      ink[at + 1] = 1
      ink[at - widthPx] = 1
      ink[at + widthPx] = 1
    }
  }
  return { ink, widthPx, heightPx }
}

type Circle = readonly (readonly [dx: number, dy: number])[]

function circleOf(radius: number, angles: number): Circle {
  return Array.from({ length: angles }, (_, at) => {
    // Points far from each other come first, so that a miss is soon known.
    const angle = (2 * Math.PI * ((at * 17) % angles)) / angles
    return [Math.round(radius * Math.cos(angle)), Math.round(radius * Math.sin(angle))] as const
  })
}

interface Sought {
  readonly x: number
  readonly y: number
  /** A share that is of no use any more. */
  readonly enough: number
}

function seenShare({ ink, widthPx, heightPx }: InkMap, circle: Circle, { x, y, enough }: Sought): number {
  const mostMissed = circle.length * (1 - enough)
  let missed = 0
  for (const [dx, dy] of circle) {
    const [px, py] = [x + dx, y + dy]
    const isInk = px >= 0 && py >= 0 && px < widthPx && py < heightPx && ink[py * widthPx + px] === 1
    if (isInk) continue
    missed += 1
    if (missed > mostMissed) return 0
  }
  return 1 - missed / circle.length
}

/** The outermost circle about the one that was found which is ink nearly all the way. */
function refined(image: GreyImage, about: SealRing, step: number): SealRing | null {
  const { pixels, widthPx, heightPx } = image
  const map = { ink: pixels.map((grey) => (grey < INK_BELOW ? 1 : 0)), widthPx, heightPx }
  const reach = step * 3
  let best: { readonly ring: SealRing; readonly worth: number } | null = null
  for (let radiusPx = about.radiusPx - reach; radiusPx <= about.radiusPx + reach; radiusPx += 1) {
    const circle = circleOf(radiusPx, FINE_ANGLES)
    for (let y = about.y - reach; y <= about.y + reach; y += 1) {
      for (let x = about.x - reach; x <= about.x + reach; x += 1) {
        const enough = best?.worth ?? LEAST_SEEN
        const worth = seenShare(map, circle, { x, y, enough })
        if (worth > enough) best = { ring: { x, y, radiusPx }, worth }
      }
    }
  }
  return best?.ring ?? null
}
