import { type Canvas, createCanvas, loadImage } from '@napi-rs/canvas'
import { imageSize } from 'image-size'
import { Fault } from '../../../domain/fault.ts'
import { keptJpeg, keptPng, uprightPlacement } from '../output/kept-photo.ts'
import { POINTS_PER_INCH } from '../output/pdf-syntax.ts'
import type { ReaderLimits } from '../reader-limits.ts'
import type { Decoder, PageSize } from './decoder.ts'
import { checkJpegStructure } from './jpeg-structure.ts'
import { A4_WIDTH_INCHES, onWhite } from './page-canvas.ts'
import { pngChunks } from './png-structure.ts'
import { unsigned } from './raw-pdf/signatures.ts'
import { checkPictureSize, readWhole, type SourceBytes } from './source-bytes.ts'

/** A decoder leaves the rows that it could not read transparent; a JPEG may lack this share of them and is still whole to the eye. */
const MISSING_ROWS_SHARE = 0.02

export function openJpeg(source: SourceBytes, limits: ReaderLimits): Promise<Decoder> {
  return openPhoto('jpeg', source, limits)
}

export function openPng(source: SourceBytes, limits: ReaderLimits): Promise<Decoder> {
  return openPhoto('png', source, limits)
}

async function openPhoto(
  format: 'jpeg' | 'png',
  source: SourceBytes,
  limits: ReaderLimits,
): Promise<Decoder> {
  const bytes = await readWhole(source, { offset: 0, length: source.sizeBytes }, limits)
  if (format === 'jpeg') checkJpegStructure(bytes)
  else for (const _ of pngChunks(bytes)) void _
  const size = uprightSize(bytes)
  checkPictureSize(size.widthPx, size.heightPx, limits)
  // Drawn once at the door: a picture that cannot be decoded is refused when it comes in, not when somebody looks at it.
  await drawPhoto(format, bytes, size.widthPx)
  return {
    format,
    pageCount: 1,
    pageSize: async () => size,
    draw: (_, widthPx) => drawPhoto(format, bytes, widthPx),
    ownText: async () => null,
    keptPage: async () => {
      const picture = format === 'jpeg' ? keptJpeg(bytes) : keptPng(bytes)
      if (picture === null) return null
      const toPoints = (pixels: number): number => (pixels * POINTS_PER_INCH) / size.dpi
      const [widthPt, heightPt] = [toPoints(size.widthPx), toPoints(size.heightPx)]
      return {
        widthPt,
        heightPt,
        pictures: [{ picture, placement: uprightPlacement(bytes, widthPt, heightPt) }],
      }
    },
    signatures: async () => unsigned,
    close: async () => undefined,
  }
}

/** As the picture is shown: turned as its EXIF says, which the picture library does as well. */
function uprightSize(bytes: Uint8Array): PageSize {
  try {
    const { width, height, orientation = 1 } = imageSize(bytes)
    const isTurned = orientation >= 5 && orientation <= 8
    const widthPx = isTurned ? height : width
    const heightPx = isTurned ? width : height
    return { widthPx, heightPx, isBilevel: false, dpi: Math.min(widthPx, heightPx) / A4_WIDTH_INCHES }
  } catch (error) {
    throw new Fault('file-corrupt', 'the picture does not tell its size', { cause: error })
  }
}

async function drawPhoto(format: 'jpeg' | 'png', bytes: Uint8Array, widthPx: number): Promise<Canvas> {
  const picture = await loadImage(bytes).catch((error: unknown) => {
    throw new Fault('file-corrupt', 'the picture cannot be decoded', { cause: error })
  })
  const scale = widthPx / picture.width
  const canvas = createCanvas(widthPx, Math.max(1, Math.round(picture.height * scale)))
  const context = canvas.getContext('2d')
  context.imageSmoothingQuality = 'high'
  context.drawImage(picture, 0, 0, canvas.width, canvas.height)
  if (format === 'jpeg' && missingRowsShare(canvas) > MISSING_ROWS_SHARE) {
    throw new Fault('file-corrupt', 'the JPEG ends in the middle of its picture')
  }
  return onWhite(canvas)
}

function missingRowsShare(canvas: Canvas): number {
  const column = canvas.getContext('2d').getImageData(canvas.width >> 1, 0, 1, canvas.height).data
  let missing = 0
  for (let at = 3; at < column.length; at += 4) if (column[at] === 0) missing += 1
  return missing / canvas.height
}
