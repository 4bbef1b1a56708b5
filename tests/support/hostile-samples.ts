import { deflateSync } from 'node:zlib'
import { PDFDocument } from '@cantoo/pdf-lib'
import { anyTiff, tiffPage } from '../fixtures/any-tiff.ts'
import type { NamedFile } from '../fixtures/bad-files.ts'
import { encryptedPdf } from '../fixtures/encrypted-pdf.ts'
import { type Bitmap, encodeFax } from '../fixtures/fax.ts'
import { encodeJbig2 } from '../fixtures/jbig2.ts'
import { picturePdf } from '../fixtures/plain-pdf.ts'
import { encodeGroup3, lzw, packBits } from '../fixtures/tiff-codings.ts'
import { tinyCanvas, tinyDecision, tinyScanPdf, tinyTextPdf, tinyTiff } from './tiny-sources.ts'

/** Sound files of every kind that is read, small enough to be harmed hundreds of times. */
export async function soundFiles(): Promise<readonly NamedFile[]> {
  const page = { lines: tinyDecision, widthPx: 160 }
  const canvas = tinyCanvas(page)
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)
  const grey = Uint8Array.from({ length: canvas.width * canvas.height }, (_, at) => data[at * 4] ?? 0)
  const sizePx = { widthPx: canvas.width, heightPx: canvas.height }
  const bitmap: Bitmap = { ...sizePx, black: grey.map((value) => (value < 160 ? 1 : 0)) }
  const fax = { ...sizePx, bits: 1, samples: 1, photometric: 0 }
  const shades = { ...sizePx, bits: 8, samples: 1, photometric: 1 }
  const bilevel = '/ColorSpace /DeviceGray /BitsPerComponent 1'
  const jpeg = canvas.toBuffer('image/jpeg', 60)
  const g4 = `${bilevel} /Filter /CCITTFaxDecode /DecodeParms << /K -1 /Columns ${sizePx.widthPx} /Rows ${sizePx.heightPx} >>`
  return [
    { name: 'text.pdf', bytes: tinyTextPdf([tinyDecision, tinyDecision.slice(0, 4)]) },
    { name: 'scan.pdf', bytes: await tinyScanPdf([page, page]) },
    { name: 'packed.pdf', bytes: await packedPdf(jpeg) },
    { name: 'locked.pdf', bytes: encryptedPdf('No password is needed.', '') },
    { name: 'fax.pdf', bytes: picturePdf({ ...sizePx, entries: g4, bytes: encodeFax(bitmap) }) },
    {
      name: 'jbig2.pdf',
      bytes: picturePdf({
        ...sizePx,
        entries: `${bilevel} /Filter /JBIG2Decode`,
        bytes: encodeJbig2(bitmap),
      }),
    },
    { name: 'page.jpg', bytes: jpeg },
    { name: 'page.png', bytes: canvas.toBuffer('image/png') },
    { name: 'page.webp', bytes: canvas.toBuffer('image/webp', 60) },
    { name: 'page.avif', bytes: canvas.toBuffer('image/avif', { quality: 40, speed: 10 }) },
    {
      name: 'plain.tif',
      bytes: tinyTiff([
        { canvas, isBilevel: true },
        { canvas, isBilevel: false },
      ]),
    },
    {
      name: 'group4.tif',
      bytes: anyTiff([tiffPage({ ...fax, compression: 4, pieces: [encodeFax(bitmap)] })]),
    },
    {
      name: 'group3.tif',
      bytes: anyTiff([tiffPage({ ...fax, compression: 3, pieces: [encodeGroup3(bitmap)] })], {
        isBigEndian: true,
      }),
    },
    { name: 'lzw.tif', bytes: anyTiff([tiffPage({ ...shades, compression: 5, pieces: [lzw(grey)] })]) },
    {
      name: 'packbits.tif',
      bytes: anyTiff([tiffPage({ ...shades, compression: 32773, pieces: [packBits(grey)] })]),
    },
    {
      name: 'big.tif',
      bytes: anyTiff([tiffPage({ ...shades, compression: 8, pieces: [deflateSync(grey)] })], { isBig: true }),
    },
    {
      name: 'jpeg.tif',
      bytes: anyTiff([
        tiffPage({ ...sizePx, bits: 8, samples: 3, photometric: 6, compression: 7, pieces: [jpeg] }),
      ]),
    },
  ]
}

/** With its objects in streams, as new programs write them. */
async function packedPdf(jpeg: Uint8Array): Promise<Uint8Array> {
  const pdf = await PDFDocument.create()
  const picture = await pdf.embedJpg(jpeg)
  for (let page = 0; page < 3; page++)
    pdf.addPage([300, 420]).drawImage(picture, { x: 0, y: 0, width: 300, height: 420 })
  return pdf.save({ useObjectStreams: true })
}
