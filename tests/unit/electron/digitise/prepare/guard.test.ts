import { expect, test } from 'vitest'
import type { RefusedCleaning } from '../../../../../domain/reading-recipe.ts'
import { pixelsOf } from '../../../../../electron/digitise/decode/page-canvas.ts'
import type { ColourImage, GreyImage } from '../../../../../electron/digitise/prepare/grey-image.ts'
import { markKind } from '../../../../../electron/digitise/prepare/letters.ts'
import { marksOf } from '../../../../../electron/digitise/prepare/marks.ts'
import { preparePage } from '../../../../../electron/digitise/prepare/prepare-page.ts'
import { withBackSide } from '../../../../fixtures/degrade/back-side.ts'
import { drawDocumentPage, setDocument } from '../../../../fixtures/document.ts'
import type { Pixels } from '../../../../fixtures/page-image.ts'
import { createRandom } from '../../../../fixtures/random.ts'
import { type TinyLine, tinyCanvas, tinyDecision } from '../../../../support/tiny-sources.ts'

const drawn = (lines: readonly TinyLine[], widthPx = 1654): ColourImage =>
  pixelsOf(tinyCanvas({ lines, widthPx }))
const scanOf = ({ rgba, widthPx, heightPx }: Pixels): ColourImage => ({
  rgba: new Uint8Array(rgba.buffer),
  widthPx,
  heightPx,
})

/** Dots of one pixel all over the page. */
function speckled(scan: ColourImage, dots: number): ColourImage {
  const rgba = scan.rgba.slice()
  for (let dot = 0; dot < dots; dot += 1) {
    const x = (dot * 7919) % (scan.widthPx - 4)
    const y = (dot * 104729) % (scan.heightPx - 4)
    rgba.fill(0, (y * scan.widthPx + x) * 4, (y * scan.widthPx + x) * 4 + 3)
  }
  return { ...scan, rgba }
}

/** Letters and dots of print in a part of the page, from `left` to `right` as shares of its width. */
function printMarks(image: GreyImage, left = 0, right = 1): number {
  const marks = marksOf(image, 128)
  let count = 0
  for (let mark = 0; mark < marks.count; mark += 1) {
    const kind = markKind(marks, mark, image.widthPx * 0.0098)
    const x = (marks.left[mark] ?? 0) / image.widthPx
    if ((kind === 'letter' || kind === 'dot') && x >= left && x < right) count += 1
  }
  return count
}

/** Marks of print of which less than a third is left in another copy of the page. */
function lostPrint(before: GreyImage, after: GreyImage): number {
  const marks = marksOf(before, 128)
  const left = new Int32Array(marks.count)
  for (let run = 0; run < marks.runs.count; run += 1) {
    for (let at = marks.runs.start[run] ?? 0; at < (marks.runs.end[run] ?? 0); at += 1) {
      const mark = marks.runs.mark[run] ?? 0
      if ((after.pixels[at] ?? 255) < 160) left[mark] = (left[mark] ?? 0) + 1
    }
  }
  return left.filter((ink, mark) => ink * 3 < (marks.ink[mark] ?? 0)).length
}

const cleanings = (refused: readonly RefusedCleaning[]): readonly string[] =>
  refused.map(({ cleaning }) => cleaning)

const sparse: readonly TinyLine[] = [
  { text: 'Đã xử lý.', x: 0.2, y: 0.3 },
  { text: 'Lưu hồ sơ. Ký nháy: ...', x: 0.2, y: 0.5 },
]

const contents: readonly TinyLine[] = Array.from({ length: 24 }, (_, place) => [
  { text: `Điều ${place + 1}. Quy định`, x: 0.12, y: 0.1 + place * 0.03 },
  { text: '.'.repeat(90), x: 0.34, y: 0.1 + place * 0.03 },
  { text: `${place + 1}`, x: 0.86, y: 0.1 + place * 0.03 },
]).flat()

