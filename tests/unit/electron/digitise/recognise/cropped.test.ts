import { expect, test } from 'vitest'
import { hasPrint } from '../../../../../electron/digitise/recognise/cropped.ts'

const [widthPx, heightPx] = [1000, 600]

/** A white page with black squares of `sidePx` in a row. */
function page(squares: number, sidePx: number) {
  const pixels = new Uint8Array(widthPx * heightPx).fill(255)
  for (let square = 0; square < squares; square += 1) {
    for (let y = 300; y < 300 + sidePx; y += 1) {
      const from = y * widthPx + 500 + square * 2 * sidePx
      pixels.fill(0, from, from + sidePx)
    }
  }
  return { pixels, widthPx, heightPx }
}

test('a short word is print, a few dots of dirt are none', () => {
  expect(hasPrint(page(4, 10), [400, 200, widthPx, heightPx])).toBe(true)
  expect(hasPrint(page(5, 2), [400, 200, widthPx, heightPx])).toBe(false)
})

test('print beside a zone does not count', () => {
  expect(hasPrint(page(4, 10), [0, 0, 450, 250])).toBe(false)
})
