import { deflateSync } from 'node:zlib'
import { type Canvas, createCanvas } from '@napi-rs/canvas'
import { expect, test } from 'vitest'
import { openDecoder } from '../../../../../electron/digitise/decode/open-decoder.ts'
import { pixelsOf } from '../../../../../electron/digitise/decode/page-canvas.ts'
import { defaultReaderLimits } from '../../../../../electron/digitise/reader-limits.ts'
import { anyPng } from '../../../../fixtures/any-png.ts'
import { memorySource } from '../../../../support/reader-pool.ts'
import { tinyCanvas, tinyDecision, tinyJpeg, tinyTiff } from '../../../../support/tiny-sources.ts'

const open = (bytes: Uint8Array, dpi: number | null = null) =>
  openDecoder(memorySource(bytes), defaultReaderLimits, dpi)

async function drawn(bytes: Uint8Array) {
  const decoder = await open(bytes)
  const { widthPx } = await decoder.pageSize(0)
  return pixelsOf(await decoder.draw(0, widthPx, new AbortController().signal))
}

/** Red, green and blue at a place, each said as low, middle or high: codings with loss alter them a little. */
function colourAt({ rgba, widthPx }: Awaited<ReturnType<typeof drawn>>, x: number, y: number): string {
  const at = (y * widthPx + x) * 4
  return [...rgba.subarray(at, at + 3)]
    .map((value) => (value < 60 ? 'low' : value > 195 ? 'high' : 'middle'))
    .join(' ')
}

const RED = 'high low low'
const WHITE = 'high high high'

/** The left third red, the rest white. */
function redAndWhite(): Canvas {
  const canvas = createCanvas(40, 24)
  const context = canvas.getContext('2d')
  context.fillStyle = 'white'
  context.fillRect(0, 0, 40, 24)
  context.fillStyle = 'red'
  context.fillRect(0, 0, 14, 24)
  return canvas
}

/** 8 x 8 pixels, the left half red; written by ImageMagick 6.9: YCCK with the mark of Adobe, and progressive. */
const ycck =
  'ffd8ffee000e41646f626500640000000002ffdb0043000302020302020303030304030304050805050404050a070706080c' +
  '0a0c0c0b0a0b0b0d0e12100d0e110e0b0b1016101113141515150c0f171816141812141514ffdb0043010304040504050905' +
  '0509140d0b0d1414141414141414141414141414141414141414141414141414141414141414141414141414141414141414' +
  '141414141414ffc00014080008000804011100021101031101041100ffc40015000101000000000000000000000000000007' +
  '09ffc40018100002030000000000000000000000000000094785c4ffc4001501010100000000000000000000000000000608' +
  'ffc4001c110001030500000000000000000000000000060743458283c2c3ffda000e040100021103110400003f001868f195' +
  '9e41ca9e1bb525462aa58ba954cfffd9'
const progressive =
  'ffd8ffe000104a46494600010100000100010000ffdb0043000302020302020303030304030304050805050404050a070706' +
  '080c0a0c0c0b0a0b0b0d0e12100d0e110e0b0b1016101113141515150c0f171816141812141514ffdb004301030404050405' +
  '09050509140d0b0d141414141414141414141414141414141414141414141414141414141414141414141414141414141414' +
  '1414141414141414ffc20011080008000803011100021101031101ffc40014000100000000000000000000000000000006ff' +
  'c4001501010100000000000000000000000000000507ffda000c03010002100310000001641553ffc4001510010100000000' +
  '000000000000000000000007ffda000801010001050296bfffc40018110002030000000000000000000000000000064482c2' +
  'ffda0008010301013f017a8d6c9fffc40018110002030000000000000000000000000000054281c1ffda0008010201013f01' +
  '593ad3ffc400171000030100000000000000000000000000000583c2ffda0008010100063f02673d1fffc400141001000000' +
  '00000000000000000000000000ffda0008010100013f211fffda000c030100020003000000107fffc4001411010000000000' +
  '0000000000000000000000ffda0008010301013f101fffc40014110100000000000000000000000000000000ffda00080102' +
  '01013f1047ffc40014100100000000000000000000000000000000ffda0008010100013f103fffd9'

