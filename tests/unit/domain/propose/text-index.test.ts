import { expect, test } from 'vitest'
import { createTextIndex } from '../../../../domain/propose/text-index.ts'

const terms = (text: string): ReadonlySet<string> => new Set(text.split(' '))

test('a text is wholly like itself, not at all like one without a common term, and between with some', () => {
  const index = createTextIndex()
  const land = index.add(terms('dat dai cap giay'))
  const birth = index.add(terms('khai sinh ho tich'))
  const dispute = index.add(terms('tranh chap dat dai'))

  const likenesses = index.likenesses(terms('cap giay dat dai'))

  expect(likenesses[land]).toBeCloseTo(1)
  expect(likenesses[birth]).toBe(0)
  // Two of four terms, and these stand in two of the three texts: worth less than the others.
  expect(likenesses[dispute]).toBeGreaterThan(0)
  expect(likenesses[dispute]).toBeLessThan(0.5)
})

test('a term of many texts tells less than a rare one', () => {
  const index = createTextIndex()
  const rare = index.add(terms('giai phong mat bang'))
  const common = index.add(terms('bao cao quy'))
  for (const month of ['mot', 'hai', 'ba', 'bon']) index.add(terms(`bao cao ${month}`))

  const likenesses = index.likenesses(terms('bao cao mat bang'))

  expect(likenesses[rare]).toBeGreaterThan(likenesses[common] ?? 1)
})

test('the same set is taken in once, and texts that come later are compared as well', () => {
  const index = createTextIndex()
  const text = terms('ho tro dien')
  const first = index.add(text)
  expect(index.likenesses(terms('ho tro dien'))[first]).toBeCloseTo(1)

  const second = index.add(terms('ho tro nuoc'))

  expect(index.add(text)).toBe(first)
  expect(second).not.toBe(first)
  expect(index.likenesses(terms('nuoc'))[second]).toBeGreaterThan(0)
})
