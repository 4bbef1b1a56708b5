import type { QuarterTurn } from '../../../domain/reading-recipe.ts'
import type { PixelBox, TextLayer } from '../../../domain/text-layer.ts'
import { turnOfLayer, uprightLayer } from '../../../domain/upright-pages.ts'
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
const LEAST_SIZE_PT = 0.1
/** Between words, as a share of the height of the line: readers join what stands nearer. */
const LEAST_GAP = 0.2

/**
 * The operators that lay the words of a page over its picture without ink, in reading order; every word keeps its width,
 * so that what a viewer marks lies on the word. On a page that lies turned they run as its print does. Empty where the
 * page has no words.
 */
export function textContent(layer: TextLayer, page: PageExtent, codes: CharacterCodes): string {
  const turn = turnOfLayer(layer)
  if (turn === 0) return uprightContent(layer, page, codes)
  const { widthPt, heightPt } = page
  const held = turn === 180 ? page : { widthPt: heightPt, heightPt: widthPt }
  const content = uprightContent(uprightLayer(layer), held, codes)
  return content === '' ? '' : `q ${fromUpright(turn, page)} cm\n${content}Q\n`
}

/** Lays what is placed on the page as it is held upright onto the page as it lies. @see ISO 32000-1 8.3.3 */
function fromUpright(turn: Exclude<QuarterTurn, 0>, { widthPt, heightPt }: PageExtent): string {
  const [width, height] = [pdfNumber(widthPt), pdfNumber(heightPt)]
  const turned = {
    90: `0 1 -1 0 ${width} 0`,
    180: `-1 0 0 -1 ${width} ${height}`,
    270: `0 -1 1 0 0 ${height}`,
  }
  return turned[turn]
}

function uprightContent(layer: TextLayer, page: PageExtent, codes: CharacterCodes): string {
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

/**
 * One line on one level, about its middle, wherever its words stand. On a page that lies askew that is not quite where they are
 * seen; but a line that rises is torn apart and mixed with its neighbours by poppler from 0.7 degrees on, and words of turned
 * letters are joined across lines by pdf.js (both measured 2026-11), and to find words matters more than to mark them exactly.
 */
function lineContent(words: readonly PlacedWord[], codes: CharacterCodes): string {
  const size = Math.max(LEAST_SIZE_PT, median(words.map(({ box }) => box[3] - box[1])))
  const middle = mean(words.map(({ box }) => (box[1] + box[3]) / 2))
  const baseline = Math.max(0, middle - size / 2 + size * DESCENT)
  const parts = words.map(({ text, box: [left, , end] }, place) => {
    const next = words[place + 1]?.box[0]
    const right =
      next === undefined ? end : Math.max(left + (end - left) / 2, Math.min(end, next - LEAST_GAP * size))
    const gap = next === undefined ? null : Math.max(LEAST_SIZE_PT, next - right)
    const word = shown(codes.encode(text), (right - left) / (Array.from(text).length * ADVANCE * size))
    const blank = gap === null ? '' : shown(codes.encode(' '), gap / (ADVANCE * size))
    return `1 0 0 1 ${pdfNumber(left)} ${pdfNumber(baseline)} Tm\n${word}${blank}`
  })
  return `/${TEXT_FONT} ${pdfNumber(size)} Tf\n${parts.join('')}`
}

/** @param stretch of the letters along the line, 1 as they are */
function shown(codes: string, stretch: number): string {
  return `${pdfNumber(Math.max(1, Math.min(30_000, stretch * 100)))} Tz <${codes}> Tj\n`
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? LEAST_SIZE_PT
}
