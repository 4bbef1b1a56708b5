import { expect, test } from 'vitest'
import { settle } from '../../../domain/conflicts.ts'
import { assertEditsAllowed, isStateDisputed } from '../../../domain/edit-rules.ts'
import { Fault } from '../../../domain/fault.ts'
import type { Json } from '../../../domain/json.ts'
import type { RecordState } from '../../../domain/merge.ts'
import type { Edit } from '../../../domain/op.ts'
import { type CaseState, caseStates } from '../../../domain/records/case-file.ts'
import { createEditedRecords, type EditedRecords } from '../../support/edited-records.ts'

const FILE = 'case_00000000-0000-4000-8000-000000000001'
const OTHER = 'case_00000000-0000-4000-8000-000000000002'
const DOCUMENT = 'doc_00000000-0000-4000-8000-000000000001'
const closedOnes = caseStates.filter((state) => state !== 'open')

const put = (record: string, path: string, value: Json): Edit => ({ record, path, value })
const drop = (record: string, path: string): Edit => ({ record, path, remove: true })
const stateOf = (record: string, name: string, reason: string | null = null): Edit =>
  put(record, '/state', { name, reason })

/** One case file in a state with one document in it, and another file that is open. */
function someRecords(state: CaseState): EditedRecords {
  const records = createEditedRecords()
  records.write(put(FILE, '/notation', '01.XH'), put(FILE, '/title', 'Trợ cấp'), stateOf(FILE, state))
  records.write(stateOf(OTHER, 'open'))
  records.write(put(DOCUMENT, '/pages', []), put(DOCUMENT, '/caseFile', FILE), put(DOCUMENT, '/position', 1))
  return records
}

/** Why edits are refused, as code and reason, or null where they are allowed. */
function refusal({ look }: EditedRecords, ...edits: readonly Edit[]): string | null {
  try {
    assertEditsAllowed(edits, look)
    return null
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    return [error.code, error.detail['reason']].filter((part) => part !== undefined).join(' ')
  }
}

test.each(closedOnes)('[CF6] no cell of a case file that is %s can be written or deleted', (state) => {
  const records = someRecords(state)

  for (const cell of ['/title', '/notation', '/startDate', '/endDate', '/deposit', '/newerCell']) {
    expect(refusal(records, put(FILE, cell, 'x'))).toBe('case-closed')
    expect(refusal(records, drop(FILE, cell))).toBe('case-closed')
  }
  expect(refusal(records, drop(FILE, '/state'))).toBe('case-closed')
  expect(refusal(records, put(FILE, '/place', null))).toBeNull()
})

test('[CF53] who may see a case file is decided until it is handed over', () => {
  const access = put(FILE, '/access', 'restricted')

  expect(closedOnes.filter((state) => refusal(someRecords(state), access) === null)).toEqual([
    'closed',
    'returned',
  ])
})

test('[CF6] one forbidden edit refuses the whole group', () => {
  const records = someRecords('closed')

  expect(refusal(records, put(OTHER, '/title', 'x'), put(FILE, '/title', 'x'))).toBe('case-closed')
})

test('[CF6] the dates are written in the group that closes, and none in the group that reopens', () => {
  const dates = [put(FILE, '/startDate', '2025-01-02'), put(FILE, '/endDate', null)]

  expect(refusal(someRecords('open'), ...dates, stateOf(FILE, 'closed'))).toBeNull()
  expect(refusal(someRecords('open'), stateOf(FILE, 'closed'), ...dates)).toBeNull()
  expect(refusal(someRecords('closed'), stateOf(FILE, 'open', 'thiếu tờ'), ...dates)).toBe('case-closed')
})

test('[CF6] the state moves along the lawful steps and no other, whoever asks', () => {
  const steps = caseStates.flatMap((from) =>
    caseStates
      .filter((to) => refusal(someRecords(from), stateOf(FILE, to, 'một lý do')) === null)
      .map((to) => `${from} -> ${to}`),
  )

  expect(steps).toEqual([
    'open -> closed',
    'closed -> open',
    'closed -> deposited',
    'deposited -> returned',
    'deposited -> accepted',
    'returned -> open',
    'returned -> deposited',
  ])
  expect(refusal(someRecords('accepted'), stateOf(FILE, 'open', 'một lý do'))).toBe('conflict')
})

test('[CF6] a deposit is named beside the step to it and nowhere else', () => {
  const named = put(FILE, '/deposit', 'deposit_1')

  expect(refusal(someRecords('closed'), stateOf(FILE, 'deposited'), named)).toBeNull()
  expect(refusal(someRecords('returned'), named, stateOf(FILE, 'deposited'))).toBeNull()
  expect(refusal(someRecords('deposited'), named)).toBe('case-closed')
  expect(refusal(someRecords('closed'), stateOf(FILE, 'open', 'sai'), named)).toBe('case-closed')
})

