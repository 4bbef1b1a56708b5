import { deflateSync } from 'node:zlib'
import { type Canvas, createCanvas } from '@napi-rs/canvas'
import { expect, test } from 'vitest'
import { openDecoder } from '../../../../../electron/digitise/decode/open-decoder.ts'
import { pixelsOf } from '../../../../../electron/digitise/decode/page-canvas.ts'
import { defaultReaderLimits } from '../../../../../electron/digitise/reader-limits.ts'
import { type Bitmap, encodeFax } from '../../../../fixtures/fax.ts'
import { encodeJbig2 } from '../../../../fixtures/jbig2.ts'
import { picturePdf } from '../../../../fixtures/plain-pdf.ts'
import { memorySource } from '../../../../support/reader-pool.ts'

const sizePx = { widthPx: 64, heightPx: 64 }
/** The left half is black, and a bar right of it. */
const isBlack = (x: number, y: number): boolean => x < 32 || (x > 40 && x < 50 && y > 20)
const bitmap: Bitmap = {
  ...sizePx,
  black: Uint8Array.from({ length: 64 * 64 }, (_, at) => (isBlack(at % 64, Math.floor(at / 64)) ? 1 : 0)),
}
/** 8 x 8 grey pixels, the left half black; written by OpenJPEG 2.5.0, its comment included. */
const jpeg2000 = Buffer.from(
  'ff4fff5100290000000000080000000800000000000000000000000800000008000000000000000000010f0101ff52000c' +
    '00000001000304040001ff5c000d4080888890888890888890ff640025000143726561746564206279204f70656e4a504' +
    '5472076657273696f6e20322e352e30ff90000a0000000000310001ff93cffc3008074fdff8c0180491a7cffc48240940' +
    'b33ae7cccccccfc7fe180800172bbd7fffd9',
  'hex',
)

function jpegOf(): Uint8Array {
  const canvas = createCanvas(64, 64)
  const context = canvas.getContext('2d')
  context.fillStyle = 'white'
  context.fillRect(0, 0, 64, 64)
  context.fillStyle = 'black'
  context.fillRect(0, 0, 32, 64)
  return canvas.toBuffer('image/jpeg', 95)
}

const grey8 = '/ColorSpace /DeviceGray /BitsPerComponent 8'
const bilevel = '/ColorSpace /DeviceGray /BitsPerComponent 1'
const pictures = [
  [
    'JPEG',
    { ...sizePx, entries: `/ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode`, bytes: jpegOf() },
  ],
  ['JPEG 2000', { widthPx: 8, heightPx: 8, entries: '/Filter /JPXDecode', bytes: jpeg2000 }],
  [
    'fax',
    {
      ...sizePx,
      entries: `${bilevel} /Filter /CCITTFaxDecode /DecodeParms << /K -1 /Columns 64 /Rows 64 >>`,
      bytes: encodeFax(bitmap),
    },
  ],
  ['JBIG2', { ...sizePx, entries: `${bilevel} /Filter /JBIG2Decode`, bytes: encodeJbig2(bitmap) }],
  [
    'deflated',
    {
      ...sizePx,
      entries: `${grey8} /Filter /FlateDecode`,
      bytes: deflateSync(bitmap.black.map((each) => (each === 1 ? 0 : 255))),
    },
  ],
] as const

async function draw(bytes: Uint8Array, widthPx: number): Promise<Canvas> {
  const decoder = await openDecoder(memorySource(bytes), defaultReaderLimits)
  try {
    return await decoder.draw(0, widthPx, new AbortController().signal)
  } finally {
    await decoder.close()
  }
}

/** How bright a spot is, 0 to 255. */
function brightness(canvas: Canvas, x: number, y: number): number {
  const { rgba, widthPx, heightPx } = pixelsOf(canvas)
  return rgba[(Math.floor(y * heightPx) * widthPx + Math.floor(x * widthPx)) * 4] ?? -1
}

test.each(pictures)('[DG32] a PDF page whose picture is coded as %s is drawn', async (_, picture) => {
  const canvas = await draw(picturePdf(picture), 200)

  expect(brightness(canvas, 0.25, 0.5)).toBeLessThan(20)
  expect(brightness(canvas, 0.9, 0.5)).toBeGreaterThan(235)
})

// A line of text makes the page more than a scan, so that the library draws it and not the short way of scans.
test.each(pictures)('[DG32] a picture coded as %s is drawn beside text as well', async (_, picture) => {
  const canvas = await draw(
    picturePdf(picture, {
      widthPt: 595,
      heightPt: 842,
      operators: 'BT /F 12 Tf 300 800 Td (Page) Tj ET',
      resources: '/Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >> >>',
    }),
    200,
  )

  expect(brightness(canvas, 0.25, 0.5)).toBeLessThan(20)
  expect(brightness(canvas, 0.9, 0.5)).toBeGreaterThan(235)
})

test.each(['', '/Rotate 90', '/Rotate 180', '/Rotate 270 /CropBox [50 20 280 390]'])(
  'a scan drawn the short way is what the library draws, with %j',
  async (entries) => {
    const page = { widthPt: 300, heightPt: 400, entries }
    const short = pixelsOf(await draw(picturePdf(pictures[2][1], page), 300))
    const long = pixelsOf(
      await draw(picturePdf(pictures[2][1], { ...page, operators: '0 0 m 0 0 l S' }), 300),
    )

    const differing = short.rgba.filter((value, at) => Math.abs(value - (long.rgba[at] ?? 0)) > 128)
    expect([short.widthPx, short.heightPx]).toEqual([long.widthPx, long.heightPx])
    expect(differing.length).toBeLessThan(short.rgba.length * 0.01)
  },
)

test('[DG33] a page whose picture cannot be decoded is refused, not shown as an empty sheet', async () => {
  const broken = { ...sizePx, entries: `${bilevel} /Filter /JBIG2Decode`, bytes: Buffer.alloc(40, 7) }

  await expect(draw(picturePdf(broken), 200)).rejects.toMatchObject({ code: 'file-corrupt' })
})

test('[DG33] a page whose picture is over the limit is refused with the limit', async () => {
  const huge = {
    widthPx: 60_000,
    heightPx: 60_000,
    entries: `${bilevel} /Filter /FlateDecode`,
    bytes: deflateSync(''),
  }

  await expect(draw(picturePdf(huge), 200)).rejects.toMatchObject({
    code: 'file-too-large',
    detail: { limitMegapixels: 100 },
  })
})
