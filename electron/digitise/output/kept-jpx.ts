import type { CodedPicture } from './coded-picture.ts'

interface Box {
  readonly type: string
  readonly data: Buffer
}

const SIGNATURE = '0000000c6a5020200d0a870a'
/** Bits of a sample less one, unsigned. */
const EIGHT_BITS = 7
/** Boxes that say that samples are no colours yet, or hide something. */
const INDIRECT = ['pclr', 'cmap', 'cdef', 'bpcc']
const SRGB = 16
const GREY = 17
const START_OF_SIZE = 0xff4f_ff51

/**
 * A JPEG 2000 picture as it is, where a PDF/A may hold it and its colours need no interpretation: 8 bits, grey or three
 * colours, told once. Null for the rest. @see ISO 19005-2 6.2.8.3 @see ISO/IEC 15444-1 annex I
 */
export function keptJpx(bytes: Uint8Array): CodedPicture | null {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  if (file.subarray(0, SIGNATURE.length / 2).toString('hex') !== SIGNATURE) return null
  const boxes = boxesOf(file)
  const header = boxesOf(boxNamed(boxes, 'jp2h') ?? Buffer.alloc(0))
  const stream = boxNamed(boxes, 'jp2c')
  const shape = shapeOf(header)
  if (shape === null || stream === null || !hasPlainSamples(stream, shape.components)) return null
  return {
    widthPx: shape.widthPx,
    heightPx: shape.heightPx,
    bitsPerComponent: 8,
    colours: shape.components === 1 ? 'grey' : 'rgb',
    isInverted: false,
    coding: { kind: 'jpx' },
    bytes,
  }
}

function boxNamed(boxes: readonly Box[], name: string): Buffer | null {
  return boxes.find(({ type }) => type === name)?.data ?? null
}

/** What the header says, where all of it is plain. */
function shapeOf(header: readonly Box[]) {
  const size = boxNamed(header, 'ihdr')
  if (size === null || size.length < 14 || header.some(({ type }) => INDIRECT.includes(type))) return null
  const components = size.readUInt16BE(8)
  if (components !== 1 && components !== 3) return null
  if (size.readUInt8(10) !== EIGHT_BITS || !isColourOf(components, header)) return null
  return { components, widthPx: size.readUInt32BE(4), heightPx: size.readUInt32BE(0) } as const
}

/** The boxes one after another; what does not end within the bytes is left out. */
function boxesOf(bytes: Buffer): readonly Box[] {
  const found: Box[] = []
  for (let at = 0; at + 8 <= bytes.length; ) {
    const told = bytes.readUInt32BE(at)
    const type = bytes.toString('latin1', at + 4, at + 8)
    // 0: up to the end; 1: a length of eight bytes, for pictures of more than 4 GB.
    const length = told === 0 ? bytes.length - at : told
    if (length < 8 || at + length > bytes.length) break
    found.push({ type, data: bytes.subarray(at + 8, at + length) })
    at += length
  }
  return found
}

function isColourOf(components: 1 | 3, boxes: readonly Box[]): boolean {
  const [colour, ...others] = boxes.filter(({ type }) => type === 'colr')
  if (colour === undefined || others.length > 0 || colour.data.length < 3) return false
  const method = colour.data.readUInt8(0)
  // A profile of the picture gives way to the colours that the PDF states for it.
  if (method === 2) return true
  return (
    method === 1 &&
    colour.data.length >= 7 &&
    colour.data.readUInt32BE(3) === (components === 1 ? GREY : SRGB)
  )
}

/** All samples are of 8 bits without sign. @see ISO/IEC 15444-1 A.5.1 */
function hasPlainSamples(stream: Buffer, components: number): boolean {
  if (stream.length < 42 + components * 3 || stream.readUInt32BE(0) !== START_OF_SIZE) return false
  if (stream.readUInt16BE(40) !== components) return false
  return Array.from({ length: components }, (_, place) => stream.readUInt8(42 + place * 3)).every(
    (bits) => bits === EIGHT_BITS,
  )
}
