import type { PixelBox, TextLayer } from '../../../domain/text-layer.ts'
import { blankFont } from './blank-font.ts'
import type { CharacterCodes } from './blank-font-objects.ts'
import { pdfNumber } from './pdf-syntax.ts'
import { plainWord } from './plain-word.ts'

export interface PageExtent {
  readonly widthPt: number
  readonly heightPt: number
}

/** Name of the font in the resources of a page. */
export const TEXT_FONT = 'T'

const EM = blankFont.unitsPerEm
const ADVANCE = blankFont.advance / EM
/** From the bottom of the letters' boxes to the baseline, as a share of the height of the type. */
const DESCENT = -blankFont.descent / EM
const LEAST_SIZE_PT = 1
/** A line that leans more than this is no line but a guess of the reader. */
const MOST_SLOPE = 0.2

/**
 * The operators that lay the words of a page over its picture without ink, in reading order; every word keeps its width,
 * so that what a viewer marks lies on the word. Empty where the page has no words.
 */
export function textContent(layer: TextLayer, page: PageExtent, codes: CharacterCodes): string {
  const lines = layer.lines.flatMap((line) => {
    const words = line.words.flatMap(({ text, box }) => {
      const plain = plainWord(text)
      return plain === '' ? [] : [{ text: plain, box: onPage(box, layer, page) }]
    })
    return words.length === 0 ? [] : [lineContent(words, codes)]
  })
  return lines.length === 0 ? '' : `BT\n3 Tr\n${lines.join('')}ET\n`
}

interface PlacedWord {
  readonly text: string
  /** Left, bottom, right, top in points from the bottom left of the page. */
  readonly box: PixelBox
}

/** Moves what lies outside the page to its edge: a word that no viewer can reach would be lost. */
function onPage(box: PixelBox, layer: TextLayer, { widthPt, heightPt }: PageExtent): PixelBox {
  const within = (value: number, most: number): number =>
    Number.isFinite(value) ? Math.max(0, Math.min(most, value)) : 0
  const [left, top, right, bottom] = box
  const x = (pixels: number): number => within((pixels * widthPt) / layer.widthPx, widthPt - LEAST_SIZE_PT)
  const y = (pixels: number): number =>
    within(heightPt - (pixels * heightPt) / layer.heightPx, heightPt - LEAST_SIZE_PT)
  const [low, high] = [x(Math.min(left, right)), x(Math.max(left, right))]
  const [under, over] = [y(Math.max(top, bottom)), y(Math.min(top, bottom))]
  return [low, under, Math.max(high, low + LEAST_SIZE_PT), Math.max(over, under + LEAST_SIZE_PT)]
}

function lineContent(words: readonly PlacedWord[], codes: CharacterCodes): string {
  const slope = slopeOf(words)
  const heights = words.map(
    ({ box: [left, under, right, over] }) => over - under - Math.abs(slope) * (right - left),
  )
  const size = Math.max(LEAST_SIZE_PT, median(heights))
  const length = Math.hypot(1, slope)
  const [cosine, sine] = [1 / length, slope / length]
  const turn = [cosine, sine, -sine, cosine].map(pdfNumber).join(' ')
  const baseline = baselineOf(words, slope, size)
  const parts = words.map(({ text, box: [left, , right] }, place) => {
    const next = words[place + 1]?.box[0]
    const gap = next === undefined ? null : Math.max(LEAST_SIZE_PT / 10, next - right)
    const word = shown(codes.encode(text), ((right - left) * length) / ([...text].length * ADVANCE * size))
    const blank = gap === null ? '' : shown(codes.encode(' '), (gap * length) / (ADVANCE * size))
    return `${turn} ${pdfNumber(left)} ${pdfNumber(Math.max(0, baseline(left)))} Tm\n${word}${blank}`
  })
  return `/${TEXT_FONT} ${pdfNumber(size)} Tf\n${parts.join('')}`
}

/** @param stretch of the letters along the line, 1 as they are */
function shown(codes: string, stretch: number): string {
  return `${pdfNumber(Math.max(1, Math.min(30_000, stretch * 100)))} Tz <${codes}> Tj\n`
}

/** How the middles of the words rise along the line. @returns rise in points per point to the right */
function slopeOf(words: readonly PlacedWord[]): number {
  if (words.length < 2) return 0
  const middles = words.map(
    ({ box: [left, under, right, over] }) => [(left + right) / 2, (under + over) / 2] as const,
  )
  const meanX = mean(middles.map(([x]) => x))
  const meanY = mean(middles.map(([, y]) => y))
  const spread = middles.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0)
  const common = middles.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0)
  const slope = spread === 0 ? 0 : common / spread
  // Half a degree comes of letters that hang below the line; boxes tell no better.
  return Math.abs(slope) > MOST_SLOPE || Math.abs(slope) < 0.004 ? 0 : slope
}

function baselineOf(words: readonly PlacedWord[], slope: number, size: number): (x: number) => number {
  const middleX = mean(words.map(({ box }) => (box[0] + box[2]) / 2))
  const middleY = mean(words.map(({ box }) => (box[1] + box[3]) / 2))
  return (x) => middleY + (x - middleX) * slope - size / 2 + size * DESCENT
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? LEAST_SIZE_PT
}
