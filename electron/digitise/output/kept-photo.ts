import { imageSize } from 'image-size'
import { checkJpegStructure, jpegFrame } from '../decode/jpeg-structure.ts'
import { pngChunks } from '../decode/png-structure.ts'
import type { CodedPicture, Placement } from './coded-picture.ts'

/** A JPEG as it is, where a PDF/A may hold it: 8 bits, grey or three colours. Null for the rest, CMYK among it. */
export function keptJpeg(bytes: Uint8Array): CodedPicture | null {
  checkJpegStructure(bytes)
  const { widthPx, heightPx, bitsPerComponent, components } = jpegFrame(bytes)
  if (bitsPerComponent !== 8 || (components !== 1 && components !== 3)) return null
  const colours = components === 1 ? 'grey' : 'rgb'
  return { widthPx, heightPx, bitsPerComponent, colours, isInverted: false, coding: { kind: 'jpeg' }, bytes }
}

const GREY = 0
const RGB = 2
const PALETTE = 3

/**
 * The coded rows of a PNG as they are, where a PDF knows them too: not interlaced, nothing transparent.
 * @see ISO/IEC 15948 clause 11
 */
export function keptPng(bytes: Uint8Array): CodedPicture | null {
  const chunks = [...pngChunks(bytes)]
  const named = (name: string): readonly Uint8Array[] =>
    chunks.filter((chunk) => chunk.name === name).map((chunk) => chunk.data)
  const [header] = named('IHDR')
  if (header === undefined || header.length < 13 || named('tRNS').length > 0) return null
  const view = new DataView(header.buffer, header.byteOffset, header.length)
  const bitsPerComponent = view.getUint8(8)
  const colours = pngColours(view.getUint8(9), named('PLTE')[0])
  const isInterlaced = view.getUint8(12) !== 0
  if (isInterlaced || colours === null || !isDepth(bitsPerComponent)) return null
  return {
    widthPx: view.getUint32(0),
    heightPx: view.getUint32(4),
    bitsPerComponent,
    colours,
    isInverted: false,
    coding: { kind: 'deflate', isPredicted: true },
    bytes: Buffer.concat(named('IDAT')),
  }
}

function pngColours(type: number, palette: Uint8Array | undefined): CodedPicture['colours'] | null {
  if (type === GREY) return 'grey'
  if (type === RGB) return 'rgb'
  return type === PALETTE && palette !== undefined && palette.length >= 3 ? { palette } : null
}

function isDepth(bits: number): bits is CodedPicture['bitsPerComponent'] {
  return [1, 2, 4, 8, 16].includes(bits)
}

/** Puts a picture on its page turned as its EXIF says, since a PDF viewer does not look there. @see CIPA DC-008 4.6.4 */
export function uprightPlacement(bytes: Uint8Array, widthPt: number, heightPt: number): Placement {
  const [w, h] = [widthPt, heightPt]
  const placements: readonly Placement[] = [
    [w, 0, 0, h, 0, 0],
    [-w, 0, 0, h, w, 0],
    [-w, 0, 0, -h, w, h],
    [w, 0, 0, -h, 0, h],
    [0, -h, -w, 0, w, h],
    [0, -h, w, 0, 0, h],
    [0, h, w, 0, 0, 0],
    [0, h, -w, 0, w, 0],
  ]
  const { orientation = 1 } = imageSize(bytes)
  return placements[orientation - 1] ?? [w, 0, 0, h, 0, 0]
}
