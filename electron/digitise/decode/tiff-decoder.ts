import { createRequire } from 'node:module'
import type { Canvas } from '@napi-rs/canvas'
import type * as utif from 'utif2'
import { Fault } from '../../../domain/fault.ts'
import type { ReaderLimits } from '../reader-limits.ts'
import type { Decoder, PageSize } from './decoder.ts'
import { A4_WIDTH_INCHES, canvasOf } from './page-canvas.ts'
import { unsigned } from './raw-pdf/signatures.ts'
import { checkPictureSize, readWhole, type SourceBytes } from './source-bytes.ts'
import { readTiffDirectories, type TiffTags, tiffTag } from './tiff-directory.ts'

const require = createRequire(import.meta.url)

const OLD_JPEG = 6
/** None, the three fax codings, LZW, the two JPEGs, the two deflates, PackBits. */
const knownCompressions: readonly number[] = [1, 2, 3, 4, 5, OLD_JPEG, 7, 8, 32946, 32773]
/** White or black is zero, RGB, palette, YCbCr. */
const knownPhotometrics: readonly number[] = [0, 1, 2, 3, 6]

/** Opens a TIFF; the coded picture of a page is read only when the page is wanted. */
export async function openTiff(source: SourceBytes, limits: ReaderLimits): Promise<Decoder> {
  const { isLittleEndian, pages } = await readTiffDirectories(source, limits)
  for (const tags of pages) checkTags(tags, source, limits)
  const tagsOf = (index: number): TiffTags => {
    const tags = pages[index]
    if (tags === undefined) throw new Fault('not-found', `the TIFF has no page ${index}`)
    return tags
  }
  const draw = async (index: number): Promise<Canvas> => {
    const page = await withPicture(tagsOf(index), source, limits)
    return drawPage(page, isLittleEndian)
  }
  // Drawn once at the door, as a JPEG is.
  await draw(0)
  return {
    format: 'tiff',
    pageCount: pages.length,
    pageSize: async (index) => sizeOf(tagsOf(index)),
    draw,
    ownText: async () => null,
    keptPage: async () => null,
    signatures: async () => unsigned,
    close: async () => undefined,
  }
}

function first(tags: TiffTags, tag: number, fallback: number): number {
  return tags.get(tag)?.[0] ?? fallback
}

function checkTags(tags: TiffTags, source: SourceBytes, limits: ReaderLimits): void {
  checkPictureSize(first(tags, tiffTag.width, 0), first(tags, tiffTag.height, 0), limits)
  const isKnown =
    knownCompressions.includes(first(tags, tiffTag.compression, 1)) &&
    knownPhotometrics.includes(first(tags, tiffTag.photometric, 0)) &&
    first(tags, tiffTag.planar, 1) === 1
  if (!isKnown) throw new Fault('file-unsupported', 'a rare coding of TIFF', { detail: { found: 'TIFF' } })
  const { offsets, counts } = pieces(tags)
  const isWhole =
    offsets.length > 0 &&
    offsets.length === counts.length &&
    offsets.every((offset, place) => offset + (counts[place] ?? 0) <= source.sizeBytes)
  if (!isWhole) throw new Fault('file-corrupt', 'a page of the TIFF is not all there')
}

/** Where the strips or tiles of a page lie. */
function pieces(tags: TiffTags) {
  const isTiled = tags.has(tiffTag.tileOffsets)
  const offsetTag = isTiled ? tiffTag.tileOffsets : tiffTag.stripOffsets
  const countTag = isTiled ? tiffTag.tileByteCounts : tiffTag.stripByteCounts
  return { offsetTag, offsets: tags.get(offsetTag) ?? [], counts: tags.get(countTag) ?? [] }
}

function sizeOf(tags: TiffTags): PageSize {
  const widthPx = first(tags, tiffTag.width, 1)
  const heightPx = first(tags, tiffTag.height, 1)
  const isBilevel =
    first(tags, tiffTag.bitsPerSample, 1) === 1 && first(tags, tiffTag.samplesPerPixel, 1) === 1
  const perUnit = first(tags, tiffTag.xResolution, 0)
  const stated = first(tags, tiffTag.resolutionUnit, 2) === 3 ? perUnit * 2.54 : perUnit
  const isPlausible = stated >= 72 && stated <= 1200
  return {
    widthPx,
    heightPx,
    isBilevel,
    dpi: isPlausible ? stated : Math.min(widthPx, heightPx) / A4_WIDTH_INCHES,
  }
}

interface PageBytes {
  readonly tags: TiffTags
  readonly bytes: Uint8Array<ArrayBuffer>
}

/** The stretch of the file that holds the coded picture, with tags that point into it: to the decoder a file of one page. */
async function withPicture(tags: TiffTags, source: SourceBytes, limits: ReaderLimits): Promise<PageBytes> {
  const { offsetTag, offsets, counts } = pieces(tags)
  const ends = offsets.map((offset, place) => offset + (counts[place] ?? 0))
  const end = ends.reduce((most, at) => Math.max(most, at), 0)
  const least = offsets.reduce((first, at) => Math.min(first, at), end)
  // The old JPEG coding keeps its tables wherever it likes; the mark of the byte order needs two bytes before the picture.
  const start = first(tags, tiffTag.compression, 1) === OLD_JPEG ? 0 : Math.max(0, least - 8)
  const bytes = await readWhole(source, { offset: start, length: end - start }, limits)
  return { tags: new Map([...tags, [offsetTag, offsets.map((offset) => offset - start)]]), bytes }
}

function drawPage({ tags, bytes }: PageBytes, isLittleEndian: boolean): Canvas {
  bytes.set(Buffer.from(isLittleEndian ? 'II' : 'MM', 'latin1'))
  const entries = [...tags].map(([tag, values]) => [`t${tag}`, [...values]] as const)
  // The decoder fills in data, width and height; it is handed what its own reader of tags would have made.
  const ifd = Object.fromEntries(entries) as unknown as utif.IFD
  // The package is an old-style module that exports under names which an import cannot see.
  const { decodeImage, toRGBA8 } = require('utif2') as typeof utif
  try {
    decodeImage(bytes.buffer, ifd)
    const rgba = toRGBA8(ifd)
    return canvasOf({ rgba, widthPx: ifd.width, heightPx: ifd.height })
  } catch (error) {
    throw new Fault('file-corrupt', 'a page of the TIFF cannot be decoded', { cause: error })
  }
}
