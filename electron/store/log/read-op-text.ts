import { canonicalJson } from '../../../domain/json.ts'
import { JsonValue, OP_LIMIT_BYTES, Op } from '../../../domain/op.ts'
import type { OpText } from './segment.ts'

/** Deeper values are refused, so that no op can exhaust the stack of a reader. */
const MOST_NESTING = 64

/** The op of a text that came from elsewhere; null unless the text is canonical, within its limits and an op. */
export function readOpText(body: string): OpText | null {
  if (Buffer.byteLength(body) > OP_LIMIT_BYTES || nestingOf(body) > MOST_NESTING) return null
  const value = JsonValue.safeParse(parseJson(body))
  if (!value.success || canonicalJson(value.data) !== body) return null
  const op = Op.safeParse(value.data)
  return op.success ? { op: op.data, body } : null
}

/** Undefined for what is no JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/** How many brackets are open at most; those inside strings are not brackets. */
function nestingOf(text: string): number {
  let depth = 0
  let most = 0
  for (const [sign] of text.replace(/"(?:[^"\\]|\\.)*"/g, '').matchAll(/[[\]{}]/g)) {
    depth += sign === '[' || sign === '{' ? 1 : -1
    most = Math.max(most, depth)
  }
  return most
}
