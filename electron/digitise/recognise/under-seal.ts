import type { PixelBox } from '../../../domain/text-layer.ts'
import type { GreyImage } from '../prepare/grey-image.ts'
import type { SealRing } from './seal-ring.ts'

/** The lines of the ring lie between so far within the circle that was found and so far outside it. */
const RING_MM = { within: 1.9, outside: 1.2 }
/** At the radius of a line of the ring so much of the circle is ink; letters and signatures cross a few places of it. */
const LEAST_OF_LINE = 0.45
/** Where the name stands below the middle of the seal, and how far it goes to both sides, as shares of the radius. */
const NAME = { highest: 0.62, lowest: 1.45, left: 0.8, right: 3.6 }
/** A line of letters in bold type is this high, their marks counted. */
const LINE_MM = { least: 2.2, most: 8 }
const INK_BELOW = 150
/** The soft edge of the ring's lines goes with them. */
const EDGE_BELOW = 225
const WHITE = 255

export interface UnderSeal {
  /**
   * The whole picture, the seal taken out where the name is: once with only those strokes left in its lines that are seen
   * on both sides of them, and once with those that end in them as well.
   */
  readonly images: readonly GreyImage[]
  readonly zone: PixelBox
}

/**
 * The name that stands half under the lower edge of a seal, without the seal. On a photocopy both are of one tone, so the
 * lines of the ring are taken out by their shape, but for strokes that go on across them. Null where no line of print goes
 * on to the right of the seal.
 * @param perMm pixels of the picture to a millimetre
 */
export function nameUnderSeal(image: GreyImage, ring: SealRing, perMm: number): UnderSeal | null {
  const line = lineBeside(image, ring, perMm)
  if (line === null) return null
  const room = Math.round(0.6 * perMm)
  const zone: PixelBox = [
    Math.max(0, Math.round(ring.x - ring.radiusPx * NAME.left)),
    Math.max(0, line.top - room),
    rightOf(image, ring),
    Math.min(image.heightPx, line.bottom + room),
  ]
  const bands = ringLines(image, ring, perMm)
  return {
    images: [2, 1].map((leastSides) => withoutRing(image, { ring, zone, line, bands, leastSides })),
    zone,
  }
}

interface Rows {
  readonly top: number
  readonly bottom: number
}

interface Band {
  readonly from: number
  readonly to: number
}

interface Sealed {
  readonly ring: SealRing
  readonly zone: PixelBox
  readonly line: Rows
  readonly bands: readonly Band[]
  /** Of a line of the ring, on which ink must go on. */
  readonly leastSides: number
}

function withoutRing(image: GreyImage, { ring, zone, line, bands, leastSides }: Sealed): GreyImage {
  const pixels = image.pixels.slice()
  const [left, top, right, bottom] = zone
  const outermost = Math.max(...bands.map(({ to }) => to), 0)
  for (let y = top; y < bottom; y += 1) {
    for (let x = left; x < right; x += 1) {
      const at = y * image.widthPx + x
      if ((image.pixels[at] ?? WHITE) >= EDGE_BELOW) continue
      const [dx, dy] = [x - ring.x, y - ring.y]
      const distance = Math.hypot(dx, dy)
      if (distance > outermost) continue
      const band = bands.find(({ from, to }) => distance >= from && distance <= to)
      const sides =
        band === undefined ? leastSides : inkedSides(image, ring, { angle: Math.atan2(dy, dx), band })
      // What the seal says stands above the name.
      if (sides < leastSides || y < line.top) pixels[at] = WHITE
    }
  }
  return { ...image, pixels }
}

interface Crossing {
  readonly angle: number
  readonly band: Band
}

/** On how many sides of a line of the ring there is ink. */
function inkedSides(image: GreyImage, ring: SealRing, { angle, band }: Crossing): number {
  const distances = [band.from - BESIDE_PX, band.to + BESIDE_PX]
  return distances.filter((distance) => isInkNear(image, ring, { angle, distance })).length
}

const BESIDE_PX = 1.5

function isInkNear(
  { pixels, widthPx }: GreyImage,
  ring: SealRing,
  { angle, distance }: { readonly angle: number; readonly distance: number },
): boolean {
  return [-1, 0, 1].some((off) => {
    const turned = angle + off / distance
    const x = Math.round(ring.x + distance * Math.cos(turned))
    const y = Math.round(ring.y + distance * Math.sin(turned))
    return (pixels[y * widthPx + x] ?? WHITE) < INK_BELOW
  })
}

const ANGLES = 240

/** From where to where the lines of the ring are thick. */
function ringLines(image: GreyImage, ring: SealRing, perMm: number): readonly Band[] {
  const { pixels, widthPx, heightPx } = image
  const bands: { from: number; to: number }[] = []
  const first = Math.round(ring.radiusPx - RING_MM.within * perMm)
  const last = Math.round(ring.radiusPx + RING_MM.outside * perMm)
  for (let radius = first; radius <= last; radius += 1) {
    let ink = 0
    for (let at = 0; at < ANGLES; at += 1) {
      const angle = (2 * Math.PI * at) / ANGLES
      const x = Math.round(ring.x + radius * Math.cos(angle))
      const y = Math.round(ring.y + radius * Math.sin(angle))
      if (x >= 0 && x < widthPx && y >= 0 && y < heightPx && (pixels[y * widthPx + x] ?? WHITE) < INK_BELOW)
        ink += 1
    }
    if (ink < ANGLES * LEAST_OF_LINE) continue
    const before = bands.at(-1)
    if (before !== undefined && radius - before.to <= 1.5) before.to = radius + 0.5
    else bands.push({ from: radius - 1.2, to: radius + 0.5 })
  }
  return bands.map(({ from, to }) => ({ from, to: to + 0.7 }))
}

function rightOf(image: GreyImage, ring: SealRing): number {
  return Math.min(image.widthPx, Math.round(ring.x + ring.radiusPx * NAME.right))
}

/** The rows of the line of print beside the lower edge of the seal; of several the one with most ink. */
function lineBeside(image: GreyImage, ring: SealRing, perMm: number): Rows | null {
  const from = Math.round(ring.x + ring.radiusPx + RING_MM.outside * perMm)
  const to = rightOf(image, ring)
  const lowest = Math.min(image.heightPx, Math.round(ring.y + ring.radiusPx * NAME.lowest))
  const lines: { top: number; bottom: number; ink: number }[] = []
  for (let y = Math.round(ring.y + ring.radiusPx * NAME.highest); y < lowest; y += 1) {
    const row = image.pixels.subarray(y * image.widthPx + from, y * image.widthPx + to)
    const ink = row.reduce((sum, grey) => sum + (grey < INK_BELOW ? 1 : 0), 0)
    if (ink < LEAST_INK_PX) continue
    const last = lines.at(-1)
    if (last !== undefined && y - last.bottom <= 0.4 * perMm) {
      last.bottom = y + 1
      last.ink += ink
    } else lines.push({ top: y, bottom: y + 1, ink })
  }
  const fit = lines.filter(({ top, bottom }) => {
    const height = (bottom - top) / perMm
    return height >= LINE_MM.least && height <= LINE_MM.most
  })
  return fit.toSorted((a, b) => b.ink - a.ink)[0] ?? null
}

/** Of a row; less is a speck. */
const LEAST_INK_PX = 4
