import { env, stdout } from 'node:process'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { applyOp, conflictingValues, emptyRecord, type RecordState } from '../../domain/merge.ts'
import { type Op, opId } from '../../domain/op.ts'
import {
  allOps,
  anyRun,
  exchangeAll,
  type Merge,
  type Peer,
  type Plan,
  RECORD,
  replacedUnseen,
  run,
  STEPS_RANGE,
  shuffled,
} from '../support/merging-peers.ts'
import { wrongMerges } from '../support/wrong-merges.ts'

const isLong = env['HOSO_LONG'] === '1'
const SEED = Number(env['SEED'] ?? 20_261_122)
const RUNS = isLong ? 1_000_000 : 20_000
/** Each of these many runs has a seed of its own, so that one that failed can be played again by itself. */
const RUNS_PER_SEED = 20_000

/** What a set of ops must come to, told without folding: written again from the rules, not from the code. */
function expectedOf(ops: readonly Op[]): string {
  const replaced = new Set(ops.flatMap((op) => op.o))
  const held = new Set(ops.map((op) => opId(op)))
  const cells = [...new Set(ops.map((op) => op.p))].sort().map((path) => {
    const here = ops.filter((op) => op.p === path)
    const shown = here.filter((op) => !replaced.has(opId(op))).sort(shownBefore)
    const awaited = new Set(here.flatMap((op) => op.o.filter((id) => !held.has(id))))
    return [path, shown.map((op) => opId(op)), [...awaited].sort()]
  })
  return JSON.stringify(cells)
}

function shownBefore(a: Op, b: Op): number {
  if ((a.del === true) !== (b.del === true)) return a.del === true ? 1 : -1
  const later = [b.t[0] - a.t[0], b.t[1] - a.t[1], a.s < b.s ? 1 : a.s > b.s ? -1 : 0, b.n - a.n]
  return later.find((difference) => difference !== 0) ?? 0
}

function stateOf(record: RecordState): string {
  const paths = Object.keys(record.cells).sort()
  return JSON.stringify(
    paths.map((path) => {
      const cell = record.cells[path]
      return [path, cell?.heads.map((head) => opId(head)), [...(cell?.awaited ?? [])].sort()]
    }),
  )
}

/** The first promise that a run breaks, or null. */
function brokenBy(plan: Plan & { readonly order: Iterable<number> }, merge: Merge): string | null {
  const peers = run(plan, merge)
  note(peers)
  if (peers.some((peer) => stateOf(peer.record) !== expectedOf(peer.held))) return 'a part of the ops'
  if (replacedUnseen(peers).length > 0) return 'replaced what its author had not'
  exchangeAll(peers, merge)
  const ops = allOps(peers)
  const whole = expectedOf(ops)
  if (peers.some((peer) => peer.held.length !== ops.length)) return 'not everything arrived'
  if (peers.some((peer) => stateOf(peer.record) !== whole)) return 'replicas differ'
  if (lostOf(ops, peers[0]?.record).length > 0) return 'an edit is lost'
  const mixed = shuffled(ops, plan.order[Symbol.iterator]()).reduce(merge, emptyRecord(RECORD))
  return stateOf(mixed) === whole ? null : 'the order of the ops matters'
}

/** Ops that are neither among the values nor named as replaced: nobody would ever hear of them again. */
function lostOf(ops: readonly Op[], record: RecordState | undefined): readonly Op[] {
  const cells = Object.values(record?.cells ?? {})
  const known = new Set([
    ...cells.flatMap((cell) => cell.heads.map((head) => opId(head))),
    ...ops.flatMap((op) => op.o),
  ])
  return ops.filter((op) => !known.has(opId(op)))
}

const work = { runs: 0, ops: 0, arrivals: 0, conflicts: 0, awaiting: 0, deletions: 0 }

/** Counts what a run really did: a property that holds of nothing proves nothing. */
function note(peers: readonly Peer[]): void {
  const cells = peers.flatMap((peer) => Object.values(peer.record.cells))
  work.runs += 1
  work.ops += allOps(peers).length
  work.deletions += allOps(peers).filter((op) => op.del === true).length
  work.arrivals += peers.reduce(
    (sum, { held, station }) => sum + held.filter((op) => op.s !== station).length,
    0,
  )
  work.conflicts += Number(cells.some((cell) => conflictingValues(cell).length > 0))
  work.awaiting += Number(cells.some((cell) => cell.awaited.length > 0))
}

test(
  `[MG1] [MG2] [MG5] [MG7] ${RUNS} plans of edits, deletions and bad lines: replicas are equal and no edit is lost`,
  () => {
    for (let from = 0; from < RUNS; from += RUNS_PER_SEED) {
      const seed = SEED + from / RUNS_PER_SEED
      fc.assert(
        fc.property(anyRun, (plan) => brokenBy(plan, applyOp) === null),
        { numRuns: Math.min(RUNS_PER_SEED, RUNS - from), seed },
      )
      stdout.write(`merge: ${work.runs} of ${RUNS} runs, seed ${seed}, ${JSON.stringify(work)}\n`)
    }

    expect(work.runs).toBe(RUNS)
    expect(work.ops / work.runs).toBeGreaterThan(10)
    expect(work.deletions / work.runs).toBeGreaterThan(1)
    expect(work.arrivals / work.runs).toBeGreaterThan(10)
    expect(work.conflicts / work.runs).toBeGreaterThan(0.5)
    expect(work.awaiting / work.runs).toBeGreaterThan(0.02)
  },
  isLong ? 4 * 3_600_000 : 300_000,
)

test('a run has around forty steps', () => {
  const lengths = fc.sample(anyRun, { numRuns: 500, seed: SEED }).map(({ steps }) => steps.length)

  const mean = lengths.reduce((sum, length) => sum + length, 0) / lengths.length
  expect(Math.min(...lengths)).toBeGreaterThanOrEqual(STEPS_RANGE.minLength)
  expect(mean).toBeGreaterThan(36)
})

test.each(Object.entries(wrongMerges))('a wrong merge is caught: %s', (_, merge) => {
  const found = fc.check(
    fc.property(anyRun, (plan) => brokenBy(plan, merge) === null),
    { numRuns: 20_000, seed: SEED, endOnFailure: true },
  )

  expect(found.failed).toBe(true)
})
