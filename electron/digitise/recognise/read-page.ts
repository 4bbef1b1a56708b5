import type { PixelBox, TextLine } from '../../../domain/text-layer.ts'
import type { ColourImage } from '../prepare/grey-image.ts'
import { preparePage } from '../prepare/prepare-page.ts'
import { mergeZone } from './merge-zone.ts'
import { isNoise } from './noise-lines.ts'
import type { Recogniser } from './recogniser.ts'
import { withSetPhrases } from './set-phrases.ts'
import { lineOfWords } from './tesseract-lines.ts'
import { headZones, signatureZone } from './zones.ts'

/** Reads one page: prepares a copy, reads it whole, then the zones that a whole reading misses. Boxes in pixels of `scan`. */
export async function readScan(
  scan: ColourImage,
  scanDpi: number,
  recogniser: Recogniser,
): Promise<readonly TextLine[]> {
  const { image, blackInk, boxOnScan } = preparePage(scan)
  const dpi = (scanDpi * image.widthPx) / scan.widthPx
  let lines: readonly TextLine[] = (await recogniser.read({ image, dpi })).filter((line) => !isNoise(line))
  for (const zone of headZones(lines, image)) {
    lines = mergeZone(lines, await recogniser.read({ image, dpi, zone }))
  }
  const zone = signatureZone(lines, image)
  if (zone !== null) {
    lines = mergeZone(lines, await recogniser.read({ image, dpi, zone }))
    lines = mergeZone(lines, await recogniser.read({ image: blackInk(zone), dpi, zone }))
  }
  return lines.map((line) => withBoxes(withSetPhrases(line), boxOnScan))
}

/** The line with every box moved; the line's own box is drawn anew round its words. */
export function withBoxes(line: TextLine, move: (box: PixelBox) => PixelBox): TextLine {
  return lineOfWords(line.words.map((word) => ({ ...word, box: move(word.box) })))
}
