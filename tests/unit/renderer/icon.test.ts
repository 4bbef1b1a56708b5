import { readFileSync } from 'node:fs'
import path from 'node:path'
import { createCanvas, loadImage } from '@napi-rs/canvas'
import { expect, test } from 'vitest'

const root = path.join(import.meta.dirname, '../../..')
const read = (file: string): Buffer => readFileSync(path.join(root, file))

/** The share of the picture in a colour, each of its channels about so. */
async function shareOf(colour: readonly [number, number, number], sizePx: number): Promise<number> {
  const image = await loadImage(read('assets/icons/icon.svg'))
  image.width = sizePx
  image.height = sizePx
  const context = createCanvas(sizePx, sizePx).getContext('2d')
  context.drawImage(image, 0, 0, sizePx, sizePx)
  const { data } = context.getImageData(0, 0, sizePx, sizePx)
  const pixels = Array.from({ length: sizePx * sizePx }, (_, at) => data.subarray(at * 4, at * 4 + 4))
  const alike = pixels.filter((pixel) => colour.every((value, at) => Math.abs(value - (pixel[at] ?? 0)) < 24))
  return alike.length / pixels.length
}

const parts = [
  { part: 'the plate', colour: [10, 95, 102], share: 0.25 },
  { part: 'the case file', colour: [246, 199, 104], share: 0.08 },
  { part: 'the seal', colour: [201, 52, 43], share: 0.03 },
] as const

const drawn = [16, 32, 48, 256].flatMap((sizePx) => parts.map((part) => ({ sizePx, ...part })))

test.each(drawn)('[UI26] at $sizePx px the icon shows $part', async ({ sizePx, colour, share }) => {
  expect(await shareOf(colour, sizePx)).toBeGreaterThan(share)
})

test('[UI26] the mark in the window is the drawing of the icon', () => {
  const shapesOf = (text: string): readonly string[] =>
    [...text.matchAll(/\b(?:d|fill|cx|rx)="([^"]*)"/g)].map((match) => match[1] ?? '')

  expect(shapesOf(read('renderer/ui/logo.tsx').toString())).toEqual(
    shapesOf(read('assets/icons/icon.svg').toString()),
  )
})
