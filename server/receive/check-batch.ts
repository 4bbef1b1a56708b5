import { z } from 'zod'
import { canonicalJson, type Json } from '../../domain/json.ts'
import { kindOf, OP_LIMIT_BYTES, Op } from '../../domain/op.ts'
import { batchText, type OpBatch, type ProblemCode } from '../../domain/sync/protocol.ts'
import { isSignedBy, stationIdOf } from '../identity/keys.ts'
import type { CheckedBatch, CheckedOp } from '../store/op-store.ts'

/** Deeper nesting would only serve to exhaust the stack of whoever reads it. */
const MOST_LEVELS = 64

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
    const read = readBody(body)
    if (typeof read === 'string') return { kind: 'refused', code: read }
    const { op } = read
    if (op.s !== batch.s || op.i !== batch.i || op.n !== batch.from + index) {
      return { kind: 'refused', code: 'chain' }
    }
    if (batch.s !== context.ownId && isForArchive(op)) return { kind: 'refused', code: 'role' }
    ops.push(read)
  }
  return { kind: 'sound', checked: { batch, ops } }
}

function checkEnvelope(batch: OpBatch, { commune, isStation, ownId }: BatchContext): ProblemCode | null {
  if (batch.to - batch.from + 1 !== batch.ops.length) return 'input'
  if (stationIdOf(batch.key) !== batch.s) return 'signature'
  if (batch.s !== ownId && !isStation(batch.s)) return 'commune'
  return isSignedBy(batch.key, batchText(batch, commune), batch.signature) ? null : 'signature'
}

function readBody(body: string): CheckedOp | ProblemCode {
  if (Buffer.byteLength(body) > OP_LIMIT_BYTES || levelsOf(body) > MOST_LEVELS) return 'limit'
  const value = parseCanonical(body)
  const parsed = Op.safeParse(value)
  return parsed.success ? { op: parsed.data, body } : 'canonical'
}

/** The value of a JSON text, or undefined where the text is not the canonical one of its value. */
function parseCanonical(text: string): Json | undefined {
  try {
    // JSON.parse gives JSON values.
    const value = JSON.parse(text) as Json
    return canonicalJson(value) === text ? value : undefined
  } catch (error) {
    // RangeError: a number beyond what JSON carries, such as 1e999.
    if (error instanceof SyntaxError || error instanceof RangeError) return undefined
    throw error
  }
}

/** How deep the arrays and objects of a JSON text go; told from the text, since reading it is what must not run deep. */
function levelsOf(text: string): number {
  let level = 0
  let deepest = 0
  let isInString = false
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at]
    if (isInString) {
      if (character === '\\') at += 1
      else if (character === '"') isInString = false
    } else if (character === '"') isInString = true
    else if (character === '[' || character === '{') deepest = Math.max(deepest, (level += 1))
    else if (character === ']' || character === '}') level -= 1
  }
  return deepest
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
