import { expect, test } from 'vitest'
import { pixelsOf } from '../../../../../electron/digitise/decode/page-canvas.ts'
import { evenLight } from '../../../../../electron/digitise/prepare/even-light.ts'
import type { ColourImage, GreyImage } from '../../../../../electron/digitise/prepare/grey-image.ts'
import { greyForReading } from '../../../../../electron/digitise/prepare/grey-image.ts'
import { preparePage } from '../../../../../electron/digitise/prepare/prepare-page.ts'
import { boxOnLeaning, straightened } from '../../../../../electron/digitise/prepare/rotate.ts'
import { measureSkewDegrees } from '../../../../../electron/digitise/prepare/skew.ts'
import { tinyCanvas, tinyDecision } from '../../../../support/tiny-sources.ts'

const page = (skewDegrees = 0): ColourImage => pixelsOf(tinyCanvas({ lines: tinyDecision, skewDegrees }))
const inkShare = ({ pixels }: GreyImage): number =>
  pixels.filter((value) => value < 128).length / pixels.length

/** Calls with the place of the first byte of every pixel of a box. */
function eachPixel(
  image: ColourImage,
  [left, top, right, bottom]: readonly number[],
  use: (at: number) => void,
) {
  for (let y = top ?? 0; y < (bottom ?? 0); y += 1) {
    for (let x = left ?? 0; x < (right ?? 0); x += 1) use((y * image.widthPx + x) * 4)
  }
}

function fill(image: ColourImage, box: readonly number[], colour: readonly [number, number, number]): void {
  eachPixel(image, box, (at) => image.rgba.set(colour, at))
}

test('red ink fades into the paper while black under it stays', () => {
  const scan: ColourImage = { rgba: new Uint8Array(3 * 4).fill(255), widthPx: 3, heightPx: 1 }
  scan.rgba.set([200, 60, 70], 0)
  scan.rgba.set([60, 25, 25], 4)

  const [seal = 0, letter = 0, paper = 0] = greyForReading(scan).pixels

  expect(seal).toBeGreaterThan(230)
  expect(letter).toBeLessThan(80)
  expect(paper).toBe(255)
})

test.each([-4.3, -1, 0.4, 2.2, 5.5])('a page that leans by %f degrees is measured to a tenth', (degrees) => {
  const grey = greyForReading(page(degrees))

  expect(Math.abs(measureSkewDegrees(grey) - degrees)).toBeLessThan(0.1)
})

test('an empty page is not turned', () => {
  expect(measureSkewDegrees(greyForReading(pixelsOf(tinyCanvas({ lines: [] }))))).toBe(0)
})

test('a level page is read as it lies, a leaning one is turned', () => {
  expect(preparePage(page()).recipe.skewDegrees).toBe(0)
  expect(preparePage(page(1.5)).recipe.skewDegrees).toBeCloseTo(1.5, 1)
})

test('a box of the straightened page encloses the same ink on the leaning one', () => {
  const leaning: GreyImage = { pixels: new Uint8Array(400 * 300).fill(255), widthPx: 400, heightPx: 300 }
  for (let y = 40; y < 50; y += 1) leaning.pixels.fill(0, y * 400 + 300, y * 400 + 320)
  const level = straightened(leaning, 3)
  const dark = [...level.pixels.entries()].filter(([, value]) => value < 128).map(([at]) => at)
  const xs = dark.map((at) => at % 400)
  const ys = dark.map((at) => Math.floor(at / 400))

  const box = boxOnLeaning(
    [Math.min(...xs), Math.min(...ys), Math.max(...xs) + 1, Math.max(...ys) + 1],
    leaning,
    3,
  )

  expect(box[0]).toBeLessThanOrEqual(301)
  expect(box[1]).toBeLessThanOrEqual(41)
  expect(box[2]).toBeGreaterThanOrEqual(319)
  expect(box[3]).toBeGreaterThanOrEqual(49)
  expect(box[2] - box[0]).toBeLessThan(25)
  expect(box[3] - box[1]).toBeLessThan(16)
})

test('paper in shadow becomes as white as paper in light', () => {
  const scan = page()
  eachPixel(scan, [0, 0, scan.widthPx / 2, scan.heightPx], (at) => {
    for (const channel of [at, at + 1, at + 2]) scan.rgba[channel] = (scan.rgba[channel] ?? 0) * 0.6
  })

  const lit = evenLight(greyForReading(scan))

  const corner = lit.pixels[50 * lit.widthPx + 50] ?? 0
  expect(corner).toBeGreaterThan(245)
})

test('dots and streaks of a photocopy are noticed and taken out', () => {
  const scan = page()
  const before = inkShare(preparePage(scan).image)
  for (let dot = 0; dot < 3000; dot += 1) {
    const x = (dot * 7919) % (scan.widthPx - 4)
    const y = (dot * 104729) % (scan.heightPx - 4)
    fill(scan, [x, y, x + 1, y + 1], [0, 0, 0])
  }
  fill(scan, [900, 0, 903, scan.heightPx], [120, 120, 120])

  const prepared = preparePage(scan)

  expect(prepared.recipe.isSpeckled).toBe(true)
  expect(prepared.recipe.inkBelow).toBeNull()
  expect(inkShare(prepared.image)).toBeLessThan(before * 1.15)
})

test('the dotted lines of a form are no dirt', () => {
  const scan = page()
  for (let row = 0; row < 40; row += 1) {
    for (let x = 200; x < 1400; x += 9) fill(scan, [x, 600 + row * 40, x + 2, 602 + row * 40], [0, 0, 0])
  }

  expect(preparePage(scan).recipe.isSpeckled).toBe(false)
})

test('only the blackest ink is left where a grey seal lies over print', () => {
  const scan = page()
  fill(scan, [900, 900, 1100, 1100], [120, 120, 120])
  fill(scan, [950, 950, 1000, 1000], [10, 10, 10])

  const black = preparePage(scan).blackInk([0, 800, scan.widthPx, 1200])

  expect(black.pixels[1050 * black.widthPx + 1050]).toBe(255)
  expect(black.pixels[975 * black.widthPx + 975]).toBe(0)
})
