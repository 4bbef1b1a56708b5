import type { Canvas } from '@napi-rs/canvas'
import { Fault } from '../../../../domain/fault.ts'
import type { ReaderLimits } from '../../reader-limits.ts'
import { mirroredBits } from '../bit-order.ts'
import { decodeFax, type FaxCoding } from '../fax-decoder.ts'
import { readWhole, type SourceBytes } from '../source-bytes.ts'
import { lzw } from './lzw.ts'
import { deflated, packBits, stored, type Uncompressed } from './plain-codings.ts'
import { tiffTag } from './tiff-directory.ts'
import { drawJpeg, oldJpeg, wholeJpeg } from './tiff-jpeg.ts'
import { firstOf, piecesAcross, rowBytes, type TiffLayout, tiffCompression } from './tiff-layout.ts'
import { createPixelMaker, unpredict } from './tiff-pixels.ts'

interface Picture {
  readonly layout: TiffLayout
  readonly source: SourceBytes
  readonly isLittleEndian: boolean
  readonly limits: ReaderLimits
}

/** As many rows become pixels at a time: a whole page of them would take as much memory again as the canvas. */
const BAND_ROWS = 128
/** A page that lacks more of its rows than this is not the page that was scanned. */
const MISSING_SHARE = 0.02

/** Draws the pieces of a page. @throws Fault 'file-corrupt' where more is missing than an edge */
export async function drawPieces(canvas: Canvas, picture: Picture): Promise<void> {
  const { layout } = picture
  const { compression, tags } = layout
  if (compression === tiffCompression.oldJpeg && tags.has(tiffTag.oldJpegOffset)) {
    if (await drawWholeOldJpeg(canvas, picture)) return
  }
  const across = piecesAcross(layout)
  const planes = layout.isPlanar ? layout.samples : 1
  const pieces = Math.ceil(layout.heightPx / layout.pieceHeightPx) * across
  const isJpeg = compression === tiffCompression.jpeg || compression === tiffCompression.oldJpeg
  let missingRows = 0
  for (let piece = 0; piece < pieces; piece += 1) {
    const [left, top] = [
      (piece % across) * layout.pieceWidthPx,
      Math.floor(piece / across) * layout.pieceHeightPx,
    ]
    const place = { left, top, heightPx: pieceRows(layout, top) }
    if (isJpeg) {
      canvas.getContext('2d').drawImage(await jpegPiece(picture, piece, place.heightPx), left, top)
      continue
    }
    const raw: Uncompressed[] = []
    for (let plane = 0; plane < planes; plane += 1)
      raw.push(await rawPiece(picture, plane * pieces + piece, place.heightPx))
    missingRows += missing(raw, layout, place.heightPx) / across
    paintPiece(canvas, picture, { ...place, planes: raw.map(({ bytes }) => bytes) })
  }
  if (missingRows > layout.heightPx * MISSING_SHARE)
    throw new Fault('file-corrupt', 'a page of the TIFF ends in the middle of its picture')
}

/** A tile is always whole; the last strip ends where the page does. */
function pieceRows(layout: TiffLayout, top: number): number {
  const isTiled = layout.tags.has(tiffTag.tileOffsets)
  return isTiled ? layout.pieceHeightPx : Math.min(layout.pieceHeightPx, layout.heightPx - top)
}

function missing(planes: readonly Uncompressed[], layout: TiffLayout, rows: number): number {
  const least = Math.min(...planes.map(({ found }) => found))
  return Math.max(0, rows - Math.ceil(least / rowBytes(layout)))
}

async function coded({ layout, source, limits }: Picture, piece: number): Promise<Uint8Array> {
  const [offset = 0, length = 0] = [layout.offsets[piece], layout.counts[piece]]
  return readWhole(source, { offset, length }, limits)
}

const faxCodings: ReadonlyMap<number, FaxCoding> = new Map([
  [tiffCompression.huffman, 'huffman'],
  [tiffCompression.group3, 'group3'],
  [tiffCompression.group4, 'group4'],
])

