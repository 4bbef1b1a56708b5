import type { Canvas } from '@napi-rs/canvas'
import type { SecretLevel, SecretMark } from '../../../domain/secret-mark.ts'
import { lineText, type TextLine } from '../../../domain/text-layer.ts'
import { pixelsOf, scaledTo } from '../decode/page-canvas.ts'
import type { GreyImage } from '../prepare/grey-image.ts'
import { capitalsPx, cutOut, type Place } from './cut-out.ts'
import { findClusters } from './find-clusters.ts'
import { type Frame, findFrames, type Point } from './find-frames.ts'
import { framedLevelOf } from './framed-level.ts'
import { darkInk, type InkMap, redInk } from './ink-map.ts'

/** A frame of half a millimetre is two pixels thick at this; more is slower and finds nothing more. */
const SEARCH_DPI = 120
const MM_PER_INCH = 25.4
/** Places of one page that are read; a form with more framed boxes than this has no room for a stamp. */
const MOST_PLACES = 12
/** What a frame's line leaves to the letters. */
const FRAME_INSET_MM = 0.9
/** Where a frame is too worn to be found, its place is read without its edge, and then with all that is there. */
const CLUSTER_INSET_MM = 1.5
const CLUSTER_MARGIN_MM = -0.5

/** Reads a small picture: the lines of one block, or whatever words stand about. */
export type ReadSmall = (image: GreyImage, layout: 'block' | 'scattered') => Promise<readonly TextLine[]>

/**
 * Looks for a stamp of a state secret, wherever it is on the page and however the page lies; reads only the places that
 * look like one. Pure but for `read`.
 * @param dpi of the canvas
 */
export async function lookForStamp(
  canvas: Canvas,
  dpi: number,
  read: ReadSmall,
): Promise<Omit<SecretMark, 'page'> | null> {
  for (const place of placesOn(canvas, dpi)) {
    const level = await levelAt(canvas, place, read)
    if (level !== null) return { level, by: 'frame', box: boxOf(canvas, place) }
  }
  return null
}

/** Where a stamp may be, red ink first. */
export function placesOn(canvas: Canvas, dpi: number): readonly Place[] {
  const small = scaledTo(canvas, Math.max(1, Math.round(canvas.width * Math.min(1, SEARCH_DPI / dpi))))
  const image = pixelsOf(small)
  const factor = canvas.width / small.width
  const perMm = dpi / MM_PER_INCH / factor
  const red = redInk(image)
  const clusters = findClusters(red, perMm)
  const kinds: readonly (readonly [frames: readonly Frame[], isRed: boolean, insetMm: number])[] = [
    [findFrames(within(red, clusters), perMm), true, FRAME_INSET_MM],
    [clusters, true, CLUSTER_INSET_MM],
    [clusters, true, CLUSTER_MARGIN_MM],
    [findFrames(darkInk(image, perMm), perMm), false, FRAME_INSET_MM],
  ]
  const places = kinds.flatMap(([frames, isRed, insetMm]) =>
    frames.map(({ corners }) => ({
      corners: scaled(corners, factor),
      perMm: perMm * factor,
      isRed,
      insetMm,
    })),
  )
  return distinct(places).slice(0, MOST_PLACES)
}

/** Only the ink in these places: a table top of red wood is no stamp, and full of lines. */
function within({ ink, widthPx, heightPx }: InkMap, places: readonly Frame[]): InkMap {
  const kept = new Uint8Array(ink.length)
  for (const { corners } of places) {
    const [[left, top], , [right, bottom]] = corners
    for (let y = top; y < Math.min(bottom, heightPx); y += 1) {
      const [from, to] = [y * widthPx + left, y * widthPx + Math.min(right, widthPx)]
      kept.set(ink.subarray(from, to), from)
    }
  }
  return { ink: kept, widthPx, heightPx }
}

function scaled(corners: Place['corners'], factor: number): Place['corners'] {
  const at = ([x, y]: Point): Point => [x * factor, y * factor]
  return [at(corners[0]), at(corners[1]), at(corners[2]), at(corners[3])]
}

/** The double lines of a frame give it several times. */
function distinct(places: readonly Place[]): readonly Place[] {
  const kept: Place[] = []
  for (const place of places) {
    const reach = place.perMm * 1.5
    const isKnown = kept.some(
      (other) =>
        other.insetMm === place.insetMm &&
        other.corners.every((corner, at) => near(corner, place.corners[at] ?? corner) < reach),
    )
    if (!isKnown) kept.push(place)
  }
  return kept
}

function near(a: Point, b: Point): number {
  return Math.max(Math.abs(a[0] - b[0]), Math.abs(a[1] - b[1]))
}

async function levelAt(canvas: Canvas, place: Place, read: ReadSmall): Promise<SecretLevel | null> {
  const [[x0, y0], [x1, y1], , [x3, y3]] = place.corners
  const isWide = Math.hypot(x1 - x0, y1 - y0) >= Math.hypot(x3 - x0, y3 - y0)
  for (const turns of isWide ? ([0, 2] as const) : ([1, 3] as const)) {
    for (const capitalPx of capitalsPx) {
      const cut = cutOut(canvas, place, { turns, capitalPx })
      const lines = await read(cut, 'block')
      const texts = lines.length > 0 ? lines.map(lineText) : [await scatteredText(cut, read)]
      const level = framedLevelOf(texts)
      if (level !== null) return level
      if (saysOther(lines)) return null
    }
  }
  return null
}

/** Specks of a photocopy around a short word make the engine see no block at all, however clear the word stands there. */
async function scatteredText(cut: GreyImage, read: ReadSmall): Promise<string> {
  return (await read(cut, 'scattered')).map(lineText).join(' ')
}

/** So many letters, so well read, are other words: there is no need to turn the page and look again. */
const SURE_LETTERS = 4
/** A stamp that stands on its head is read as nonsense with up to 0.8. */
const SURE_CONFIDENCE = 0.9

function saysOther(lines: readonly TextLine[]): boolean {
  const sure = lines.flatMap(({ words }) => words).filter(({ confidence }) => confidence >= SURE_CONFIDENCE)
  return sure.some(({ text }) => text.replace(/[^\p{L}]/gu, '').length >= SURE_LETTERS)
}

function boxOf({ width, height }: Canvas, { corners }: Place): SecretMark['box'] {
  const share = (value: number, of: number): number => Math.min(1, Math.max(0, value / of))
  const xs = corners.map(([x]) => x)
  const ys = corners.map(([, y]) => y)
  return [
    share(Math.min(...xs), width),
    share(Math.min(...ys), height),
    share(Math.max(...xs), width),
    share(Math.max(...ys), height),
  ]
}