test.each(['closed', 'returned'] as const)('[CF6] reopening what is %s needs a reason', (state) => {
  for (const reason of [null, '', '  ']) {
    expect(refusal(someRecords(state), stateOf(FILE, 'open', reason))).toBe('invalid-input reopen')
  }
  expect(refusal(someRecords(state), stateOf(FILE, 'open', 'thiếu tờ'))).toBeNull()
})

test('a state that is none is refused, and one of a newer program is not taken for open', () => {
  const records = someRecords('open')
  expect(refusal(records, put(FILE, '/state', 'closed'))).toBe('invalid-input state')
  expect(refusal(records, stateOf(FILE, 'burnt'))).toBe('invalid-input state')

  records.write(stateOf(FILE, 'sealed-by-a-newer-program'))
  expect(refusal(records, put(FILE, '/title', 'x'))).toBe('case-closed')
  expect(refusal(records, stateOf(FILE, 'closed'))).toBe('case-closed')
  expect(refusal(records, put(DOCUMENT, '/field/subject', 'x'))).toBe('case-closed')
})

test('a new case file is opened once, and one that was opened by mistake can go again', () => {
  const records = createEditedRecords()

  expect(refusal(records, put(FILE, '/title', 'x'), stateOf(FILE, 'open'))).toBeNull()
  expect(refusal(records, stateOf(FILE, 'deposited'))).toBe('conflict')
  records.write(put(FILE, '/title', 'x'), stateOf(FILE, 'open'))
  expect(refusal(records, stateOf(FILE, 'open'))).toBe('conflict')
  expect(refusal(records, drop(FILE, '/title'), drop(FILE, '/state'))).toBeNull()
})

test.each(closedOnes)('[CF7] what people said of a document in a file that is %s stands', (state) => {
  const records = someRecords(state)

  for (const cell of ['/field/subject', '/pages', '/position', '/isAccepted', '/batch', '/newerCell']) {
    expect(refusal(records, put(DOCUMENT, cell, 'x'))).toBe('case-closed')
    expect(refusal(records, drop(DOCUMENT, cell))).toBe('case-closed')
  }
  expect(refusal(records, put(DOCUMENT, '/caseFile', OTHER))).toBe('case-closed')
  expect(refusal(records, put(DOCUMENT, '/caseFile', null))).toBe('case-closed')
  expect(refusal(records, drop(DOCUMENT, '/caseFile'))).toBe('case-closed')
})

test.each(closedOnes)('[CF7] nothing is put into a file that is %s', (state) => {
  const records = someRecords(state)
  const loose = 'doc_00000000-0000-4000-8000-000000000002'
  records.write(put(loose, '/pages', []))

  expect(refusal(records, put(loose, '/caseFile', FILE), put(loose, '/position', 2))).toBe('case-closed')
  expect(refusal(records, put(loose, '/caseFile', OTHER), put(loose, '/position', 2))).toBeNull()
})

test.each(closedOnes)('[CF7] what the machine reads of a document in a file that is %s is kept', (state) => {
  const records = someRecords(state)

  expect(
    refusal(
      records,
      put(DOCUMENT, '/text/p1', 'a'),
      put(DOCUMENT, '/unread/p2', 'reader-died'),
      put(DOCUMENT, '/proposals', {}),
      put(DOCUMENT, '/findings', { cited: [], incoming: null, splits: [], layout: 'other' }),
    ),
  ).toBeNull()
  expect(refusal(records, put(DOCUMENT, '/textile', 'x'))).toBe('case-closed')
})

test('[CF7] documents of an open file and loose ones can be changed', () => {
  const records = someRecords('open')

  expect(refusal(records, put(DOCUMENT, '/field/subject', 'x'), drop(DOCUMENT, '/field/issuer'))).toBeNull()
  expect(refusal(records, put(DOCUMENT, '/caseFile', OTHER), put(DOCUMENT, '/position', 3))).toBeNull()
  expect(refusal(records, stateOf(FILE, 'closed'), put(DOCUMENT, '/field/subject', 'x'))).toBeNull()
})

/** Two PCs that moved the file on from `closed` without knowing of each other. */
function disputed(one: Edit, other: Edit): { readonly records: EditedRecords; readonly file: RecordState } {
  const records = someRecords('closed')
  records.writeApart([one], [other])
  return { records, file: records.look(FILE) }
}

