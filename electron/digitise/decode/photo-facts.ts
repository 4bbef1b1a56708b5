import { exifFacts } from './exif-facts.ts'
import { jpegSegments } from './jpeg-structure.ts'
import { pngChunks } from './png-structure.ts'

/** What a picture file says of its size on paper. */
export interface PhotoFacts {
  readonly stated: number | null
  readonly isPhoto: boolean
}

const APP0 = 0xe0
const APP1 = 0xe1
const INCH_CENTIMETRES = 2.54
const METRES_PER_INCH = 0.0254

export const unknownFacts: PhotoFacts = { stated: null, isPhoto: false }

/** JFIF and EXIF may both state a resolution; JFIF is nearer to scanners. @see JFIF 1.02 */
export function jpegFacts(bytes: Uint8Array): PhotoFacts {
  const found = { jfif: null as number | null, exif: null as number | null, isPhoto: false }
  for (const { marker, start, end } of jpegSegments(bytes)) {
    const data = bytes.subarray(start + 4, end)
    if (marker === APP0) found.jfif ??= jfifDpi(data)
    if (marker === APP1) {
      const { dpi, hasCamera } = exifFacts(data)
      found.exif ??= dpi
      found.isPhoto ||= hasCamera
    }
    // Scans follow: what is wanted stands before.
    if (marker === 0xda) break
  }
  return { stated: found.jfif ?? found.exif, isPhoto: found.isPhoto }
}

function jfifDpi(data: Uint8Array): number | null {
  if (data.length < 12 || Buffer.from(data.subarray(0, 4)).toString('latin1') !== 'JFIF') return null
  const view = new DataView(data.buffer, data.byteOffset, data.length)
  const unit = view.getUint8(7)
  const density = view.getUint16(8)
  if (density === 0 || unit === 0 || unit > 2) return null
  return unit === 1 ? density : density * INCH_CENTIMETRES
}

export function pngFacts(bytes: Uint8Array): PhotoFacts {
  for (const { name, data } of pngChunks(bytes)) {
    if (name === 'IDAT') break
    const isInMetres = name === 'pHYs' && data.length >= 9 && data[8] === 1
    if (!isInMetres) continue
    const perMetre = new DataView(data.buffer, data.byteOffset, data.length).getUint32(0)
    return {
      stated: perMetre === 0 ? null : Math.round(perMetre * METRES_PER_INCH * 10) / 10,
      isPhoto: false,
    }
  }
  return unknownFacts
}
