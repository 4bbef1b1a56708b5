import { foldText } from '../../../domain/fold-text.ts'
import type { ReadingRecipe } from '../../../domain/reading-recipe.ts'
import type { PixelBox, TextLine, Word } from '../../../domain/text-layer.ts'
import type { ColourImage, GreyImage } from '../prepare/grey-image.ts'
import { findClusters } from '../secret/find-clusters.ts'
import { rednessOf } from '../secret/ink-map.ts'
import { CROP_MARGIN_PX, croppedTo } from './cropped.ts'
import { lineOfWords } from './line-of-words.ts'
import type { Recogniser } from './recogniser.ts'
import type { Scan } from './scan.ts'

/** Stamps of urgency stand under the number or the abstract of a letter. @see ND 30/2020, appendix I part 10b */
const HEAD = { right: 0.62, bottom: 0.4 }
const MM_PER_INCH = 25.4
/** Every so many pixels one is looked at to see whether there is any red at all. */
const GLANCE_STEP = 6
const LEAST_RED_SHARE = 0.0015
const RED = 25
/** What the frame takes of the place on each side. */
const FRAME_MM = 1.2
/** Wider than high, as a word in a frame is; a seal is not. */
const LEAST_WIDE = 1.8
/** Larger letters than these are read no better. */
const READ_PER_MM = 8
const LEAST_CONFIDENCE = 0.35

interface StampedPage {
  readonly scan: Scan
  readonly recipe: ReadingRecipe
  readonly recogniser: Recogniser
}

/**
 * The page's lines with what red stamps of urgency in its head say; boxes in shares of the scan. The copy that is read has no
 * red ink, since seals lie over names.
 */
export async function withUrgencyStamps(
  lines: readonly TextLine[],
  { scan, recipe, recogniser }: StampedPage,
): Promise<readonly TextLine[]> {
  const stamps = recipe.turnedDegrees === 0 ? await stampsIn(scan, recogniser) : []
  return stamps.reduce<readonly TextLine[]>((all, stamp) => {
    const place = all.findIndex(({ box }) => box[1] > stamp.box[1])
    return place === -1 ? [...all, stamp] : all.toSpliced(place, 0, stamp)
  }, lines)
}

async function stampsIn(scan: Scan, recogniser: Recogniser): Promise<readonly TextLine[]> {
  const head = headOf(scan.image)
  if (!hasRed(head)) return []
  const perMm = scan.dpi / MM_PER_INCH
  const redness = rednessOf(head)
  const { widthPx, heightPx } = head
  const ink = redness.map((red) => (red > RED ? 1 : 0))
  const lines: TextLine[] = []
  for (const { corners } of findClusters({ ink, widthPx, heightPx }, perMm)) {
    const zone = within(corners[0], corners[2], { head, inset: Math.round(FRAME_MM * perMm) })
    if (zone === null) continue
    const image = croppedTo(inverted(redness, head), zone)
    const found = await recogniser.read({
      image,
      dpi: Math.min(scan.dpi, READ_PER_MM * MM_PER_INCH),
      layout: 'block',
    })
    const stamp = found.map(lettered).find(isUrgent)
    if (stamp === undefined) continue
    const toPage = (box: PixelBox): PixelBox => shareOf(onHead(box, zone), scan.image)
    lines.push(lineOfWords(stamp.map((word) => ({ ...word, box: toPage(word.box) }))))
  }
  return lines
}

function shareOf([left, top, right, bottom]: PixelBox, { widthPx, heightPx }: ColourImage): PixelBox {
  return [left / widthPx, top / heightPx, right / widthPx, bottom / heightPx]
}

/** The words without what is left of the frame. */
function lettered({ words }: TextLine): readonly Word[] {
  return words
    .map((word) => ({ ...word, text: word.text.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '') }))
    .filter(({ text }) => text.length > 1)
}

function isUrgent(words: readonly Word[]): boolean {
  const said = foldText(words.map(({ text }) => text).join(''))
  return urgent.test(said) && words.every(({ confidence }) => confidence >= LEAST_CONFIDENCE)
}

/** KHẨN, THƯỢNG KHẨN, HỎA TỐC, but for a vowel. */
const urgent = /^(?:th.{2,3}ng)?kh.n$|^h.{1,2}t.c(?:hengio)?$/

function onHead([left, top, right, bottom]: PixelBox, zone: PixelBox): PixelBox {
  const [x, y] = [zone[0] - CROP_MARGIN_PX, zone[1] - CROP_MARGIN_PX]
  return [left + x, top + y, right + x, bottom + y]
}

function headOf({ rgba, widthPx, heightPx }: ColourImage): ColourImage {
  const columns = Math.round(widthPx * HEAD.right)
  const rows = Math.round(heightPx * HEAD.bottom)
  const part = new Uint8Array(columns * rows * 4)
  for (let y = 0; y < rows; y += 1) {
    part.set(rgba.subarray(y * widthPx * 4, (y * widthPx + columns) * 4), y * columns * 4)
  }
  return { rgba: part, widthPx: columns, heightPx: rows }
}

/** A glance: most pages have no red in their head, and grey scans none at all. */
function hasRed({ rgba }: ColourImage): boolean {
  let seen = 0
  let red = 0
  for (let at = 0; at + 3 < rgba.length; at += 4 * GLANCE_STEP) {
    const over = (rgba[at] ?? 0) - Math.max(rgba[at + 1] ?? 0, rgba[at + 2] ?? 0)
    seen += 1
    if (over > 2 * RED) red += 1
  }
  return red > seen * LEAST_RED_SHARE
}

type Point = readonly [x: number, y: number]

/** The place without its frame; null where it is no word in a frame. */
function within(
  [x0, y0]: Point,
  [x1, y1]: Point,
  { head, inset }: { readonly head: ColourImage; readonly inset: number },
): PixelBox | null {
  const [left, top] = [x0 + inset, y0 + inset]
  const [right, bottom] = [Math.min(x1, head.widthPx) - inset, Math.min(y1, head.heightPx) - inset]
  return bottom > top && right - left > (bottom - top) * LEAST_WIDE ? [left, top, right, bottom] : null
}

/** Red ink as black: the reddest hundredth is black. */
function inverted(redness: Uint8Array, { widthPx, heightPx }: ColourImage): GreyImage {
  const most = redness.reduce((max, red) => Math.max(max, red), 1)
  return {
    pixels: redness.map((red) => 255 - Math.min(255, Math.round((red * 320) / most))),
    widthPx,
    heightPx,
  }
}
