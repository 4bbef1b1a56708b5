import fc from 'fast-check'
import { expect, test } from 'vitest'
import { tick, witness } from '../../../domain/hlc.ts'
import {
  applyOp,
  applyOps,
  conflictingValues,
  emptyRecord,
  entriesBelow,
  headIds,
  type RecordState,
  shownValue,
} from '../../../domain/merge.ts'
import { type Op, opId } from '../../../domain/op.ts'
import { allOps, anyRun, firstOfEach, RECORD, run, shuffled } from '../../support/merging-peers.ts'

test('[MG1] the state depends only on the set of the ops, in any order between origins', () => {
  const anyShares = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 4, maxLength: 4 })
  fc.assert(
    fc.property(anyRun, anyShares, (plan, shares) => {
      // Also for a part of what there is, as a station sees it half way through a sync.
      const ops = firstOfEach(allOps(run(plan)), shares)
      const inOrder = applyOps(emptyRecord(RECORD), ops)

      const order = plan.order[Symbol.iterator]()
      expect(applyOps(emptyRecord(RECORD), shuffled(ops, order))).toEqual(inOrder)
      expect(shuffled(ops, order).reduce(applyOp, emptyRecord(RECORD))).toEqual(inOrder)
    }),
    { numRuns: 300 },
  )
})

test('[MG1] what is replaced but has not arrived is awaited alike, whichever came first', () => {
  const one = opOf('aaaaaaaaaaaaaaaa', 1, { val: 'đất', o: ['dddddddddddddddd:0:1'] })
  const other = opOf('bbbbbbbbbbbbbbbb', 1, { val: 'nhà', o: ['cccccccccccccccc:0:1'] })

  expect(applyOps(emptyRecord(RECORD), [one, other])).toEqual(applyOps(emptyRecord(RECORD), [other, one]))
})

test('[MG1] an op that comes again changes nothing', () => {
  fc.assert(
    fc.property(anyRun, (plan) => {
      for (const { record, held } of run(plan)) expect(applyOps(record, held)).toBe(record)
    }),
  )
})

test('[MG2] every edit is shown among the values of its cell or was replaced by an author who had seen it', () => {
  fc.assert(
    fc.property(anyRun, (plan) => {
      const ops = allOps(run(plan))
      const state = applyOps(emptyRecord(RECORD), ops)

      const heads = new Set(
        Object.values(state.cells).flatMap((cell) => cell.heads.map((head) => opId(head))),
      )
      const replaced = new Set(ops.flatMap((op) => op.o))
      for (const op of ops) expect(heads.has(opId(op)) !== replaced.has(opId(op))).toBe(true)
      expect(Object.values(state.cells).every((cell) => cell.awaited.length === 0)).toBe(true)
    }),
    { numRuns: 300 },
  )
})

test('[MG3] two values that nobody replaced are a conflict until one op names both', () => {
  const first = opOf('aaaaaaaaaaaaaaaa', 1, { val: 'đất' })
  const second = opOf('bbbbbbbbbbbbbbbb', 1, { val: 'nhà' })
  const conflict = applyOps(emptyRecord(RECORD), [first, second])
  expect(titleConflict(conflict)).toEqual(['nhà', 'đất'])

  const half = applyOp(conflict, opOf('aaaaaaaaaaaaaaaa', 2, { val: 'đất ở', o: [opId(first)] }))
  expect(titleConflict(half)).toHaveLength(2)

  const settled = applyOp(half, opOf('bbbbbbbbbbbbbbbb', 2, { val: 'đất', o: [...headIds(half, '/title')] }))
  expect(titleConflict(settled)).toEqual([])
  expect(shownValue(settled, '/title')).toBe('đất')
})

test('[MG3] writing and deleting at the same time is a conflict that shows the value', () => {
  const written = opOf('aaaaaaaaaaaaaaaa', 1, { val: 'đất' })
  const deleted = opOf('bbbbbbbbbbbbbbbb', 1, { del: true })

  const state = applyOps(emptyRecord(RECORD), [deleted, written])

  expect(shownValue(state, '/title')).toBe('đất')
  expect(titleConflict(state)).toEqual(['đất', undefined])
})

