import { crc32 } from 'node:zlib'
import { Fault } from '../../../domain/fault.ts'

const SIGNATURE_BYTES = 8
/** Length, name and check sum round the data of a chunk. */
const FRAME_BYTES = 12

/** Walks the chunks of a PNG and checks their sums, to the end mark. @see ISO/IEC 15948 clause 5 @throws Fault 'file-corrupt' */
export function checkPngStructure(bytes: Uint8Array): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  let at = SIGNATURE_BYTES
  while (at + FRAME_BYTES <= bytes.length) {
    const length = view.getUint32(at)
    const end = at + FRAME_BYTES + length
    if (end > bytes.length) break
    const named = bytes.subarray(at + 4, end - 4)
    if (crc32(named) !== view.getUint32(end - 4))
      throw new Fault('file-corrupt', `wrong check sum at byte ${at} of the PNG`)
    if (Buffer.from(named.subarray(0, 4)).toString('latin1') === 'IEND') return
    at = end
  }
  throw new Fault('file-corrupt', 'the PNG ends before its end mark')
}
