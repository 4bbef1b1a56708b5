import { type Canvas, createCanvas, type Image, loadImage } from '@napi-rs/canvas'
import { imageSize } from 'image-size'
import { Fault } from '../../../domain/fault.ts'
import type { ArchivePage } from '../output/coded-picture.ts'
import { keptJpeg, keptPng, uprightPlacement } from '../output/kept-photo.ts'
import { POINTS_PER_INCH } from '../output/pdf-syntax.ts'
import type { ReaderLimits } from '../reader-limits.ts'
import { type Decoder, MOST_HELD_PIXELS, type PageSize } from './decoder.ts'
import { checkJpegStructure } from './jpeg-structure.ts'
import { missingRowsShare, onWhite } from './page-canvas.ts'
import { jpegFacts, type PhotoFacts, pngFacts, unknownFacts } from './photo-facts.ts'
import { checkPngStructure } from './png-structure.ts'
import { unsigned } from './raw-pdf/signatures.ts'
import { resolutionOf } from './resolution.ts'
import type { PhotoFormat } from './sniff-format.ts'
import { checkPictureSize, readWhole, type SourceBytes } from './source-bytes.ts'
import { checkWebpStructure } from './webp-structure.ts'

/** A decoder leaves the rows that it could not read transparent; a JPEG may lack this share of them and is still whole to the eye. */
const MISSING_ROWS_SHARE = 0.02

/** Opens a file that is one picture. */
export function openPhoto(format: PhotoFormat) {
  return async (source: SourceBytes, limits: ReaderLimits, givenDpi: number | null): Promise<Decoder> => {
    const bytes = await readWhole(source, { offset: 0, length: source.sizeBytes }, limits)
    if (format === 'jpeg') checkJpegStructure(bytes)
    if (format === 'png') checkPngStructure(bytes)
    if (format === 'webp') checkWebpStructure(bytes)
    const size = uprightSize(bytes, factsOf(format, bytes), givenDpi)
    checkPictureSize(size.widthPx, size.heightPx, limits)
    // Decoded at the door: a picture that cannot be is refused when it comes in, not when somebody looks at it.
    const picture = await decodePhoto(format, bytes)
    const isHeld = size.widthPx * size.heightPx <= MOST_HELD_PIXELS
    const held = isHeld ? picture : null
    return {
      format,
      pageCount: 1,
      warnings: [],
      isHeld,
      pageSize: async () => size,
      scanDpi: async () => size.dpi,
      draw: async (_, widthPx) => drawPhoto(held ?? (await decodePhoto(format, bytes)), widthPx),
      ownText: async () => null,
      keptPage: async () => keptPhoto(format, bytes, size),
      signatures: async () => unsigned,
      close: async () => undefined,
    }
  }
}

function factsOf(format: PhotoFormat, bytes: Uint8Array): PhotoFacts {
  if (format === 'jpeg') return jpegFacts(bytes)
  return format === 'png' ? pngFacts(bytes) : unknownFacts
}

function keptPhoto(format: PhotoFormat, bytes: Uint8Array, size: PageSize): ArchivePage | null {
  const picture = format === 'jpeg' ? keptJpeg(bytes) : format === 'png' ? keptPng(bytes) : null
  if (picture === null) return null
  const toPoints = (pixels: number): number => (pixels * POINTS_PER_INCH) / size.dpi
  const [widthPt, heightPt] = [toPoints(size.widthPx), toPoints(size.heightPx)]
  return {
    widthPt,
    heightPt,
    pictures: [{ picture, placement: uprightPlacement(bytes, widthPt, heightPt) }],
  }
}

/** As the picture is shown: turned as its EXIF says, which the picture library does as well. */
function uprightSize(bytes: Uint8Array, { stated, isPhoto }: PhotoFacts, given: number | null): PageSize {
  try {
    const { width, height, orientation = 1 } = imageSize(bytes)
    const isTurned = orientation >= 5 && orientation <= 8
    const widthPx = isTurned ? height : width
    const heightPx = isTurned ? width : height
    return {
      widthPx,
      heightPx,
      isBilevel: false,
      ...resolutionOf({ widthPx, heightPx, stated, isPhoto, given }),
    }
  } catch (error) {
    throw new Fault('file-corrupt', 'the picture does not tell its size', { cause: error })
  }
}

async function decodePhoto(format: PhotoFormat, bytes: Uint8Array): Promise<Image> {
  const picture = await loadImage(bytes).catch((error: unknown) => {
    throw new Fault('file-corrupt', 'the picture cannot be decoded', { cause: error })
  })
  if (format === 'jpeg' && missingRowsShare(picture) > MISSING_ROWS_SHARE) {
    throw new Fault('file-corrupt', 'the JPEG ends in the middle of its picture')
  }
  return picture
}

function drawPhoto(picture: Image, widthPx: number): Canvas {
  const scale = widthPx / picture.width
  const canvas = createCanvas(widthPx, Math.max(1, Math.round(picture.height * scale)))
  const context = canvas.getContext('2d')
  context.imageSmoothingQuality = 'high'
  // Smoothing softens edges even where nothing is scaled.
  context.imageSmoothingEnabled = scale !== 1
  context.drawImage(picture, 0, 0, canvas.width, canvas.height)
  return onWhite(canvas)
}
