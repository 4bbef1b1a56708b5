import { Fault } from '../../../domain/fault.ts'
import { type Op, originOf } from '../../../domain/op.ts'
import { readOpText } from '../../../domain/op-text.ts'
import { batchText, type OpBatch } from '../../../domain/sync/protocol.ts'
import { isSignedBy, stationIdOf } from '../keys/station.ts'
import type { OpLog } from './op-log.ts'
import { createOriginChain, headAfter } from './origin-chain.ts'
import type { OriginLog } from './origin-log.ts'
import type { OpText } from './segment.ts'
import { walkLog } from './walk-log.ts'

/**
 * Checks a batch from elsewhere down to the last bit and appends what of it is new; resolved = durable.
 * @returns the new ops, none where all were held
 * @throws Fault 'gap' with the n that is expected, 'fork' where an op is held with another body, 'hash-mismatch' where
 * its chain is another, 'server-suspect' where it is not what its station signed for this commune.
 */
export async function ingestBatch(log: OpLog, batch: OpBatch, commune: string): Promise<readonly Op[]> {
  const texts = checkBatch(batch, commune)
  const origin = originOf(batch)
  const held = log.origin(origin)
  const n = held?.n ?? 0
  if (batch.from > n + 1) {
    throw new Fault('gap', `ops of ${origin} are missing before ${batch.from}`, {
      detail: { origin, expect: n + 1 },
    })
  }
  const fresh = texts.slice(n + 1 - batch.from)
  const head = held === null ? headAfter(createOriginChain(), fresh) : await extendHeld(held, batch, fresh)
  if (head !== batch.head) {
    throw new Fault('hash-mismatch', `the chain of ${origin} is another one`, { detail: { origin } })
  }
  if (fresh.length > 0) await (await log.ensureOrigin(origin)).heal([fresh])
  return fresh.map(({ op }) => op)
}

/**
 * Is op `n` where the history of a batch parts from what is held of its origin, all before it being the same down to the
 * last bit? For batches that `ingestBatch` refused as a fork at `n`.
 */
export async function partsAt(log: OpLog, batch: OpBatch, n: number): Promise<boolean> {
  const chain = createOriginChain()
  for await (const { op, body } of walkLog(log.origin(originOf(batch)), 1, n - 1)) chain.link(op.f, body)
  // `checkBatch` has read them as ops.
  const theirs = batch.ops.slice(n - batch.from).map((body) => ({ op: JSON.parse(body) as Op, body }))
  return headAfter(chain, theirs) === batch.head
}

function checkBatch(batch: OpBatch, commune: string): readonly OpText[] {
  const { s, i, from, to, ops, key, signature } = batch
  if (ops.length !== to - from + 1) throw suspect('range')
  if (stationIdOf(key) !== s) throw suspect('station')
  if (!isSignedBy(key, batchText(batch, commune), signature)) throw suspect('signature')
  return ops.map((body, index) => {
    const op = readOpText(body)
    if (typeof op === 'string') throw suspect('canonical')
    if (op.s !== s || op.i !== i || op.n !== from + index) throw suspect('range')
    return { op, body }
  })
}

function suspect(reason: string): Fault {
  return new Fault('server-suspect', `a batch of ops is not what its station signed: ${reason}`, {
    detail: { reason },
  })
}

/** Compares what is held already, then tells the head of the chain after what is new. */
async function extendHeld(held: OriginLog, batch: OpBatch, fresh: readonly OpText[]): Promise<string | null> {
  const knownOps = batch.ops.length - fresh.length
  if (knownOps === 0) return headAfter(held.chain, fresh)
  const known = await held.read(batch.from, { ops: knownOps, bytes: Number.POSITIVE_INFINITY })
  const differing = known.find((stored, index) => stored.body !== batch.ops[index])
  if (differing !== undefined) {
    throw new Fault('fork', `op ${differing.n} of ${held.origin} is held with another body`, {
      detail: { origin: held.origin, n: differing.n },
    })
  }
  return fresh.length > 0 ? headAfter(held.chain, fresh) : (known.at(-1)?.hash ?? null)
}