test('[MG10] while people disagree on the state of a case file nothing but an answer to that can be written', () => {
  const { records, file } = disputed(stateOf(FILE, 'deposited'), stateOf(FILE, 'open', 'thiếu tờ'))
  expect(isStateDisputed(file)).toBe(true)

  for (const edits of [
    [put(FILE, '/title', 'x')],
    [stateOf(FILE, 'open', 'thiếu tờ'), put(FILE, '/title', 'x')],
    [stateOf(FILE, 'closed')],
    [stateOf(FILE, 'accepted')],
    [drop(FILE, '/state')],
    [put(DOCUMENT, '/field/subject', 'x')],
    [put('doc_00000000-0000-4000-8000-000000000009', '/caseFile', FILE)],
  ]) {
    expect(refusal(records, ...edits)).toBe('conflict state')
  }
  expect(refusal(records, put(DOCUMENT, '/text/p1', 'a'))).toBeNull()
  for (const head of file.cells['/state']?.heads ?? []) {
    const answer = settle(file, '/state', `${head.s}:${head.i}:${head.n}`)
    expect(refusal(records, answer)).toBeNull()
  }
  expect(refusal(records, stateOf(FILE, 'deposited'), put(FILE, '/deposit', 'deposit_1'))).toBeNull()
})

test('[MG10] one state with two reasons is no dispute over the state', () => {
  const { records, file } = disputed(stateOf(FILE, 'open', 'thiếu tờ'), stateOf(FILE, 'open', 'sai ngày'))

  expect(isStateDisputed(file)).toBe(false)
  expect(refusal(records, put(FILE, '/title', 'x'))).toBeNull()
  const [kept] = file.cells['/state']?.heads ?? []
  expect(
    kept === undefined ? '' : refusal(records, settle(file, '/state', `${kept.s}:0:${kept.n}`)),
  ).toBeNull()
})

test('[MG10] a file that one deleted and the other closed is disputed, and either can stand', () => {
  const records = createEditedRecords()
  records.write(stateOf(FILE, 'open'))
  records.writeApart([drop(FILE, '/state')], [stateOf(FILE, 'closed')])

  expect(refusal(records, put(FILE, '/title', 'x'))).toBe('conflict state')
  expect(refusal(records, drop(FILE, '/state'))).toBeNull()
  expect(refusal(records, stateOf(FILE, 'closed'))).toBeNull()
})

test('[MG8] in a closed file a conflict can be settled in favour of what is shown, and of nothing else', () => {
  const records = someRecords('open')
  records.writeApart([put(FILE, '/title', 'đất')], [put(FILE, '/title', 'nhà')])
  records.writeApart([put(DOCUMENT, '/field/subject', 'một')], [put(DOCUMENT, '/field/subject', 'hai')])
  records.write(stateOf(FILE, 'closed'))

  expect(refusal(records, put(FILE, '/title', 'nhà'))).toBeNull()
  expect(refusal(records, put(FILE, '/title', 'đất'))).toBe('case-closed')
  expect(refusal(records, put(DOCUMENT, '/field/subject', 'hai'))).toBeNull()
  expect(refusal(records, put(DOCUMENT, '/field/subject', 'một'))).toBe('case-closed')
  expect(refusal(records, put(FILE, '/notation', '01.XH'))).toBe('case-closed')
})

test('[IN15] a document is isolated and emptied whatever the state of its case file, and nothing else is written of it', () => {
  for (const state of caseStates) {
    const records = someRecords(state)
    expect(refusal(records, put(DOCUMENT, '/isolated', { at: '2026-11-20T02:00:00.000Z' }))).toBeNull()
    records.write(put(DOCUMENT, '/isolated', { at: '2026-11-20T02:00:00.000Z' }))

    expect(refusal(records, put(DOCUMENT, '/field/subject', 'Về việc'))).toMatch(/^isolated/)
    expect(refusal(records, put(DOCUMENT, '/text/p1', 'a'.repeat(64)))).toMatch(/^isolated/)
    expect(refusal(records, drop(DOCUMENT, '/pages'), drop(DOCUMENT, '/isolated'))).toBeNull()
  }
})

test('[CF42] a turn in the life of a file is noted beside its step and nowhere else', () => {
  const records = someRecords('closed')
  const note = put(FILE, '/life/1', { what: 'reopened' })

  expect(refusal(records, note)).toBe('case-closed')
  expect(refusal(records, note, stateOf(FILE, 'closed'))).not.toBeNull()
  expect(refusal(records, stateOf(FILE, 'open', 'Thiếu tờ trình'), note)).toBeNull()
})

test('[CF43] a file that is left out takes no document in, gives those it has, and makes no step', () => {
  const records = someRecords('open')
  records.write(put(OTHER, '/excluded', { reason: 'complex', documents: 3 }))

  expect(refusal(records, put(DOCUMENT, '/caseFile', OTHER))).toBe('conflict excluded')
  expect(refusal(records, stateOf(OTHER, 'closed'))).toBe('conflict excluded')
  records.write(put(DOCUMENT, '/caseFile', OTHER))
  expect(refusal(records, put(DOCUMENT, '/caseFile', null))).toBeNull()
})
