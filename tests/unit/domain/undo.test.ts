import { expect, test } from 'vitest'
import type { Json } from '../../../domain/json.ts'
import { shownValue } from '../../../domain/merge.ts'
import type { Edit } from '../../../domain/op.ts'
import { inverseOf, redoEdits, type UndoEntry, undoEdits, undoEntry } from '../../../domain/undo.ts'
import { createEditedRecords, type EditedRecords } from '../../support/edited-records.ts'

const FILE = 'case_00000000-0000-4000-8000-000000000001'
const DOCUMENT = 'doc_00000000-0000-4000-8000-000000000001'
const put = (path: string, value: Json, record = DOCUMENT): Edit => ({ record, path, value })
const state = (name: string, reason: string | null = null): Edit => put('/state', { name, reason }, FILE)

function aDocument(): EditedRecords {
  const records = createEditedRecords()
  records.write(put('/pages', []), put('/field/number', '15'), state('open'))
  return records
}

function shown({ look }: EditedRecords, ...paths: readonly string[]): readonly unknown[] {
  return paths.map((path) => shownValue(look(DOCUMENT), path))
}

function done(records: EditedRecords, ...edits: readonly Edit[]): UndoEntry {
  const entry = undoEntry('accept-document', edits, records.look)
  if (entry === null) throw new Error('the edits changed nothing')
  records.write(...edits)
  return entry
}

test('the inverse puts back what was shown, removes what was not, and names each cell once', () => {
  const records = aDocument()

  const inverse = inverseOf(
    [put('/field/number', '16'), put('/isAccepted', true), put('/field/number', '17')],
    records.look,
  )

  expect(inverse).toEqual([
    put('/field/number', '15'),
    { record: DOCUMENT, path: '/isAccepted', remove: true },
  ])
})

test('[MG9] what was done is taken back and done again by new edits, as often as one likes', () => {
  const records = aDocument()
  const entry = done(records, put('/field/number', '16'), put('/isAccepted', true), put('/pages', []))

  for (const _ of [1, 2]) {
    records.write(...undoEdits(entry, records.look))
    expect(shown(records, '/field/number', '/isAccepted', '/pages')).toEqual(['15', undefined, []])
    records.write(...redoEdits(entry, records.look))
    expect(shown(records, '/field/number', '/isAccepted', '/pages')).toEqual(['16', true, []])
  }
  expect(records.look(DOCUMENT).cells['/field/number']?.heads).toHaveLength(1)
})

test('edits that change nothing leave nothing to take back', () => {
  const records = aDocument()

  expect(undoEntry('file-document', [put('/field/number', '15')], records.look)).toBeNull()
  expect(
    undoEntry('file-document', [{ record: DOCUMENT, path: '/x', remove: true }], records.look),
  ).toBeNull()
})

test('[MG9] what somebody changed since is not taken back, nor what he says something else of', () => {
  const changed = { code: 'conflict', detail: { reason: 'changed' } }
  const records = aDocument()
  const entry = done(records, put('/field/number', '16'), put('/isAccepted', true))
  records.write(put('/field/number', '17'))
  expect(() => undoEdits(entry, records.look)).toThrow(expect.objectContaining(changed))

  const apart = aDocument()
  const other = undoEntry('accept-document', [put('/field/number', '16')], apart.look)
  apart.writeApart([put('/field/number', '18')], [put('/field/number', '16')])
  expect(() => other && undoEdits(other, apart.look)).toThrow(expect.objectContaining(changed))

  const undone = aDocument()
  const third = done(undone, put('/field/number', '16'))
  undone.write(...undoEdits(third, undone.look), put('/field/number', '19'))
  expect(() => redoEdits(third, undone.look)).toThrow(expect.objectContaining(changed))
})

test('[MG9] a conflict that was settled and taken back stands as it was shown', () => {
  const records = aDocument()
  records.writeApart([put('/field/number', 'a')], [put('/field/number', 'b')])
  const entry = done(records, put('/field/number', 'b'))

  records.write(...undoEdits(entry, records.look))

  expect(shown(records, '/field/number')).toEqual(['b'])
})

test('[CF8] what was done in a case file that was closed since is not taken back', () => {
  const records = aDocument()
  const filed = done(records, put('/caseFile', FILE), put('/position', 1))
  const closed = { code: 'case-closed' }
  records.write(state('closed'))
  expect(() => undoEdits(filed, records.look)).toThrow(expect.objectContaining(closed))

  records.write(state('open', 'nhầm'))
  records.write(...undoEdits(filed, records.look), state('closed'))
  expect(() => redoEdits(filed, records.look)).toThrow(expect.objectContaining(closed))
})
