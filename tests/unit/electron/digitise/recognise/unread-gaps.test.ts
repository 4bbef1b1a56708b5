import { expect, test } from 'vitest'
import type { PixelBox, TextLine } from '../../../../../domain/text-layer.ts'
import type { GreyImage } from '../../../../../electron/digitise/prepare/grey-image.ts'
import { unreadGaps } from '../../../../../electron/digitise/recognise/unread-gaps.ts'

const widthPx = 800
const heightPx = 1000
const lineAt = (top: number): TextLine => ({
  box: [100, top, 700, top + 16],
  words: [{ text: 'chữ', confidence: 0.9, box: [100, top, 700, top + 16] }],
})

/** A white page with bars of ink. */
function pageOf(...bars: readonly PixelBox[]): GreyImage {
  const pixels = new Uint8Array(widthPx * heightPx).fill(255)
  for (const [left, top, right, bottom] of bars) {
    for (let y = top; y < bottom; y += 1) pixels.fill(0, y * widthPx + left, y * widthPx + right)
  }
  return { pixels, widthPx, heightPx }
}

const title = lineAt(160)
const grounds = lineAt(260)

test('[DG16] a line of letters that was not read between title and text is found', () => {
  const [gap, ...others] = unreadGaps([title, grounds], pageOf([200, 205, 600, 220]))

  expect(others).toEqual([])
  expect(gap?.[1]).toBeLessThan(205)
  expect(gap?.[3]).toBeGreaterThan(220)
})

test('a rule, white paper and what was read are no gap', () => {
  expect(unreadGaps([title, grounds], pageOf([300, 210, 500, 213]))).toEqual([])
  expect(unreadGaps([title, grounds], pageOf())).toEqual([])
  expect(unreadGaps([title, lineAt(205), grounds], pageOf([200, 205, 600, 220]))).toEqual([])
  expect(unreadGaps([], pageOf([200, 205, 600, 220]))).toEqual([])
})
