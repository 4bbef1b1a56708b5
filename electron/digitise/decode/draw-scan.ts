import { type Canvas, createCanvas, type Image, loadImage } from '@napi-rs/canvas'
import { Fault } from '../../../domain/fault.ts'
import type { ArchivePage, CodedPicture } from '../output/coded-picture.ts'
import type { ReaderLimits } from '../reader-limits.ts'
import { bitsCanvas, bytesCanvas } from './band-canvas.ts'
import { decodeFax, type FaxCoding } from './fax-decoder.ts'
import { checkJpegStructure, jpegSegments } from './jpeg-structure.ts'
import { missingRowsShare, onWhite } from './page-canvas.ts'
import { inflatedWithin } from './raw-pdf/pdf-streams.ts'
import { checkPictureSize } from './source-bytes.ts'

interface Size {
  readonly widthPx: number
  readonly heightPx: number
}

/** A scan that lacks more of its rows than this is left to a decoder that makes more of broken pictures. */
const MISSING_SHARE = 0.02

/** A page that is nothing but pictures, these decoded. */
export interface DecodedScan extends Pick<ArchivePage, 'widthPt' | 'heightPt'> {
  readonly pictures: readonly {
    readonly picture: Image | Canvas
    readonly placement: ArchivePage['pictures'][number]['placement']
  }[]
}

/**
 * Decodes a page that is nothing but pictures: many times faster than the PDF library, which does it in JavaScript. Null where
 * one of them has a coding that only the library knows, or is not whole.
 */
export async function decodeScan(page: ArchivePage, limits: ReaderLimits): Promise<DecodedScan | null> {
  const pictures: DecodedScan['pictures'][number][] = []
  for (const { picture, placement } of page.pictures) {
    checkPictureSize(picture.widthPx, picture.heightPx, limits)
    const drawn = await decoded(picture)
    if (drawn === null) return null
    pictures.push({ picture: drawn, placement })
  }
  return { widthPt: page.widthPt, heightPt: page.heightPt, pictures }
}

export function drawScan(scan: DecodedScan, size: Size): Canvas {
  const canvas = createCanvas(size.widthPx, size.heightPx)
  const context = canvas.getContext('2d')
  context.imageSmoothingQuality = 'high'
  const [across, down] = [size.widthPx / scan.widthPt, size.heightPx / scan.heightPt]
  for (const { picture, placement } of scan.pictures) {
    const [a, b, c, d, e, f] = placement
    // From the unit square, which stands on its foot, to the pixels of the canvas, which hangs from its top.
    context.setTransform(
      a * across,
      -b * down,
      -c * across,
      d * down,
      (c + e) * across,
      (scan.heightPt - d - f) * down,
    )
    context.drawImage(picture, 0, 0, 1, 1)
  }
  context.resetTransform()
  return onWhite(canvas)
}

async function decoded(picture: CodedPicture): Promise<Image | Canvas | null> {
  if (picture.coding.kind === 'fax') return decodedFax(picture)
  return picture.coding.kind === 'jpeg' ? decodedJpeg(picture.bytes) : inflatedPicture(picture)
}

async function decodedJpeg(bytes: Uint8Array): Promise<Image | null> {
  try {
    checkJpegStructure(bytes)
    const image = await loadImage(Buffer.from(withoutExif(bytes)))
    return missingRowsShare(image) <= MISSING_SHARE ? image : null
  } catch (error) {
    return orNull(error)
  }
}

const APP1 = 0xe1

/** A PDF says itself how a picture lies; what the camera says is for other programs. */
export function withoutExif(bytes: Uint8Array): Uint8Array {
  const exif = [...headSegments(bytes)].filter(({ marker }) => marker === APP1)
  if (exif.length === 0) return bytes
  const kept: Uint8Array[] = []
  let from = 0
  for (const { start, end } of exif) {
    kept.push(bytes.subarray(from, start))
    from = end
  }
  return Buffer.concat([...kept, bytes.subarray(from)])
}

const SCAN = 0xda

function* headSegments(bytes: Uint8Array): ReturnType<typeof jpegSegments> {
  for (const segment of jpegSegments(bytes)) {
    if (segment.marker === SCAN) return
    yield segment
  }
}

function decodedFax({ widthPx, heightPx, coding, bytes, isInverted }: CodedPicture): Canvas | null {
  if (coding.kind !== 'fax' || coding.isByteAligned) return null
  const kind: FaxCoding = coding.k < 0 ? 'group4' : coding.k > 0 ? 'group3-2d' : 'group3'
  const { bits, rows } = decodeFax(bytes, { coding: kind, widthPx, heightPx, isLowBitFirst: false })
  if (rows < heightPx * (1 - MISSING_SHARE)) return null
  // Black is zero unless the coding or the colours say otherwise.
  const isBlackDark = coding.isBlackOne === isInverted
  return bitsCanvas(bits, { widthPx, heightPx }, isBlackDark)
}

/** Programs fill up the last rows. */
const SPARE_BYTES = 65_536

/** Pixels as they are, deflated: half tones of eight bits, or black and white. */
async function inflatedPicture(picture: CodedPicture): Promise<Canvas | null> {
  const { widthPx, heightPx, bitsPerComponent, colours, coding, isInverted } = picture
  const channels = colours === 'rgb' ? 3 : 1
  const isBilevel = bitsPerComponent === 1 && colours === 'grey'
  const isPlain = coding.kind === 'deflate' && !coding.isPredicted && typeof colours === 'string'
  if (!isPlain || !(isBilevel || (bitsPerComponent === 8 && !isInverted))) return null
  const wholeBytes = Math.ceil((widthPx * bitsPerComponent * channels) / 8) * heightPx
  const bytes = await inflatedWithin(picture.bytes, wholeBytes + SPARE_BYTES).catch(orNull)
  if (bytes === null || bytes.length < wholeBytes * (1 - MISSING_SHARE)) return null
  return isBilevel ? bitsCanvas(bytes, picture, isInverted) : bytesCanvas(bytes, picture, channels)
}

/** What is damaged is left to the library; what is too large is not. */
function orNull(error: unknown): null {
  if (error instanceof Fault && error.code === 'file-too-large') throw error
  return null
}
