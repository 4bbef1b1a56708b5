import fc from 'fast-check'
import { tick, witness } from '../../domain/hlc.ts'
import type { Json } from '../../domain/json.ts'
import { applyOp, emptyRecord, headIds, type RecordState } from '../../domain/merge.ts'
import { type Op, type OpId, opId } from '../../domain/op.ts'

/** The one record that all of them edit. */
export const RECORD = 'case_6f9619ff-8b86-4011-b42d-00c04fc964ff'
const PATHS = ['/title', '/note', '/state']
const STATIONS = [
  'aaaaaaaaaaaaaaaa',
  'bbbbbbbbbbbbbbbb',
  'cccccccccccccccc',
  'dddddddddddddddd',
  'eeeeeeeeeeeeeeee',
]
const YEAR_MS = 31_557_600_000
const START_MS = 1_767_571_200_000

/** How a replica folds an op in; tests hand in wrong ones to see them caught. */
export type Merge = (record: RecordState, op: Op) => RecordState

/** One PC in the simulation: what it holds, and a clock that may be wrong by years. */
export interface Peer {
  readonly station: string
  readonly skewMs: number
  /** In the order of arrival. */
  readonly held: Op[]
  /** Per station the last n that is held. */
  readonly counters: Map<string, number>
  record: RecordState
  clock: readonly [number, number]
}

type Step =
  | {
      readonly kind: 'write'
      readonly peer: number
      readonly path: number
      readonly value: Json | undefined
      /** Several edits may fall into one millisecond. */
      readonly afterMs: number
    }
  /**
   * Some of what `from` holds is put on the line: of each origin another part, as a cut line leaves it, so that an op
   * may arrive before what it replaces.
   */
  | {
      readonly kind: 'send'
      readonly from: number
      /** How many places further the receiver stands, from 0 for the next. */
      readonly by: number
      readonly isLate: boolean
      readonly shares: readonly number[]
    }
  /** Any message on the line arrives, in any order; one that is kept there arrives again later. */
  | { readonly kind: 'deliver'; readonly pick: number; readonly isKept: boolean }

const anyPeer = fc.nat(STATIONS.length - 1)
const anyWrite = fc.record({
  kind: fc.constant('write' as const),
  peer: anyPeer,
  path: fc.nat(PATHS.length - 1),
  value: fc.option(fc.constantFrom<Json>('đất', 'nhà', 7, null, { name: 'open' }), { nil: undefined }),
  afterMs: fc.constantFrom(0, 0, 1, 1000),
})
const anySend = fc.record({
  kind: fc.constant('send' as const),
  from: anyPeer,
  by: fc.nat(STATIONS.length - 2),
  isLate: fc.boolean(),
  shares: fc.array(fc.constantFrom(0, 0.7, 1, 1), {
    minLength: STATIONS.length,
    maxLength: STATIONS.length,
  }),
})
const anyDelivery = fc.record({
  kind: fc.constant('deliver' as const),
  pick: fc.nat(99),
  isKept: fc.boolean(),
})
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: anyWrite },
  { weight: 6, arbitrary: anySend },
  { weight: 3, arbitrary: anyDelivery },
)

/** Around forty steps; fast-check's own size would end after about five. */
export const STEPS_RANGE = { minLength: 30, maxLength: 50, size: 'max' } as const

/** A plan of edits and partial, late and repeated syncs between 3 to 5 stations whose clocks are wrong by up to 20 years. */
export const anyRun = fc.record({
  peers: fc.integer({ min: 3, max: STATIONS.length }),
  skewsMs: fc.array(fc.oneof(fc.constant(0), fc.integer({ min: -20 * YEAR_MS, max: 20 * YEAR_MS })), {
    minLength: STATIONS.length,
    maxLength: STATIONS.length,
  }),
  steps: fc.array(anyStep, STEPS_RANGE),
  order: fc.infiniteStream(fc.nat(1000)),
})
export interface Plan {
  readonly peers: number
  readonly skewsMs: readonly number[]
  readonly steps: readonly Step[]
}

