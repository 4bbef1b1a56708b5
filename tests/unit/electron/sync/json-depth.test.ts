import fc from 'fast-check'
import { expect, test } from 'vitest'
import { jsonDepth } from '../../../../electron/sync/json-depth.ts'

function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  return 1 + Math.max(0, ...Object.values(value).map(depthOf))
}

test('[SY19] the depth of a text is that of what it stands for, whatever its strings hold', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 8 }), fc.string(), (value, text) => {
      expect(jsonDepth(JSON.stringify([value, text]))).toBe(depthOf([value, text]))
    }),
  )
})

test('[SY19] a text of brackets only is counted without being built', () => {
  expect(jsonDepth('['.repeat(4_000_000))).toBe(4_000_000)
})
