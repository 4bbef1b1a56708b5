import { type Hlc, tick, witness } from '../../domain/hlc.ts'
import { headIds, type RecordState } from '../../domain/merge.ts'
import { type Edit, type Op, opBody, originOf, SCHEMA_VERSION, type Vector } from '../../domain/op.ts'
import type { Receipt } from '../../domain/receipt.ts'
import { batchText, limits } from '../../domain/sync/protocol.ts'
import type { SigningKey } from '../identity/keys.ts'
import type { CommuneRecords, RecordCache } from '../state/commune-records.ts'
import { type ChainTip, extendChain } from '../store/chain-walk.ts'
import type { CheckedBatch, CheckedOp, OpStore } from '../store/op-store.ts'
import type { Commune } from '../store/registry.ts'

export interface OwnEdits {
  readonly edits: readonly Edit[]
  /** Console user who decided. */
  readonly by: string
  /** Makes the receipt to store with the ops, from what the server will hold then. */
  readonly receipt?: (vector: Vector) => Promise<Receipt>
}

/** Writes as the archive: ops of the server's own origin in this commune, signed like any station's. */
export type WriteOwnOps = (commune: Commune, own: OwnEdits) => Promise<void>

interface OwnOpsPorts {
  readonly key: SigningKey
  readonly store: OpStore
  readonly cache: RecordCache
  readonly clock: () => number
}

/** One write of a commune at a time: the caller keeps others of it waiting. */
export function createOwnOps({ key, store, cache, clock }: OwnOpsPorts): WriteOwnOps {
  return async (commune, { edits, by, receipt }) => {
    const records = await cache.of(commune.code)
    const origin = { s: key.stationId, i: commune.incarnation }
    const touched = edits.map((edit) => edit.record)
    const tip = await store.tip(commune.code, origin, touched)
    const ops = opsOf({ edits, by, origin, records, firstN: tip.n + 1, nowMs: clock() })
    const vector = { ...(await store.vector(commune.code)), [originOf(origin)]: tip.n + ops.length }
    const batches = signBatches(commune.code, key, { tip, ops })
    await store.append(commune.code, batches, receipt === undefined ? undefined : await receipt(vector))
    await cache.add(
      commune.code,
      ops.map(({ op }) => op),
    )
  }
}

interface OpContext extends Pick<OwnEdits, 'edits' | 'by'> {
  readonly origin: Pick<Op, 's' | 'i'>
  readonly records: CommuneRecords
  readonly firstN: number
  readonly nowMs: number
}

/** Edits of one call touch different cells, so each replaces what the record shows now. */
function opsOf({ edits, by, origin, records, firstN, nowMs }: OpContext): readonly CheckedOp[] {
  const seen = edits.reduce<Hlc>(
    (latest, edit) => witness(latest, latestOf(records.record(edit.record), edit.path)),
    [0, 0],
  )
  let time = seen
  return edits.map((edit, index) => {
    time = tick(time, nowMs)
    const op: Op = {
      v: 1,
      ...origin,
      n: firstN + index,
      t: [...time],
      f: edit.record,
      p: edit.path,
      o: [...headIds(records.record(edit.record), edit.path)],
      ...('value' in edit ? { val: edit.value } : { del: true }),
      by,
      sv: SCHEMA_VERSION,
    }
    return { op, body: opBody(op) }
  })
}

/** The latest clock among what a cell shows, so that a station whose clock is ahead does not hide the decision. */
function latestOf(record: RecordState, path: string): Hlc {
  const heads = record.cells[path]?.heads ?? []
  return heads.reduce<Hlc>((latest, head) => witness(latest, head.t), [0, 0])
}

function signBatches(
  commune: string,
  key: SigningKey,
  { tip, ops }: { readonly tip: ChainTip; readonly ops: readonly CheckedOp[] },
): readonly CheckedBatch[] {
  const batches: CheckedBatch[] = []
  let reached = tip
  for (let start = 0; start < ops.length; start += limits.batchOps) {
    const part = ops.slice(start, start + limits.batchOps)
    const from = reached.n + 1
    reached = extendChain(
      reached,
      part.map(({ op, body }) => ({ record: op.f, body })),
    )
    const first = part[0]
    if (first === undefined || reached.ofOrigin === null) break
    const named = { s: first.op.s, i: first.op.i, from, to: reached.n, head: reached.ofOrigin }
    const bodies = part.map(({ body }) => body)
    const signature = key.sign(batchText(named, commune))
    batches.push({ batch: { ...named, ops: bodies, key: key.publicKey, signature }, ops: part })
  }
  return batches
}
