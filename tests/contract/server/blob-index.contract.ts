import { expect, test } from 'vitest'
import type { BlobIndex } from '../../../server/store/blob-index.ts'
import { nameOf } from '../../support/test-station.ts'

const COMMUNE = 'H27.38.05'
const OTHER = 'H27.38.06'
const shaOf = (index: number) => nameOf(Buffer.from(`${index}`))

/** What every blob index promises. @param open an empty one for each test */
export function blobIndexContract(open: () => Promise<BlobIndex>): void {
  test('what was added is found by its commune only', async () => {
    const index = await open()
    await index.add(COMMUNE, shaOf(1), { sizeBytes: 5, mediaType: 'image/png' })

    expect(await index.find(COMMUNE, shaOf(1))).toEqual({ sizeBytes: 5, mediaType: 'image/png' })
    expect(await index.find(OTHER, shaOf(1))).toBeNull()
  })

  test('adding again, also at the same moment, changes nothing', async () => {
    const index = await open()
    await index.add(COMMUNE, shaOf(1), { sizeBytes: 5, mediaType: 'image/png' })

    await Promise.all(
      Array.from({ length: 10 }, () => index.add(COMMUNE, shaOf(1), { sizeBytes: 6, mediaType: 'x' })),
    )

    expect(await index.find(COMMUNE, shaOf(1))).toMatchObject({ sizeBytes: 5 })
  })

  test('of many names those that are stored are told', async () => {
    const index = await open()
    const all = Array.from({ length: 450 }, (_, place) => shaOf(place))
    for (const [place, sha] of all.entries()) {
      if (place % 3 === 0) await index.add(COMMUNE, sha, { sizeBytes: place, mediaType: 'application/pdf' })
    }

    const stored = await index.stored(COMMUNE, [...all, ...all])

    expect([...stored.keys()].toSorted()).toEqual(all.filter((_, place) => place % 3 === 0).toSorted())
    expect(stored.get(shaOf(300))).toEqual({ sizeBytes: 300, mediaType: 'application/pdf' })
    expect((await index.stored(COMMUNE, [])).size).toBe(0)
  })
}
