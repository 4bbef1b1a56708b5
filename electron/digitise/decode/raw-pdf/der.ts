/** One value of a certificate or signature. @see ITU-T X.690 */
export interface DerValue {
  /** Class, form and number as they are written. */
  readonly tag: number
  readonly content: Uint8Array
}

export const derTag = {
  integer: 0x02,
  objectId: 0x06,
  utcTime: 0x17,
  generalTime: 0x18,
  bmpString: 0x1e,
  sequence: 0x30,
  set: 0x31,
  first: 0xa0,
} as const

/** The values that follow each other in the bytes. @throws SyntaxError where one is longer than they are */
export function derValues(bytes: Uint8Array): readonly DerValue[] {
  const found: DerValue[] = []
  for (let at = 0; at + 2 <= bytes.length; ) {
    const tag = bytes[at] ?? 0
    // The zeros that fill up the place of a signature.
    if (tag === 0) break
    const { length, size } = lengthAt(bytes, at + 1)
    const start = at + 1 + size
    if ((tag & 0x1f) === 0x1f || start + length > bytes.length)
      throw new SyntaxError('a value that is not whole')
    found.push({ tag, content: bytes.subarray(start, start + length) })
    at = start + length
  }
  return found
}

function lengthAt(bytes: Uint8Array, at: number) {
  const first = bytes[at] ?? 0
  if (first < 0x80) return { length: first, size: 1 }
  const size = first & 0x7f
  // Lengths that are not told beforehand are not DER; more than four bytes are no file.
  if (size === 0 || size > 4) throw new SyntaxError('a length that is not told')
  const length = bytes.subarray(at + 1, at + 1 + size).reduce((sum, byte) => sum * 256 + byte, 0)
  return { length, size: size + 1 }
}

/** Dotted numbers. */
export function objectIdOf(content: Uint8Array): string {
  const parts: number[] = []
  let part = 0
  for (const byte of content) {
    part = part * 128 + (byte & 0x7f)
    if (byte >= 0x80) continue
    parts.push(part)
    part = 0
  }
  const [first = 0, ...rest] = parts
  const root = Math.min(2, Math.floor(first / 40))
  return [root, first - root * 40, ...rest].join('.')
}

export function derText({ tag, content }: DerValue): string {
  if (tag === derTag.bmpString && content.length % 2 === 0)
    return Buffer.from(content).swap16().toString('utf16le')
  return Buffer.from(content).toString('utf8')
}

/** ISO 8601 in UTC; null where it is no time. */
export function derTime({ tag, content }: DerValue): string | null {
  const text = Buffer.from(content).toString('latin1')
  const short = tag === derTag.utcTime ? `${Number(text.slice(0, 2)) < 50 ? '20' : '19'}${text}` : text
  const found = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?(?:\.\d+)?Z$/.exec(short)
  if (found === null) return null
  const [, year, month, day, hour, minute, second = '00'] = found
  return `${year}-${month}-${day}T${hour}:${minute}:${second}Z`
}
