import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Edit } from '../../../domain/op.ts'
import { documentView } from '../../../domain/records/document.ts'
import { documentBegunBy, partsOf, splitEdits } from '../../../domain/split-document.ts'
import { hasRivalCuts, joinCuts } from '../../../domain/split-overlap.ts'
import { undoEdits, undoEntry } from '../../../domain/undo.ts'
import {
  aScan,
  cut,
  documentsOf,
  nothingFound,
  pagesOf,
  putRight,
  SCAN,
} from '../../support/cut-documents.ts'
import { createEditedRecords, type EditedRecords } from '../../support/edited-records.ts'

const PAGES = 6
function aScanOfSix(): EditedRecords {
  const records = createEditedRecords()
  aScan(records, PAGES)
  return records
}

/** What the machine of every PC does when edits came that it had not seen. */
function join(records: EditedRecords): void {
  for (const { id } of documentsOf(records, PAGES)) {
    const record = records.look(id)
    if (hasRivalCuts(record)) records.write(...joinCuts(record.id, records.look))
  }
}

test('[DG37] a document is cut into parts that have all its pages, texts and turns between them', () => {
  const records = aScanOfSix()

  records.write(...cut(records, SCAN, [2, 5]))

  const [first, second, third] = documentsOf(records, PAGES)
  expect(pagesOf(records, PAGES)).toEqual([[0, 1], [2, 3, 4], [5]])
  expect(first?.id).toBe(SCAN)
  for (const part of [first, second, third]) {
    expect(Object.keys(part?.texts ?? {}).sort()).toEqual(part?.pages.map(({ id }) => id).sort())
    expect(part).toMatchObject({ batch: first?.batch, isOneDocument: true, isAccepted: false })
  }
  expect([first, second, third].map((part) => Object.values(part?.turns ?? {}))).toEqual([[], [], [180]])
  const said = [{ [putRight.place]: putRight.text }]
  expect([first, second, third].map((part) => Object.values(part?.corrections ?? {}))).toEqual([[], [], said])
})

test('[DG37] parts stand right behind the document in its case file', () => {
  const records = aScanOfSix()
  const file = 'case_00000000-0000-4000-8000-000000000001'
  records.write(
    { record: SCAN, path: '/caseFile', value: file },
    { record: SCAN, path: '/position', value: 4 },
    { record: SCAN, path: '/isAccepted', value: true },
    { record: SCAN, path: '/field/subject', value: 'Về việc một' },
  )
  const document = documentView(records.look(SCAN))
  const parts = partsOf(document, [2, 4]).map((pages) => ({ pages, extraction: nothingFound }))

  records.write(...splitEdits({ document, parts, nextPosition: 5 }))

  const cutUp = documentsOf(records, PAGES)
  expect(cutUp.map(({ caseFile }) => caseFile)).toEqual([file, file, file])
  expect(cutUp.map(({ position }) => position)).toEqual([4, 4 + 1 / 3, 4 + 2 / 3])
  expect(cutUp.map(({ isAccepted }) => isAccepted)).toEqual([true, false, false])
  expect(cutUp.map(({ values }) => values.subject)).toEqual(['Về việc một', undefined, undefined])
})

test.each([[[0]], [[6]], [[2, 2]], [[1.5]], [[]]])('a document is not cut at %j', (at) => {
  const records = aScanOfSix()

  expect(() => partsOf(documentView(records.look(SCAN)), at)).toThrow(
    expect.objectContaining({ code: 'invalid-input' }),
  )
})

