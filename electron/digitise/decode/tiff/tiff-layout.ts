import { Fault } from '../../../../domain/fault.ts'
import type { ReaderLimits } from '../../reader-limits.ts'
import { checkPictureSize, type SourceBytes } from '../source-bytes.ts'
import { type TiffTags, tiffTag } from './tiff-directory.ts'

export const tiffCompression = {
  none: 1,
  huffman: 2,
  group3: 3,
  group4: 4,
  lzw: 5,
  oldJpeg: 6,
  jpeg: 7,
  deflate: 8,
  deflateOld: 32946,
  packBits: 32773,
} as const
const knownCompressions: readonly number[] = Object.values(tiffCompression)
const faxCompressions: readonly number[] = [2, 3, 4]
const jpegCompressions: readonly number[] = [tiffCompression.oldJpeg, tiffCompression.jpeg]

export const photometric = {
  whiteIsZero: 0,
  blackIsZero: 1,
  rgb: 2,
  palette: 3,
  mask: 4,
  cmyk: 5,
  ycc: 6,
} as const

/** Uncompressed, a picture may be this much larger than coded ones may. */
const MOST_PIECE_SHARE = 2

/** How the picture of one page lies in the file. A piece is a strip or a tile. */
export interface TiffLayout {
  readonly widthPx: number
  readonly heightPx: number
  readonly bits: number
  readonly samples: number
  readonly photometric: number
  readonly compression: number
  /** The first bit of a byte is its lowest. */
  readonly isLowBitFirst: boolean
  /** 2: each value of a pixel is coded as the difference to the one left of it. */
  readonly predictor: number
  readonly isPlanar: boolean
  readonly pieceWidthPx: number
  readonly pieceHeightPx: number
  readonly offsets: readonly number[]
  readonly counts: readonly number[]
  /** Which of the samples is the opacity; -1 where all is opaque. */
  readonly alphaSample: number
  /** 1 to 8, as in EXIF; what is none of them counts as upright. */
  readonly orientation: number
  readonly tags: TiffTags
}

export function firstOf(tags: TiffTags, tag: number, fallback: number): number {
  return tags.get(tag)?.[0] ?? fallback
}

/** @throws Fault 'file-corrupt' | 'file-too-large' | 'file-unsupported' with what is rare about it */
export function tiffLayout(tags: TiffTags, source: SourceBytes, limits: ReaderLimits): TiffLayout {
  const widthPx = firstOf(tags, tiffTag.width, 0)
  const heightPx = firstOf(tags, tiffTag.height, 0)
  checkPictureSize(widthPx, heightPx, limits)
  const isTiled = tags.has(tiffTag.tileOffsets)
  const samples = firstOf(tags, tiffTag.samplesPerPixel, 1)
  const rows = firstOf(tags, tiffTag.rowsPerStrip, heightPx)
  const orientation = firstOf(tags, tiffTag.orientation, 1)
  const layout: TiffLayout = {
    widthPx,
    heightPx,
    bits: firstOf(tags, tiffTag.bitsPerSample, 1),
    samples,
    photometric: firstOf(tags, tiffTag.photometric, photometric.whiteIsZero),
    compression: firstOf(tags, tiffTag.compression, tiffCompression.none),
    isLowBitFirst: firstOf(tags, tiffTag.fillOrder, 1) === 2,
    predictor: firstOf(tags, tiffTag.predictor, 1),
    isPlanar: firstOf(tags, tiffTag.planar, 1) === 2 && samples > 1,
    pieceWidthPx: isTiled ? firstOf(tags, tiffTag.tileWidth, 0) : widthPx,
    pieceHeightPx: isTiled ? firstOf(tags, tiffTag.tileHeight, 0) : Math.min(rows, heightPx),
    offsets: tags.get(isTiled ? tiffTag.tileOffsets : tiffTag.stripOffsets) ?? [],
    counts: tags.get(isTiled ? tiffTag.tileByteCounts : tiffTag.stripByteCounts) ?? [],
    alphaSample: alphaSample(tags),
    orientation: orientation >= 1 && orientation <= 8 ? orientation : 1,
    tags,
  }
  const rarity = rarityOf(layout)
  if (rarity !== null)
    throw new Fault('file-unsupported', `a rare TIFF: ${rarity}`, { detail: { found: 'TIFF', rarity } })
  const fixed = withCounts(layout, source.sizeBytes)
  checkPieces(fixed, source, limits)
  return fixed
}

/** Old writers leave the lengths of an uncompressed or only strip out. */
function withCounts(layout: TiffLayout, sizeBytes: number): TiffLayout {
  const [offset = 0] = layout.offsets
  if (layout.counts.length > 0 || layout.offsets.length !== 1) return layout
  const whole = pieceBytes(layout)
  const rest = Math.max(0, sizeBytes - offset)
  return { ...layout, counts: [layout.compression === tiffCompression.none ? Math.min(whole, rest) : rest] }
}

