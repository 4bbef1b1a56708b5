import { expect, test } from 'vitest'
import { kindOf, Op, opBody, opId, originOf, RecordId, recordId } from '../../../domain/op.ts'

const op = {
  v: 1,
  s: 'abcdefghijklmnop',
  i: 0,
  n: 17,
  t: [1_767_571_200_000, 3],
  f: 'case_6f9619ff-8b86-4011-b42d-00c04fc964ff',
  p: '/title',
  o: ['abcdefghijklmnop:0:12'],
  val: 'Cấp đất',
  by: 'lan',
  sv: 1,
} as const

test('[MG6] keys of a newer program survive reading and writing', () => {
  const newer = { ...op, was: 'abcdefghijklmnop:0:3', deep: { b: [1, { c: null }], a: true } }

  const body = opBody(Op.parse(newer))

  expect(JSON.parse(body)).toEqual(newer)
  expect(opBody(Op.parse(JSON.parse(body)))).toBe(body)
})

test('[MG6] the text of an op is the same whatever the order of its keys', () => {
  const backwards = Object.fromEntries(Object.entries(op).reverse())

  expect(opBody(Op.parse(backwards))).toBe(opBody(Op.parse(op)))
})

test('an op names itself and its origin', () => {
  expect(opId(op)).toBe('abcdefghijklmnop:0:17')
  expect(originOf(op)).toBe('abcdefghijklmnop.0')
})

test.each([
  ['a path without a slash', { p: 'title' }],
  ['an empty step in the path', { p: '/title//x' }],
  ['a record id that is a path', { f: '../../etc/passwd' }],
  ['a counter of zero', { n: 0 }],
  ['a station id of capitals', { s: 'ABCDEFGHIJKLMNOP' }],
  ['a time out of range', { t: [2 ** 50, 0] }],
  ['a counter of the clock out of range', { t: [0, 2 ** 40] }],
  ['too many replaced values', { o: Array.from({ length: 65 }, () => 'abcdefghijklmnop:0:12') }],
])('an op with %s is refused', (_, change) => {
  expect(Op.safeParse({ ...op, ...change }).success).toBe(false)
})

test('the kind of a record is part of its id', () => {
  const id = recordId('doc', '6f9619ff-8b86-4011-b42d-00c04fc964ff')

  expect(RecordId.parse(id)).toBe(id)
  expect(kindOf(id)).toBe('doc')
})

test('[MG6] a record of a kind that only a newer program knows has an id like any other', () => {
  const id = RecordId.parse('minutes-of-2031_6f9619ff-8b86-4011-b42d-00c04fc964ff')

  expect(kindOf(id)).toBe('minutes-of-2031')
  expect(RecordId.safeParse('../doc_6f9619ff-8b86-4011-b42d-00c04fc964ff').success).toBe(false)
})
