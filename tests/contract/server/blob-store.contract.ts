import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { buffer } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import type { BlobStore } from '../../../server/store/blob-store.ts'
import { nameOf } from '../../support/test-station.ts'

/** A store and a folder for files that it is to take over. */
export interface OpenedBlobStore {
  readonly store: BlobStore
  readonly inbox: string
}

/** What every blob store promises. @param open an empty one for each test */
export function blobStoreContract(open: () => Promise<OpenedBlobStore>): void {
  const bytes = Buffer.from('một trang giấy')
  const sha = nameOf(bytes)

  async function adopted({ store, inbox }: OpenedBlobStore): Promise<string> {
    const file = path.join(inbox, 'staged')
    await writeFile(file, bytes)
    await store.adopt('H27.38.05', sha, file)
    return file
  }

  test('what was adopted is read back whole and in parts, and is gone from where it came', async () => {
    const opened = await open()
    const { store } = opened
    const file = await adopted(opened)

    expect(await buffer(await store.read('H27.38.05', sha))).toEqual(bytes)
    expect(await buffer(await store.read('H27.38.05', sha, { start: 2, end: 5 }))).toEqual(
      bytes.subarray(2, 6),
    )
    expect(await store.size('H27.38.05', sha)).toBe(bytes.length)
    await expect(store.adopt('H27.38.05', nameOf(Buffer.from('x')), file)).rejects.toThrow('ENOENT')
  })

  test('adopting the same bytes again changes nothing', async () => {
    const opened = await open()
    await adopted(opened)
    await adopted(opened)

    expect(await buffer(await opened.store.read('H27.38.05', sha))).toEqual(bytes)
  })

  test('[SV2] a commune has only the blobs that it sent itself', async () => {
    const opened = await open()
    await adopted(opened)

    expect(await opened.store.size('H27.38.06', sha)).toBeNull()
    await expect(opened.store.read('H27.38.06', sha)).rejects.toMatchObject({ code: 'file-missing' })
  })
}
