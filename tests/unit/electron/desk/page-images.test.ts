import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
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
  const images = createPageImages({ blobs: blobs as Blobs, derived, reader: readers.pool })
  return { images, page: { source, index: 0 }, stored, kept }
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
  const { images, page, stored, kept } = await aScan()
  await images.get(page, 'thumbnail')

  kept.clear()
  await images.get(page, 'thumbnail')

  expect(stored).toHaveLength(4)
})
