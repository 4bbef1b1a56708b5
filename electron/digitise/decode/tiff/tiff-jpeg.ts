import { type Canvas, createCanvas, loadImage } from '@napi-rs/canvas'
import { Fault } from '../../../../domain/fault.ts'
import { checkJpegStructure, jpegFrame } from '../jpeg-structure.ts'
import { missingRowsShare } from '../page-canvas.ts'
import { tiffTag } from './tiff-directory.ts'
import { photometric, type TiffLayout } from './tiff-layout.ts'

/** A JPEG codes blocks of up to 32 pixels, so a piece may be a little larger than what is shown of it. */
const MOST_SPARE_PX = 32
const MISSING_SHARE = 0.02

/** Draws one piece that is coded as a JPEG. @throws Fault 'file-corrupt' | 'file-unsupported' */
export async function drawJpeg(jpeg: Uint8Array, layout: TiffLayout): Promise<Canvas> {
  checkJpegStructure(jpeg)
  const { widthPx, heightPx } = jpegFrame(jpeg)
  const isFitting =
    widthPx <= layout.pieceWidthPx + MOST_SPARE_PX && heightPx <= layout.pieceHeightPx + MOST_SPARE_PX
  if (!isFitting) throw new Fault('file-corrupt', 'a JPEG in the TIFF is larger than its page')
  const picture = await loadImage(Buffer.from(jpeg)).catch((error: unknown) => {
    throw new Fault('file-corrupt', 'a JPEG in the TIFF cannot be decoded', { cause: error })
  })
  const canvas = createCanvas(picture.width, picture.height)
  const context = canvas.getContext('2d')
  context.drawImage(picture, 0, 0)
  if (missingRowsShare(canvas) > MISSING_SHARE)
    throw new Fault('file-corrupt', 'a JPEG in the TIFF ends in the middle of its picture')
  if (layout.photometric === photometric.whiteIsZero) {
    context.globalCompositeOperation = 'difference'
    context.fillStyle = 'white'
    context.fillRect(0, 0, canvas.width, canvas.height)
  }
  return canvas
}

const START = Buffer.from([0xff, 0xd8])
const END_MARK_BYTES = 2
/** Tells a decoder that three components are red, green and blue. @see Adobe technical note 5116 */
const RGB_MARK = Buffer.from('ffee000e41646f626500640000000000', 'hex')

/** One piece as a JPEG of its own: the tables that the pieces share stand before it. @see TIFF technical note 2 */
export function wholeJpeg(piece: Uint8Array, { tags, photometric: colours }: TiffLayout): Uint8Array {
  const tables = Buffer.from(tags.get(tiffTag.jpegTables) ?? [])
  const shared =
    tables.length > START.length + END_MARK_BYTES
      ? tables.subarray(2, -END_MARK_BYTES)
      : tables.subarray(0, 0)
  const mark = colours === photometric.rgb ? RGB_MARK : Buffer.alloc(0)
  return Buffer.concat([START, mark, shared, piece.subarray(START.length)])
}

const QUANTISATION_BYTES = 64
const CODE_LENGTHS = 16
const HIGHEST_COMPONENTS = 4

interface OldTables {
  /** Of each component, 64 bytes. */
  readonly quantisation: readonly Uint8Array[]
  /** Of each component: how many codes there are of each length, and their values. */
  readonly dc: readonly Uint8Array[]
  readonly ac: readonly Uint8Array[]
}

/**
 * The old way of keeping JPEG in TIFF: tables of each component lie in the file by themselves, and a strip is nothing but
 * coded blocks. Here they become a JPEG. @see TIFF 6.0 section 22
 */
export async function oldJpeg(
  strip: Uint8Array,
  heightPx: number,
  {
    layout,
    read,
  }: { readonly layout: TiffLayout; readonly read: (offset: number, length: number) => Promise<Uint8Array> },
): Promise<Uint8Array> {
  if (strip[0] === 0xff && strip[1] === 0xd8) return strip
  const { tags, samples, pieceWidthPx } = layout
  const tables = await oldTables(layout, read)
  const components = Math.min(samples, HIGHEST_COMPONENTS)
  const [across = 2, down = 2] = tags.get(tiffTag.subsampling) ?? (samples === 1 ? [1, 1] : [])
  const frame = [8, heightPx >> 8, heightPx & 255, pieceWidthPx >> 8, pieceWidthPx & 255, components]
  const scan = [components]
  for (let place = 0; place < components; place += 1) {
    frame.push(place + 1, place === 0 ? ((across & 15) << 4) | (down & 15) : 0x11, place)
    scan.push(place + 1, (place << 4) | place)
  }
  const restart = tags.get(tiffTag.oldJpegRestart)?.[0] ?? 0
  return Buffer.concat([
    START,
    ...tables.quantisation.map((table, place) => segment(0xdb, Buffer.from([place]), table)),
    ...tables.dc.map((table, place) => segment(0xc4, Buffer.from([place]), table)),
    ...tables.ac.map((table, place) => segment(0xc4, Buffer.from([0x10 | place]), table)),
    ...(restart === 0 ? [] : [segment(0xdd, Buffer.from([restart >> 8, restart & 255]))]),
    segment(0xc0, Buffer.from(frame)),
    segment(0xda, Buffer.from([...scan, 0, 63, 0])),
    strip,
    Buffer.from([0xff, 0xd9]),
  ])
}

function segment(marker: number, ...parts: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(parts)
  const head = Buffer.from([0xff, marker, (body.length + 2) >> 8, (body.length + 2) & 255])
  return Buffer.concat([head, body])
}

async function oldTables(
  { tags, samples }: TiffLayout,
  read: (offset: number, length: number) => Promise<Uint8Array>,
): Promise<OldTables> {
  const offsetsOf = (tag: number): readonly number[] => (tags.get(tag) ?? []).slice(0, samples)
  const huffman = async (offset: number): Promise<Uint8Array> => {
    const lengths = await read(offset, CODE_LENGTHS)
    return Buffer.concat([
      lengths,
      await read(
        offset + CODE_LENGTHS,
        Math.min(
          256,
          lengths.reduce((sum, count) => sum + count, 0),
        ),
      ),
    ])
  }
  return {
    quantisation: await Promise.all(
      offsetsOf(tiffTag.oldJpegQuantisation).map((offset) => read(offset, QUANTISATION_BYTES)),
    ),
    dc: await Promise.all(offsetsOf(tiffTag.oldJpegDc).map(huffman)),
    ac: await Promise.all(offsetsOf(tiffTag.oldJpegAc).map(huffman)),
  }
}
