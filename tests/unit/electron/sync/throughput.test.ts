import { expect, test } from 'vitest'
import {
  bytesPerSecond,
  noteBytes,
  secondsLeft,
  type Throughput,
} from '../../../../electron/sync/throughput.ts'

const note = (...acknowledged: readonly (readonly [number, number])[]): Throughput =>
  acknowledged.reduce<Throughput>((sofar, [atMs, bytes]) => noteBytes(sofar, bytes, atMs), [])

test('[SY15] the rate is what was acknowledged in the last minutes', () => {
  const throughput = note([0, 8192], [5000, 8192], [10_000, 8192])

  expect(bytesPerSecond(throughput, 10_000)).toBeCloseTo(1638.4)
  expect(secondsLeft(16_384, 1638.4)).toBe(10)
})

test('[SY15] no time is promised where nothing moves or too little is known', () => {
  const throughput = note([0, 8192], [5000, 8192])

  expect(bytesPerSecond(throughput, 70_000)).toBeNull()
  expect(bytesPerSecond(note([0, 8192]), 500)).toBeNull()
  expect([secondsLeft(1, null), secondsLeft(0, null)]).toEqual([null, 0])
})

test('[SY16] a clock that was set back begins anew', () => {
  expect(bytesPerSecond(note([1_000_000, 8192], [1_005_000, 8192]), 0)).toBeNull()
})
