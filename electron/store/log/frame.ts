import { crc32 } from 'node:zlib'
import type { Origin } from '../../../domain/op.ts'
import { NONCE_BYTES, seal, TAG_BYTES, unseal } from '../keys/sealing.ts'

/*
 * A frame on disk: u32 length of the body, u32 CRC of that length, then the sealed body: nonce 12 | ciphertext | tag 16
 * of `canonical op \t chain hash` and one closing sign. The length has a CRC of its own, because a flipped bit in it
 * must not make a whole frame look like one whose writing was cut short.
 */
const HEADER_BYTES = 8
const MAGIC = Buffer.from('HSX1')
const ENDS_GROUP = '.'
const GROUP_GOES_ON = ','
const HASH_CHARACTERS = 43

/** Where a frame belongs. It is sealed to this place, so that frames can be neither moved nor swapped. */
export interface FramePlace {
  readonly key: Uint8Array
  readonly origin: Origin
  readonly n: number
}

export interface FrameContent {
  /** Canonical text of the op. */
  readonly body: string
  /** Chain hash, base64url. */
  readonly hash: string
  /** False while more frames of the same append follow; a group without its end was never acknowledged. */
  readonly endsGroup: boolean
}

export type FrameReading =
  | { readonly kind: 'frame'; readonly content: FrameContent; readonly nextOffset: number }
  | { readonly kind: 'end' }
  /** The last write was cut short: nothing that was acknowledged stands from here on. */
  | { readonly kind: 'torn' }
  /** Something complete was altered. */
  | { readonly kind: 'damaged' }

export function encodeFrame(place: FramePlace, { body, hash, endsGroup }: FrameContent): Uint8Array {
  const plain = Buffer.from(`${body}\t${hash}${endsGroup ? ENDS_GROUP : GROUP_GOES_ON}`)
  const sealed = seal(place.key, plain, contextOf(place))
  return Buffer.concat([encodeHeader(sealed.length), sealed])
}

/** Reads the frame at `offset` of a segment and tells a tail that was cut short from damage. */
export function readFrame(segment: Uint8Array, offset: number, place: FramePlace): FrameReading {
  if (offset === segment.length) return { kind: 'end' }
  const rest = Buffer.from(segment.buffer, segment.byteOffset + offset, segment.length - offset)
  // Some file systems grow a file before its bytes arrive, so that a cut leaves zeros. No frame has a body of zeros.
  if (rest.length < HEADER_BYTES || isZero(rest.subarray(HEADER_BYTES))) return { kind: 'torn' }
  const length = rest.readUInt32LE(0)
  if (!rest.subarray(0, HEADER_BYTES).equals(encodeHeader(length))) return { kind: 'damaged' }
  const end = HEADER_BYTES + length
  if (end > rest.length) return { kind: 'torn' }
  const content = decode(place, rest.subarray(HEADER_BYTES, end))
  if (content !== null) return { kind: 'frame', content, nextOffset: offset + end }
  // Zeros from before the tag to the end of the file are such a cut as well; by chance a tag is zero once in 2^128.
  return { kind: length > TAG_BYTES && isZero(rest.subarray(end - TAG_BYTES)) ? 'torn' : 'damaged' }
}

/** Where the frame at `offset` ends, by its header alone; null where no whole one stands there. */
export function endOfFrame(segment: Uint8Array, offset: number): number | null {
  if (offset + HEADER_BYTES > segment.length) return null
  const header = Buffer.from(segment.buffer, segment.byteOffset + offset, HEADER_BYTES)
  const length = header.readUInt32LE(0)
  const end = offset + HEADER_BYTES + length
  return header.equals(encodeHeader(length)) && end <= segment.length ? end : null
}

/** How many frames stand one behind the other from `offset` on, by their headers alone. */
export function countFrames(segment: Uint8Array, offset: number): number {
  let count = 0
  for (let end = endOfFrame(segment, offset); end !== null; end = endOfFrame(segment, end)) count += 1
  return count
}

function encodeHeader(length: number): Buffer {
  const header = Buffer.alloc(HEADER_BYTES)
  header.writeUInt32LE(length, 0)
  header.writeUInt32LE(crc32(Buffer.concat([MAGIC, header.subarray(0, 4)])), 4)
  return header
}

function decode(place: FramePlace, sealed: Uint8Array): FrameContent | null {
  if (sealed.length <= NONCE_BYTES + TAG_BYTES + HASH_CHARACTERS) return null
  const plain = unseal(place.key, sealed, contextOf(place))
  if (plain === null) return null
  const text = Buffer.from(plain.buffer, plain.byteOffset, plain.length).toString('utf8')
  const bodyEnd = text.length - HASH_CHARACTERS - 2
  return {
    body: text.slice(0, bodyEnd),
    hash: text.slice(bodyEnd + 1, -1),
    endsGroup: text.endsWith(ENDS_GROUP),
  }
}

function contextOf({ origin, n }: FramePlace): string {
  return `frame:${origin}:${n}`
}

function isZero(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0)
}
