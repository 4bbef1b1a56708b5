import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalJson, type Json } from '../../../domain/json.ts'

// The values that fast-check makes are JSON; its own type says so in other words.
const anyJson = fc.jsonValue() as fc.Arbitrary<Json>

test('the canonical text follows the examples of RFC 8785', () => {
  const value = {
    numbers: [333_333_333.333_333_3, 1e30, 4.5, 2e-3, 0.000_000_000_000_000_000_000_000_001],
    string: '€$\u000f\nA\'B"\\\\"/',
    literals: [null, true, false],
  }

  expect(canonicalJson(value)).toBe(
    String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
  )
})

test('keys are sorted by UTF-16 units', () => {
  const value = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6, ö: 7 }

  expect(Object.values(JSON.parse(canonicalJson(value)) as object)).toEqual(
    // JSON.parse puts keys that are integers first; the rest keep their order in the text.
    [4, 2, 6, 7, 1, 5, 3],
  )
})

test('[MG6] the canonical text of a value is the same whatever the order of its keys', () => {
  fc.assert(
    fc.property(anyJson, (value) => {
      expect(canonicalJson(reversed(value))).toBe(canonicalJson(value))
    }),
  )
})

test('the canonical text reads back as the same value and is its own canonical text', () => {
  fc.assert(
    fc.property(anyJson, (value) => {
      const text = canonicalJson(value)
      const again = JSON.parse(text) as Json
      expect(JSON.stringify(again)).toBe(JSON.stringify(JSON.parse(text)))
      expect(canonicalJson(again)).toBe(text)
    }),
  )
})

test('what JSON cannot carry is refused', () => {
  expect(() => canonicalJson(Number.NaN)).toThrow(RangeError)
  expect(() => canonicalJson([Number.POSITIVE_INFINITY])).toThrow(RangeError)
})

/** The same value with every object's keys in the opposite order. */
function reversed(value: Json): Json {
  if (Array.isArray(value)) return value.map((item: Json) => reversed(item))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, item]: [string, Json]) => [key, reversed(item)] as const)
      .reverse(),
  )
}
