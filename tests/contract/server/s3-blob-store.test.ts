import { access, mkdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createFileBlobStore } from '../../../server/store/file-blob-store.ts'
import { createS3BlobStore, type S3BlobStore } from '../../../server/store/s3/s3-blob-store.ts'
import { openS3Bucket, type S3Bucket, type S3Settings } from '../../../server/store/s3/s3-bucket.ts'
import { type S3Mood, startS3, type TestS3 } from '../../support/s3.ts'
import { storeFolder } from '../../support/sql-databases.ts'
import { nameOf } from '../../support/test-station.ts'
import { blobStoreContract } from './blob-store.contract.ts'

const COMMUNE = 'H27.38.05'
const bytes = Buffer.from('một trang giấy'.repeat(20_000))
const sha = nameOf(bytes)

let shelf: string
let s3: TestS3
let folder: string
let settings: S3Settings
let reports: string[]
const stores: S3BlobStore[] = []
const buckets: S3Bucket[] = []

beforeAll(async () => {
  shelf = await storeFolder()
  s3 = await startS3(shelf)
})
afterAll(async () => {
  await s3.stop()
  await rm(shelf, { recursive: true })
})
beforeEach(async () => {
  folder = await storeFolder()
  await mkdir(path.join(folder, 'inbox'))
  settings = await s3.newBucket()
  s3.mood = 'well'
  s3.requests.length = 0
  reports = []
})
afterEach(async () => {
  for (const store of stores.splice(0)) await store.close()
  for (const bucket of buckets.splice(0)) await bucket.close()
  await rm(folder, { recursive: true })
})

/** As a server that starts opens it. */
function open(): S3BlobStore {
  const local = createFileBlobStore(path.join(folder, 'blobs'))
  const store = createS3BlobStore({
    bucket: openS3Bucket(settings),
    local,
    random: () => 0.5,
    report: (state) => reports.push(state),
  })
  stores.push(store)
  return store
}

function bucket(): S3Bucket {
  const opened = openS3Bucket(settings)
  buckets.push(opened)
  return opened
}

async function adopt(store: S3BlobStore, content = bytes): Promise<void> {
  const file = path.join(folder, 'inbox', nameOf(content))
  await writeFile(file, content)
  await store.adopt(COMMUNE, nameOf(content), file)
}

const keyOf = (name: string): string => `blobs/${COMMUNE}/${name.slice(0, 2)}/${name}`
const localFile = () => path.join(folder, 'blobs', COMMUNE, sha.slice(0, 2), sha)
const isHere = (): Promise<boolean> =>
  access(localFile()).then(
    () => true,
    () => false,
  )

describe('the blob store in S3', () => {
  blobStoreContract(async () => ({ store: open(), inbox: path.join(folder, 'inbox') }))

  test('[SV28] one request puts a blob under its own hash, and it leaves this machine once S3 told its size', async () => {
    const store = open()

    await adopt(store)

    expect(s3.requests).toEqual([`HEAD ${keyOf(sha)}`, `PUT ${keyOf(sha)}`, `HEAD ${keyOf(sha)}`])
    expect(await isHere()).toBe(false)
    expect(await buffer(await store.read(COMMUNE, sha))).toEqual(bytes)
    expect(await buffer(await store.read(COMMUNE, sha, { start: 10, end: 99 }))).toEqual(
      bytes.subarray(10, 100),
    )
  })

  test('[SV28] a blob that S3 has is not sent again', async () => {
    const store = open()
    await adopt(store)
    s3.requests.length = 0

    await adopt(store)

    expect(s3.requests).toEqual([`HEAD ${keyOf(sha)}`])
    expect(await isHere()).toBe(false)
  })

  test('S3 refuses bytes that do not have the hash they are sent under', async () => {
    const file = path.join(folder, 'inbox', 'wrong')
    await writeFile(file, 'x')

    await expect(bucket().put(keyOf(sha), { file, sha, sizeBytes: 1 })).rejects.toThrow('S3 answered PUT')
    expect(await bucket().head(keyOf(sha))).toBeNull()
  })

  test.each<S3Mood>(['fails', 'cuts', 'forgets', 'away'])(
    '[SV29] while S3 %s a blob waits here, is served from here, and is sent when S3 is well again',
    async (mood) => {
      const store = open()
      s3.mood = mood

      await adopt(store)

      expect(await isHere()).toBe(true)
      expect(await store.size(COMMUNE, sha)).toBe(bytes.length)
      expect(await buffer(await store.read(COMMUNE, sha, { start: 3, end: 9 }))).toEqual(
        bytes.subarray(3, 10),
      )
      expect(await store.waiting()).toBe(1)
      s3.mood = 'well'
      await expect.poll(isHere, { timeout: 10_000 }).toBe(false)
      expect(await buffer(await store.read(COMMUNE, sha))).toEqual(bytes)
      expect(reports).toEqual(['cannot be reached', 'is back'])
    },
  )

  test('[SV29] what waited when the server ended is sent by the next one', async () => {
    s3.mood = 'away'
    const first = open()
    await adopt(first)
    await adopt(first, Buffer.from('trang hai'))
    await first.close()
    s3.mood = 'well'

    const second = open()

    expect(await second.waiting()).toBe(2)
    expect(await second.drain()).toBe(2)
    expect(await second.waiting()).toBe(0)
    expect(await buffer(await second.read(COMMUNE, sha))).toEqual(bytes)
  })

  test('[SV29] while S3 is known to be away nobody waits for it', async () => {
    const store = open()
    s3.mood = 'away'
    await adopt(store)
    s3.requests.length = 0

    for (let page = 0; page < 5; page += 1) await adopt(store, Buffer.from(`trang ${page}`))

    expect(s3.requests).toEqual([])
    expect(await store.waiting()).toBe(6)
  })

  test('[SV29] blobs that were kept in files before are sent as well', async () => {
    const files = createFileBlobStore(path.join(folder, 'blobs'))
    const file = path.join(folder, 'inbox', 'old')
    await writeFile(file, bytes)
    await files.adopt(COMMUNE, sha, file)

    const store = open()
    expect(await buffer(await store.read(COMMUNE, sha))).toEqual(bytes)
    await store.drain()

    expect(await isHere()).toBe(false)
    expect(await buffer(await store.read(COMMUNE, sha))).toEqual(bytes)
  })

  test('a bucket that is not there cannot be reached', async () => {
    const other = openS3Bucket({ ...settings, bucket: 'khong-co' })
    buckets.push(other)

    await expect(other.reach()).rejects.toThrow('S3 answered HEAD')
    await expect(bucket().reach()).resolves.toBeUndefined()
  })
})
