import { createHash } from 'node:crypto'
import { imageSize } from 'image-size'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { createPageImages } from '../../../../electron/desk/page-images.ts'
import type { Blobs, Derived } from '../../../../electron/desk/ports.ts'
import { createTestPool, memorySource, type TestPool } from '../../../support/reader-pool.ts'
import { tinyDecision, tinyScanPdf } from '../../../support/tiny-sources.ts'

let readers: TestPool
beforeAll(async () => {
  readers = await createTestPool()
})
afterAll(() => readers.pool.close())

/** One source, and how often a derived image was stored. */
async function aScan() {
  const bytes = await tinyScanPdf([{ lines: tinyDecision, widthPx: 1300 }])
  const source = createHash('sha256').update(bytes).digest('hex')
  const kept = new Map<string, Uint8Array>()
  const stored: string[] = []
  const blobs: Pick<Blobs, 'open'> = { open: async () => memorySource(bytes) }
  const derived: Derived = {
    get: async (key) => kept.get(key) ?? null,
    put: async (key, image) => {
      stored.push(key)
      kept.set(key, image)
    },
    remove: async (key) => void kept.delete(key),
  }
  // Nothing is put into the vault by looking at a page.
  const open = () => {
    const images = createPageImages({ blobs: blobs as Blobs, derived, reader: readers.pool })
    onTestFinished(() => images.close())
    return images
  }
  return { images: open(), open, page: { source, index: 0 }, stored, kept }
}

test('[DG4] a small copy of a page is made once, however many ask for it at the same time', async () => {
  const { images, page, stored } = await aScan()

  const copies = await Promise.all([1, 2, 3].map(() => images.get(page, 'thumbnail')))
  await images.get(page, 'full')
  await images.get(page, 'thumbnail')

  expect(stored).toHaveLength(2)
  expect(new Set(stored).size).toBe(2)
  const [small] = copies
  const full = await images.get(page, 'full')
  expect(small?.mediaType).toBe('image/jpeg')
  expect(small?.bytes.length ?? 0).toBeLessThan(40_000)
  expect(full.bytes.length).toBeGreaterThan((small?.bytes.length ?? 0) * 3)
})

test('a copy that was lost is made again', async () => {
  const { images, open, page, stored, kept } = await aScan()
  await images.get(page, 'thumbnail')

  kept.clear()
  await images.close()
  await open().get(page, 'thumbnail')

  expect(stored).toHaveLength(4)
})

test('[UI53] the finest picture of a scanned page is the JPEG as it lies in the file, and takes no room on the disk', async () => {
  const { images, page, stored } = await aScan()

  const fine = await images.get(page, 'fine')

  expect(fine.mediaType).toBe('image/jpeg')
  const size = imageSize(fine.bytes)
  expect(size.width).toBe(1300)
  expect(stored).toEqual([])
  // What was shown lately is not asked of a reader again.
  expect(await images.get(page, 'fine')).toBe(fine)
})

test('[UI50] the sizes of all pages are known before any of them is drawn, and are kept', async () => {
  const { images, page, stored } = await aScan()

  const sizes = await images.sizes.of(page.source)

  expect(sizes).toHaveLength(1)
  expect(sizes[0]?.scanDpi).toBeGreaterThan(100)
  expect(stored).toEqual([`sizes:${page.source}`])
  const full = imageSize((await images.get(page, 'full')).bytes)
  expect([sizes[0]?.widthPx, sizes[0]?.heightPx]).toEqual([full.width, full.height])
})

test('[UI56] a page that is no longer wanted before its turn came is not drawn', async () => {
  const { images, page, stored } = await aScan()
  const gone = new AbortController()
  const wanted = images.get(page, 'full', gone.signal)
  gone.abort()

  await expect(wanted).rejects.toMatchObject({ code: 'cancelled' })
  await images.close()
  expect(stored).toEqual([])
})
