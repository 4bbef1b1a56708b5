import { expect, test } from 'vitest'
import { darkInk, transposed } from '../../../../../electron/digitise/secret/ink-map.ts'
import { createRandom } from '../../../../fixtures/random.ts'

/** Six millimetres are a reach of three pixels then. */
const PER_MM = 0.5
const REACH_PX = 3

test('ink is what is plainly darker than the mean light round about, at the edges too', () => {
  const random = createRandom('dark ink')
  const [widthPx, heightPx] = [31, 19]
  const rgba = Uint8Array.from({ length: widthPx * heightPx * 4 }, () => random.int(0, 255))
  const greenAt = (x: number, y: number): number => rgba[(y * widthPx + x) * 4 + 1] ?? 0
  const expected = Uint8Array.from({ length: widthPx * heightPx }, (_, at) => {
    const [middleX, middleY] = [at % widthPx, Math.floor(at / widthPx)]
    const [right, bottom] = [
      Math.min(widthPx, middleX + REACH_PX + 1),
      Math.min(heightPx, middleY + REACH_PX + 1),
    ]
    let [sum, count] = [0, 0]
    for (let y = Math.max(0, middleY - REACH_PX); y < bottom; y += 1) {
      for (let x = Math.max(0, middleX - REACH_PX); x < right; x += 1) {
        sum += greenAt(x, y)
        count += 1
      }
    }
    return greenAt(middleX, middleY) < (sum / count) * 0.88 ? 1 : 0
  })

  expect(darkInk({ rgba, widthPx, heightPx }, PER_MM)).toEqual({ ink: expected, widthPx, heightPx })
})

test('a map turned over twice is the map', () => {
  const random = createRandom('turned over')
  const [widthPx, heightPx] = [150, 70]
  const ink = Uint8Array.from({ length: widthPx * heightPx }, () => random.int(0, 1))
  const map = { ink, widthPx, heightPx }

  expect(transposed(map)).toMatchObject({ widthPx: heightPx, heightPx: widthPx })
  expect(transposed(transposed(map))).toEqual(map)
})
