/** What the head of a photo says beside its size. */
export interface ExifFacts {
  /** Pixels to an inch; null where it is not told. */
  readonly dpi: number | null
  /** Names the camera: a scanner names itself here as well, but states its resolution. */
  readonly hasCamera: boolean
}

const EXIF_MARK = 'Exif\0\0'
const MAKE = 0x10f
const MODEL = 0x110
const X_RESOLUTION = 0x11a
const RESOLUTION_UNIT = 0x128
/** The part of EXIF that tells how a picture was exposed: scanners have none. */
const EXPOSURE = 0x8769
const PER_CENTIMETRE = 3
const ENTRY_BYTES = 12
const MOST_ENTRIES = 200

const nothing: ExifFacts = { dpi: null, hasCamera: false }

/** @param segment data of an APP1 segment of a JPEG; anything else says nothing @see CIPA DC-008 4.6 */
export function exifFacts(segment: Uint8Array): ExifFacts {
  const mark = Buffer.from(segment.subarray(0, EXIF_MARK.length)).toString('latin1')
  const body = segment.subarray(EXIF_MARK.length)
  if (mark !== EXIF_MARK || body.length < 8) return nothing
  const view = new DataView(body.buffer, body.byteOffset, body.length)
  const isLittleEndian = view.getUint8(0) === 0x49
  const entries = directory(view, isLittleEndian)
  const perUnit = rational(view, entries.get(X_RESOLUTION)?.value ?? -1, isLittleEndian)
  const unitPlace = entries.get(RESOLUTION_UNIT)?.at
  const unit = unitPlace === undefined ? 2 : view.getUint16(unitPlace, isLittleEndian)
  const hasCamera = (entries.has(MAKE) || entries.has(MODEL)) && entries.has(EXPOSURE)
  return { dpi: perUnit === null ? null : perUnit * (unit === PER_CENTIMETRE ? 2.54 : 1), hasCamera }
}

interface Entry {
  /** Where its value stands, and what stands there read as a number of four bytes. */
  readonly at: number
  readonly value: number
}

function directory(view: DataView, isLittleEndian: boolean): ReadonlyMap<number, Entry> {
  const start = view.getUint32(4, isLittleEndian)
  const entries = new Map<number, Entry>()
  if (start + 2 > view.byteLength) return entries
  const count = Math.min(MOST_ENTRIES, view.getUint16(start, isLittleEndian))
  for (let place = 0; place < count; place += 1) {
    const at = start + 2 + place * ENTRY_BYTES
    if (at + ENTRY_BYTES > view.byteLength) break
    entries.set(view.getUint16(at, isLittleEndian), {
      at: at + 8,
      value: view.getUint32(at + 8, isLittleEndian),
    })
  }
  return entries
}

function rational(view: DataView, at: number, isLittleEndian: boolean): number | null {
  if (at < 0 || at + 8 > view.byteLength) return null
  const value = view.getUint32(at, isLittleEndian) / view.getUint32(at + 4, isLittleEndian)
  return Number.isFinite(value) && value > 0 ? value : null
}
