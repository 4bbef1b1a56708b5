import { Fault, type FaultReport } from '../../domain/fault.ts'
import type { Sha256, Vector } from '../../domain/op.ts'
import type { Receipt } from '../../domain/receipt.ts'
import { depositView } from '../../domain/records/deposit.ts'
import { batchText, type OpBatch, PROTOCOL, SyncAnswer } from '../../domain/sync/protocol.ts'
import { fetchMissing, type Refusals } from './blob-fetcher.ts'
import { type BlobSending, sendBlob } from './blob-sender.ts'
import type { Connection, Line, SyncStore } from './ports.ts'
import { extendReceipts, lastOfEpoch } from './receipt-chain.ts'
import type { Session } from './station-session.ts'
import type { Wire } from './wire.ts'

/** Ops and bytes of one request. */
const PUSH_OPS = 200
const PUSH_BYTES = 262_144
/** Blobs sent side by side: parallel connections, not the protocol, beat a lossy line. */
const PARALLEL_BLOBS = 4

/** What one exchange knows of the other side, from its answers and nowhere else (I16). */
export interface ServerView {
  readonly epoch: string
  readonly vector: Vector
  readonly wanted: readonly Sha256[]
  readonly receipts: readonly Receipt[]
}

export interface Exchange {
  readonly wire: Wire
  readonly session: Session
  readonly connection: Connection
  readonly store: SyncStore
  readonly line: Line
  readonly signal: AbortSignal
  /** Hears of each answer once what it brought is durable. */
  readonly onView: (view: ServerView) => Promise<void>
  readonly onSentBytes: (bytes: number) => void
  /** Blobs that the server could not give lately. */
  readonly refusals: Refusals
  readonly onFetched: () => void
}

/**
 * Ops both ways until nothing is left, then the blobs the server asks for, then ops again; at the end the blobs that are
 * missing here.
 */
export async function exchange(ports: Exchange, start: ServerView): Promise<ServerView> {
  let view = await exchangeOps(ports, start)
  const failed = new Set<Sha256>()
  for (;;) {
    const due = await sendable(ports.store, view.wanted, failed)
    if (due.length === 0) break
    await sendBlobs(ports, due, failed)
    view = await exchangeOps(ports, view)
  }
  await fetchMissing({ ...ports, url: ports.connection.url, token: ports.session.token })
  return view
}

async function exchangeOps(ports: Exchange, start: ServerView): Promise<ServerView> {
  for (let view = start; ; ) {
    const push = await nextBatch(ports, view.vector)
    const answer = await ask(ports, view, push)
    // A receipt is checked before the ops that rest on it are taken.
    const receipts = extendReceipts(view.receipts, answer.receipts, {
      commune: ports.connection.commune,
      epoch: answer.epoch,
      serverKey: ports.connection.serverKey,
      manifestOf: (id) => manifestOf(ports.store, id),
    })
    for (const batch of answer.pull) await ports.store.ingest(batch, ports.connection.commune)
    view = { epoch: answer.epoch, vector: answer.vector, wanted: answer.wanted, receipts }
    await ports.onView(view)
    throwRefusal(answer)
    if (!answer.hasMore && (await nextBatch(ports, view.vector)) === null) return view
  }
}

function ask(ports: Exchange, view: ServerView, push: OpBatch | null): Promise<SyncAnswer> {
  return ports.wire({
    path: '/v1/sync',
    token: ports.session.token,
    signal: ports.signal,
    answer: SyncAnswer,
    body: {
      protocol: PROTOCOL,
      epoch: view.epoch,
      vector: ports.store.vector(),
      push: push === null ? [] : [push],
      receiptSeq: lastOfEpoch(view.receipts, view.epoch)?.body.seq ?? 0,
    },
  })
}

/** Our own ops above what the server said it holds, signed over the head of their chain. */
async function nextBatch({ store, connection }: Exchange, theirs: Vector): Promise<OpBatch | null> {
  const unsent = await store.unsent(theirs, { ops: PUSH_OPS, bytes: PUSH_BYTES })
  if (unsent === null) return null
  const { id: s, publicKey: key } = store.station
  const { incarnation: i, from, to, head } = unsent
  const signature = store.sign(batchText({ s, i, from, to, head }, connection.commune))
  return { s, i, from, to, head, key, signature, ops: [...unsent.ops] }
}

function throwRefusal(answer: SyncAnswer): void {
  const refusal = answer.refused[0]
  if (refusal === undefined) return
  throw new Fault('server-refused', `ops from ${refusal.from} were refused: ${refusal.code}`, {
    detail: { reason: refusal.code, count: answer.refused.length },
  })
}

function manifestOf(store: SyncStore, id: string): string | null {
  // A receipt names the deposit by the id that our own op gave it; an unknown one has an empty manifest.
  const { manifest } = depositView(store.record(id as `deposit_${string}`))
  return manifest === '' ? null : manifest
}

async function sendable(
  store: SyncStore,
  wanted: readonly Sha256[],
  failed: ReadonlySet<Sha256>,
): Promise<readonly Sha256[]> {
  const held: Sha256[] = []
  for (const sha of wanted) if (!failed.has(sha) && (await store.hasBlob(sha))) held.push(sha)
  return held
}

/** Sends side by side; one bad blob never blocks the others (I20), a broken line stops them all. */
async function sendBlobs(ports: Exchange, due: readonly Sha256[], failed: Set<Sha256>): Promise<void> {
  const queue = [...due]
  const sending: BlobSending = {
    wire: ports.wire,
    url: ports.connection.url,
    token: ports.session.token,
    store: ports.store,
    line: ports.line,
    signal: ports.signal,
    onSent: ports.onSentBytes,
  }
  const lane = async (): Promise<void> => {
    for (let sha = queue.shift(); sha !== undefined; sha = queue.shift()) {
      try {
        await sendBlob(sha, sending)
      } catch (error) {
        if (!isOfBlob(error)) throw error
        failed.add(sha)
      }
    }
  }
  const ends = await Promise.allSettled(Array.from({ length: PARALLEL_BLOBS }, lane))
  const broken = ends.find((end) => end.status === 'rejected')
  if (broken !== undefined) throw broken.reason
}

function isOfBlob(error: unknown): boolean {
  const ofBlob: readonly FaultReport['code'][] = ['hash-mismatch', 'damaged', 'server-refused', 'not-found']
  return error instanceof Fault && ofBlob.includes(error.code)
}
