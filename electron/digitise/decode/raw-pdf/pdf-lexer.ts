import { structureLimits } from '../../reader-limits.ts'
import { asKind, nameOf, type PdfValue } from './pdf-values.ts'

/** Thrown where the bytes end before the value does: more of the file may help. */
export class ShortOfBytes extends Error {}

const SPACES = '\0\t\n\f\r '
const DELIMITERS = '()<>[]{}/%'

/** Reads values one after the other. */
export interface PdfLexer {
  /** Where the next value is looked for. */
  at(): number
  seek(at: number): void
  /** `undefined` at the end of the bytes. @throws ShortOfBytes, SyntaxError */
  next(): PdfValue | undefined
}

/** @param bytes of a stretch of a file, or of the operators of a page */
export function createPdfLexer(bytes: Uint8Array): PdfLexer {
  const cursor = createCursor(bytes)
  const collection = (closing: string, depth: number): readonly PdfValue[] => {
    if (depth > structureLimits.nesting) throw new SyntaxError('a PDF nested too deep')
    const items: PdfValue[] = []
    for (;;) {
      const value = read(depth + 1)
      if (value === undefined) throw new ShortOfBytes()
      if (asKind(value, 'word')?.word === closing) return withReferences(items)
      items.push(value)
    }
  }
  const dictionary = (depth: number): PdfValue => {
    const items = collection('>>', depth)
    const entries = new Map<string, PdfValue>()
    for (let place = 0; place + 1 < items.length; place += 2) {
      const key = nameOf(items[place])
      if (key !== null) entries.set(key, items[place + 1] ?? null)
    }
    return { kind: 'dictionary', entries }
  }
  const read = (depth: number): PdfValue | undefined => {
    cursor.skipSpaces()
    const first = cursor.peek(0)
    if (first === '') return undefined
    if (first === '/') return { kind: 'name', name: nameText(cursor.word(1)) }
    if (first === '(') return { kind: 'string', bytes: cursor.literal() }
    return DELIMITERS.includes(first) ? bracketed(first, depth) : plain(cursor.word(0))
  }
  const bracketed = (first: string, depth: number): PdfValue => {
    const isDouble = cursor.peek(1) === first
    if (first === '<' && !isDouble) return { kind: 'string', bytes: cursor.hex() }
    const mark = isDouble && (first === '<' || first === '>') ? first + first : first
    cursor.skip(mark.length)
    if (mark === '<<') return dictionary(depth)
    return mark === '[' ? { kind: 'array', items: collection(']', depth) } : { kind: 'word', word: mark }
  }
  return { at: cursor.at, seek: cursor.seek, next: () => read(0) }
}

/** Steps through the bytes, a token at a time. */
function createCursor(bytes: Uint8Array) {
  const state = { at: 0 }
  const peek = (ahead: number): string => {
    const byte = bytes[state.at + ahead]
    return byte === undefined ? '' : String.fromCharCode(byte)
  }
  const endsWord = (character: string): boolean =>
    SPACES.includes(character) || DELIMITERS.includes(character)
  return {
    at: () => state.at,
    seek: (at: number) => {
      state.at = at
    },
    peek,
    skip: (count: number) => {
      state.at += count
    },
    skipSpaces: () => {
      for (;;) {
        while (peek(0) !== '' && SPACES.includes(peek(0))) state.at += 1
        if (peek(0) !== '%') return
        while (!['', '\n', '\r'].includes(peek(0))) state.at += 1
      }
    },
    /** @param skipped bytes before it that belong to it and are not wanted */
    word: (skipped: number): string => {
      const start = state.at + skipped
      state.at = start
      // An empty character is the end of the bytes, and is in every string.
      while (!endsWord(peek(0))) state.at += 1
      return Buffer.from(bytes.subarray(start, state.at)).toString('latin1')
    },
    hex: (): Uint8Array => {
      const end = bytes.indexOf(0x3e, state.at)
      if (end === -1) throw new ShortOfBytes()
      const digits = Buffer.from(bytes.subarray(state.at + 1, end))
        .toString('latin1')
        .replace(/[^0-9a-fA-F]/g, '')
      state.at = end + 1
      return Buffer.from(digits.length % 2 === 0 ? digits : `${digits}0`, 'hex')
    },
    literal: (): Uint8Array => {
      const { value, end } = literalBytes(bytes, state.at + 1)
      state.at = end
      return value
    },
  }
}

function nameText(word: string): string {
  return word.replace(/#([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}

function plain(word: string): PdfValue {
  if (/^[+-]*\d*\.?\d*$/.test(word) && /\d/.test(word)) return Number(word.replace(/^[+-]*(?=-)|^\++/, ''))
  if (word === 'true' || word === 'false') return word === 'true'
  return word === 'null' ? null : { kind: 'word', word }
}

/** `12 0 R` is read as two numbers and a word; here they become what they mean. */
function withReferences(items: readonly PdfValue[]): readonly PdfValue[] {
  const found: PdfValue[] = []
  for (const item of items) {
    const isMark = typeof item === 'object' && item?.kind === 'word' && item.word === 'R'
    if (!isMark) {
      found.push(item)
      continue
    }
    found.pop()
    const id = found.pop()
    found.push(typeof id === 'number' ? { kind: 'reference', id } : null)
  }
  return found
}

const escapes: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, b: 8, f: 12 }

/** The bytes of a string up to its closing bracket. @see ISO 32000-1 7.3.4.2 */
function literalBytes(bytes: Uint8Array, start: number) {
  const value: number[] = []
  let depth = 1
  for (let at = start; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0
    if (byte === 0x28) depth += 1
    if (byte === 0x29) depth -= 1
    if (depth === 0) return { value: Uint8Array.from(value), end: at + 1 }
    if (byte !== 0x5c) {
      value.push(byte)
      continue
    }
    const escaped = escapedByte(Buffer.from(bytes.subarray(at + 1, at + 4)).toString('latin1'))
    if (escaped.byte !== null) value.push(escaped.byte)
    at += escaped.length
  }
  throw new ShortOfBytes()
}

/** What stands behind a backslash; a line end there is nothing. */
function escapedByte(ahead: string) {
  const [octal] = /^[0-7]{1,3}/.exec(ahead) ?? []
  if (octal !== undefined) return { byte: Number.parseInt(octal, 8) & 255, length: octal.length }
  const first = ahead.charAt(0)
  const isLineEnd = first === '\n' || first === '\r' || first === ''
  return { byte: isLineEnd ? null : (escapes[first] ?? first.charCodeAt(0)), length: 1 }
}
