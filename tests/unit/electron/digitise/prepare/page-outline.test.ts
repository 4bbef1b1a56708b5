import { createCanvas } from '@napi-rs/canvas'
import { expect, test } from 'vitest'
import { pixelsOf } from '../../../../../electron/digitise/decode/page-canvas.ts'
import { withoutDottedLines } from '../../../../../electron/digitise/prepare/dotted-lines.ts'
import {
  type ColourImage,
  type GreyImage,
  greyForReading,
} from '../../../../../electron/digitise/prepare/grey-image.ts'
import { marksOf } from '../../../../../electron/digitise/prepare/marks.ts'
import { findPageOutline, type Point } from '../../../../../electron/digitise/prepare/page-outline.ts'
import { preparePage } from '../../../../../electron/digitise/prepare/prepare-page.ts'
import { tinyCanvas, tinyDecision } from '../../../../support/tiny-sources.ts'

const WIDTH_PX = 1500
const HEIGHT_PX = 2000
const TURN_DEGREES = 3

/** A page 1000 pixels wide lying turned on a dark table; its corners from the top left on. */
function photo(): { readonly scan: ColourImage; readonly corners: readonly Point[] } {
  const page = tinyCanvas({ lines: tinyDecision, widthPx: 1000 })
  const canvas = createCanvas(WIDTH_PX, HEIGHT_PX)
  const context = canvas.getContext('2d')
  context.fillStyle = '#3a2a22'
  context.fillRect(0, 0, WIDTH_PX, HEIGHT_PX)
  context.translate(WIDTH_PX / 2, HEIGHT_PX / 2)
  context.rotate((TURN_DEGREES * Math.PI) / 180)
  context.drawImage(page, -page.width / 2, -page.height / 2)
  const sin = Math.sin((TURN_DEGREES * Math.PI) / 180)
  const cos = Math.cos((TURN_DEGREES * Math.PI) / 180)
  const corners = [
    [-1, -1],
    [1, -1],
    [1, 1],
    [-1, 1],
  ].map(([right = 0, down = 0]) => {
    const x = (right * page.width) / 2
    const y = (down * page.height) / 2
    return { x: WIDTH_PX / 2 + x * cos - y * sin, y: HEIGHT_PX / 2 + x * sin + y * cos }
  })
  return { scan: pixelsOf(canvas), corners }
}

const apart = (a: Point | undefined, b: Point | undefined): number =>
  a === undefined || b === undefined ? Number.POSITIVE_INFINITY : Math.hypot(a.x - b.x, a.y - b.y)

test('the corners of a paper on a table are found', () => {
  const { scan, corners } = photo()

  const outline = findPageOutline(greyForReading(scan)) ?? []

  expect(Math.max(...corners.map((corner, place) => apart(corner, outline[place])))).toBeLessThan(10)
})

test('a scan that shows nothing but its page has no outline', () => {
  const scan = pixelsOf(tinyCanvas({ lines: tinyDecision, skewDegrees: 2 }))

  expect(findPageOutline(greyForReading(scan))).toBeNull()
})

test('the reading copy of a photo is the paper alone, and its boxes lie on the photo', () => {
  const { scan, corners } = photo()

  const { image, boxOnScan, recipe } = preparePage(scan)

  expect(Math.abs(image.widthPx - 1000)).toBeLessThan(12)
  expect(image.heightPx / image.widthPx).toBeCloseTo(Math.SQRT2, 1)
  expect(recipe.skewDegrees).toBe(0)
  const [left, top] = boxOnScan([0, 0, 1, 1])
  expect(apart({ x: left, y: top }, corners[0])).toBeLessThan(12)
})

test('dotted lines are taken out, rules and letters stay', () => {
  const page: GreyImage = { pixels: new Uint8Array(1000 * 100).fill(255), widthPx: 1000, heightPx: 100 }
  for (let x = 100; x < 900; x += 4) page.pixels.fill(0, 20 * 1000 + x, 20 * 1000 + x + 2)
  page.pixels.fill(0, 50 * 1000 + 100, 50 * 1000 + 900)
  for (let y = 65; y < 95; y += 1) {
    for (let x = 100; x < 900; x += 4) page.pixels.fill(0, y * 1000 + x, y * 1000 + x + 2)
  }

  const { pixels } = withoutDottedLines(page, marksOf(page, 128).runs)

  const ink = (y: number): number =>
    pixels.subarray(y * 1000, y * 1000 + 1000).filter((value) => value === 0).length
  expect([ink(20), ink(50), ink(80)]).toEqual([0, 800, 400])
})
