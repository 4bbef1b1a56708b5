import { canonicalJson, type Json } from './json.ts'
import { OP_LIMIT_BYTES, Op } from './op.ts'

/** Deeper values are refused, so that no op can exhaust the stack of a reader. */
const MOST_LEVELS = 64

/** Why a text is no op: beyond its limits, or not the one canonical text of an op. */
export type OpTextFault = 'limit' | 'canonical'

/** The op of a text that came from elsewhere. The text itself is what is stored, hashed and served again. */
export function readOpText(text: string): Op | OpTextFault {
  if (bytesOf(text) > OP_LIMIT_BYTES || levelsOf(text) > MOST_LEVELS) return 'limit'
  const parsed = Op.safeParse(parseCanonical(text))
  return parsed.success ? parsed.data : 'canonical'
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

/** Bytes of the text in UTF-8. */
function bytesOf(text: string): number {
  let bytes = 0
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0
    bytes += 1 + Number(point > 0x7f) + Number(point > 0x7ff) + Number(point > 0xffff)
  }
  return bytes
}

/** How deep arrays and objects go; told from the text, since reading it is what must not run deep. */
function levelsOf(text: string): number {
  let level = 0
  let deepest = 0
  for (const [sign] of text.replace(/"(?:[^"\\]|\\.)*"/g, '').matchAll(/[[\]{}]/g)) {
    level += sign === '[' || sign === '{' ? 1 : -1
    deepest = Math.max(deepest, level)
  }
  return deepest
}
