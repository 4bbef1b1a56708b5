import { expect, test } from 'vitest'
import { placeBeside } from '../../../../../renderer/features/tour/place-beside.ts'

const window = { width: 1366, height: 768 }

test('[UI79] a callout stands right of what it is about', () => {
  expect(placeBeside({ left: 12, top: 100, width: 184, height: 40 }, window)).toEqual({ left: 212, top: 100 })
})

test('[UI79] low in the window it grows upwards, and stays inside', () => {
  expect(placeBeside({ left: 12, top: 700, width: 184, height: 40 }, window)).toEqual({
    left: 212,
    bottom: 28,
  })
  expect(placeBeside({ left: 1000, top: 740, width: 300, height: 28 }, window)).toEqual({
    left: 970,
    bottom: 44,
  })
})

test('[UI79] below a wide heading, and in the middle where there is nothing to point at', () => {
  expect(placeBeside({ left: 240, top: 20, width: 900, height: 40 }, window)).toEqual({ left: 240, top: 76 })
  expect(placeBeside(null, window)).toEqual({ left: 493, top: 254 })
})
