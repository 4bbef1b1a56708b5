import { expect, test } from 'vitest'
import { ReadingRecipe } from '../../../../../domain/reading-recipe.ts'
import { pixelsOf } from '../../../../../electron/digitise/decode/page-canvas.ts'
import type { ColourImage, GreyImage } from '../../../../../electron/digitise/prepare/grey-image.ts'
import { greyForReading } from '../../../../../electron/digitise/prepare/grey-image.ts'
import { preparePage } from '../../../../../electron/digitise/prepare/prepare-page.ts'
import { litPage } from '../../../../../electron/digitise/prepare/seen-page.ts'
import { tinyCanvas, tinyDecision } from '../../../../support/tiny-sources.ts'

const page = (skewDegrees = 0): ColourImage => pixelsOf(tinyCanvas({ lines: tinyDecision, skewDegrees }))

function inkShare({ pixels }: GreyImage): number {
  let ink = 0
  for (const value of pixels) ink += value < 128 ? 1 : 0
  return ink / pixels.length
}

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

function even(widthPx: number, heightPx: number, value: number): ColourImage {
  return { rgba: new Uint8Array(widthPx * heightPx * 4).fill(value), widthPx, heightPx }
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

test('a red seal over a line leaves the line and goes itself', () => {
  const plain = preparePage(page())
  const scan = page()
  eachPixel(scan, [950, 900, 1250, 1200], (at) => {
    if ((scan.rgba[at] ?? 0) > 200) scan.rgba.set([225, 60, 70], at)
  })

  const sealed = preparePage(scan)

  expect(inkShare(sealed.image) / inkShare(plain.image)).toBeCloseTo(1, 1)
})

test.each([-4.3, -1, 0.4, 2.2, 5.5])('a page that leans by %f degrees is measured to a tenth', (degrees) => {
  expect(Math.abs(preparePage(page(degrees)).recipe.skewDegrees - degrees)).toBeLessThan(0.1)
})

test('a level page is read as it lies', () => {
  expect(preparePage(page()).recipe).toMatchObject({
    skewDegrees: 0,
    scale: 1,
    turnedDegrees: 0,
    refused: [],
  })
})

test('a box of the straightened page encloses the same ink on the leaning one', () => {
  const leaning = page(3)
  const bar = [300, 2000, 340, 2012] as const
  fill(leaning, bar, [0, 0, 0])

  const { image, boxOnScan } = preparePage(leaning)
  const xs: number[] = []
  const ys: number[] = []
  for (let y = 1800; y < 2200; y += 1) {
    for (let x = 0; x < image.widthPx; x += 1) {
      if ((image.pixels[y * image.widthPx + x] ?? 255) < 128) {
        xs.push(x)
        ys.push(y)
      }
    }
  }
  const box = boxOnScan([Math.min(...xs), Math.min(...ys), Math.max(...xs) + 1, Math.max(...ys) + 1])

  expect(box[0]).toBeLessThanOrEqual(bar[0] + 1)
  expect(box[1]).toBeLessThanOrEqual(bar[1] + 1)
  expect(box[2]).toBeGreaterThanOrEqual(bar[2] - 1)
  expect(box[3]).toBeGreaterThanOrEqual(bar[3] - 1)
  expect(box[2] - box[0]).toBeLessThan(50)
  expect(box[3] - box[1]).toBeLessThan(22)
})

test('paper in shadow becomes as white as paper in light', () => {
  const scan = page()
  eachPixel(scan, [0, 0, scan.widthPx / 2, scan.heightPx], (at) => {
    for (const channel of [at, at + 1, at + 2]) scan.rgba[channel] = (scan.rgba[channel] ?? 0) * 0.6
  })

  const lit = litPage(greyForReading(scan), null)

  expect(lit.pixels[50 * lit.widthPx + 50] ?? 0).toBeGreaterThan(245)
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

  expect(prepared.recipe).toMatchObject({ isSpeckled: true, inkBelow: null, refused: [] })
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

test('letters too small to be read well are made larger, and their boxes still lie on the scan', () => {
  const scan = pixelsOf(tinyCanvas({ lines: tinyDecision, widthPx: 760 }))

  const { image, recipe, boxOnScan } = preparePage(scan)

  expect(recipe.scale).toBeGreaterThan(1.2)
  expect(image.widthPx).toBe(Math.round(760 * recipe.scale))
  expect(boxOnScan([0, 0, image.widthPx, image.heightPx]).map(Math.round)).toEqual([0, 0, 760, scan.heightPx])
})

test('[DG14] the recipe is small JSON, and the same scan gives the same recipe and the same copy', () => {
  const first = preparePage(page(1.5))
  const second = preparePage(page(1.5))

  const recipe = ReadingRecipe.parse(JSON.parse(JSON.stringify(first.recipe)))

  expect(recipe).toEqual(first.recipe)
  expect(JSON.stringify(recipe).length).toBeLessThan(600)
  expect(second.recipe).toEqual(recipe)
  expect(Buffer.compare(first.image.pixels, second.image.pixels)).toBe(0)
})

test.each([
  ['blank', even(800, 1100, 255), 0],
  ['grey', even(800, 1100, 200), 0],
  ['of one pixel', even(1, 1, 255), 0],
  ['three pixels wide', even(3, 2000, 255), 0],
  ['two pixels high', even(9000, 2, 255), 0],
])('a page that is %s stays empty', (_, scan, ink) => {
  const { image, recipe } = preparePage(scan)

  expect(inkShare(image)).toBe(ink)
  expect(recipe).toMatchObject({ isSpeckled: false, isBleedingThrough: false, xHeightPx: null, refused: [] })
})

test('the grain of an empty paper does not become ink', () => {
  const scan = even(1240, 1754, 235)
  for (let at = 0; at < scan.rgba.length; at += 4)
    scan.rgba.fill(226 + ((at * 2_654_435_761) % 19), at, at + 3)

  expect(inkShare(preparePage(scan).image)).toBe(0)
})

test('a page that is all black is no dirt and no text', () => {
  const { recipe } = preparePage(even(800, 1100, 0))

  expect(recipe).toMatchObject({ isSpeckled: false, xHeightPx: null, outline: null, refused: [] })
})
