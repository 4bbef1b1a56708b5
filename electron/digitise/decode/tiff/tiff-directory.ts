import { Fault } from '../../../../domain/fault.ts'
import { type ReaderLimits, structureLimits } from '../../reader-limits.ts'
import { checkPageCount, type SourceBytes } from '../source-bytes.ts'

/** The tags of one page that say something of its picture: tag number -> its values. @see TIFF revision 6.0, section 2 */
export type TiffTags = ReadonlyMap<number, readonly number[]>

export const tiffTag = {
  subfile: 254,
  width: 256,
  height: 257,
  bitsPerSample: 258,
  compression: 259,
  photometric: 262,
  fillOrder: 266,
  stripOffsets: 273,
  orientation: 274,
  samplesPerPixel: 277,
  rowsPerStrip: 278,
  stripByteCounts: 279,
  xResolution: 282,
  planar: 284,
  faxOptions: 292,
  resolutionUnit: 296,
  predictor: 317,
  colourMap: 320,
  tileWidth: 322,
  tileHeight: 323,
  tileOffsets: 324,
  tileByteCounts: 325,
  extraSamples: 338,
  sampleFormat: 339,
  jpegTables: 347,
  oldJpegOffset: 513,
  oldJpegLength: 514,
  oldJpegRestart: 515,
  oldJpegQuantisation: 519,
  oldJpegDc: 520,
  oldJpegAc: 521,
  subsampling: 530,
} as const

const wantedTags: ReadonlySet<number> = new Set(Object.values(tiffTag))
/** Bytes of one value, by field type; 0 for those that no wanted tag has. 16 to 18 are those of BigTIFF. */
const valueBytes: readonly number[] = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8]
const RATIONAL = 5
const BIG = 43
/** As many tags no page has. */
const MOST_ENTRIES = 4096

export interface TiffFile {
  readonly isLittleEndian: boolean
  readonly pages: readonly TiffTags[]
}

/** How numbers are written in a file: in BigTIFF those that were four bytes are eight. */
interface Writing {
  readonly isLittleEndian: boolean
  readonly isBig: boolean
}

/** Reads the tags of every page without touching the pictures. @throws Fault 'file-corrupt' | 'file-too-large' */
export async function readTiffDirectories(source: SourceBytes, limits: ReaderLimits): Promise<TiffFile> {
  const head = await readExactly(source, 0, 8)
  const isLittleEndian = head.getUint8(0) === 0x49
  const isBig = head.getUint16(2, isLittleEndian) === BIG
  const writing: Writing = { isLittleEndian, isBig }
  const firstAt = isBig
    ? readLong(await readExactly(source, 8, 8), 0, writing)
    : head.getUint32(4, isLittleEndian)
  const pages: TiffTags[] = []
  const visited = new Set<number>()
  let valuesLeft: number = structureLimits.tiffValues
  for (let at = firstAt; at !== 0; ) {
    if (visited.has(at)) throw new Fault('file-corrupt', 'the pages of the TIFF run in a circle')
    visited.add(at)
    const { tags, next, valueCount } = await readDirectory(source, { at, valuesLeft }, writing)
    valuesLeft -= valueCount
    if (!isReducedCopy(tags)) pages.push(tags)
    checkPageCount(Math.max(1, visited.size), limits)
    at = next
  }
  checkPageCount(pages.length, limits)
  return { isLittleEndian, pages }
}

/** Some scanners put a thumbnail of each page into the file as a page of its own. */
function isReducedCopy(tags: TiffTags): boolean {
  return ((tags.get(tiffTag.subfile)?.[0] ?? 0) & 1) === 1
}

interface Place {
  readonly at: number
  /** How many values may still be read of this file. */
  readonly valuesLeft: number
}

async function readDirectory(source: SourceBytes, { at, valuesLeft }: Place, writing: Writing) {
  const { isLittleEndian, isBig } = writing
  const [countBytes, entryBytes, placeBytes] = isBig ? [8, 20, 8] : [2, 12, 4]
  const countView = await readExactly(source, at, countBytes)
  const count = isBig ? readLong(countView, 0, writing) : countView.getUint16(0, isLittleEndian)
  if (count > MOST_ENTRIES) throw new Fault('file-corrupt', `a page of the TIFF with ${count} tags`)
  const entries = await readExactly(source, at + countBytes, count * entryBytes + placeBytes)
  const tags = new Map<number, readonly number[]>()
  let read = 0
  for (let from = 0; from < count * entryBytes; from += entryBytes) {
    const tag = entries.getUint16(from, isLittleEndian)
    const type = entries.getUint16(from + 2, isLittleEndian)
    const valueCount = readPlace(entries, from + 4, writing)
    const size = (valueBytes[type] ?? 0) * valueCount
    if (size === 0 || !wantedTags.has(tag)) continue
    read += valueCount
    if (read > valuesLeft) throw new Fault('file-corrupt', 'a TIFF of endless tables')
    const valueAt = from + 4 + placeBytes
    const isInline = size <= placeBytes
    const values = isInline ? entries : await readExactly(source, readPlace(entries, valueAt, writing), size)
    tags.set(tag, readValues(values, { first: isInline ? valueAt : 0, type, valueCount }, writing))
  }
  return { tags, next: readPlace(entries, count * entryBytes, writing), valueCount: read }
}

interface Field {
  readonly first: number
  readonly type: number
  readonly valueCount: number
}

function readValues(view: DataView, { first, type, valueCount }: Field, writing: Writing): readonly number[] {
  const { isLittleEndian } = writing
  const size = valueBytes[type] ?? 1
  return Array.from({ length: valueCount }, (_, place) => {
    const at = first + place * size
    if (type === RATIONAL) return view.getUint32(at, isLittleEndian) / view.getUint32(at + 4, isLittleEndian)
    if (size === 1) return view.getUint8(at)
    if (size === 8) return readLong(view, at, writing)
    return size === 2 ? view.getUint16(at, isLittleEndian) : view.getUint32(at, isLittleEndian)
  })
}

function readPlace(view: DataView, at: number, writing: Writing): number {
  return writing.isBig ? readLong(view, at, writing) : view.getUint32(at, writing.isLittleEndian)
}

/** What does not fit into a number exactly is far behind the end of any file. */
function readLong(view: DataView, at: number, { isLittleEndian }: Writing): number {
  return Number(view.getBigUint64(at, isLittleEndian))
}

async function readExactly(source: SourceBytes, offset: number, length: number): Promise<DataView> {
  const isInside = offset + length <= source.sizeBytes
  const bytes = isInside ? await source.read(offset, length) : new Uint8Array(0)
  if (bytes.length < length)
    throw new Fault('file-corrupt', `the TIFF points outside itself at byte ${offset}`)
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
}