test.each([
  ['JPEG', () => redAndWhite().toBuffer('image/jpeg', 95)],
  ['JPEG of four inks, as Adobe writes it', () => Buffer.from(ycck, 'hex')],
  ['progressive JPEG', () => Buffer.from(progressive, 'hex')],
  ['PNG', () => redAndWhite().toBuffer('image/png')],
  ['WebP', () => redAndWhite().toBuffer('image/webp', 95)],
  ['AVIF', () => redAndWhite().toBuffer('image/avif', { quality: 90 })],
])('[DG32] a %s is shown as it is', async (_, make) => {
  const picture = await drawn(make())

  expect(colourAt(picture, 1, 4)).toBe(RED)
  expect(colourAt(picture, picture.widthPx - 2, 4)).toBe(WHITE)
})

test.each([
  ['JPEG', () => tinyJpeg({ lines: tinyDecision, widthPx: 900 })],
  ['TIFF', () => tinyTiff([{ canvas: tinyCanvas({ lines: tinyDecision, widthPx: 900 }), isBilevel: true }])],
])('[DG5] a %s is drawn the same in one width whatever it was drawn in before', async (_, make) => {
  const signal = new AbortController().signal
  const [fresh, used] = [await open(make()), await open(make())]
  for (const widthPx of [120, 900, 450]) await used.draw(0, widthPx, signal)

  const [again, first] = [await used.draw(0, 700, signal), await fresh.draw(0, 700, signal)]
  expect(Buffer.compare(pixelsOf(again).rgba, pixelsOf(first).rgba)).toBe(0)
})

const row = (...bytes: readonly number[]): Uint8Array => Uint8Array.from([0, ...bytes])
test.each([
  ['1 bit of grey', { depth: 1, colours: 0, row: row(0b00001111) }, 'low low low'],
  ['2 bits of grey', { depth: 2, colours: 0, row: row(0, 0xff) }, 'low low low'],
  ['4 bits of grey', { depth: 4, colours: 0, row: row(0, 0, 0xff, 0xff) }, 'low low low'],
  [
    '16 bits of grey',
    { depth: 16, colours: 0, row: row(...Array<number>(8).fill(0), ...Array<number>(8).fill(255)) },
    'low low low',
  ],
  [
    '48 bits',
    {
      depth: 16,
      colours: 2,
      row: row(...[0, 1, 2, 3].flatMap(() => [255, 255, 0, 0, 0, 0]), ...Array<number>(24).fill(255)),
    },
    RED,
  ],
  [
    'a palette',
    { depth: 4, colours: 3, row: row(0, 0, 0x11, 0x11), palette: [255, 0, 0, 255, 255, 255] },
    RED,
  ],
  [
    'opacity: what is not there is paper',
    {
      depth: 8,
      colours: 6,
      row: row(...[0, 1, 2, 3].flatMap(() => [255, 0, 0, 255]), ...Array<number>(16).fill(0)),
    },
    RED,
  ],
])('[DG32] a PNG of %s is shown as it is', async (_, { row: bytes, ...head }, left) => {
  const rows = Buffer.concat(Array.from({ length: 8 }, () => bytes))
  const picture = await drawn(anyPng({ ...head, widthPx: 8, heightPx: 8, rows: deflateSync(rows) }))

  expect(colourAt(picture, 1, 4)).toBe(left)
  expect(colourAt(picture, 6, 4)).toBe(WHITE)
})

/** Puts a segment behind the first marker of a JPEG. */
function withSegment(jpeg: Uint8Array, marker: number, body: Uint8Array): Uint8Array {
  const head = Buffer.from([0xff, 0xd8, 0xff, marker, (body.length + 2) >> 8, (body.length + 2) & 255])
  return Buffer.concat([head, body, jpeg.subarray(2)])
}

