import { applyOps, emptyRecord } from '../../../domain/merge.ts'
import type { Op, Origin, RecordId } from '../../../domain/op.ts'
import type { LedgerEntry } from '../ledger/state-codec.ts'
import type { OpLog } from './op-log.ts'
import type { OriginLog } from './origin-log.ts'
import type { StoredOp } from './segment.ts'

const STEP_OPS = 4096

/** The ops of one log from `from` to `to`, both included, read step by step. */
export async function* walkLog(
  log: Pick<OriginLog, 'n' | 'read'> | null,
  from = 1,
  to = Number.POSITIVE_INFINITY,
): AsyncGenerator<StoredOp> {
  const end = Math.min(to, log?.n ?? 0)
  for (let n = from; n <= end; ) {
    const limits = { ops: Math.min(STEP_OPS, end - n + 1), bytes: Number.POSITIVE_INFINITY }
    const ops = (await log?.read(n, limits)) ?? []
    if (ops.length === 0) return
    yield* ops
    n += ops.length
  }
}

/** Some records as all ops of the log make them. */
export async function foldRecords(
  log: OpLog,
  wanted: ReadonlySet<RecordId>,
): Promise<readonly LedgerEntry[]> {
  const found = new Map<RecordId, { readonly ops: Op[]; readonly heads: Record<Origin, string> }>()
  for (const id of wanted) found.set(id, { ops: [], heads: {} })
  for (const origin of Object.keys(log.vector())) {
    for await (const { op, hash } of walkLog(log.origin(origin))) {
      const entry = found.get(op.f)
      if (entry === undefined) continue
      entry.ops.push(op)
      entry.heads[origin] = hash
    }
  }
  return [...found].map(([id, { ops, heads }]) => ({ record: applyOps(emptyRecord(id), ops), heads }))
}
