import { expect, test } from 'vitest'
import { median3 } from '../../../../../electron/digitise/prepare/median.ts'
import { createRandom } from '../../../../fixtures/random.ts'

/** Darker than any paper, so that no pixel is passed over. */
const DARKEST_PAPER = 239

test('each inner pixel becomes the median of the nine around it, the outermost stay', () => {
  const random = createRandom('median')
  const [widthPx, heightPx] = [37, 23]
  const pixels = Uint8Array.from({ length: widthPx * heightPx }, () => random.int(0, DARKEST_PAPER))
  const around = (at: number): number[] =>
    [-widthPx, 0, widthPx].flatMap((row) => [-1, 0, 1].map((column) => pixels[at + row + column] ?? 0))

  const found = median3({ pixels, widthPx, heightPx })

  const expected = pixels.map((value, at) => {
    const [x, y] = [at % widthPx, Math.floor(at / widthPx)]
    const isInner = x > 0 && y > 0 && x < widthPx - 1 && y < heightPx - 1
    return isInner ? (around(at).toSorted((a, b) => a - b)[4] ?? 0) : value
  })
  expect(found).toEqual({ pixels: expected, widthPx, heightPx })
})