test('[DG13] dots are taken out of a dirty page with a few words, its full stops and marks stay', () => {
  const clean = preparePage(drawn(sparse)).image

  const { image, recipe } = preparePage(speckled(drawn(sparse), 2500))

  expect(recipe.isSpeckled).toBe(true)
  expect(lostPrint(clean, image)).toBe(0)
})

test('[DG13] strokes as thin as the dirt are kept, and the recipe says what was refused', () => {
  const scan = drawn([])
  for (let letter = 0; letter < 300; letter += 1) {
    const left = 200 + (letter % 30) * 40
    const top = 300 + Math.floor(letter / 30) * 60
    for (let along = 0; along < 16; along += 1) {
      for (const [x, y] of [
        [left + along, top],
        [left, top + along],
        [left + along, top + 15],
      ] as const) {
        scan.rgba.fill(0, (y * scan.widthPx + x) * 4, (y * scan.widthPx + x) * 4 + 3)
      }
    }
  }
  const clean = preparePage(scan).image

  const { image, recipe } = preparePage(speckled(scan, 2500))

  expect(cleanings(recipe.refused)).toEqual(['despeckle'])
  expect(recipe.refused[0]?.lostMarks).toBeGreaterThan(2)
  expect(recipe.isSpeckled).toBe(false)
  expect(lostPrint(clean, image)).toBe(0)
})

test('[DG13] the page numbers of a table of contents stay, its leaders go', () => {
  const { image, recipe } = preparePage(drawn(contents))
  const untouched = printMarks(drawnGrey(contents.filter(({ text }) => !text.startsWith('.'))), 0.85)

  expect(recipe.refused).toEqual([])
  expect(printMarks(image, 0.85)).toBe(untouched)
  expect(printMarks(image, 0.4, 0.75)).toBe(0)
})

function drawnGrey(lines: readonly TinyLine[]): GreyImage {
  const { rgba, widthPx, heightPx } = drawn(lines)
  return {
    pixels: Uint8Array.from({ length: widthPx * heightPx }, (_, at) => rgba[at * 4] ?? 255),
    widthPx,
    heightPx,
  }
}

test('[DG13] a black-and-white page is read as it is, down to its last pixel', () => {
  const grey = drawnGrey(tinyDecision)
  const bilevel = grey.pixels.map((value) => (value < 128 ? 0 : 255))
  const rgba = new Uint8Array(bilevel.length * 4)
  for (const [at, value] of bilevel.entries()) rgba.fill(value, at * 4, at * 4 + 4)

  const { image } = preparePage({ rgba, widthPx: grey.widthPx, heightPx: grey.heightPx })

  expect(Buffer.compare(image.pixels, bilevel)).toBe(0)
})

test('[DG15] print of the back is taken out, print of the page stays', () => {
  const front = drawDocumentPage(setDocument({ seed: 77, template: 'nq-hdnd' }), 2, { dpi: 200 })
  const back = drawDocumentPage(setDocument({ seed: 78, template: 'qd-tro-cap' }), 1, { dpi: 200 })
  const alone = preparePage(scanOf(front))

  const seen = preparePage(scanOf(withBackSide(front, back, { share: 0.35, random: createRandom('back') })))

  expect([alone.recipe.isBleedingThrough, seen.recipe.isBleedingThrough]).toEqual([false, true])
  expect(printMarks(seen.image) / printMarks(alone.image)).toBeCloseTo(1, 1)
})

test('[DG15] pale print of the page itself is read, and not taken for the back', () => {
  const page = drawDocumentPage(setDocument({ seed: 78, template: 'qd-tro-cap' }), 1, { dpi: 200 })
  const all = printMarks(preparePage(scanOf(page)).image)
  const rgba = page.rgba.slice()
  for (let at = (page.heightPx >> 2) * page.widthPx * 4; at < rgba.length; at += 1)
    rgba[at] = 255 - (255 - (rgba[at] ?? 0)) * 0.28

  const { image, recipe } = preparePage(scanOf({ ...page, rgba }))

  expect(recipe.isBleedingThrough).toBe(false)
  expect(cleanings(recipe.refused)).toContain('binarise')
  expect(printMarks(image) / all).toBeGreaterThan(0.9)
})
