import type { BagCrypto } from './bag-ports.ts'
import { bagFault } from './bag-refusal.ts'

/** A short content as text. @throws Fault 'damaged' where it is longer than any such, or no UTF-8 */
export async function readText(
  crypto: Pick<BagCrypto, 'decode'>,
  content: AsyncIterable<Uint8Array>,
  mostBytes: number,
): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of content) {
    size += chunk.length
    if (size > mostBytes) throw bagFault('altered', 'a text is too long')
    chunks.push(chunk)
  }
  return decoded(crypto, joined(chunks, size))
}

export interface OpenContent {
  readonly line: string
  readonly rest: AsyncIterable<Uint8Array>
  /** For who does not read to the end. */
  close(): Promise<void>
}

/** A first line of ASCII, and the bytes behind it. @throws Fault 'damaged' where there is no such line */
export async function readHeader(
  content: AsyncIterable<Uint8Array>,
  mostBytes: number,
): Promise<OpenContent> {
  const parts = content[Symbol.asyncIterator]()
  let head: Uint8Array = new Uint8Array(0)
  for (;;) {
    const end = head.indexOf(NEW_LINE)
    if (end !== -1 && end <= mostBytes) {
      const line = String.fromCharCode(...head.subarray(0, end))
      const rest = following(head.subarray(end + 1), parts)
      return { line, rest, close: async () => void (await parts.return?.()) }
    }
    const next = head.length > mostBytes ? null : await parts.next()
    if (next === null || next.done === true) {
      await parts.return?.()
      throw bagFault('altered', 'a piece without its line')
    }
    head = joined([head, next.value], head.length + next.value.length)
  }
}

/** @throws Fault 'damaged' */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw bagFault('altered', 'a file is no JSON', error)
  }
}

const NEW_LINE = 10

async function* following(first: Uint8Array, parts: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield first
    for (let next = await parts.next(); next.done !== true; next = await parts.next()) yield next.value
  } finally {
    // Whoever stops early closes the file as well.
    await parts.return?.()
  }
}

function joined(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const whole = new Uint8Array(size)
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.length
  }
  return whole
}

function decoded(crypto: Pick<BagCrypto, 'decode'>, bytes: Uint8Array): string {
  try {
    return crypto.decode(bytes)
  } catch (error) {
    if (error instanceof TypeError) throw bagFault('altered', 'a text is no UTF-8', error)
    throw error
  }
}