async function rawPiece(picture: Picture, piece: number, rows: number): Promise<Uncompressed> {
  const { layout, isLittleEndian } = picture
  const bytes = await coded(picture, piece)
  const faxCoding = faxCodings.get(layout.compression)
  if (faxCoding !== undefined) {
    const isTwoDimensional = faxCoding === 'group3' && (firstOf(layout.tags, tiffTag.faxOptions, 0) & 1) === 1
    const { pieceWidthPx: widthPx, isLowBitFirst } = layout
    const coding = isTwoDimensional ? 'group3-2d' : faxCoding
    const fax = decodeFax(bytes, { coding, widthPx, heightPx: rows, isLowBitFirst })
    return { bytes: fax.bits, found: fax.rows * rowBytes(layout) }
  }
  const plainBytes = rowBytes(layout) * rows
  const ordered = layout.isLowBitFirst ? mirroredBits(bytes) : bytes
  const raw = uncompressed(ordered, plainBytes, layout.compression)
  if (layout.predictor !== 2) return raw
  const own = Uint8Array.from(raw.bytes)
  unpredict(own, layout, isLittleEndian)
  return { bytes: own, found: raw.found }
}

function uncompressed(bytes: Uint8Array, plainBytes: number, compression: number): Uncompressed {
  if (compression === tiffCompression.lzw) return lzw(bytes, plainBytes)
  if (compression === tiffCompression.packBits) return packBits(bytes, plainBytes)
  const isStored = compression === tiffCompression.none
  return isStored ? stored(bytes, plainBytes) : deflated(bytes, plainBytes)
}

interface Piece {
  readonly left: number
  readonly top: number
  readonly heightPx: number
  readonly planes: readonly Uint8Array[]
}

function paintPiece(canvas: Canvas, { layout, isLittleEndian }: Picture, piece: Piece): void {
  const context = canvas.getContext('2d')
  const maker = createPixelMaker(layout, isLittleEndian)
  const widthPx = layout.pieceWidthPx
  for (let row = 0; row < piece.heightPx; row += BAND_ROWS) {
    const rows = Math.min(BAND_ROWS, piece.heightPx - row)
    const band = context.createImageData(widthPx, rows)
    for (let line = 0; line < rows; line += 1)
      maker.fillRow(
        piece.planes,
        row + line,
        band.data.subarray(line * widthPx * 4, (line + 1) * widthPx * 4),
      )
    context.putImageData(band, piece.left, piece.top + row)
  }
}

async function jpegPiece(picture: Picture, piece: number, rows: number): Promise<Canvas> {
  const { layout, source } = picture
  const bytes = await coded(picture, piece)
  if (layout.compression === tiffCompression.jpeg) return drawJpeg(wholeJpeg(bytes, layout), layout)
  const read = (offset: number, length: number): Promise<Uint8Array> =>
    readWhole(source, { offset, length }, picture.limits)
  return drawJpeg(await oldJpeg(bytes, rows, { layout, read }), layout)
}

/** Most files of the old kind hold a JPEG as it is. @returns false where there is none after all */
async function drawWholeOldJpeg(canvas: Canvas, picture: Picture): Promise<boolean> {
  const { layout, source, limits } = picture
  const offset = firstOf(layout.tags, tiffTag.oldJpegOffset, 0)
  const rest = Math.max(0, source.sizeBytes - offset)
  // The stated length often leaves the picture out; the end of the JPEG is known by its own mark.
  const bytes = await readWhole(source, { offset, length: Math.min(rest, limits.pictureBytes) }, limits)
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return false
  const wholePage = { ...layout, pieceWidthPx: layout.widthPx, pieceHeightPx: layout.heightPx }
  canvas.getContext('2d').drawImage(await drawJpeg(bytes, wholePage), 0, 0)
  return true
}
