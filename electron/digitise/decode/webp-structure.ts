import { Fault } from '../../../domain/fault.ts'

const HEAD_BYTES = 12
const CHUNK_HEAD_BYTES = 8
/** The first bytes of a picture without loss, and of one with. @see RFC 9649 */
const LOSSLESS_MARK = 0x2f
const KEY_FRAME_MARK = [0x9d, 0x01, 0x2a]

/** Walks the chunks of a WebP: the picture library dies of one that is not whole. @throws Fault 'file-corrupt' */
export function checkWebpStructure(bytes: Uint8Array): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const isHeaded = bytes.length >= HEAD_BYTES && view.getUint32(4, true) + 8 <= bytes.length
  if (!isHeaded) throw new Fault('file-corrupt', 'the WebP is shorter than it says')
  const end = view.getUint32(4, true) + 8
  let hasPicture = false
  for (let at = HEAD_BYTES; at + CHUNK_HEAD_BYTES <= end; ) {
    const name = Buffer.from(bytes.subarray(at, at + 4)).toString('latin1')
    const length = view.getUint32(at + 4, true)
    const data = bytes.subarray(at + CHUNK_HEAD_BYTES, at + CHUNK_HEAD_BYTES + length)
    if (at + CHUNK_HEAD_BYTES + length > end) throw new Fault('file-corrupt', 'a chunk leaves the WebP')
    if (name === 'VP8L') hasPicture = data[0] === LOSSLESS_MARK
    if (name === 'VP8 ') hasPicture = KEY_FRAME_MARK.every((byte, place) => data[3 + place] === byte)
    if (name === 'ANMF') hasPicture = true
    at += CHUNK_HEAD_BYTES + length + (length & 1)
  }
  if (!hasPicture) throw new Fault('file-corrupt', 'the WebP has no picture')
}
