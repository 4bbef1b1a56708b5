import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { Page, PagesValue, pageId, pagesValue } from '../../../../domain/records/page.ts'

const source = 'a'.repeat(64)
const other = 'b'.repeat(64)
const pagesOf = (run: string, [from, end]: readonly [number, number], file = source): Page[] =>
  Array.from({ length: end - from }, (_, at) => ({
    id: pageId(run, from + at),
    source: file,
    index: from + at,
  }))

test('[IN7] two thousand pages of one file take the room of one, and come back as they were', () => {
  const pages = pagesOf(randomUUID(), [0, 2000])

  const value = pagesValue(pages)

  expect(JSON.stringify(value).length).toBeLessThan(250)
  expect(PagesValue.parse(value)).toEqual(pages)
  expect(new Set(pages.map(({ id }) => id)).size).toBe(2000)
})

test('whatever order, mixture or gap the pages have, they come back as they were', () => {
  const [run, next] = [randomUUID(), randomUUID()]
  const pages = [
    ...pagesOf(run, [7, 10]),
    ...pagesOf(run, [0, 2]),
    ...pagesOf(next, [0, 1], other),
    { id: randomUUID(), source, index: 5 },
    { id: 'p1', source, index: 6 },
    { id: 'p2', source, index: 7 },
    ...pagesOf(next, [1, 5], other).toReversed(),
  ]

  expect(PagesValue.parse(pagesValue(pages))).toEqual(pages)
})

test('the form of single pages that older programs wrote is read', () => {
  const pages = [0, 1].map((index) => ({ id: randomUUID(), source, index }))

  expect(PagesValue.parse(pages)).toEqual(pages)
})

test('a run of more pages than any file has is refused, alone and in sum', () => {
  const run = { run: randomUUID(), source, first: 0, count: 60_000 }

  expect(PagesValue.safeParse([{ ...run, count: 100_001 }]).success).toBe(false)
  expect(PagesValue.safeParse([run, run]).success).toBe(false)
  expect(Page.safeParse(run).success).toBe(false)
})