/** EXIF of short numbers, big-endian. */
function exif(tags: readonly (readonly [tag: number, value: number])[]): Uint8Array {
  const entries = tags.map(([tag, value]) => {
    const entry = Buffer.alloc(12)
    entry.writeUInt16BE(tag, 0)
    entry.writeUInt16BE(3, 2)
    entry.writeUInt32BE(1, 4)
    entry.writeUInt16BE(value, 8)
    return entry
  })
  const head = Buffer.from('4d4d002a00000008', 'hex')
  return Buffer.concat([
    Buffer.from('Exif\0\0', 'latin1'),
    head,
    Buffer.from([0, tags.length]),
    ...entries,
    Buffer.alloc(4),
  ])
}

const ORIENTATION = 0x112
test.each([
  [1, 'left'],
  [2, 'right'],
  [3, 'right'],
  [4, 'left'],
  [5, 'top'],
  [6, 'top'],
  [7, 'bottom'],
  [8, 'bottom'],
])('[DG32] a photo whose EXIF says %i stands upright', async (orientation, side) => {
  const photo = withSegment(
    redAndWhite().toBuffer('image/jpeg', 95),
    0xe1,
    exif([[ORIENTATION, orientation]]),
  )
  const picture = await drawn(photo)

  const [x, y] = [picture.widthPx >> 1, picture.heightPx >> 1]
  const at = {
    left: [2, y],
    right: [picture.widthPx - 3, y],
    top: [x, 2],
    bottom: [x, picture.heightPx - 3],
  } as const
  const red = Object.entries(at).filter(([, [left, top]]) => colourAt(picture, left, top) === RED)
  expect(red.map(([name]) => name)).toEqual([side])
  expect([picture.widthPx, picture.heightPx]).toEqual(orientation < 5 ? [40, 24] : [24, 40])
})

test('[DG32] the resolution that a PNG or JPEG states is taken, and one that a person gives comes before', async () => {
  const dense = { perMetre: 11_811, widthPx: 2480, heightPx: 100, depth: 1, colours: 0 }
  const png = anyPng({ ...dense, heightPx: 3508, rows: deflateSync(Buffer.alloc(311 * 3508)) })
  const jpeg = Buffer.from(createCanvas(1000, 1400).toBuffer('image/jpeg', 50))
  jpeg.writeUInt8(2, 13)
  jpeg.writeUInt16BE(60, 14)

  expect(await (await open(png)).pageSize(0)).toMatchObject({ dpi: 300, dpiSource: 'file' })
  expect(await (await open(jpeg)).pageSize(0)).toMatchObject({ dpi: 152.4, dpiSource: 'file' })
  expect(await (await open(jpeg, 240)).pageSize(0)).toMatchObject({ dpi: 240, dpiSource: 'given' })
})

test('a picture of a camera is a photo whatever resolution it states', async () => {
  const camera = exif([
    [0x10f, 1],
    [0x8769, 0],
  ])
  const photo = withSegment(createCanvas(1240, 1754).toBuffer('image/jpeg', 50), 0xe1, camera)

  expect(await (await open(photo)).pageSize(0)).toMatchObject({ dpiSource: 'photo', paper: 'A4' })
})

test('[DG2] a photo of a telephone in a coding that is not read says which, and so what to do', async () => {
  await expect(open(Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'))).rejects.toMatchObject({
    code: 'file-unsupported',
    detail: { found: 'HEIC', reason: 'heic' },
  })
})

test('[DG34] heads that no picture has are found before the picture library sees them', async () => {
  const jpeg = Buffer.from(redAndWhite().toBuffer('image/jpeg', 95))
  const huffman = jpeg.indexOf(Buffer.from([0xff, 0xc4]))
  const manyCodes = Buffer.from(jpeg).fill(0xff, huffman + 5, huffman + 9)
  const frame = jpeg.indexOf(Buffer.from([0xff, 0xc0]))
  const noSampling = Buffer.from(jpeg).fill(0, frame + 11, frame + 12)
  const webp = redAndWhite().toBuffer('image/webp', 80)
  const sizes = { widthPx: 8, heightPx: 8, rows: deflateSync(Buffer.alloc(72)) }

  for (const bytes of [
    manyCodes,
    noSampling,
    webp.subarray(0, 40),
    anyPng({ ...sizes, depth: 17, colours: 0 }),
  ])
    await expect(open(bytes)).rejects.toMatchObject({ code: 'file-corrupt' })
})
