import type { Op } from '../../domain/op.ts'
import { readOpText } from '../../domain/op-text.ts'
import { batchText, type OpBatch, type ProblemCode } from '../../domain/sync/protocol.ts'
import { createHeadsLimit, forbiddenBy, type RightsFacts } from '../../domain/sync/station-rights.ts'
import { isSignedBy, stationIdOf } from '../identity/keys.ts'
import type { CheckedBatch, CheckedOp } from '../store/op-store.ts'
import type { Station } from '../store/registry.ts'
import { stationRecordOf } from './station-record.ts'

/** A batch that can be put before the store, or why not. */
export type BatchCheck =
  | { readonly kind: 'sound'; readonly checked: CheckedBatch }
  | { readonly kind: 'refused'; readonly code: ProblemCode }

export interface BatchContext extends Pick<RightsFacts, 'record' | 'decisionOn'> {
  readonly commune: string
  /** A station of the commune, or null; one that was revoked too, since what it signed before stays valid (I29). */
  readonly station: (id: string) => Station | null
  /** The server's own id: its ops may come back from a station after a restore, and it may write what the archive writes. */
  readonly ownId: string
}

/** Everything about a batch that can be told without its chain: form, origin, signature, texts, rights. */
export function checkBatch(batch: OpBatch, context: BatchContext): BatchCheck {
  const code = checkEnvelope(batch, context)
  if (code !== null) return { kind: 'refused', code }
  const ops: CheckedOp[] = []
  for (const [index, body] of batch.ops.entries()) {
    const op = readOpText(body)
    if (typeof op === 'string') return { kind: 'refused', code: op }
    if (op.s !== batch.s || op.i !== batch.i || op.n !== batch.from + index) {
      return { kind: 'refused', code: 'chain' }
    }
    if (!isNormal(op)) return { kind: 'refused', code: 'canonical' }
    ops.push({ op, body })
  }
  const forbidden = batch.s === context.ownId ? null : checkRights(ops, batch.s, context)
  return forbidden === null
    ? { kind: 'sound', checked: { batch, ops } }
    : { kind: 'refused', code: forbidden }
}

function checkEnvelope(batch: OpBatch, { commune, station, ownId }: BatchContext): ProblemCode | null {
  if (batch.to - batch.from + 1 !== batch.ops.length) return 'input'
  if (stationIdOf(batch.key) !== batch.s) return 'signature'
  if (batch.s !== ownId && station(batch.s) === null) return 'commune'
  return isSignedBy(batch.key, batchText(batch, commune), batch.signature) ? null : 'signature'
}

/** Names that look the same are the same: what cells and people are called is composed (NFC). */
function isNormal({ p, by }: Op): boolean {
  return p === p.normalize('NFC') && by === by.normalize('NFC')
}

function checkRights(ops: readonly CheckedOp[], station: string, context: BatchContext): ProblemCode | null {
  const facts: RightsFacts = {
    role: context.station(station)?.role ?? 'reader',
    ownRecord: stationRecordOf(station),
    archive: context.ownId,
    record: context.record,
    decisionOn: context.decisionOn,
  }
  const isOneTooMany = createHeadsLimit(context.record)
  for (const { op } of ops) {
    if (forbiddenBy(op, facts) !== null) return 'role'
    if (isOneTooMany(op)) return 'limit'
  }
  return null
}
