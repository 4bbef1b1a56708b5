import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { applyOp, emptyRecord, type RecordState } from '../../../../domain/merge.ts'
import { type Op, type RecordId, type RecordKind, recordId } from '../../../../domain/op.ts'
import {
  createHeadsLimit,
  forbiddenBy,
  MOST_OWN_HEADS,
  type RightsFacts,
} from '../../../../domain/sync/station-rights.ts'
import { derivedId } from '../../../../electron/desk/plan/derived-id.ts'
import { stationRecordOf } from '../../../../server/receive/station-record.ts'

const OWN = 'a'.repeat(16)
const ARCHIVE = 'z'.repeat(16)
const archiveOp = `${ARCHIVE}:7:12`
const ids = {
  fonds: newRecord('fonds'),
  case: newRecord('case'),
  doc: newRecord('doc'),
  deposit: newRecord('deposit'),
  authority: newRecord('authority'),
  sent: newRecord('authority'),
  station: stationRecordOf(OWN),
  other: stationRecordOf('b'.repeat(16)),
} as const

function newRecord(kind: RecordKind): RecordId {
  return recordId(kind, randomUUID())
}

function op(part: Partial<Op>): Op {
  return { v: 1, s: OWN, i: 0, n: 1, t: [0, 0], f: ids.case, p: '/title', o: [], by: '', sv: 1, ...part }
}

const facts: RightsFacts = {
  role: 'clerk',
  ownRecord: ids.station,
  archive: ARCHIVE,
  record: (id) => (id === ids.sent ? applyOp(emptyRecord(id), op({ s: ARCHIVE, f: id })) : emptyRecord(id)),
  decisionOn: () => [],
}
const accepted: Partial<RightsFacts> = { decisionOn: () => ['accepted'] }
const returned: Partial<RightsFacts> = { decisionOn: () => ['returned'] }
const state = (name: string, o: string[] = []): Partial<Op> => ({
  p: '/state',
  o,
  val: { name, reason: null },
})

type Row = readonly [what: string, op: Partial<Op>, facts: Partial<RightsFacts>, rule: string | null]
const table: readonly Row[] = [
  ['a clerk writes a case file', {}, {}, null],
  ['a clerk writes the fonds', { f: ids.fonds }, {}, null],
  ['a clerk makes a deposit', { f: ids.deposit, p: '/caseFiles' }, {}, null],
  ['a clerk hands a case file over', state('deposited'), {}, null],
  ['a reader writes a case file', {}, { role: 'reader' }, 'reader'],
  ['a reader writes the record of its own PC', { f: ids.station }, { role: 'reader' }, null],
  ['a PC writes its own record', { f: ids.station }, {}, null],
  ['a PC writes the record of another', { f: ids.other }, {}, 'other-station'],
  ['a verdict', { f: ids.deposit, p: '/verdict/doc_1' }, {}, 'verdict'],
  ['an outcome', { f: ids.deposit, p: '/outcome' }, {}, 'verdict'],
  ['a removed outcome', { f: ids.deposit, p: '/outcome', del: true }, {}, 'verdict'],
  [
    'the number that the archive fixed',
    { f: ids.deposit, p: '/ordinal', o: [archiveOp] },
    {},
    'fixed-deposit',
  ],
  ['an acceptance of its own', state('accepted'), {}, 'archive-state'],
  ['a return of its own', state('returned'), {}, 'archive-state'],
  ['an acceptance out of the blue', state('accepted'), accepted, 'archive-state'],
  ['a dispute settled in favour of the acceptance', state('accepted', [archiveOp]), accepted, null],
  [
    'a dispute settled as returned, where it was accepted',
    state('returned', [archiveOp]),
    accepted,
    'archive-state',
  ],
  ['an accepted file opened again', state('open', [archiveOp]), accepted, 'accepted-state'],
  [
    'the state of an accepted file removed',
    { p: '/state', o: [archiveOp], del: true },
    accepted,
    'accepted-state',
  ],
  ['a returned file opened again', state('open', [archiveOp]), returned, null],
  ['a step that did not know of the acceptance', state('open', [`${OWN}:0:3`]), accepted, null],
  ['where the paper of an accepted file lies', { p: '/place' }, accepted, null],
  ['an imported list of the law', { f: ids.authority }, {}, null],
  ['a list that the province sent', { f: ids.sent, p: '/blob' }, {}, 'sent-authority'],
  ['a list of the province replaced', { f: ids.authority, o: [archiveOp] }, {}, 'sent-authority'],
  ['a kind of a newer program', { f: `hologram_${randomUUID()}` }, {}, null],
]

describe('[SV14] what a station may write', () => {
  test.each(table)('%s', (...[, part, changed, rule]) => {
    expect(forbiddenBy(op(part), { ...facts, ...changed })).toBe(rule)
  })

  test('the record of a PC has the id that the PC itself derives', () => {
    expect(stationRecordOf(OWN)).toBe(derivedId('station', OWN))
  })
})

describe('[SV17] values of one origin in one cell', () => {
  const many = (count: number, from = 1) =>
    Array.from({ length: count }, (_, index) => op({ n: from + index, val: index }))

  test('each that replaces the one before counts as one, however many there are', () => {
    const isOneTooMany = createHeadsLimit(emptyRecord)

    const found = many(500).map((each) =>
      isOneTooMany({ ...each, o: each.n === 1 ? [] : [`${OWN}:0:${each.n - 1}`] }),
    )
    expect(found).not.toContain(true)
  })

  test('the one after the last that may stand is one too many, counting those that are held', () => {
    const held = many(MOST_OWN_HEADS - 1).reduce<RecordState>(
      (record, each) => applyOp(record, each),
      emptyRecord(ids.case),
    )
    const isOneTooMany = createHeadsLimit(() => held)

    expect(many(2, MOST_OWN_HEADS).map((each) => isOneTooMany(each))).toEqual([false, true])
  })

  test('values of other stations count for nobody else', () => {
    const others = many(200).map((each, index) => ({
      ...each,
      s: OWN.slice(2) + String.fromCharCode(97 + (index % 26)) + 'b',
      i: index,
    }))
    const held = others.reduce<RecordState>((record, each) => applyOp(record, each), emptyRecord(ids.case))

    expect(createHeadsLimit(() => held)(op({ n: 1 }))).toBe(false)
  })
})
