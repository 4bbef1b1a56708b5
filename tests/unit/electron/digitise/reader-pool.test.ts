import { afterAll, beforeAll, expect, test } from 'vitest'
import { layerText, type TextLayer } from '../../../../domain/text-layer.ts'
import { createTestPool, memorySource, type TestPool } from '../../../support/reader-pool.ts'
import {
  tinyCanvas,
  tinyDecision,
  tinyEncryptedPdf,
  tinyJpeg,
  tinyPng,
  tinyScanPdf,
  tinyTextPdf,
  tinyTiff,
} from '../../../support/tiny-sources.ts'

// Just above the resolution from which on a page is read as it is: the least work for the engine.
const decision = { lines: tinyDecision, widthPx: 1300 }
const other = { lines: tinyDecision.slice(0, 6), widthPx: 1300 }
let shared: TestPool

beforeAll(async () => {
  shared = await createTestPool({ readers: 2 })
})
afterAll(() => shared.pool.close())

async function read(bytes: Uint8Array, index = 0, { pool } = shared): Promise<TextLayer> {
  const source = await pool.openSource(memorySource(bytes))
  try {
    return await source.readPage(index)
  } finally {
    await source.close()
  }
}

/** Fault code of a promise that is to fail. */
const codeOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'nothing thrown',
    (error: unknown) => (error instanceof Error && 'code' in error ? error.code : error),
  )

const files = [
  {
    what: 'PDF with its text',
    make: () => tinyTextPdf([other.lines, tinyDecision]),
    format: 'pdf',
    pageCount: 2,
  },
  { what: 'PDF of scans', make: () => tinyScanPdf([other, decision]), format: 'pdf', pageCount: 2 },
  { what: 'JPEG', make: () => tinyJpeg(decision), format: 'jpeg', pageCount: 1 },
  { what: 'PNG', make: () => tinyPng(decision), format: 'png', pageCount: 1 },
  {
    what: 'TIFF of several pages',
    make: () =>
      tinyTiff([
        { canvas: tinyCanvas(other), isBilevel: false },
        { canvas: tinyCanvas(decision), isBilevel: true },
      ]),
    format: 'tiff',
    pageCount: 2,
  },
] as const

test.each(files)(
  '[DG1] a $what is read page by page with words, places and confidence',
  async ({ make, ...file }) => {
    const { format, pageCount } = file
    const source = await shared.pool.openSource(memorySource(await make()))
    const shown = await source.pageImage(pageCount - 1, {})
    const layer = await source.readPage(pageCount - 1)
    await source.close()

    expect(source).toMatchObject({ format, pageCount })
    expect(layer).toMatchObject({ widthPx: shown.widthPx, heightPx: shown.heightPx })
    expect(layerText(layer)).toContain('QUYẾT ĐỊNH')
    expect(layerText(layer)).toContain('Căn cứ Luật Tổ chức chính quyền địa phương')
    const word = layer.lines.flatMap((line) => line.words).find((found) => found.text === 'Mạnh')
    expect((word?.box[1] ?? 0) / layer.heightPx).toBeGreaterThan(0.48)
    expect((word?.box[3] ?? 0) / layer.heightPx).toBeLessThan(0.52)
    expect(word?.confidence).toBeGreaterThan(0.6)
  },
)

test.each([
  ['without a byte', async () => new Uint8Array(0), 'file-empty'],
  ['of a word processor', async () => Buffer.from('PK\x03\x04....word/document.xml'), 'file-unsupported'],
  ['cut off in the middle', async () => (await tinyScanPdf([other])).subarray(0, 20_000), 'file-corrupt'],
  ['sealed with a password', () => tinyEncryptedPdf('bí mật'), 'file-encrypted'],
])('[DG2] a file %s says so', async (_, make, code) => {
  expect(await codeOf(shared.pool.inspect(memorySource(await make())))).toBe(code)
})

test('[DG2] a fault of the disk while the file is read comes through as it is', async () => {
  const fault = new Error('EIO: i/o error, read')
  const source = { ...memorySource(tinyJpeg(other)), read: () => Promise.reject(fault) }

  await expect(shared.pool.inspect(source)).rejects.toBe(fault)
})

test('[DG4] the image of a page comes without reading it, and as wide as asked', async () => {
  const jpeg = tinyJpeg(decision)
  const source = await shared.pool.openSource(memorySource(jpeg))

  const own = await source.pageImage(0, {})
  const small = await source.pageImage(0, { widthPx: 320 })
  await source.close()

  expect(own).toMatchObject({ mediaType: 'image/jpeg', widthPx: 1300, heightPx: 1840 })
  expect(Buffer.compare(own.bytes, jpeg)).toBe(0)
  expect(small).toMatchObject({ mediaType: 'image/jpeg', widthPx: 320, heightPx: 453 })
  expect(small.bytes.length).toBeLessThan(jpeg.length / 4)
})

