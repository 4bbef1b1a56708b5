import fc from 'fast-check'
import { beforeEach, expect, test } from 'vitest'
import {
  comparePlaces,
  documentsAfter,
  filesOf,
  orderEdits,
  placeInBatch,
} from '../../../domain/batch-pages.ts'
import { RecordId } from '../../../domain/op.ts'
import { binEdits, insertEdits, restoreEdits } from '../../../domain/page-edits.ts'
import { joinMoves, takersOf } from '../../../domain/page-overlap.ts'
import { type Document, documentView, newDocument } from '../../../domain/records/document.ts'
import { pageId } from '../../../domain/records/page.ts'
import { documentBegunBy } from '../../../domain/split-document.ts'
import { hasRivalCuts, joinCuts } from '../../../domain/split-overlap.ts'
import { undoEdits, undoEntry } from '../../../domain/undo.ts'
import { cut } from '../../support/cut-documents.ts'
import { createEditedRecords, type EditedRecords } from '../../support/edited-records.ts'
import { idOf } from '../../support/memory-vault.ts'

const RUN = '6f9619ff-8b86-4011-b42d-00c04fa00000'
const OTHER = '6f9619ff-8b86-4011-b42d-00c04fb00000'
const [A, B] = [RecordId.parse(idOf('doc', 1)), RecordId.parse(idOf('doc', 2))]
const page = (index: number, run = RUN): string => pageId(run, index)

let records: EditedRecords
const view = (id = A): Document => documentView(records.look(id))
const shown = (id = A): readonly number[] => view(id).pages.map(({ index }) => index)

beforeEach(() => {
  records = createEditedRecords()
  for (const [id, run, source] of [
    [A, RUN, 'a'],
    [B, OTHER, 'b'],
  ] as const) {
    const pages = [0, 1, 2, 3].map((index) => ({ id: page(index, run), source: source.repeat(64), index }))
    records.write(...newDocument(id, RecordId.parse(idOf('batch', 1)), pages))
  }
})

test('[UI37] pages are laid behind another, or first, in the order in which they stood', () => {
  records.write(...orderEdits(view(), [page(3), page(1)], null))
  expect(shown()).toEqual([1, 3, 0, 2])

  records.write(...orderEdits(view(), [page(0)], page(2)))
  expect(shown()).toEqual([1, 3, 2, 0])
  expect(orderEdits(view(), [page(0)], page(2))).toEqual([])
  expect(() => orderEdits(view(), [page(9)], null)).toThrow(expect.objectContaining({ code: 'not-found' }))
  expect(() => orderEdits(view(), [page(0)], page(0))).toThrow(
    expect.objectContaining({ code: 'invalid-input' }),
  )
})

test('[UI37] another order is taken back as one step, and keeps pages of the bin and pages that come in', () => {
  const edits = orderEdits(view(), [page(3)], null)
  const entry = undoEntry('lay-pages', edits, records.look)
  records.write(...edits)
  records.write(...binEdits(view(), [page(3)]))
  records.write(...insertEdits({ target: view(), source: view(B), pages: [page(2, OTHER)], after: page(0) }))
  expect(shown()).toEqual([0, 2, 1, 2])
  records.write(...restoreEdits(view(), [page(3)]))
  expect(shown()).toEqual([3, 0, 2, 1, 2])

  if (entry === null) throw new Error('nothing was done')
  records.write(...undoEdits(entry, records.look))
  expect(shown()).toEqual([0, 2, 1, 2, 3])
})

test('[UI37] a page that comes home stands where it is put, not where it was laid once', () => {
  records.write(...orderEdits(view(), [page(3)], null))
  records.write(...insertEdits({ target: view(B), source: view(), pages: [page(3)], after: null }))
  records.write(...insertEdits({ target: view(), source: view(B), pages: [page(3)], after: page(1) }))

  expect(shown()).toEqual([0, 1, 3, 2])
})

test('[UI37] a cut by one PC and another order by a second lose no page and double none', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 3 }),
      fc.shuffledSubarray([0, 1, 2, 3], { minLength: 1 }),
      (at, moved) => {
        records = createEditedRecords()
        const pages = [0, 1, 2, 3].map((index) => ({ id: page(index), source: 'a'.repeat(64), index }))
        records.write(...newDocument(A, RecordId.parse(idOf('batch', 1)), pages))
        const apart = cut(records, A, [at])
        const order = orderEdits(
          view(),
          moved.map((index) => page(index)),
          null,
        )
        records.writeApart(apart, order)
        const all = [A, ...pages.map((each) => documentBegunBy(each))]
        for (const id of all) {
          for (const taker of takersOf(id, records.look)) records.write(...joinMoves(taker, records.look))
          if (hasRivalCuts(records.look(id))) records.write(...joinCuts(id, records.look))
        }

        const found = all.flatMap((id) => view(id).pages.map(({ index }) => index))
        expect(found.toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3])
      },
    ),
    { numRuns: 100, seed: 7 },
  )
})

test('[UI37] the parts of a scan stand where the scan stood among the files of the batch', () => {
  const taken = (source: string) =>
    ({
      name: source,
      path: source,
      outcome: { kind: 'taken', source: source.repeat(64), sizeBytes: 1, pages: 4 },
    }) as const
  const files = filesOf({ sources: [taken('b'), taken('a')] })
  records.write(...cut(records, B, [2]))
  const part = documentBegunBy({ id: page(2, OTHER) })

  const placed = [A, part, B].map((id) => ({ id, place: placeInBatch(view(id), files) }))
  expect(placed.toSorted((a, b) => comparePlaces(a.place, b.place)).map(({ id }) => id)).toEqual([B, part, A])
})

test('[UI41] how many documents a scan becomes is counted without sheets that lie on each other', () => {
  expect(documentsAfter(6, [0, 2, 4])).toBe(3)
  expect(documentsAfter(6, [2, 3, 5])).toBe(2)
  expect(documentsAfter(2, [0, 1])).toBe(0)
})
