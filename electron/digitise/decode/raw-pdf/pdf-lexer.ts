import type { PdfValue } from './pdf-values.ts'

/** Thrown where the bytes end before the value does: more of the file may help. */
export class ShortOfBytes extends Error {}

/** Deeper nesting is an attack on the stack. */
const MOST_DEPTH = 60
const SPACES: ReadonlySet<number> = new Set([0, 9, 10, 12, 13, 32])
const DELIMITERS: ReadonlySet<number> = new Set(Buffer.from('()<>[]{}/%', 'latin1'))

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
  const state = { at: 0 }
  const byte = (): number => bytes[state.at] ?? -1

  const skipSpaces = (): void => {
    for (;;) {
      while (SPACES.has(byte())) state.at += 1
      if (byte() !== 0x25) return
      while (byte() !== -1 && byte() !== 10 && byte() !== 13) state.at += 1
    }
  }
  const word = (): string => {
    const start = state.at
    while (byte() !== -1 && !SPACES.has(byte()) && !DELIMITERS.has(byte())) state.at += 1
    return Buffer.from(bytes.buffer, bytes.byteOffset + start, state.at - start).toString('latin1')
  }
  const name = (): PdfValue => {
    state.at += 1
    const text = word().replace(/#([0-9a-fA-F]{2})/g, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    )
    return { kind: 'name', name: text }
  }
  const hexString = (): PdfValue => {
    const end = bytes.indexOf(0x3e, state.at)
    if (end === -1) throw new ShortOfBytes()
    const text = Buffer.from(bytes.subarray(state.at + 1, end)).toString('latin1')
    const digits = text.replace(/[^0-9a-fA-F]/g, '')
    state.at = end + 1
    return { kind: 'string', bytes: Buffer.from(digits.length % 2 === 0 ? digits : `${digits}0`, 'hex') }
  }
  const literalString = (): PdfValue => {
    const { value, end } = literalBytes(bytes, state.at + 1)
    state.at = end
    return { kind: 'string', bytes: value }
  }
  const collection = (closing: string, depth: number): readonly PdfValue[] => {
    if (depth > MOST_DEPTH) throw new SyntaxError('a PDF nested too deep')
    const items: PdfValue[] = []
    for (;;) {
      const value = read(depth + 1)
      if (value === undefined) throw new ShortOfBytes()
      const closes = typeof value === 'object' && value?.kind === 'word' && value.word === closing
      if (closes) return items
      items.push(value)
    }
  }
  const angle = (depth: number): PdfValue => {
    if (bytes[state.at + 1] !== 0x3c) return hexString()
    state.at += 2
    const items = withReferences(collection('>>', depth))
    const entries = new Map<string, PdfValue>()
    for (let place = 0; place + 1 < items.length; place += 2) {
      const key = items[place]
      if (typeof key === 'object' && key?.kind === 'name') entries.set(key.name, items[place + 1] ?? null)
    }
    return { kind: 'dictionary', entries }
  }
  const read = (depth: number): PdfValue | undefined => {
    skipSpaces()
    const first = byte()
    if (first === -1) return undefined
    if (first === 0x2f) return name()
    if (first === 0x28) return literalString()
    if (first === 0x3c) return angle(depth)
    if (first === 0x5b) {
      state.at += 1
      return { kind: 'array', items: withReferences(collection(']', depth)) }
    }
    if (DELIMITERS.has(first)) return closingWord(first)
    return plain(word())
  }
  const closingWord = (first: number): PdfValue => {
    const isDouble = first === 0x3e && bytes[state.at + 1] === 0x3e
    state.at += isDouble ? 2 : 1
    return { kind: 'word', word: isDouble ? '>>' : String.fromCharCode(first) }
  }
  return {
    at: () => state.at,
    seek: (at) => {
      state.at = at
    },
    next: () => read(0),
  }
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
    const [octal] = /^[0-7]{1,3}/.exec(Buffer.from(bytes.subarray(at + 1, at + 4)).toString('latin1')) ?? []
    const escaped = String.fromCharCode(bytes[at + 1] ?? 0)
    if (octal !== undefined) value.push(Number.parseInt(octal, 8) & 255)
    else if (escaped !== '\n' && escaped !== '\r') value.push(escapes[escaped] ?? escaped.charCodeAt(0))
    at += octal?.length ?? 1
  }
  throw new ShortOfBytes()
}
