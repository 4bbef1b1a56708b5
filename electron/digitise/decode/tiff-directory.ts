import { Fault } from '../../../domain/fault.ts'
import type { ReaderLimits } from '../reader-limits.ts'
import { checkPageCount, type SourceBytes } from './source-bytes.ts'

/** The tags of one page: tag number -> its values. @see TIFF revision 6.0, section 2 */
export type TiffTags = ReadonlyMap<number, readonly number[]>

export const tiffTag = {
  subfile: 254,
  width: 256,
  height: 257,
  bitsPerSample: 258,
  compression: 259,
  photometric: 262,
  stripOffsets: 273,
  samplesPerPixel: 277,
  stripByteCounts: 279,
  xResolution: 282,
  planar: 284,
  resolutionUnit: 296,
  tileOffsets: 324,
  tileByteCounts: 325,
} as const

/** Bytes of one value, by field type; 0 for those that no tag of a page needs. */
const valueBytes: readonly number[] = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8]
const RATIONAL = 5
/** More values than any table of strips of a picture that is let in. */
const MOST_VALUES = 1_000_000

export interface TiffFile {
  readonly isLittleEndian: boolean
  readonly pages: readonly TiffTags[]
}

/** Reads the tags of every page without touching the pictures. @throws Fault 'file-corrupt' | 'file-too-large' */
export async function readTiffDirectories(source: SourceBytes, limits: ReaderLimits): Promise<TiffFile> {
  const head = await readExactly(source, 0, 8)
  const isLittleEndian = head.getUint8(0) === 0x49
  const pages: TiffTags[] = []
  const visited = new Set<number>()
  for (let at = head.getUint32(4, isLittleEndian); at !== 0; ) {
    if (visited.has(at)) throw new Fault('file-corrupt', 'the pages of the TIFF run in a circle')
    visited.add(at)
    const { tags, next } = await readDirectory(source, at, isLittleEndian)
    if (!isReducedCopy(tags)) pages.push(tags)
    checkPageCount(Math.max(1, pages.length), limits)
    at = next
  }
  checkPageCount(pages.length, limits)
  return { isLittleEndian, pages }
}

/** Some scanners put a thumbnail of each page into the file as a page of its own. */
function isReducedCopy(tags: TiffTags): boolean {
  return ((tags.get(tiffTag.subfile)?.[0] ?? 0) & 1) === 1
}

async function readDirectory(source: SourceBytes, at: number, isLittleEndian: boolean) {
  const count = (await readExactly(source, at, 2)).getUint16(0, isLittleEndian)
  const entries = await readExactly(source, at + 2, count * 12 + 4)
  const tags = new Map<number, readonly number[]>()
  for (let entry = 0; entry < count; entry += 1) {
    const from = entry * 12
    const type = entries.getUint16(from + 2, isLittleEndian)
    const valueCount = entries.getUint32(from + 4, isLittleEndian)
    const size = (valueBytes[type] ?? 0) * valueCount
    if (size === 0 || valueCount > MOST_VALUES) continue
    const isInline = size <= 4
    const place = entries.getUint32(from + 8, isLittleEndian)
    const values = isInline ? entries : await readExactly(source, place, size)
    const first = isInline ? from + 8 : 0
    const tag = entries.getUint16(from, isLittleEndian)
    tags.set(tag, readValues(values, { first, type, valueCount, isLittleEndian }))
  }
  return { tags, next: entries.getUint32(count * 12, isLittleEndian) }
}

interface Field {
  readonly first: number
  readonly type: number
  readonly valueCount: number
  readonly isLittleEndian: boolean
}

function readValues(view: DataView, { first, type, valueCount, isLittleEndian }: Field): readonly number[] {
  const size = valueBytes[type] ?? 1
  return Array.from({ length: valueCount }, (_, place) => {
    const at = first + place * size
    if (type === RATIONAL) return view.getUint32(at, isLittleEndian) / view.getUint32(at + 4, isLittleEndian)
    if (size === 1) return view.getUint8(at)
    return size === 2 ? view.getUint16(at, isLittleEndian) : view.getUint32(at, isLittleEndian)
  })
}

async function readExactly(source: SourceBytes, offset: number, length: number): Promise<DataView> {
  const bytes = offset + length <= source.sizeBytes ? await source.read(offset, length) : new Uint8Array(0)
  if (bytes.length < length)
    throw new Fault('file-corrupt', `the TIFF points outside itself at byte ${offset}`)
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
}
