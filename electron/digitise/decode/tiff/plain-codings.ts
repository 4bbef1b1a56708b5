import { constants, inflateSync } from 'node:zlib'

/** Undoes the codings that know nothing of pictures. What is broken leaves the rest of the piece empty. */
export type Uncompress = (bytes: Uint8Array, plainBytes: number) => Uncompressed

export interface Uncompressed {
  /** As long as was asked for. */
  readonly bytes: Uint8Array
  /** How many of them were found. */
  readonly found: number
}

export const stored: Uncompress = (bytes, plainBytes) => {
  if (bytes.length >= plainBytes) return { bytes: bytes.subarray(0, plainBytes), found: plainBytes }
  const plain = new Uint8Array(plainBytes)
  plain.set(bytes)
  return { bytes: plain, found: bytes.length }
}

/** @see TIFF 6.0 section 9 */
export const packBits: Uncompress = (bytes, plainBytes) => {
  const plain = new Uint8Array(plainBytes)
  let to = 0
  for (let at = 0; at < bytes.length && to < plainBytes; ) {
    const head = bytes[at] ?? 0
    at += 1
    if (head < 128) {
      const run = bytes.subarray(at, at + Math.min(head + 1, plainBytes - to))
      plain.set(run, to)
      to += run.length
      at += head + 1
    } else if (head > 128) {
      const end = Math.min(plainBytes, to + 257 - head)
      plain.fill(bytes[at] ?? 0, to, end)
      to = end
      at += 1
    }
  }
  return { bytes: plain, found: to }
}

/** @see RFC 1950 */
export const deflated: Uncompress = (bytes, plainBytes) => {
  try {
    // A stream that is cut gives what there is of it; one that is longer than its piece is a bomb.
    const plain = inflateSync(bytes, {
      finishFlush: constants.Z_SYNC_FLUSH,
      maxOutputLength: plainBytes + SPARE_BYTES,
    })
    return stored(plain, plainBytes)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error
    return { bytes: new Uint8Array(plainBytes), found: 0 }
  }
}

/** Some writers fill up the last rows of a piece. */
const SPARE_BYTES = 1024 * 1024
