import fc from 'fast-check'
import { beforeEach, expect, test } from 'vitest'
import type { Edit, RecordId } from '../../../domain/op.ts'
import {
  binEdits,
  insertEdits,
  mergeChoices,
  mergeEdits,
  replaceEdits,
  restoreEdits,
} from '../../../domain/page-edits.ts'
import { binnedPages } from '../../../domain/page-layout.ts'
import { joinMoves, takersOf } from '../../../domain/page-overlap.ts'
import { personTurnEdit, turnOf } from '../../../domain/page-turn.ts'
import { type Document, documentView, newDocument } from '../../../domain/records/document.ts'
import { pageId } from '../../../domain/records/page.ts'
import { hasRivalCuts, joinCuts } from '../../../domain/split-overlap.ts'
import { undoEdits, undoEntry } from '../../../domain/undo.ts'
import { cut } from '../../support/cut-documents.ts'
import { createEditedRecords, type EditedRecords } from '../../support/edited-records.ts'

const [A, B, C]: readonly [RecordId, RecordId, RecordId] = [1, 2, 3].map(
  (n) => `doc_00000000-0000-4000-8000-00000000000${n}`,
) as [RecordId, RecordId, RecordId]
const runs: Readonly<Record<RecordId, string>> = {
  [A]: '6f9619ff-8b86-4011-b42d-00c04fa00000',
  [B]: '6f9619ff-8b86-4011-b42d-00c04fb00000',
  [C]: '6f9619ff-8b86-4011-b42d-00c04fc00000',
}
const names = new Map(
  Object.entries(runs).flatMap(([, run], document) =>
    [0, 1, 2, 3, 4].map((index) => [pageId(run, index), `${'abc'[document]}${index}`] as const),
  ),
)
const page = (id: RecordId, index: number): string => pageId(runs[id] ?? '', index)

let records: EditedRecords
const view = (id: RecordId): Document => documentView(records.look(id))
const shown = (id: RecordId): string =>
  view(id)
    .pages.map((each) => names.get(each.id))
    .join(' ')
const binned = (id: RecordId): string =>
  binnedPages(view(id))
    .map((each) => names.get(each.id))
    .join(' ')

beforeEach(() => takeIn())

function takeIn(): void {
  records = createEditedRecords()
  for (const [id, count] of [
    [A, 3],
    [B, 3],
    [C, 2],
  ] as const) {
    const pages = Array.from({ length: count }, (_, index) => {
      return { id: page(id, index), source: 'abc'[[A, B, C].indexOf(id)]?.repeat(64) ?? '', index }
    })
    records.write(
      ...newDocument(id, 'batch_00000000-0000-4000-8000-000000000001', pages),
      ...pages.map((each): Edit => ({ record: id, path: `/text/${each.id}`, value: 'e'.repeat(64) })),
      { record: id, path: '/field/subject', value: `Về việc ${'abc'[[A, B, C].indexOf(id)]}` },
    )
  }
}

/** What the machine of every PC does when edits came that it had not seen. */
function join(): void {
  for (const id of [A, B, C, ...[...names.keys()].map((each): RecordId => `doc_${each}`)]) {
    if (hasRivalCuts(records.look(id))) records.write(...joinCuts(id, records.look))
    for (const taker of takersOf(id, records.look)) records.write(...joinMoves(taker, records.look))
  }
}

/** All pages that are shown anywhere. */
function everywhere(): readonly string[] {
  const ids: readonly RecordId[] = [A, B, C, ...[...names.keys()].map((each): RecordId => `doc_${each}`)]
  return ids.flatMap((id) => view(id).pages.map((each) => names.get(each.id) ?? ''))
}
const all = ['a0', 'a1', 'a2', 'b0', 'b1', 'b2', 'c0', 'c1']

test('[CF31] pages of another document stand where they were put, with what was read on them', () => {
  records.write(...insertEdits({ target: view(A), source: view(B), pages: [page(B, 1)], after: page(A, 0) }))
  records.write(...insertEdits({ target: view(A), source: view(C), pages: [page(C, 0)], after: page(A, 0) }))
  records.write(...insertEdits({ target: view(A), source: view(C), pages: [page(C, 1)], after: null }))

  expect([shown(A), shown(B), shown(C)]).toEqual(['c1 a0 c0 b1 a1 a2', 'b0 b2', ''])
  expect(view(A).texts[page(B, 1)]).toBe('e'.repeat(64))
})

test('[CF31] a page comes back to the document it was taken from', () => {
  records.write(...insertEdits({ target: view(A), source: view(B), pages: [page(B, 1)], after: null }))
  records.write(...insertEdits({ target: view(B), source: view(A), pages: [page(B, 1)], after: page(B, 2) }))
  join()

  expect([shown(A), shown(B)]).toEqual(['a0 a1 a2', 'b0 b2 b1'])
})

test('[CF31] a page in the bin is kept, brought back to its place, and the last page stays', () => {
  records.write(...binEdits(view(A), [page(A, 1)]))
  expect([shown(A), binned(A)]).toEqual(['a0 a2', 'a1'])

  records.write(...restoreEdits(view(A), [page(A, 1)]))
  expect([shown(A), binned(A)]).toEqual(['a0 a1 a2', ''])

  expect(() => binEdits(view(C), [page(C, 0), page(C, 1)])).toThrow(
    expect.objectContaining({ code: 'conflict', detail: { reason: 'last-page' } }),
  )
  expect(() => restoreEdits(view(A), [page(A, 0)])).toThrow(expect.objectContaining({ code: 'not-found' }))
})