test('[DG38] a cut is taken back as one step, but not what somebody wrote in the parts since', () => {
  const records = aScanOfSix()
  const before = documentView(records.look(SCAN))
  const edits = cut(records, SCAN, [3])
  const rest = edits.slice(1)
  records.write(...edits.slice(0, 1))
  const entry = undoEntry('split-document', rest, records.look)
  if (entry === null) throw new Error('nothing was cut')
  records.write(...rest)
  const made = documentBegunBy({ id: before.pages[3]?.id ?? '' })
  const described: Edit = { record: made, path: '/field/number', value: '15' }

  records.write(described)
  expect(() => undoEdits(entry, records.look)).toThrow(
    expect.objectContaining({ code: 'conflict', detail: { reason: 'changed' } }),
  )
  records.write({ record: made, path: '/field/number', remove: true })
  records.write(...undoEdits(entry, records.look))

  expect(documentView(records.look(SCAN))).toEqual(before)
  expect(pagesOf(records, PAGES)).toEqual([[0, 1, 2, 3, 4, 5]])
})

test('[DG39] two PCs that cut at the same page make the same documents', () => {
  const records = aScanOfSix()

  records.writeApart(cut(records, SCAN, [2]), cut(records, SCAN, [2]))

  expect(hasRivalCuts(records.look(SCAN))).toBe(false)
  expect(pagesOf(records, PAGES)).toEqual([
    [0, 1],
    [2, 3, 4, 5],
  ])
})

test('[DG39] after two PCs cut at different pages every page stands in just one document', () => {
  const records = aScanOfSix()

  records.writeApart(cut(records, SCAN, [2]), cut(records, SCAN, [4]))
  join(records)

  expect(pagesOf(records, PAGES)).toEqual([
    [0, 1],
    [2, 3],
    [4, 5],
  ])
  for (const { pages, texts } of documentsOf(records, PAGES)) {
    expect(pages.every(({ id }) => id in texts)).toBe(true)
  }
  const said = documentsOf(records, PAGES).map(({ corrections }) => Object.values(corrections))
  expect(said).toEqual([[], [], [{ [putRight.place]: putRight.text }]])
  expect(documentsOf(records, PAGES).some(({ id }) => hasRivalCuts(records.look(id)))).toBe(false)
})

test('[DG39] a cut that one PC took back while another cut its part further loses no page', () => {
  const records = aScanOfSix()
  const edits = cut(records, SCAN, [2])
  records.write(...edits.slice(0, 1))
  const entry = undoEntry('split-document', edits.slice(1), records.look)
  records.write(...edits.slice(1))
  const [, part] = documentsOf(records, PAGES)
  if (entry === null || part === undefined) throw new Error('nothing was cut')

  records.writeApart(
    undoEdits(entry, records.look),
    cut(records, documentBegunBy(part.pages[0] ?? { id: '' }), [1]),
  )
  join(records)

  expect(pagesOf(records, PAGES)).toEqual([[0, 1], [2], [3, 4, 5]])
})

test('[DG39] whatever two PCs cut, no page is lost and none stands in two documents', () => {
  const anyCuts = fc.uniqueArray(fc.integer({ min: 1, max: PAGES - 1 }), { minLength: 1 })
  fc.assert(
    fc.property(anyCuts, anyCuts, anyCuts, (first, second, later) => {
      const records = aScanOfSix()
      records.writeApart(cut(records, SCAN, first), cut(records, SCAN, second))
      join(records)
      const further = documentsOf(records, PAGES).find(({ pages }) => pages.length > 1)
      const last = (further?.pages.length ?? 1) - 1
      const places = [...new Set(later.map((at) => Math.min(at, last)))].filter((at) => at > 0)
      const id = further === undefined ? SCAN : records.look(further.id as `doc_${string}`).id
      if (further !== undefined && places.length > 0) {
        records.writeApart(cut(records, id, places.slice(0, 1)), cut(records, id, places))
        join(records)
      }

      expect(pagesOf(records, PAGES).flat()).toEqual([0, 1, 2, 3, 4, 5])
      expect(
        documentsOf(records, PAGES).some((each) => hasRivalCuts(records.look(each.id as `doc_${string}`))),
      ).toBe(false)
    }),
    { numRuns: 200, seed: 20_261_122 },
  )
})
