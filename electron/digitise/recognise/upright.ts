import type { QuarterTurn } from '../../../domain/reading-recipe.ts'
import type { PixelBox, TextLine } from '../../../domain/text-layer.ts'
import { isSyllable } from '../../../domain/vietnamese-syllable.ts'
import type { GreyImage } from '../prepare/grey-image.ts'
import { type PreparedPage, preparePage } from '../prepare/prepare-page.ts'
import { croppedTo } from './cropped.ts'
import type { Recogniser } from './recogniser.ts'
import { copyDpi, type Scan } from './scan.ts'

/** Height of the strip that is read to see which way up a page is, as a share of the page. */
const STRIP_HEIGHT = 0.12
const DARK = 128
/** A word read upside down is rarely as sure as this, and rarely a syllable. */
const LEAST_CONFIDENCE = 0.6
/** So many letters of syllables in a strip are not made by chance. */
const SURE_LETTERS = 50
const UPRIGHT_BONUS = 1.5

/**
 * The copy of a page that is read. Where the shape of the print does not tell which way up it is, or tells that it does not
 * stand as it was scanned, a strip is read each way, and what gives most Vietnamese is kept.
 * @param knownTurn how far the scan is to be turned, where that is settled
 */
export async function uprightCopy(
  scan: Scan,
  recogniser: Recogniser,
  knownTurn?: QuarterTurn,
): Promise<PreparedPage> {
  if (knownTurn !== undefined) return preparePage(scan.image, { turnedDegrees: knownTurn })
  const first = preparePage(scan.image)
  if (first.turns.length < 2 && first.recipe.turnedDegrees === 0) return first
  // Nearly all pages come in upright: the shape of one with little print has been wrong about it.
  const turns = new Set<QuarterTurn>([0, ...first.turns])
  const pages: PreparedPage[] = []
  for (const turnedDegrees of turns) {
    const isAsIs = turnedDegrees === first.recipe.turnedDegrees
    const page = isAsIs ? first : preparePage(scan.image, { turnedDegrees })
    const strip = croppedTo(page.image, densestStrip(page.image))
    const dpi = copyDpi(scan, page.image)
    const letters = readableLetters(await recogniser.read({ image: strip, dpi, layout: 'column' }))
    if (letters >= SURE_LETTERS) return page
    pages.push(page)
  }
  return mostReadable(pages, scan, recogniser)
}

/** Reads the pages whole: one strip of them hit a seal or a picture, or there is hardly any print. */
async function mostReadable(
  pages: readonly PreparedPage[],
  scan: Scan,
  recogniser: Recogniser,
): Promise<PreparedPage> {
  const [asScanned] = pages
  if (asScanned === undefined) throw new RangeError('no page to choose from')
  let best = { page: asScanned, worth: -1 }
  for (const page of pages) {
    const dpi = copyDpi(scan, page.image)
    const letters = readableLetters(await recogniser.read({ image: page.image, dpi, layout: 'column' }))
    // A few letters more, as chance makes them of dirt, do not turn a page.
    const worth = page.recipe.turnedDegrees === 0 ? letters * UPRIGHT_BONUS : letters
    if (worth > best.worth) best = { page, worth }
  }
  return best.page
}

/** The strip across the page where ink and paper change most often: most likely the densest text. */
function densestStrip({ pixels, widthPx, heightPx }: GreyImage): PixelBox {
  const height = Math.max(1, Math.round(heightPx * STRIP_HEIGHT))
  const changesAbove = new Uint32Array(heightPx + 1)
  for (let y = 0; y < heightPx; y += 1) {
    let changes = 0
    for (let at = y * widthPx + 1; at < (y + 1) * widthPx; at += 1) {
      if ((pixels[at] ?? DARK) < DARK !== (pixels[at - 1] ?? DARK) < DARK) changes += 1
    }
    changesAbove[y + 1] = (changesAbove[y] ?? 0) + changes
  }
  let top = 0
  let most = -1
  for (let y = 0; y + height <= heightPx; y += 1) {
    const changes = (changesAbove[y + height] ?? 0) - (changesAbove[y] ?? 0)
    if (changes <= most) continue
    most = changes
    top = y
  }
  return [0, top, widthPx, top + height]
}

function readableLetters(lines: readonly TextLine[]): number {
  const words = lines.flatMap((line) => line.words).filter((word) => word.confidence > LEAST_CONFIDENCE)
  const runs = words.flatMap((word) => word.text.match(/\p{L}{3,}/gu) ?? [])
  return runs.filter(isSyllable).reduce((sum, run) => sum + run.length, 0)
}