function alphaSample(tags: TiffTags): number {
  const place = (tags.get(tiffTag.extraSamples) ?? []).findIndex((kind) => kind === 1 || kind === 2)
  if (place === -1) return -1
  const extra = tags.get(tiffTag.extraSamples)?.length ?? 0
  return firstOf(tags, tiffTag.samplesPerPixel, 1) - extra + place
}

/** In words for the log; null for what is read. */
function rarityOf(layout: TiffLayout): string | null {
  const { bits, samples, compression, predictor, tags } = layout
  const formats = tags.get(tiffTag.sampleFormat) ?? []
  const rarities: readonly (readonly [is: boolean, what: string])[] = [
    [!knownCompressions.includes(compression), `compression ${compression}`],
    [layout.photometric > photometric.ycc, `colours ${layout.photometric}`],
    [![1, 2, 4, 8, 16].includes(bits), `${bits} bits`],
    [(tags.get(tiffTag.bitsPerSample) ?? []).some((each) => each !== bits), 'samples of unequal bits'],
    [formats.some((format) => format > 2 && format !== 4), 'samples of fractions'],
    [samples < 1 || samples > MOST_SAMPLES, `${samples} samples`],
    [predictor > 2 || (predictor === 2 && bits < 8), `predictor ${predictor}`],
    [faxCompressions.includes(compression) && (bits !== 1 || samples !== 1), 'a fax in colour'],
  ]
  const found = rarities.find(([is]) => is)?.[1]
  if (found !== undefined) return found
  return jpegCompressions.includes(compression) ? jpegRarity(layout) : colourRarity(layout)
}

const MOST_SAMPLES = 8

function jpegRarity({ bits, isPlanar, photometric: colours }: TiffLayout): string | null {
  if (bits !== 8) return `a JPEG of ${bits} bits`
  const isRare = isPlanar || colours === photometric.cmyk || colours === photometric.palette
  return isRare ? 'a JPEG of rare colours' : null
}

/** As many samples as a pixel of these colours has at least; one of the others. */
const fewestSamples: ReadonlyMap<number, number> = new Map([
  [photometric.cmyk, 4],
  [photometric.rgb, 3],
  [photometric.ycc, 3],
])

function colourRarity(layout: TiffLayout): string | null {
  const { photometric: colours, samples } = layout
  if (samples < (fewestSamples.get(colours) ?? 1)) return `${samples} samples for colours ${colours}`
  if (colours === photometric.palette && !hasPalette(layout)) return 'a palette that is not there'
  return colours === photometric.ycc && !hasAllColours(layout) ? 'YCbCr with fewer colours than pixels' : null
}

function hasPalette({ bits, tags }: TiffLayout): boolean {
  return bits <= 8 && (tags.get(tiffTag.colourMap)?.length ?? 0) >= 3 * 2 ** bits
}

function hasAllColours({ bits, tags }: TiffLayout): boolean {
  const [across = 2, down = 2] = tags.get(tiffTag.subsampling) ?? []
  return across === 1 && down === 1 && bits === 8
}

/** @throws Fault 'file-corrupt' where not all pieces are there, 'file-too-large' for one that would not fit in memory */
function checkPieces(layout: TiffLayout, source: SourceBytes, limits: ReaderLimits): void {
  const { offsets, counts, pieceWidthPx, pieceHeightPx } = layout
  const isShaped = pieceWidthPx > 0 && pieceHeightPx > 0
  if (isShaped) checkPictureSize(pieceWidthPx, pieceHeightPx, limits)
  // Colours of 16 bits and more samples than are shown make a piece larger than its pixels.
  if (pieceBytes(layout) > MOST_PIECE_SHARE * limits.pictureBytes)
    throw new Fault('file-too-large', 'a piece of a TIFF that is too large', {
      detail: { limitMegabytes: Math.ceil((MOST_PIECE_SHARE * limits.pictureBytes) / 2 ** 20) },
    })
  const wanted = isShaped
    ? piecesAcross(layout) * piecesDown(layout) * (layout.isPlanar ? layout.samples : 1)
    : 0
  const hasWhole = layout.tags.has(tiffTag.oldJpegOffset) && layout.compression === tiffCompression.oldJpeg
  const isWhole =
    wanted > 0 &&
    (hasWhole || offsets.length >= wanted) &&
    offsets.length === counts.length &&
    offsets.every((offset, place) => offset + (counts[place] ?? 0) <= source.sizeBytes)
  if (!isWhole) throw new Fault('file-corrupt', 'a page of the TIFF is not all there')
}

export function piecesAcross({ widthPx, pieceWidthPx }: TiffLayout): number {
  return Math.ceil(widthPx / pieceWidthPx)
}

function piecesDown({ heightPx, pieceHeightPx }: TiffLayout): number {
  return Math.ceil(heightPx / pieceHeightPx)
}

/** Of one row of a piece, as it lies there uncompressed. */
export function rowBytes({ bits, samples, pieceWidthPx, isPlanar }: TiffLayout): number {
  return Math.ceil((pieceWidthPx * bits * (isPlanar ? 1 : samples)) / 8)
}

/** Of one whole piece, uncompressed. */
function pieceBytes(layout: TiffLayout): number {
  return rowBytes(layout) * layout.pieceHeightPx
}
