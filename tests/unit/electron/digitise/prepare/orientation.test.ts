import { expect, test } from 'vitest'
import type { QuarterTurn } from '../../../../../domain/reading-recipe.ts'
import type { PixelBox } from '../../../../../domain/text-layer.ts'
import { pixelsOf } from '../../../../../electron/digitise/decode/page-canvas.ts'
import { type ColourImage, greyForReading } from '../../../../../electron/digitise/prepare/grey-image.ts'
import { orientationOf } from '../../../../../electron/digitise/prepare/orientation.ts'
import { preparePage } from '../../../../../electron/digitise/prepare/prepare-page.ts'
import { boxBeforeTurn, turned } from '../../../../../electron/digitise/prepare/turn.ts'
import { quarterTurned } from '../../../../fixtures/degrade/quarter-turn.ts'
import { drawDocumentPage, setDocument } from '../../../../fixtures/document.ts'
import type { PageImage } from '../../../../fixtures/page-image.ts'
import { tinyCanvas } from '../../../../support/tiny-sources.ts'

const scanOf = ({
  rgba,
  widthPx,
  heightPx,
}: Pick<PageImage, 'rgba' | 'widthPx' | 'heightPx'>): ColourImage => ({
  rgba: new Uint8Array(rgba.buffer),
  widthPx,
  heightPx,
})

const letter = drawDocumentPage(setDocument({ seed: 12, template: 'cong-van' }), 1, { tier: 'C' })
const turns = [90, 180, 270] as const
const back = (degrees: 90 | 180 | 270): QuarterTurn => (degrees === 90 ? 270 : degrees === 270 ? 90 : 180)

test('[DG12] a page that was laid in sideways or upside down is turned upright', () => {
  for (const degrees of turns) {
    const { recipe, turns: sure } = preparePage(scanOf(quarterTurned(letter, degrees)))

    expect([degrees, recipe.turnedDegrees, sure]).toEqual([degrees, back(degrees), [back(degrees)]])
  }
})

test('[DG12] the boxes of a turned page lie on the scan as it was laid in', () => {
  const upright = preparePage(scanOf(letter))
  const [left, top, right, bottom] = upright.boxOnScan([400, 500, 700, 540])
  for (const degrees of turns) {
    const scan = scanOf(quarterTurned(letter, degrees))
    const found = preparePage(scan).boxOnScan([400, 500, 700, 540])
    const { widthPx, heightPx } = letter
    const wanted: PixelBox =
      degrees === 90
        ? [heightPx - bottom, left, heightPx - top, right]
        : degrees === 180
          ? [widthPx - right, heightPx - bottom, widthPx - left, heightPx - top]
          : [top, widthPx - right, bottom, widthPx - left]

    expect(Math.max(...found.map((side, place) => Math.abs(side - (wanted[place] ?? 0))))).toBeLessThan(4)
  }
})

test('a page that says too little is left as it lies, and the reader is asked to try', () => {
  const scan = pixelsOf(tinyCanvas({ lines: [{ text: '14 - 208', x: 0.4, y: 0.5 }] }))

  const { recipe, turns: doubtful } = preparePage(scan)

  expect(recipe.turnedDegrees).toBe(0)
  expect(recipe.turnConfidence).toBeLessThan(0.9)
  expect(doubtful).toEqual([0, 180, 90, 270])
})

test('an empty page is not turned and nothing is to be tried', () => {
  const { recipe, turns: only } = preparePage(pixelsOf(tinyCanvas({ lines: [] })))

  expect([recipe.turnedDegrees, only]).toEqual([0, [0]])
})

test('a turn that is given is done, and not doubted', () => {
  const { image, recipe } = preparePage(scanOf(letter), { turnedDegrees: 90 })

  expect([recipe.turnedDegrees, recipe.turnConfidence]).toEqual([90, 1])
  expect(Math.abs(image.widthPx - letter.heightPx)).toBeLessThan(2)
})

test('the direction of a picture is told without preparing it', () => {
  const grey = greyForReading(scanOf(letter))

  expect(orientationOf(turned(grey, 90))).toMatchObject({ degrees: 270, candidates: [270] })
})

test('turning and turning back leaves every pixel in its place', () => {
  const grey = { pixels: Uint8Array.from([1, 2, 3, 4, 5, 6]), widthPx: 3, heightPx: 2 }

  expect([...turned(grey, 90).pixels]).toEqual([4, 1, 5, 2, 6, 3])
  expect(turned(turned(grey, 90), 270)).toEqual(grey)
  expect(turned(turned(grey, 180), 180)).toEqual(grey)
  expect(boxBeforeTurn([0, 0, 1, 1], grey, 90)).toEqual([0, 1, 1, 2])
  expect(boxBeforeTurn([0, 0, 1, 1], grey, 270)).toEqual([2, 0, 3, 1])
})