test('[DG4] a page can be looked at while every reader is reading', async () => {
  const { pool } = await createTestPool({ readers: 1 })
  const reading = await pool.openSource(memorySource(tinyJpeg(decision)))
  // The process that looks is started before: it is not to race a short page.
  const looked = await pool.openSource(memorySource(tinyPng(other)))
  let isRead = false
  const text = reading.readPage(0).finally(() => {
    isRead = true
  })

  const image = await looked.pageImage(0, { widthPx: 200 })

  expect(image.widthPx).toBe(200)
  expect(isRead).toBe(false)
  await text
  await pool.close()
})

test('[DG5] the same page gives the same text and places whatever was read before', async () => {
  const tiff = tinyTiff([other, decision].map((page) => ({ canvas: tinyCanvas(page), isBilevel: true })))
  const alone = await read(tiff, 1)

  const source = await shared.pool.openSource(memorySource(tiff))
  await source.readPage(0)
  await source.readPage(1)
  const again = await source.readPage(1)
  await source.close()

  expect(again).toEqual(alone)
})

test('[DG5] one process reads a file the same after it looked at others, read and drew them', async () => {
  const { pool, channels } = await createTestPool()
  const readAlone = async (bytes: Uint8Array) => {
    const source = await pool.openSource(memorySource(bytes))
    const layer = await source.readPage(0)
    await source.close()
    return layer
  }
  const alone = await readAlone(tinyJpeg(decision))
  await readAlone(tinyPng(other))

  const source = await pool.openSource(memorySource(tinyJpeg(decision)))
  await source.lookForSecret(0)
  await source.pageImage(0, { widthPx: 320 })
  const again = await source.readPage(0)
  await source.close()
  await pool.close()

  expect(again).toEqual(alone)
  expect(channels).toHaveLength(1)
})

test('[DG6] a reader that dies costs the page it worked on, and the next page is read', async () => {
  const { pool, channels } = await createTestPool()
  const pages = [other, other].map((page) => ({ canvas: tinyCanvas(page), isBilevel: true }))
  const source = await pool.openSource(memorySource(tinyTiff(pages)))

  const dying = codeOf(source.readPage(0))
  channels[0]?.kill()

  expect(await dying).toBe('reader-died')
  expect(layerText(await source.readPage(1))).toContain('HÒA XÃ HỘI')
  expect(channels).toHaveLength(2)
  await source.close()
  await pool.close()
})

test('[DG6] a reader that hangs is ended after the time it may take, and replaced', async () => {
  const { pool, swallow } = await createTestPool({ requestTimeoutMs: 5000 })
  const source = await pool.openSource(memorySource(tinyPng(other)))

  swallow('readPage')
  expect(await codeOf(source.readPage(0))).toBe('reader-died')
  swallow(null)

  expect(layerText(await source.readPage(0))).toContain('HÒA XÃ HỘI')
  await source.close()
  await pool.close()
})

test('a page that is no longer wanted is given up at once', async () => {
  const source = await shared.pool.openSource(memorySource(tinyJpeg(decision)))
  const stop = new AbortController()

  const reading = codeOf(source.readPage(0, stop.signal))
  stop.abort()

  expect(await reading).toBe('cancelled')
  expect((await source.pageImage(0, { widthPx: 100 })).widthPx).toBe(100)
  await source.close()
})

test('[DG9] a skewed page is read, and its boxes lie on the picture as it is', async () => {
  const layer = await read(tinyJpeg({ ...decision, skewDegrees: 3 }))

  expect(layerText(layer)).toContain('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM')
  const words = layer.lines.flatMap((line) => line.words)
  const centre = (text: string): readonly [number, number] => {
    const [left = 0, top = 0, right = 0, bottom = 0] = words.find((word) => word.text === text)?.box ?? []
    return [(left + right) / 2, (top + bottom) / 2]
  }
  const [countryX, countryY] = centre('CỘNG')
  const [namX, namY] = centre('NAM')
  const lean = (Math.atan2(namY - countryY, namX - countryX) * 180) / Math.PI
  expect(lean).toBeCloseTo(3, 0)
})

test('[DG10] a PDF is read by ranges, never loaded whole', async () => {
  const source = memorySource(await tinyScanPdf([other, other], 20_000_000))

  const opened = await shared.pool.openSource(source)
  await opened.pageImage(1, { widthPx: 200 })
  await opened.close()

  expect(source.readBytes()).toBeLessThan(source.sizeBytes / 5)
})

test('a page that does not exist is not found', async () => {
  const source = await shared.pool.openSource(memorySource(tinyPng(other)))

  expect(await codeOf(source.readPage(1))).toBe('not-found')
  expect(await codeOf(source.pageImage(-1, {}))).toBe('not-found')
  await source.close()
})

test('closing the pool ends what is going on', async () => {
  const { pool } = await createTestPool()
  const source = await pool.openSource(memorySource(tinyJpeg(decision)))
  const reading = codeOf(source.readPage(0))

  await pool.close()

  expect(await reading).toBe('cancelled')
  expect(await codeOf(pool.inspect(memorySource(tinyJpeg(other))))).toBe('cancelled')
})
