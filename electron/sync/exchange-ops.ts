import { Fault } from '../../domain/fault.ts'
import { originOf, type Vector } from '../../domain/op.ts'
import { depositView } from '../../domain/records/deposit.ts'
import { batchText, limits, type OpBatch, PROTOCOL, SyncAnswer } from '../../domain/sync/protocol.ts'
import type { ProofBook } from './batch-proofs.ts'
import { afterAck, afterLoss, type BatchSize, batchLimits } from './batch-size.ts'
import { createForkSearch, type ForkSearch, provenVector } from './fork-search.ts'
import type { Connection, Line, SyncStore } from './ports.ts'
import { extendReceipts, lastOfEpoch } from './receipt-chain.ts'
import { type Doubts, lostOrigins, type ServerView, unsentCount } from './server-view.ts'
import type { Session } from './station-session.ts'
import { looksForCopy, missUnheard, takePull } from './take-pull.ts'
import type { Wire } from './wire.ts'

/** Answers that promise more and bring nothing new, after which the server is not believed. */
const MOST_IDLE_ANSWERS = 3
/** A whole answer travels in so many seconds; packed, bodies take a fraction of their length. */
const ANSWER_SECONDS = 6
const PACKING = 4
/** The name of a blob does not pack better than this. */
const NAME_BYTES = 36
const NAMES_SECONDS = 2
const LEAST_NAMES = 16
const MOST_PULL_BYTES = 262_144
/** What answers to a first request that knows nothing of the line. */
const FIRST_PULL_BYTES = 32_768
/** Above any counter: what is held back counts as sent while the rest goes on. */
const HELD_BACK = Number.MAX_SAFE_INTEGER

export interface OpsExchange {
  readonly wire: Wire
  readonly session: Session
  readonly connection: Connection
  readonly store: SyncStore
  readonly line: Line
  readonly signal: AbortSignal
  readonly doubts: Doubts
  readonly proofs: ProofBook
  /** How many ops go into a request; it outlives the exchange. */
  readonly pace: { size: BatchSize }
  /** Hears of each answer once what it brought is durable. */
  readonly onView: (view: ServerView) => Promise<void>
  /** Ops that were acknowledged, and the bytes of their request. */
  readonly onAcknowledged: (acknowledged: { ops: number; bytes: number }) => void
}

/** One exchange, with what it looks for in own origins that seem to be another's as well. */
interface OpsTalk extends OpsExchange {
  readonly search: ForkSearch
}

/** Ops both ways until nothing is left on either side. What one request cannot do never stops the others (I20). */
export async function exchangeOps(exchange: OpsExchange, start: ServerView): Promise<ServerView> {
  const { store, doubts } = exchange
  const search = createForkSearch(doubts.searched)
  const ports = { ...exchange, search }
  let view = start
  for (let idle = 0; ; ) {
    const push = await nextBatch(ports, view.vector)
    const asksBlobs = push === null || isLast(ports, view.vector, push)
    const { steps } = search
    const looked = search.origins()
    const answer = await ask(ports, view, { push, asksBlobs })
    const before = store.vector()
    const next = await adopt(ports, view, { answer, push, asksBlobs })
    missUnheard(search, looked, answer)
    noteRefusals(ports, answer, push)
    const isSame = next.epoch === view.epoch
    const hasNews = !isSame || isMore(next.vector, view.vector) || isMore(store.vector(), before)
    const isOn = hasNews || search.steps > steps
    idle = isOn || answer.refused.length > 0 ? 0 : idle + 1
    view = next
    if (!(await hasMore(ports, view.vector)) && !answer.hasMore && asksBlobs) return view
    if (idle < MOST_IDLE_ANSWERS) continue
    doubts.suspect = { code: 'server-suspect', detail: { reason: 'endless' } }
    return view
  }
}

/** Is there something to send or to look for? */
async function hasMore(ports: OpsTalk, theirs: Vector): Promise<boolean> {
  return ports.search.origins().length > 0 || (await nextBatch(ports, theirs)) !== null
}

/** Takes what an answer brought; one bad batch never blocks the others. */
async function adopt(
  ports: OpsTalk,
  view: ServerView,
  { answer, push, asksBlobs }: Asked & { readonly answer: SyncAnswer },
): Promise<ServerView> {
  const { store, connection, doubts } = ports
  // A receipt is checked before the ops that rest on it are taken.
  const receipts = extendReceipts(view.receipts, answer.receipts, {
    commune: connection.commune,
    epoch: answer.epoch,
    serverKey: connection.serverKey,
    manifestOf: (id) => manifestOf(store, id),
  })
  const taken = await takePull(ports, answer.pull, view.vector)
  await ports.proofs.keep(taken)
  // In one history a server never holds less than before; what it lost is sent again all the same (I14).
  if (answer.epoch === view.epoch && lostOrigins(view.vector, answer.vector).length > 0) {
    doubts.suspect = { code: 'server-suspect', detail: { reason: 'vector' } }
  }
  const isAnswered = asksBlobs || answer.wanted.length > 0
  const next = {
    epoch: answer.epoch,
    vector: provenVector(answer.vector, {
      station: store.station.id,
      before: view.vector,
      now: new Map([...acknowledged(answer, push), ...taken].map((batch) => [originOf(batch), batch.to])),
    }),
    wanted: isAnswered ? answer.wanted : view.wanted,
    wantedTotal: isAnswered ? (answer.wantedTotal ?? answer.wanted.length) : view.wantedTotal,
    receipts,
  }
  await ports.onView(next)
  return next
}

