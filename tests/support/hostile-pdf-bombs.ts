import { deflateSync } from 'node:zlib'
import type { NamedFile } from '../fixtures/bad-files.ts'
import type { PdfObject } from '../fixtures/plain-pdf.ts'
import { catalog, drawing, image, onePage, pageOf, paint, pdf, withPicture } from './hostile-pdf-parts.ts'

const MEBIBYTE = 1024 * 1024

/** As many bytes of zeros, deflated as often as told: each time a thousandth of what it was. */
function bomb(sizeBytes: number, times: number): Uint8Array {
  let packed: Uint8Array = Buffer.alloc(sizeBytes)
  for (let time = 0; time < times; time++) packed = deflateSync(packed, { level: 9 })
  return packed
}

/** A few bytes that ask for much memory or much time. */
export function bombPdfs(): readonly NamedFile[] {
  const huge = '/Width 30000 /Height 30000 /ColorSpace /DeviceRGB /BitsPerComponent 8'
  const fitting = '/Width 5000 /Height 5000 /ColorSpace /DeviceRGB /BitsPerComponent 8'
  const flate = '/Filter /FlateDecode'
  return [
    pdf('operators-of-150-megabytes', [
      catalog,
      onePage,
      pageOf(),
      { entries: flate, bytes: bomb(150 * MEBIBYTE, 1) },
    ]),
    pdf('operators-deflated-three-times', [
      catalog,
      onePage,
      pageOf(),
      { entries: '/Filter [/FlateDecode /FlateDecode /FlateDecode]', bytes: bomb(128 * MEBIBYTE, 3) },
    ]),
    pdf('picture-of-900-megapixels', [
      catalog,
      onePage,
      pageOf(withPicture),
      paint,
      image(`${huge} ${flate}`, bomb(MEBIBYTE, 1)),
    ]),
    pdf('picture-twice-as-large-as-said', [
      catalog,
      onePage,
      pageOf(withPicture),
      paint,
      image(`${fitting} ${flate}`, bomb(150 * MEBIBYTE, 1)),
    ]),
    pdf('a-hundred-filters', [
      catalog,
      onePage,
      pageOf(),
      { entries: `/Filter [${'/FlateDecode '.repeat(100)}]`, bytes: bomb(MEBIBYTE, 5) },
    ]),
    pdf('run-lengths', [
      catalog,
      onePage,
      pageOf(),
      { entries: '/Filter /RunLengthDecode', bytes: Buffer.alloc(4 * MEBIBYTE, 0x81) },
    ]),
    pdf('jbig2-of-any-size', [
      catalog,
      onePage,
      pageOf(withPicture),
      paint,
      image(
        '/Width 100 /Height 100 /BitsPerComponent 1 /ColorSpace /DeviceGray /Filter /JBIG2Decode',
        Buffer.from('000000003000010000001300ffffff00ffffff00000000000000000100000000', 'hex'),
      ),
    ]),
    pdf('fax-of-any-size', [
      catalog,
      onePage,
      pageOf(withPicture),
      paint,
      image(
        '/Width 9000 /Height 9000 /BitsPerComponent 1 /ColorSpace /DeviceGray /Filter /CCITTFaxDecode /DecodeParms << /K -1 /Columns 2000000000 /Rows 2000000000 >>',
        Buffer.alloc(4000, 0xff),
      ),
    ]),
    pdf('form-that-draws-itself', [
      catalog,
      onePage,
      pageOf('/Resources << /XObject << /P 5 0 R >> >>'),
      drawing('/P Do /P Do'),
      {
        entries: '/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /P 5 0 R >> >>',
        bytes: Buffer.from('/P Do /P Do'),
      },
    ]),
    pdf('forms-that-double', [
      catalog,
      onePage,
      pageOf('/Resources << /XObject << /P 5 0 R >> >>'),
      drawing('/P Do'),
      ...Array.from(
        { length: 30 },
        (_, at): PdfObject => ({
          entries: `/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /P ${at + 6} 0 R >> >>`,
          bytes: Buffer.from('/P Do /P Do'),
        }),
      ),
      { entries: '/Type /XObject /Subtype /Form /BBox [0 0 9 9]', bytes: Buffer.from('0 0 m 1 1 l S') },
    ]),
    pdf('pattern-of-tiny-tiles', [
      catalog,
      onePage,
      pageOf('/Resources << /Pattern << /T 5 0 R >> >>', '0 0 14400 14400'),
      drawing('/Pattern cs /T scn 0 0 14400 14400 re f'),
      {
        entries:
          '/PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 1 1] /XStep 0.0001 /YStep 0.0001 /Resources << >>',
        bytes: Buffer.from('0 0 1 1 re f'),
      },
    ]),
    pdf('dashes-of-nothing', [
      catalog,
      onePage,
      pageOf(),
      drawing('[0.00001 0.00001] 0 d 0 0 m 590 800 l S'),
    ]),
  ]
}
