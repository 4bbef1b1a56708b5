import { createHash } from 'node:crypto'

/** What every medium and every receiver takes. */
const SAFE = /^[A-Za-z0-9._-]+$/
/** Names that Windows keeps for devices, whatever stands behind their dot. */
const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?$/i
const LONGEST = 80
const LONGEST_PART = 160
const MARK_DIGITS = 8

/** Is it one part of a path that is the same on every system? */
export function isSafeName(name: string): boolean {
  return SAFE.test(name) && !/^\.|\.$/.test(name) && !reserved.test(name) && name.length <= LONGEST_PART
}

/**
 * A text as a name of a file: itself where it is one, else without tone marks and with a mark made of the whole text, so that
 * two texts never have one name ("05.ĐĐ" and "05.DD").
 */
export function safeName(text: string): string {
  const composed = text.normalize('NFC')
  if (isSafeName(composed) && composed.length <= LONGEST) return composed
  const plain = composed
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/đ/g, 'd')
    .replace(/Đ/g, 'D')
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[.-]+|[.-]+$/g, '')
    .slice(0, LONGEST)
  const mark = createHash('sha256').update(composed).digest('hex').slice(0, MARK_DIGITS)
  return `${plain === '' || reserved.test(plain) ? 'x' : ''}${plain}-${mark}`
}

/** A UUID that is the same for the same texts, upper case. @see RFC 9562 5.5, with SHA-256 in the place of SHA-1 */
export function uuidOf(...texts: readonly string[]): string {
  const digest = createHash('sha256').update(texts.join('\n')).digest()
  digest.writeUInt8((digest.readUInt8(6) & 0x0f) | 0x50, 6)
  digest.writeUInt8((digest.readUInt8(8) & 0x3f) | 0x80, 8)
  const hex = digest.toString('hex', 0, 16).toUpperCase()
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
