import { expect, test } from 'vitest'
import { Fault } from '../../../../domain/fault.ts'
import type { Json } from '../../../../domain/json.ts'
import { shownValue } from '../../../../domain/merge.ts'
import type { Edit } from '../../../../domain/op.ts'
import { createUndo, type Undo } from '../../../../electron/compose/undo.ts'
import { createEditedRecords, type EditedRecords } from '../../../support/edited-records.ts'
import { faultOf } from '../../../support/test-vault.ts'

const FILE = 'case_00000000-0000-4000-8000-000000000001'
const DOCUMENT = 'doc_00000000-0000-4000-8000-000000000001'
const put = (path: string, value: Json, record = DOCUMENT): Edit => ({ record, path, value })

interface Bench {
  readonly undo: Undo
  readonly records: EditedRecords
  readonly used: Set<string>
  readonly disk: { isFull: boolean }
  readonly desk: { actor: string }
  subject(): Json | undefined
}

function aBench(): Bench {
  const records = createEditedRecords()
  const used = new Set<string>()
  const disk = { isFull: false }
  const desk = { actor: 'lan' }
  const undo = createUndo({
    record: records.look,
    append: async (edits) => {
      // A real append is durable some time later.
      await Promise.resolve()
      if (disk.isFull) throw new Fault('disk-full', 'no room')
      records.write(...edits)
    },
    isInUse: (id) => used.has(id),
    actor: () => desk.actor,
  })
  return {
    undo,
    records,
    used,
    disk,
    desk,
    subject: () => shownValue(records.look(DOCUMENT), '/field/subject'),
  }
}

const accept = ({ undo }: Bench, subject: string): Promise<void> =>
  undo.append([put('/field/subject', subject)], { undo: 'accept-document' })
const stateOf = ({ undo }: Bench) => undo.handlers.undoState({})

test('[MG9] the steps of a session are taken back last first and done again in their order', async () => {
  const bench = aBench()
  // None waits for the one before.
  await Promise.all(['một', 'hai', 'ba'].map((subject) => accept(bench, subject)))

  const seen: (Json | undefined)[] = []
  for (const way of ['undo', 'undo', 'undo', 'undo', 'redo', 'redo', 'redo', 'redo'] as const) {
    const { label } = await bench.undo.handlers[way]({})
    seen.push(label === null ? 'nothing' : (bench.subject() ?? 'removed'))
  }

  expect(seen).toEqual(['hai', 'một', 'removed', 'nothing', 'một', 'hai', 'ba', 'nothing'])
})

test('what can be taken back is known as soon as it is asked for, and only what has a label', async () => {
  const bench = aBench()
  expect(await stateOf(bench)).toEqual({ undo: null, redo: null })
  await bench.undo.append([put('/position', 1)])
  expect(await stateOf(bench)).toEqual({ undo: null, redo: null })

  const saving = accept(bench, 'một')
  expect(await stateOf(bench)).toEqual({ undo: 'accept-document', redo: null })
  await saving
  await bench.undo.handlers.undo({})
  expect(await stateOf(bench)).toEqual({ undo: null, redo: 'accept-document' })
})

test('doing something else ends what could be done again', async () => {
  const bench = aBench()
  await accept(bench, 'một')
  await bench.undo.handlers.undo({})

  await bench.undo.append([put('/position', 2)], { undo: 'file-document' })

  expect(await stateOf(bench)).toEqual({ undo: 'file-document', redo: null })
})

test('[MG9] a step that was overtaken is refused and gives way to the one before it', async () => {
  const bench = aBench()
  await bench.undo.append([put('/position', 1)], { undo: 'file-document' })
  await accept(bench, 'một')
  bench.records.write(put('/field/subject', 'của người khác'))

  expect(await faultOf(bench.undo.handlers.undo({}))).toEqual({
    code: 'conflict',
    detail: { reason: 'changed' },
  })
  expect(bench.subject()).toBe('của người khác')
  expect(await bench.undo.handlers.undo({})).toEqual({ label: 'file-document' })
  expect(await stateOf(bench)).toEqual({ undo: null, redo: 'file-document' })
})

test('[CF8] a step in a file that was closed since waits until the file is reopened', async () => {
  const bench = aBench()
  await bench.undo.append([put('/caseFile', FILE)], { undo: 'file-document' })
  const state = (name: string, reason: string | null): Edit => put('/state', { name, reason }, FILE)
  bench.records.write(state('closed', null))
  expect(await faultOf(bench.undo.handlers.undo({}))).toMatchObject({ code: 'case-closed' })

  bench.records.write(state('open', 'nhầm'))

  expect(await bench.undo.handlers.undo({})).toEqual({ label: 'file-document' })
})

test('the opening of a case file that holds documents by now is not taken back', async () => {
  const bench = aBench()
  const opening = [put('/title', 'Trợ cấp', FILE), put('/state', { name: 'open', reason: null }, FILE)]
  await bench.undo.append(opening, { undo: 'open-case-file' })
  bench.used.add(FILE)

  expect(await faultOf(bench.undo.handlers.undo({}))).toMatchObject({
    code: 'conflict',
    detail: { reason: 'in-use' },
  })
  expect(shownValue(bench.records.look(FILE), '/title')).toBe('Trợ cấp')
})

test('a save that failed cannot be taken back, and a taking back that failed can be tried again', async () => {
  const bench = aBench()
  await accept(bench, 'một')
  bench.disk.isFull = true
  expect(await faultOf(accept(bench, 'hai'))).toMatchObject({ code: 'disk-full' })
  expect(await faultOf(bench.undo.handlers.undo({}))).toMatchObject({ code: 'disk-full' })
  bench.disk.isFull = false

  expect(await bench.undo.handlers.undo({})).toEqual({ label: 'accept-document' })
  expect(bench.subject()).toBeUndefined()
})

test('a hundred steps can be taken back, not more', async () => {
  const bench = aBench()
  for (let count = 1; count <= 105; count += 1) await accept(bench, `lần ${count}`)

  const labels: unknown[] = []
  for (let count = 1; count <= 101; count += 1) labels.push((await bench.undo.handlers.undo({})).label)

  expect(labels.filter((label) => label !== null)).toHaveLength(100)
  expect(bench.subject()).toBe('lần 5')
})

test('[MG9] nobody takes back what the user before did', async () => {
  const bench = aBench()
  await accept(bench, 'một')

  bench.desk.actor = 'minh'

  expect(await stateOf(bench)).toEqual({ undo: null, redo: null })
  expect(bench.subject()).toBe('một')
})
