import { Fault } from '../../../domain/fault.ts'
import { checkJpegFrame, checkJpegTable } from './jpeg-tables.ts'

const QUANTISATION = 0xdb
const SCAN = 0xda

/**
 * Walks the segments of a JPEG up to its coded picture. The picture library dies on a file whose head is not whole, so
 * what is broken must be found before. @see ITU-T T.81 annex B
 * @throws Fault 'file-corrupt', 'file-unsupported' for the rare lossless and arithmetic codings
 */
export function checkJpegStructure(bytes: Uint8Array): void {
  const seen = { frame: false, quantisation: false }
  for (const { marker, start, end } of jpegSegments(bytes)) {
    const data = bytes.subarray(start + 4, end)
    checkJpegTable(marker, data)
    if (isFrame(marker)) {
      checkJpegFrame(data)
      if (marker > 0xc2)
        throw new Fault('file-unsupported', 'a rare coding of JPEG', { detail: { found: 'JPEG' } })
      seen.frame = true
    }
    if (marker === QUANTISATION) seen.quantisation = true
    if (marker === SCAN) {
      if (seen.frame && seen.quantisation && end < bytes.length) return
      throw new Fault('file-corrupt', 'the JPEG has no picture')
    }
  }
  throw new Fault('file-corrupt', 'the JPEG ends in its head')
}

/** What the head of a JPEG says of its picture, before any turning. @throws Fault 'file-corrupt' */
export function jpegFrame(bytes: Uint8Array) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  for (const { marker, end, start } of jpegSegments(bytes)) {
    if (!isFrame(marker) || end - start < 10) continue
    return {
      bitsPerComponent: view.getUint8(start + 4),
      heightPx: view.getUint16(start + 5),
      widthPx: view.getUint16(start + 7),
      components: view.getUint8(start + 9),
    }
  }
  throw new Fault('file-corrupt', 'the JPEG does not tell its size')
}

interface Segment {
  readonly marker: number
  /** Where its marker begins, and where its data end. */
  readonly start: number
  readonly end: number
}

/** The segments of a JPEG from its start on. @throws Fault 'file-corrupt' where one is none */
export function* jpegSegments(bytes: Uint8Array): Generator<Segment> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  let at = 2
  while (at + 4 <= bytes.length) {
    const marker = view.getUint8(at + 1)
    if (view.getUint8(at) !== 0xff) throw new Fault('file-corrupt', `no marker at byte ${at} of the JPEG`)
    // A marker may be preceded by any number of filling bytes.
    if (marker === 0xff) {
      at += 1
      continue
    }
    const end = at + 2 + view.getUint16(at + 2)
    if (end < at + 4 || end > bytes.length) throw new Fault('file-corrupt', 'a JPEG segment leaves the file')
    yield { marker, start: at, end }
    at = end
  }
}

function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc
}