interface Asked {
  readonly push: OpBatch | null
  readonly asksBlobs: boolean
}

function acknowledged({ refused }: SyncAnswer, push: OpBatch | null): readonly OpBatch[] {
  return push === null || refusalOf(refused, push) !== undefined ? [] : [push]
}

function refusalOf(refused: SyncAnswer['refused'], push: OpBatch): SyncAnswer['refused'][number] | undefined {
  return refused.find(({ s, i, from }) => s === push.s && i === push.i && from === push.from)
}

async function ask(
  { wire, line, session, store, signal, pace, search, onAcknowledged }: OpsTalk,
  view: ServerView,
  { push, asksBlobs }: Asked,
): Promise<SyncAnswer> {
  const began = line.nowMs()
  try {
    const answer = await wire.call({
      path: '/v1/sync',
      token: session.token,
      signal,
      answer: SyncAnswer,
      isRepeatable: true,
      body: {
        protocol: PROTOCOL,
        epoch: view.epoch,
        vector: search.asking(store.vector()),
        push: push === null ? [] : [push],
        receiptSeq: lastOfEpoch(view.receipts, view.epoch)?.body.seq ?? 0,
        ...budgetOf(wire, asksBlobs),
      },
    })
    if (push !== null && answer.refused.length === 0) {
      pace.size = afterAck(pace.size, line.nowMs() - began)
      onAcknowledged({ ops: push.ops.length, bytes: wire.lastSentBytes() })
    }
    return answer
  } catch (error) {
    if (error instanceof Fault && error.code === 'offline') pace.size = afterLoss(pace.size)
    throw error
  }
}

/** So much of an answer as the line bears: nothing of it counts unless it comes whole. */
function budgetOf(wire: Wire, asksBlobs: boolean): { pullBytes: number; wantedMost: number } {
  const { bytesPerSecond } = wire.pace()
  const pull = wire.lastSentBytes() === 0 ? FIRST_PULL_BYTES : bytesPerSecond * ANSWER_SECONDS * PACKING
  const names = Math.floor((bytesPerSecond * NAMES_SECONDS) / NAME_BYTES)
  return {
    pullBytes: Math.round(Math.min(MOST_PULL_BYTES, Math.max(limits.pullBytes, pull))),
    wantedMost: asksBlobs ? Math.min(limits.wantedBlobs, Math.max(LEAST_NAMES, names)) : 0,
  }
}

/** Our own ops above what the server said it holds, signed over the head of their chain; then those of others that it lost. */
async function nextBatch(
  { store, proofs, connection, session, pace, doubts, search }: OpsTalk,
  theirs: Vector,
): Promise<OpBatch | null> {
  const held = { ...theirs, ...heldBack(doubts, search) }
  const unsent = await store.unsent(held, batchLimits(pace.size, session.limits))
  // A server that was put back to an older day lost what others, and it itself, had said (I15).
  if (unsent === null) return proofs.relay(held)
  const { id: s, publicKey: key } = store.station
  const { incarnation: i, from, to, head } = unsent
  const signature = store.sign(batchText({ s, i, from, to, head }, connection.commune))
  return { s, i, from, to, head, key, signature, ops: [...unsent.ops] }
}

/** Origins of which nothing is sent now. */
function heldBack({ refused }: Doubts, search: ForkSearch): Vector {
  return Object.fromEntries([...refused.keys(), ...search.origins()].map((origin) => [origin, HELD_BACK]))
}

function isLast({ store, doubts, search }: OpsTalk, theirs: Vector, push: OpBatch): boolean {
  const after = { ...theirs, ...heldBack(doubts, search), [originOf(push)]: push.to }
  return unsentCount(store.station.id, store.vector(), after) === 0
}

/** A batch that is refused for one op is cut down to that op, so that all before it get through. */
function noteRefusals(ports: OpsTalk, { refused, vector }: SyncAnswer, push: OpBatch | null): void {
  const { doubts, pace } = ports
  const refusal = push && refusalOf(refused, push)
  if (!push || !refusal) return
  const origin = originOf(push)
  if (looksForCopy(ports, push, refusal.code)) return
  // The server says from where on it lacks ops: the next batch begins there.
  if (refusal.code === 'gap' && (vector[origin] ?? 0) + 1 !== push.from) return
  if (push.ops.length > 1 && !ofWholeOrigin.includes(refusal.code)) {
    pace.size = Math.max(1, Math.floor(push.ops.length / 2))
    return
  }
  doubts.refused.set(origin, { code: refusal.code, from: push.from })
}

/** What no smaller batch of the same origin would change. */
const ofWholeOrigin: readonly string[] = ['fork', 'commune', 'gap']

function isMore(after: Vector, before: Vector): boolean {
  return Object.entries(after).some(([origin, n]) => n > (before[origin] ?? 0))
}

function manifestOf(store: SyncStore, id: string): string | null {
  // A receipt names the deposit by the id that our own op gave it; an unknown one has an empty manifest.
  const { manifest } = depositView(store.record(id as `deposit_${string}`))
  return manifest === '' ? null : manifest
}
