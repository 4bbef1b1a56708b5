import { expect, test } from 'vitest'
import { isDeeperThan } from '../../../../server/web/json-levels.ts'
import { createTokenBuckets } from '../../../../server/web/token-buckets.ts'

test('[SV21] a bucket gives out what it holds at once and then as fast as it fills', () => {
  const clock = { nowMs: 0 }
  const buckets = createTokenBuckets({ perSecond: 2, burst: 3 }, () => clock.nowMs)
  const take = (name: string): number => buckets.take(name, 1)

  expect([take('a'), take('a'), take('a'), take('b')]).toEqual([0, 0, 0, 0])
  expect(take('a')).toBe(500)
  clock.nowMs += 500
  expect([take('a'), take('a')]).toEqual([0, 500])
})

test('[SV21] what was used beyond the bucket is waited for, and a clock that goes back gives nothing', () => {
  const clock = { nowMs: 1_000_000 }
  const buckets = createTokenBuckets({ perSecond: 10, burst: 100 }, () => clock.nowMs)
  buckets.take('a', 150)

  expect(buckets.take('a', 0)).toBe(5100)
  clock.nowMs -= 900_000
  expect(buckets.take('a', 0)).toBe(5100)
})

test.each([
  ['[[[]]]', false],
  ['[[[[]]]]', true],
  ['{"a":{"b":{"c":"[[[[[[[["}}}', false],
  ['{"\\"[[[[":{"b":[]}}', false],
  ['[],[],[],[],[],[]', false],
])('[SV10] how deep %s goes is told from its text', (text, isDeep) => {
  expect(isDeeperThan(text, 3)).toBe(isDeep)
})
