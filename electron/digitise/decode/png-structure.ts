import { crc32 } from 'node:zlib'
import { Fault } from '../../../domain/fault.ts'

const SIGNATURE_BYTES = 8
/** Length, name and check sum round the data of a chunk. */
const FRAME_BYTES = 12

interface PngChunk {
  readonly name: string
  readonly data: Uint8Array
}

/** The chunks of a PNG up to its end mark, their sums checked. @see ISO/IEC 15948 clause 5 @throws Fault 'file-corrupt' */
export function* pngChunks(bytes: Uint8Array): Generator<PngChunk> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  let at = SIGNATURE_BYTES
  while (at + FRAME_BYTES <= bytes.length) {
    const length = view.getUint32(at)
    const end = at + FRAME_BYTES + length
    if (end > bytes.length) break
    const named = bytes.subarray(at + 4, end - 4)
    if (crc32(named) !== view.getUint32(end - 4))
      throw new Fault('file-corrupt', `wrong check sum at byte ${at} of the PNG`)
    const name = Buffer.from(named.subarray(0, 4)).toString('latin1')
    yield { name, data: named.subarray(4) }
    if (name === 'IEND') return
    at = end
  }
  throw new Fault('file-corrupt', 'the PNG ends before its end mark')
}

/** Which depths each kind of colours may have: grey, RGB, palette, grey with opacity, RGB with opacity. */
const depths: Readonly<Record<number, readonly number[]>> = {
  0: [1, 2, 4, 8, 16],
  2: [8, 16],
  3: [1, 2, 4, 8],
  4: [8, 16],
  6: [8, 16],
}
const PALETTE = 3
const HEAD_DATA_BYTES = 13
/** Where the depth stands in it; the kind of colours follows. */
const DEPTH_AT = 8

/** The picture library dies of a head that cannot be. @throws Fault 'file-corrupt' */
export function checkPngStructure(bytes: Uint8Array): void {
  const [first, ...others] = [...pngChunks(bytes)]
  const names = new Set(others.map(({ name }) => name))
  const isHead = first?.name === 'IHDR' && first.data.length === HEAD_DATA_BYTES
  const [depth = 0, colours = -1] = isHead ? first.data.subarray(DEPTH_AT) : []
  const isSound = depths[colours]?.includes(depth) === true && names.has('IDAT')
  if (!isSound || (colours === PALETTE && !names.has('PLTE')))
    throw new Fault('file-corrupt', 'the head of the PNG tells of no picture')
}