interface Message {
  readonly to: Peer
  readonly ops: readonly Op[]
}

/** Plays a plan and returns the stations as they are at its end. */
export function run({ peers: count, skewsMs, steps }: Plan, merge: Merge = applyOp): Peer[] {
  const peers = STATIONS.slice(0, count).map(
    (station, index): Peer => ({
      station,
      skewMs: skewsMs[index] ?? 0,
      held: [],
      counters: new Map(),
      record: emptyRecord(RECORD),
      clock: [0, 0],
    }),
  )
  const line: Message[] = []
  let nowMs = START_MS
  for (const step of steps) {
    switch (step.kind) {
      case 'write':
        nowMs += step.afterMs
        write(peerAt(peers, step.peer), { ...step, nowMs }, merge)
        break
      case 'send':
        line.push(messageOf(peers, step))
        if (!step.isLate) deliver(line, { pick: line.length - 1, isKept: false }, merge)
        break
      case 'deliver':
        deliver(line, step, merge)
        break
    }
  }
  return peers
}

/** Everybody gets everything, twice. */
export function exchangeAll(peers: readonly Peer[], merge: Merge = applyOp): void {
  for (const _ of [1, 2]) {
    for (const from of peers) for (const to of peers) if (from !== to) receive(to, from.held, merge)
  }
}

function peerAt(peers: readonly Peer[], index: number): Peer {
  const peer = peers[index % peers.length]
  if (peer === undefined) throw new RangeError(`no peer ${index}`)
  return peer
}

function write(
  peer: Peer,
  step: { readonly path: number; readonly value: Json | undefined; readonly nowMs: number },
  merge: Merge,
): void {
  const path = PATHS[step.path] ?? '/title'
  const n = (peer.counters.get(peer.station) ?? 0) + 1
  peer.clock = tick(peer.clock, step.nowMs + peer.skewMs)
  const op: Op = {
    v: 1,
    s: peer.station,
    i: 0,
    n,
    t: [...peer.clock],
    f: RECORD,
    p: path,
    o: [...headIds(peer.record, path)],
    by: 'thử',
    sv: 1,
    ...(step.value === undefined ? { del: true } : { val: step.value }),
  }
  peer.record = merge(peer.record, op)
  take(peer, op)
}

function take(peer: Peer, op: Op): void {
  peer.held.push(op)
  peer.counters.set(op.s, op.n)
}

function messageOf(peers: readonly Peer[], step: Step & { readonly kind: 'send' }): Message {
  const { held } = peerAt(peers, step.from)
  const to = peerAt(peers, step.from + 1 + (step.by % (peers.length - 1)))
  return { to, ops: firstOfEach(held, step.shares) }
}

function deliver(line: Message[], step: { readonly pick: number; readonly isKept: boolean }, merge: Merge) {
  const at = step.pick % Math.max(1, line.length)
  const message = line[at]
  if (message === undefined) return
  if (!step.isKept) line.splice(at, 1)
  receive(message.to, message.ops, merge)
}

/** What is known comes again and must change nothing; what follows a gap in its origin is not taken. */
function receive(peer: Peer, ops: readonly Op[], merge: Merge): void {
  for (const op of ops) {
    const known = peer.counters.get(op.s) ?? 0
    if (op.n > known + 1) continue
    peer.record = merge(peer.record, op)
    if (op.n <= known) continue
    take(peer, op)
    peer.clock = witness(peer.clock, op.t)
  }
}

/** Every op that was written anywhere. */
export function allOps(peers: readonly Peer[]): readonly Op[] {
  return peers.flatMap((peer) => peer.held.filter((op) => op.s === peer.station))
}

/** What ops name as replaced although their authors did not hold it when they wrote: nothing, if all is well. */
export function replacedUnseen(peers: readonly Peer[]): readonly OpId[] {
  return peers.flatMap(({ station, held }) => {
    const seen = new Set<OpId>()
    return held.flatMap((op) => {
      const unseen = op.s === station ? op.o.filter((id) => !seen.has(id)) : []
      seen.add(opId(op))
      return unseen
    })
  })
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
