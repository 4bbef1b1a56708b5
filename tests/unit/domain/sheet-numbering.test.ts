import { expect, test } from 'vitest'
import type { Sheets } from '../../../domain/records/document.ts'
import { numberSheets } from '../../../domain/sheet-numbering.ts'
import { aDocument } from '../../support/memory-vault.ts'

/** Documents of two pages, `null` where nobody counted. */
const numbered = (...counted: readonly (Sheets | null)[]) =>
  numberSheets(counted.map((sheets, at) => aDocument(at + 1, { sheets })))
const spansOf = ({ spans }: ReturnType<typeof numberSheets>) => [...spans.values()]

test('[CF32] sheets go on from document to document, one a page unless somebody counted', () => {
  const sheets = numbered(null, { count: 1, first: null }, null)

  expect(spansOf(sheets)).toEqual([
    { first: 1, last: 2 },
    { first: 3, last: 3 },
    { first: 4, last: 5 },
  ])
  expect(sheets).toMatchObject({ total: 5, doubled: [], missing: [] })
})

test('[CF32] a document without paper has no sheet', () => {
  expect(spansOf(numbered(null, { count: 0, first: null }, null))[1]).toBeNull()
})

test('[CF32] numbers that stand twice or nowhere are told', () => {
  expect(numbered(null, { count: 2, first: 2 }, { count: 1, first: 6 })).toMatchObject({
    doubled: [2],
    missing: [4, 5],
    total: 5,
  })
  expect(numbered({ count: 3, first: 5 }, { count: 1, first: 1 })).toMatchObject({ missing: [2, 3, 4] })
})

test('a slip of the pen does not make a list of a million numbers', () => {
  expect(numbered(null, { count: 1, first: 1_000_000 }).missing).toHaveLength(1000)
})

test('an isolated document has no sheets, and what lacks where it lay is no fault', () => {
  const [one, secret, three] = [1, 2, 3].map((n) => aDocument(n))
  if (one === undefined || secret === undefined || three === undefined) throw new Error('no documents')

  const sheets = numberSheets([
    one,
    { ...secret, isolated: { at: '2026-01-01T00:00:00.000Z' } },
    { ...three, sheets: { count: 1, first: 6 } },
  ])

  expect([...sheets.spans.keys()]).toEqual([one.id, three.id])
  expect(sheets.missing).toEqual([])
})