test('[MG4] equal values written twice are no conflict', () => {
  const state = applyOps(emptyRecord(RECORD), [
    opOf('aaaaaaaaaaaaaaaa', 1, { val: { b: 1, a: 2 } }),
    opOf('bbbbbbbbbbbbbbbb', 1, { val: { a: 2, b: 1 } }),
  ])

  expect(state.cells['/title']?.heads).toHaveLength(2)
  expect(titleConflict(state)).toEqual([])
})

test('[MG5] what is shown first follows one total order, and a deletion is never before a value', () => {
  fc.assert(
    fc.property(anyRun, (plan) => {
      const ops = allOps(run(plan))
      const order = plan.order[Symbol.iterator]()
      const one = applyOps(emptyRecord(RECORD), ops)
      const other = applyOps(emptyRecord(RECORD), shuffled(ops, order))

      for (const [path, cell] of Object.entries(one.cells)) {
        expect(other.cells[path]?.heads.map((head) => opId(head))).toEqual(
          cell.heads.map((head) => opId(head)),
        )
        const deletions = cell.heads.map((head) => head.del === true)
        expect(deletions.lastIndexOf(false)).toBeLessThan(
          deletions.includes(true) ? deletions.indexOf(true) : deletions.length,
        )
      }
    }),
  )
})

test('[MG7] a clock that is wrong by years neither refuses nor loses an edit', () => {
  const far = opOf('aaaaaaaaaaaaaaaa', 1, { val: 'năm 2099', t: [4_070_908_800_000, 0] })
  const before = applyOp(emptyRecord(RECORD), far)

  // A clerk whose clock is right replaces what he saw; the wrong clock does not bring it back.
  const clock = tick(witness([0, 0], far.t), 1_767_571_200_000)
  const now = opOf('bbbbbbbbbbbbbbbb', 1, {
    val: 'năm nay',
    t: [...clock],
    o: [...headIds(before, '/title')],
  })
  const early = opOf('cccccccccccccccc', 1, { val: 'năm 1970', t: [0, 0] })

  for (const order of [
    [far, now, early],
    [early, now, far],
    [now, early, far],
  ]) {
    const state = applyOps(emptyRecord(RECORD), order)
    expect(shownValue(state, '/title')).toBe('năm nay')
    expect(titleConflict(state)).toEqual(['năm nay', 'năm 1970'])
  }
})

test('an op that was replaced before it arrived never shows', () => {
  const first = opOf('aaaaaaaaaaaaaaaa', 1, { val: 'đất' })
  const second = opOf('bbbbbbbbbbbbbbbb', 1, { val: 'nhà', o: [opId(first)] })

  const state = applyOps(emptyRecord(RECORD), [second, first])

  expect(state.cells['/title']).toEqual({ heads: [second], awaited: [] })
})

test('entries below a prefix come sorted, without what is deleted', () => {
  const state = applyOps(emptyRecord(RECORD), [
    { ...opOf('aaaaaaaaaaaaaaaa', 1, { val: 'b' }), p: '/text/b' },
    { ...opOf('aaaaaaaaaaaaaaaa', 2, { val: 'a' }), p: '/text/a' },
    { ...opOf('aaaaaaaaaaaaaaaa', 3, { del: true }), p: '/text/c' },
    { ...opOf('aaaaaaaaaaaaaaaa', 4, { val: 'd' }), p: '/textile' },
  ])

  expect(entriesBelow(state, '/text/')).toEqual([
    ['a', 'a'],
    ['b', 'b'],
  ])
})

function opOf(station: string, n: number, change: Partial<Op>): Op {
  return {
    v: 1,
    s: station,
    i: 0,
    n,
    t: [1_767_571_200_000, 0],
    f: RECORD,
    p: '/title',
    o: [],
    by: 'thử',
    sv: 1,
    ...change,
  }
}

function titleConflict(state: RecordState): readonly unknown[] {
  return conflictingValues(state.cells['/title'] ?? { heads: [], awaited: [] }).map((head) => head.val)
}
