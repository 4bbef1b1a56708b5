import { createCanvas, loadImage } from '@napi-rs/canvas'
import { expect, test } from 'vitest'
import { bilevelPng } from '../../../../../electron/digitise/decode/bilevel-png.ts'
import { openDecoder } from '../../../../../electron/digitise/decode/open-decoder.ts'
import { pixelsOf } from '../../../../../electron/digitise/decode/page-canvas.ts'
import type { SourceBytes } from '../../../../../electron/digitise/decode/source-bytes.ts'
import { defaultReaderLimits } from '../../../../../electron/digitise/reader-limits.ts'
import {
  tinyCanvas,
  tinyDecision,
  tinyJpeg,
  tinyPng,
  tinyTextPdf,
  tinyTiff,
} from '../../../../support/tiny-sources.ts'

const small = { lines: tinyDecision, widthPx: 600 }

function source(bytes: Uint8Array): SourceBytes {
  return { sizeBytes: bytes.length, read: async (offset, length) => bytes.subarray(offset, offset + length) }
}

const open = (bytes: Uint8Array, limits = {}) =>
  openDecoder(source(bytes), { ...defaultReaderLimits, ...limits })

/** Puts an EXIF segment that says "turned by 90 degrees" behind the first marker of a JPEG. */
function turnedByExif(jpeg: Uint8Array): Uint8Array {
  const tags = Buffer.from('4d4d002a00000008000101120003000000010006000000000000', 'hex')
  const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tags])
  const head = Buffer.from([0xff, 0xd8, 0xff, 0xe1, 0, body.length + 2])
  return Buffer.concat([head, body, jpeg.subarray(2)])
}

test('[DG2] a JPEG that ends in its head is corrupt, and so is one that ends in its picture', async () => {
  const jpeg = tinyJpeg(small)

  await expect(open(jpeg.subarray(0, 100))).rejects.toMatchObject({ code: 'file-corrupt' })
  await expect(open(jpeg.subarray(0, jpeg.length >> 1))).rejects.toMatchObject({ code: 'file-corrupt' })
})

test('[DG2] a PNG with one altered byte is corrupt', async () => {
  const png = Buffer.from(tinyPng(small))
  png.writeUInt8(png.readUInt8(png.length >> 1) ^ 1, png.length >> 1)

  await expect(open(png)).rejects.toMatchObject({ code: 'file-corrupt' })
})

test('[DG2] a picture over the limit is refused by what its head says, before it is decoded', async () => {
  const png = Buffer.from(tinyPng(small).subarray(0, 33))
  await expect(open(tinyPng(small), { megapixels: 0.4 })).rejects.toMatchObject({
    code: 'file-too-large',
    detail: { limitMegapixels: 0.4, megapixels: 1 },
  })
  await expect(open(png)).rejects.toMatchObject({ code: 'file-corrupt' })
})

test('[DG2] a file with too many pages says how many it may have', async () => {
  const page = { canvas: createCanvas(10, 10), isBilevel: true }

  await expect(open(tinyTiff([page, page, page]), { pages: 2 })).rejects.toMatchObject({
    code: 'file-too-large',
    detail: { limitPages: 2, pages: 3 },
  })
})

test('[DG2] a TIFF whose pages run in a circle is corrupt', async () => {
  const tiff = Buffer.from(tinyTiff([{ canvas: createCanvas(10, 10), isBilevel: true }]))
  tiff.writeUInt32LE(tiff.readUInt32LE(4), tiff.length - 4)

  await expect(open(tiff)).rejects.toMatchObject({ code: 'file-corrupt' })
})

test('[DG2] a coding of TIFF that is not read is unsupported, not corrupt', async () => {
  const tiff = Buffer.from(tinyTiff([{ canvas: createCanvas(10, 10), isBilevel: true }]))
  const directory = tiff.readUInt32LE(4)
  tiff.writeUInt32LE(34712, directory + 2 + 3 * 12 + 8)

  await expect(open(tiff)).rejects.toMatchObject({ code: 'file-unsupported' })
})

test('a photo is as wide and high as it is shown, turned by its EXIF', async () => {
  const decoder = await open(turnedByExif(tinyJpeg(small)))

  const upright = tinyCanvas(small)
  expect(await decoder.pageSize(0)).toMatchObject({ widthPx: upright.height, heightPx: upright.width })
  const canvas = await decoder.draw(0, upright.height, new AbortController().signal)
  expect([canvas.width, canvas.height]).toEqual([upright.height, upright.width])
})

test('each page of a TIFF has its own pixels', async () => {
  const black = createCanvas(40, 20)
  const red = createCanvas(30, 60)
  red.getContext('2d').fillStyle = 'red'
  red.getContext('2d').fillRect(0, 0, 30, 60)
  const decoder = await open(
    tinyTiff([
      { canvas: black, isBilevel: true },
      { canvas: red, isBilevel: false },
    ]),
  )

  expect(await decoder.pageSize(0)).toMatchObject({ widthPx: 40, heightPx: 20, isBilevel: true })
  expect(await decoder.pageSize(1)).toMatchObject({ widthPx: 30, heightPx: 60, isBilevel: false })
  const second = pixelsOf(await decoder.draw(1, 30, new AbortController().signal))
  expect([...second.rgba.subarray(0, 4)]).toEqual([255, 0, 0, 255])
})

test('a page of a PDF that carries its text gives it with places on the picture', async () => {
  const decoder = await open(tinyTextPdf([tinyDecision]))

  const { widthPx, heightPx } = await decoder.pageSize(0)
  const lines = (await decoder.ownText(0)) ?? []
  await decoder.close()

  expect(widthPx).toBe(1653)
  const word = lines.flatMap((line) => line.words).find((found) => found.text === '44/QĐ-UBND')
  expect(word?.confidence).toBe(1)
  expect((word?.box[1] ?? 0) / heightPx).toBeCloseTo(0.118, 2)
  expect((word?.box[3] ?? 0) / heightPx).toBeCloseTo(0.134, 2)
})

test('a black-and-white PNG has the pixels it was made of', async () => {
  const image = pixelsOf(tinyCanvas(small))

  const picture = await loadImage(Buffer.from(await bilevelPng(image)))

  const canvas = createCanvas(picture.width, picture.height)
  canvas.getContext('2d').drawImage(picture, 0, 0)
  const drawn = pixelsOf(canvas)
  const differing = drawn.rgba.filter((value, at) => value >= 128 !== (image.rgba[at] ?? 0) >= 128)
  expect(differing.length).toBeLessThan(image.rgba.length * 0.01)
  expect([picture.width, picture.height]).toEqual([image.widthPx, image.heightPx])
})