test('[CF31] a page takes the place of another, which goes to the bin', () => {
  records.write(...replaceEdits(view(A), page(A, 1), { source: view(C), page: page(C, 0) }))

  expect([shown(A), binned(A), shown(C)]).toEqual(['a0 c0 a2', 'a1', 'c1'])
})

test('[CF30] a merge keeps every page once, the bins too, and is taken back in one step', () => {
  records.write(...binEdits(view(B), [page(B, 0)]))
  const edits = mergeEdits([view(A), view(B), view(C)], { number: '12' })
  const entry = undoEntry('merge-documents', edits, records.look)
  records.write(...edits)

  expect([shown(A), binned(A), shown(B), shown(C)]).toEqual(['a0 a1 a2 b1 b2 c0 c1', 'b0', '', ''])
  expect(view(A).values).toEqual({ subject: 'Về việc a', number: '12' })

  if (entry === null) throw new Error('nothing was done')
  records.write(...undoEdits(entry, records.look))
  expect([shown(A), shown(B), binned(B), shown(C)]).toEqual(['a0 a1 a2', 'b1 b2', 'b0', 'c0 c1'])
})

test('[CF30] what people said of the others is offered', () => {
  expect(mergeChoices([view(A), view(B), view(C), view(B)])).toEqual([
    { field: 'subject', kept: 'Về việc a', offered: ['Về việc b', 'Về việc c'] },
  ])
})

test('[CF31] what a person turned stays so whatever the machine finds later', () => {
  records.write({ record: A, path: `/turn/${page(A, 0)}`, value: 180 })
  records.write(personTurnEdit(view(A), page(A, 0), 270))
  records.write({ record: A, path: `/turn/${page(A, 0)}`, value: 270 })

  expect(turnOf(view(A), page(A, 0))).toBe(90)
  records.write(...cut(records, A, [1]))
  expect(turnOf(view(A), page(A, 0))).toBe(90)
})

test('[CF31] a document with later pages is cut, and each part has its own with what is not shown between them', () => {
  records.write(
    ...insertEdits({ target: view(A), source: view(B), pages: [page(B, 0), page(B, 1)], after: page(A, 0) }),
  )
  records.write(...binEdits(view(A), [page(A, 2)]))

  records.write(...cut(records, A, [2]))

  const begun: RecordId = `doc_${page(B, 1)}`
  expect([shown(A), shown(begun), binned(begun)]).toEqual(['a0 b0', 'b1 a1', 'a2'])
})

test('[CF31] a page that two PCs put into different documents stands in one of them', () => {
  const move = (target: RecordId) =>
    insertEdits({ target: view(target), source: view(C), pages: [page(C, 0)], after: null })

  records.writeApart(move(A), move(B))
  join()

  expect(everywhere().toSorted()).toEqual(all)
})

test('[CF31] a document that two PCs merged into different ones is in one of them', () => {
  records.writeApart(mergeEdits([view(A), view(C)], {}), mergeEdits([view(B), view(C)], {}))
  join()

  expect(everywhere().toSorted()).toEqual(all)
})

test('[CF31] one PC merges what another cuts: each page stands once', () => {
  records.writeApart(mergeEdits([view(A), view(B)], {}), cut(records, B, [2]))
  join()
  join()

  expect(everywhere().toSorted()).toEqual(all)
  expect(shown(`doc_${page(B, 2)}`)).toBe('b2')
})

test('[CF31] one PC puts a page in where another puts one away and a third cuts: no page is lost', () => {
  records.writeApart(
    insertEdits({ target: view(A), source: view(C), pages: [page(C, 1)], after: page(A, 1) }),
    cut(records, A, [1]),
  )
  join()

  expect(everywhere().toSorted()).toEqual(all)
})

/** Something that a PC may do with the documents as they are. */
type Doing = readonly [kind: number, first: number, second: number, at: number]

function editsOf([kind, first, second, at]: Doing): readonly Edit[] {
  const there = [A, B, C].filter((id) => view(id).pages.length > 0)
  const [target, source] = [there[first % there.length] ?? A, there[second % there.length] ?? B]
  const { pages } = view(target)
  const chosen = (id: RecordId) => view(id).pages[at % view(id).pages.length]?.id ?? ''
  if (kind === 0 && pages.length > 1) return cut(records, target, [1 + (at % (pages.length - 1))])
  if (kind === 1 && pages.length > 1) return binEdits(view(target), [chosen(target)])
  if (target === source) return []
  if (kind === 2) return mergeEdits([view(target), view(source)], {})
  return insertEdits({
    target: view(target),
    source: view(source),
    pages: [chosen(source)],
    after: chosen(target),
  })
}

test('[CF31] whatever two PCs do with the pages, none is lost and none is shown twice', () => {
  const doing = fc.tuple(fc.nat({ max: 3 }), fc.nat({ max: 2 }), fc.nat({ max: 2 }), fc.nat({ max: 4 }))
  fc.assert(
    fc.property(doing, doing, doing, (before, first, second) => {
      takeIn()
      records.write(...editsOf(before))
      records.writeApart(editsOf(first), editsOf(second))
      for (let round = 0; round < 3; round += 1) join()
      const ids: readonly RecordId[] = [A, B, C, ...[...names.keys()].map((each): RecordId => `doc_${each}`)]
      const seen = everywhere()
      expect(seen.filter((name, place) => seen.indexOf(name) !== place)).toEqual([])
      const kept = new Set([...seen, ...ids.flatMap((id) => binned(id).split(' '))])
      expect(all.filter((name) => !kept.has(name))).toEqual([])
    }),
    { numRuns: 300 },
  )
})
