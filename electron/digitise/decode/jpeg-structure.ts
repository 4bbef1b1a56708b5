import { Fault } from '../../../domain/fault.ts'

/**
 * Walks the segments of a JPEG up to its coded picture. The picture library dies on a file whose head is not whole, so
 * what is broken must be found before. @see ITU-T T.81 annex B
 * @throws Fault 'file-corrupt', 'file-unsupported' for the rare lossless and arithmetic codings
 */
export function checkJpegStructure(bytes: Uint8Array): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const seen = { frame: false, quantisation: false }
  let at = 2
  while (at + 4 <= bytes.length) {
    const marker = view.getUint8(at + 1)
    if (view.getUint8(at) !== 0xff) throw new Fault('file-corrupt', `no marker at byte ${at} of the JPEG`)
    if (marker === 0xff) {
      at += 1
      continue
    }
    const length = view.getUint16(at + 2)
    if (length < 2 || at + 2 + length > bytes.length)
      throw new Fault('file-corrupt', 'a JPEG segment leaves the file')
    if (isFrame(marker)) {
      if (marker > 0xc2)
        throw new Fault('file-unsupported', 'a rare coding of JPEG', { detail: { found: 'JPEG' } })
      seen.frame = true
    }
    if (marker === 0xdb) seen.quantisation = true
    at += 2 + length
    if (marker === 0xda) {
      const isWhole = seen.frame && seen.quantisation && at < bytes.length
      if (!isWhole) throw new Fault('file-corrupt', 'the JPEG has no picture')
      return
    }
  }
  throw new Fault('file-corrupt', 'the JPEG ends in its head')
}

function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc
}
