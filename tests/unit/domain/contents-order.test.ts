import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  droppedContents,
  filedContents,
  positionEdits,
  sortedContents,
  steppedContents,
} from '../../../domain/contents-order.ts'
import { aDocument, idOf } from '../../support/memory-vault.ts'

const listed = (text: string) => text.split('').map((id, at) => ({ id, position: at + 1 }))
const names = (documents: readonly { readonly id: string }[]) => documents.map(({ id }) => id).join('')

test('[CF28] documents are sorted by date or number, those without one last in the order they had', () => {
  const documents = (
    [
      ['100', '2026-01-02'],
      ['9', '2026-01-03'],
      ['', ''],
      ['9a', '2026-01-01'],
      ['', '2026-01-02'],
    ] as const
  ).map(([number, issuedDate], at) => aDocument(at + 1, { values: { number, issuedDate } }))
  const order = (by: 'date' | 'number') =>
    sortedContents(documents, by).map((document) => documents.indexOf(document))

  expect(order('number')).toEqual([1, 3, 0, 4, 2])
  expect(order('date')).toEqual([3, 0, 4, 1, 2])
})

test('[CF28] chosen documents go one place up or down together, and stop at the end', () => {
  expect(names(steppedContents(listed('abcde'), ['b', 'd'], -1))).toBe('badce')
  expect(names(steppedContents(listed('abcde'), ['a', 'c'], -1))).toBe('acbde')
  expect(names(steppedContents(listed('abcde'), ['a', 'b'], -1))).toBe('abcde')
  expect(names(steppedContents(listed('abcde'), ['b', 'c'], 1))).toBe('adbce')
  expect(names(steppedContents(listed('abcde'), ['d', 'e'], 1))).toBe('abcde')
})

test('[CF28] dragged documents go before the one they are dropped on, in their order', () => {
  expect(names(droppedContents(listed('abcde'), ['d', 'b'], 'a'))).toBe('bdace')
  expect(names(droppedContents(listed('abcde'), ['a', 'b'], 'b'))).toBe('abcde')
  expect(names(droppedContents(listed('abcde'), ['a'], null))).toBe('bcdea')
})

test('[CF28] as few positions as possible are written, and they give the wanted order', () => {
  const one = positionEdits(droppedContents(listed('abcde'), ['e'], 'b'))
  expect(one.map((edit) => [edit.record, 'value' in edit ? edit.value : null])).toEqual([['e', 1.5]])

  fc.assert(
    fc.property(
      fc.uniqueArray(fc.integer({ min: 0, max: 40 }), { maxLength: 12 }),
      fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 41, maxLength: 41 }),
      (order, positions) => {
        const wanted = order.map((n) => ({ id: idOf('doc', n), position: positions[n] ?? 0 }))
        const written = new Map(
          positionEdits(wanted).map((edit) => [edit.record, 'value' in edit ? Number(edit.value) : 0]),
        )
        const after = wanted.map(({ id, position }) => written.get(id) ?? position)
        expect(after.every((position, at) => at === 0 || position > (after[at - 1] ?? 0))).toBe(true)
      },
    ),
  )
})

test('positions that can no longer be halved are spread anew', () => {
  const close = [
    { id: 'a', position: 1 },
    { id: 'x', position: 9 },
    { id: 'b', position: 1 + 1e-7 },
  ]

  const after = new Map(positionEdits(close).map((edit) => [edit.record, edit]))
  expect([...after.keys()]).toEqual(['x', 'b'])
})

test('[CF35] new documents go to the place their sheet names, the others to the end', () => {
  const document = (id: string) => ({ id, position: 0 })
  const added = [
    { document: document('y'), ordinal: null },
    { document: document('x'), ordinal: 2 },
    { document: document('z'), ordinal: 9 },
  ]

  expect(names(filedContents(listed('ab'), added))).toBe('axbzy')
})
