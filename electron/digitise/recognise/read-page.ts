import type { ReadingRecipe } from '../../../domain/reading-recipe.ts'
import type { PixelBox, TextLine } from '../../../domain/text-layer.ts'
import type { GreyImage } from '../prepare/grey-image.ts'
import type { PreparedPage } from '../prepare/prepare-page.ts'
import { blueInkShare } from './blue-ink.ts'
import { CROP_MARGIN_PX, croppedTo, hasPrint } from './cropped.ts'
import { withHandwriting } from './handwriting.ts'
import { lineOfWords } from './line-of-words.ts'
import { mergeZone } from './merge-zone.ts'
import { isNoise } from './noise-lines.ts'
import type { Recogniser } from './recogniser.ts'
import { copyDpi, type Scan } from './scan.ts'
import { withNameUnderSeal } from './sealed-name.ts'
import { withSetPhrases } from './set-phrases.ts'
import { withSuggestions } from './suggestions.ts'
import { unreadGaps } from './unread-gaps.ts'
import { uprightCopy } from './upright.ts'
import { withUrgencyStamps } from './urgency-stamps.ts'
import { headZones, isWellRead, signatureZone } from './zones.ts'

export interface ReadScan {
  /** Boxes in shares of the scan: what was read may be a larger drawing of it. */
  readonly lines: readonly TextLine[]
  readonly recipe: ReadingRecipe
}

/** Small letters of fewer pixels than this are drawn anew in all the pixels the scan has: they are read in a blur else. */
const LEAST_LETTER_PX = 14

interface ReadScanOptions {
  readonly scan: Scan
  /** The page drawn larger; null where the file has no more of it. */
  readonly finer: (() => Promise<Scan>) | null
  readonly recogniser: Recogniser
}

/** Reads one page: prepares a copy, reads it whole, then the zones that a whole reading misses. */
export async function readScan({ scan, finer, recogniser }: ReadScanOptions): Promise<ReadScan> {
  const first = await uprightCopy(scan, recogniser)
  const letterPx = first.recipe.xHeightPx
  if (finer === null || letterPx === null || letterPx >= LEAST_LETTER_PX) {
    return readCopy({ scan, copy: first, recogniser })
  }
  const larger = await finer()
  const { turnedDegrees } = first.recipe
  return readCopy({ scan: larger, copy: await uprightCopy(larger, recogniser, turnedDegrees), recogniser })
}

interface CopyOptions {
  readonly scan: Scan
  readonly copy: PreparedPage
  readonly recogniser: Recogniser
}

async function readCopy({ scan, copy, recogniser }: CopyOptions): Promise<ReadScan> {
  const { image, blackInk, boxOnScan, recipe } = copy
  const dpi = copyDpi(scan, image)
  const readZone = async (picture: GreyImage, zone: PixelBox): Promise<readonly TextLine[]> => {
    const found = await recogniser.read({ image: croppedTo(picture, zone), dpi, layout: 'block' })
    const toPage = (box: PixelBox): PixelBox =>
      movedBy(box, zone[0] - CROP_MARGIN_PX, zone[1] - CROP_MARGIN_PX)
    return found.map((line) => withBoxes(line, toPage))
  }
  let lines: readonly TextLine[] = await recogniser.read({ image, dpi, layout: 'column' })
  lines = lines.filter((line) => !isNoise(line))
  for (const zone of headZones(lines, image)) {
    if (!isWellRead(lines, zone)) lines = mergeZone(lines, await readZone(image, zone))
  }
  for (const gap of unreadGaps(lines, image)) lines = mergeZone(lines, await readZone(image, gap))
  const zone = signatureZone(lines, image)
  if (zone !== null && hasPrint(image, zone)) {
    lines = mergeZone(lines, await readZone(image, zone))
    if (!isWellRead(lines, zone)) lines = mergeZone(lines, await readZone(blackInk(zone), zone))
    lines = await withNameUnderSeal(lines, { image, blackInk, zone, dpi, readZone })
  }
  lines = withHandwriting(lines, { image, blueShare: (box) => blueInkShare(scan.image, boxOnScan(box)) })
  const { widthPx, heightPx } = scan.image
  const toShares = (box: PixelBox): PixelBox => {
    const [left, top, right, bottom] = boxOnScan(box)
    return [left / widthPx, top / heightPx, right / widthPx, bottom / heightPx]
  }
  const read = lines.map((line) => withBoxes(withSuggestions(withSetPhrases(line)), toShares))
  return { lines: await withUrgencyStamps(read, { scan, recipe, recogniser }), recipe }
}

/** The line with every box moved; the line's own box is drawn anew round its words. */
export function withBoxes(line: TextLine, move: (box: PixelBox) => PixelBox): TextLine {
  return lineOfWords(line.words.map((word) => ({ ...word, box: move(word.box) })))
}

function movedBy([left, top, right, bottom]: PixelBox, x: number, y: number): PixelBox {
  return [left + x, top + y, right + x, bottom + y]
}
