import { z } from 'zod'
import type { Json } from '../../domain/json.ts'
import { kindOf, type Op } from '../../domain/op.ts'
import { readOpText } from '../../domain/op-text.ts'
import { batchText, type OpBatch, type ProblemCode } from '../../domain/sync/protocol.ts'
import { isSignedBy, stationIdOf } from '../identity/keys.ts'
import type { CheckedBatch, CheckedOp } from '../store/op-store.ts'

/** A batch that can be put before the store, or why not. */
export type BatchCheck =
  | { readonly kind: 'sound'; readonly checked: CheckedBatch }
  | { readonly kind: 'refused'; readonly code: ProblemCode }

export interface BatchContext {
  readonly commune: string
  /** Is this the id of a station of the commune? */
  readonly isStation: (station: string) => boolean
  /** The server's own id: its ops may come back from a station after a restore, and it may write what the archive writes. */
  readonly ownId: string
}

/** Everything about a batch that can be told without the store: form, origin, signature, texts, rights. */
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
    if (batch.s !== context.ownId && isForArchive(op)) return { kind: 'refused', code: 'role' }
    ops.push({ op, body })
  }
  return { kind: 'sound', checked: { batch, ops } }
}

function checkEnvelope(batch: OpBatch, { commune, isStation, ownId }: BatchContext): ProblemCode | null {
  if (batch.to - batch.from + 1 !== batch.ops.length) return 'input'
  if (stationIdOf(batch.key) !== batch.s) return 'signature'
  if (batch.s !== ownId && !isStation(batch.s)) return 'commune'
  return isSignedBy(batch.key, batchText(batch, commune), batch.signature) ? null : 'signature'
}

/** Is this what only the archive may say: verdicts, outcomes, acceptance and return? */
function isForArchive(op: Op): boolean {
  const kind = kindOf(op.f)
  if (kind === 'deposit') return op.p === '/outcome' || op.p.startsWith('/verdict/')
  return kind === 'case' && op.p === '/state' && isArchiveState(op.val)
}

const ArchiveState = z.object({ name: z.enum(['accepted', 'returned']) })

function isArchiveState(value: Json | undefined): boolean {
  return ArchiveState.safeParse(value).success
}
