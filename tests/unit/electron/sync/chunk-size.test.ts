import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  chunkBytes,
  LARGEST_CHUNK_BYTES,
  lookMs,
  SMALLEST_CHUNK_BYTES,
  stallMs,
} from '../../../../electron/sync/chunk-size.ts'

test.each([
  { line: 'the worst line', rate: 350, most: null, bytes: 4096 },
  { line: 'a slow one', rate: 3200, most: null, bytes: 12_288 },
  { line: '100 kbit/s', rate: 13_200, most: null, bytes: 65_536 },
  { line: 'a LAN', rate: 5_000_000, most: null, bytes: 262_144 },
  { line: 'a LAN of which 64 kbit/s may be used', rate: 5_000_000, most: 8000, bytes: 36_864 },
])('[SY11] a piece fits $line', ({ rate, most, bytes }) => {
  expect(chunkBytes(rate, most)).toBe(bytes)
})

test('[SY11] a piece keeps its bounds, and takes no more than 5 s where it is above the smallest', () => {
  const rate = fc.integer({ min: 0, max: 1_000_000_000 })
  fc.assert(
    fc.property(rate, fc.option(rate), (bytesPerSecond, most) => {
      const bytes = chunkBytes(bytesPerSecond, most)

      expect(bytes).toBeGreaterThanOrEqual(SMALLEST_CHUNK_BYTES)
      expect(bytes).toBeLessThanOrEqual(LARGEST_CHUNK_BYTES)
      expect(bytes).toBeLessThanOrEqual(Math.max(SMALLEST_CHUNK_BYTES, bytesPerSecond * 5))
    }),
  )
})

test('[SY11] a dead connection is given up after 10 to 15 s, and later only where none brought anything', () => {
  expect([
    stallMs(100, 0),
    stallMs(4500, 0),
    stallMs(60_000, 0),
    stallMs(60_000, 1),
    stallMs(60_000, 2),
    stallMs(60_000, 9),
  ]).toEqual([10_000, 13_500, 15_000, 15_000, 30_000, 60_000])
})

test('[SY11] a late answer is asked after over another connection: soon where nothing is lost by it, a piece after its time', () => {
  const usual = [lookMs(0, 0, false), lookMs(4096, 0, false), lookMs(65_536, 6000, false)]
  const last = [lookMs(0, 0, true), lookMs(4096, 0, true), lookMs(65_536, 6000, true)]

  expect({ usual, last }).toEqual({ usual: [3000, 8000, 15_000], last: [3000, 5000, 9000] })
})
