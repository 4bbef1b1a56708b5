import fc from 'fast-check'
import { tick, witness } from '../../domain/hlc.ts'
import type { Json } from '../../domain/json.ts'
import { applyOp, emptyRecord, headIds, type RecordState } from '../../domain/merge.ts'
import { type Op, originOf } from '../../domain/op.ts'

/** The one record that all of them edit. */
export const RECORD = 'case_6f9619ff-8b86-4011-b42d-00c04fc964ff'
const PATHS = ['/title', '/note', '/state']
const STATIONS = ['aaaaaaaaaaaaaaaa', 'bbbbbbbbbbbbbbbb', 'cccccccccccccccc', 'dddddddddddddddd']
const YEAR_MS = 31_557_600_000

/** One PC in the simulation: what it holds, and a clock that may be wrong by years. */
export interface Peer {
  readonly station: string
  readonly skewMs: number
  readonly held: Op[]
  record: RecordState
  n: number
  clock: readonly [number, number]
}

type Step =
  | { readonly kind: 'write'; readonly peer: number; readonly path: number; readonly value: Json | undefined }
  | { readonly kind: 'sync'; readonly from: number; readonly to: number; readonly share: number }

const anyStep: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constant('write' as const),
    peer: fc.nat(STATIONS.length - 1),
    path: fc.nat(PATHS.length - 1),
    value: fc.option(fc.constantFrom<Json>('đất', 'nhà', 7, null, { name: 'open' }), { nil: undefined }),
  }),
  fc.record({
    kind: fc.constant('sync' as const),
    from: fc.nat(STATIONS.length - 1),
    to: fc.nat(STATIONS.length - 1),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
  }),
)
/** A plan of edits and partial syncs between stations whose clocks are wrong by up to ten years. */
export const anyRun = fc.record({
  skewsMs: fc.array(fc.integer({ min: -10 * YEAR_MS, max: 10 * YEAR_MS }), {
    minLength: STATIONS.length,
    maxLength: STATIONS.length,
  }),
  steps: fc.array(anyStep, { minLength: 10, maxLength: 60 }),
  order: fc.infiniteStream(fc.nat(1000)),
})

/** Plays a plan and returns the stations as they are at its end. */
export function run({ skewsMs, steps }: { skewsMs: readonly number[]; steps: readonly Step[] }): Peer[] {
  const peers = STATIONS.map(
    (station, index): Peer => ({
      station,
      skewMs: skewsMs[index] ?? 0,
      held: [],
      record: emptyRecord(RECORD),
      n: 0,
      clock: [0, 0],
    }),
  )
  for (const [index, step] of steps.entries()) {
    if (step.kind === 'write') write(peerAt(peers, step.peer), step, index)
    else sync(peerAt(peers, step.from), peerAt(peers, step.to), step.share)
  }
  return peers
}

function peerAt(peers: readonly Peer[], index: number): Peer {
  const peer = peers[index]
  if (peer === undefined) throw new RangeError(`no peer ${index}`)
  return peer
}

function write(peer: Peer, step: Step & { kind: 'write' }, index: number): void {
  const path = PATHS[step.path] ?? '/title'
  peer.n += 1
  peer.clock = tick(peer.clock, 1_767_571_200_000 + index * 1000 + peer.skewMs)
  const op: Op = {
    v: 1,
    s: peer.station,
    i: 0,
    n: peer.n,
    t: [...peer.clock],
    f: RECORD,
    p: path,
    o: [...headIds(peer.record, path)],
    by: 'thử',
    sv: 1,
    ...(step.value === undefined ? { del: true } : { val: step.value }),
  }
  take(peer, op)
}

/** Some of what the other lacks, each origin in its order: what a cut line would have let through. */
function sync(from: Peer, to: Peer, share: number): void {
  for (const op of from.held.slice(0, Math.ceil(from.held.length * share))) {
    if (op.n === (to.record.at[originOf(op)] ?? 0) + 1) take(to, op)
  }
}

function take(peer: Peer, op: Op): void {
  peer.record = applyOp(peer.record, op)
  peer.held.push(op)
  peer.clock = witness(peer.clock, op.t)
}

/** Every op that was written anywhere. */
export function allOps(peers: readonly Peer[]): readonly Op[] {
  return peers.flatMap((peer) => peer.held.filter((op) => op.s === peer.station))
}

/** Of each station's ops the first ones, by its share of them. */
export function firstOfEach(ops: readonly Op[], shares: readonly number[]): readonly Op[] {
  return STATIONS.flatMap((station, index) => {
    const own = ops.filter((op) => op.s === station)
    return own.slice(0, Math.ceil(own.length * (shares[index] ?? 1)))
  })
}

/** The same ops in another order that keeps each origin's own. */
export function shuffled(ops: readonly Op[], order: Iterator<number>): readonly Op[] {
  const queues = STATIONS.map((station) => ops.filter((op) => op.s === station))
  const result: Op[] = []
  for (let left = queues.filter((queue) => queue.length > 0); left.length > 0; ) {
    const pick = left[(order.next().value ?? 0) % left.length]?.shift()
    if (pick !== undefined) result.push(pick)
    left = queues.filter((queue) => queue.length > 0)
  }
  return result
}
