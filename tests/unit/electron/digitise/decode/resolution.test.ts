import { expect, test } from 'vitest'
import { resolutionOf } from '../../../../../electron/digitise/decode/resolution.ts'

interface Facts {
  readonly stated?: number
  readonly given?: number
  readonly isPhoto?: boolean
}

const of = (widthPx: number, heightPx: number, { stated, given, isPhoto = false }: Facts = {}) =>
  resolutionOf({ widthPx, heightPx, stated: stated ?? null, given: given ?? null, isPhoto })

interface Case {
  readonly what: string
  readonly sizePx: readonly [widthPx: number, heightPx: number]
  readonly facts?: Facts
  readonly dpi: number
  readonly paper?: string
}

const believed: readonly Case[] = [
  { what: 'A4 at 300 dpi', sizePx: [2480, 3508], facts: { stated: 300 }, dpi: 300 },
  { what: 'A4 at 72 dpi', sizePx: [595, 842], facts: { stated: 72 }, dpi: 72 },
  { what: 'an identity card at 600 dpi', sizePx: [2022, 1275], facts: { stated: 600 }, dpi: 600 },
  { what: 'a strip of a receipt', sizePx: [600, 3000], facts: { stated: 200 }, dpi: 200 },
]
test.each(believed)(
  '[DG32] a file is taken at its word where that makes a sheet an office has: $what',
  ({ sizePx, facts, dpi }) => {
    expect(of(...sizePx, facts)).toEqual({ dpi, dpiSource: 'file', paper: null })
  },
)

const mended: readonly Case[] = [
  { what: 'A4 whose file says 72', sizePx: [2480, 3508], facts: { stated: 72 }, dpi: 300, paper: 'A4' },
  { what: 'A4 whose file says 96', sizePx: [1654, 2339], facts: { stated: 96 }, dpi: 200, paper: 'A4' },
  { what: 'A4 whose file says 1', sizePx: [1654, 2339], facts: { stated: 1 }, dpi: 200, paper: 'A4' },
  { what: 'A4 at 4800 dpi, a mistake', sizePx: [2480, 3508], facts: { stated: 4800 }, dpi: 300, paper: 'A4' },
  { what: 'A4 lying, which says nothing', sizePx: [3508, 2480], dpi: 300, paper: 'A4' },
  { what: 'A4 with cut edges', sizePx: [2460, 3490], dpi: 300, paper: 'A4' },
  { what: 'A3', sizePx: [3508, 4961], dpi: 300, paper: 'A3' },
  { what: 'A5', sizePx: [1748, 2480], dpi: 300, paper: 'A5' },
  { what: 'letter', sizePx: [1700, 2200], dpi: 200, paper: 'letter' },
  { what: 'an identity card', sizePx: [1011, 638], dpi: 300, paper: 'ID-1' },
]
test.each(mended)(
  '[DG32] a wrong or missing resolution is mended by the size of paper: $what',
  ({ sizePx, facts, dpi, paper }) => {
    expect(of(...sizePx, facts)).toEqual({ dpi, dpiSource: 'paper', paper })
  },
)

test('[DG32] paper of known proportions at a resolution that no scanner has is still that paper', () => {
  const { dpi, dpiSource, paper } = of(1000, 1414)

  expect({ dpiSource, paper }).toEqual({ dpiSource: 'paper', paper: 'A4' })
  expect(dpi).toBeCloseTo(1000 / 8.27, 0)
})

const photos: readonly Case[] = [
  { what: 'with what cameras write', sizePx: [3000, 4000], facts: { stated: 72, isPhoto: true }, dpi: 363 },
  { what: 'whose camera says 300', sizePx: [2480, 3508], facts: { stated: 300, isPhoto: true }, dpi: 300 },
  { what: 'that lost its head on the way', sizePx: [1536, 2048], dpi: 186 },
]
test.each(photos)(
  '[DG32] the photo of a page is taken to be as wide as A4: $what',
  ({ sizePx, facts, dpi }) => {
    const { dpi: found, ...how } = of(...sizePx, facts)

    expect(how).toEqual({ dpiSource: 'photo', paper: 'A4' })
    expect(Math.round(found)).toBe(dpi)
  },
)

test('what a person says comes before all', () => {
  expect(of(2480, 3508, { stated: 300, given: 600, isPhoto: true })).toEqual({
    dpi: 600,
    dpiSource: 'given',
    paper: null,
  })
})
