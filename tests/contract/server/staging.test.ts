import { randomBytes } from 'node:crypto'
import { readdir, rm, utimes, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { Upload } from '@tus/server'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { uploadId } from '../../../domain/sync/protocol.ts'
import { openStaging, type Staging } from '../../../server/uploads/staging.ts'
import { createUploadLocks } from '../../../server/uploads/upload-locks.ts'
import { storeFolder } from '../../support/sql-databases.ts'
import { nameOf } from '../../support/test-station.ts'

const ONE = 'a'.repeat(16)
const OTHER = 'b'.repeat(16)
const DAY_MS = 86_400_000
const limits = { uploads: 3, bytes: 10_000, reserveBytes: 0 }
const shaOf = (index: number) => nameOf(Buffer.from(`${index}`))

let folder: string
let staging: Staging
beforeEach(async () => {
  folder = await storeFolder()
  staging = await openStaging(folder, createUploadLocks(), limits)
})
afterEach(() => rm(folder, { recursive: true }))

async function begin(station: string, index: number, sizeBytes: number): Promise<string> {
  const id = uploadId(station, shaOf(index))
  await staging.store.create(new Upload({ id, size: sizeBytes, offset: 0, metadata: {} }))
  return id
}

test('[SV31] a station may begin so many uploads and so many bytes, and others are not disturbed by it', async () => {
  await begin(ONE, 1, 4000)
  await begin(ONE, 2, 4000)

  await expect(staging.assertRoom(ONE, 2001)).rejects.toMatchObject({ code: 'quota' })
  await expect(staging.assertRoom(ONE, 2000)).resolves.toBeUndefined()
  await begin(ONE, 3, 1)
  await expect(staging.assertRoom(ONE, 1)).rejects.toMatchObject({ code: 'quota' })
  await expect(staging.assertRoom(OTHER, 10_000)).resolves.toBeUndefined()
})

test('[SV31] what was finished or dropped makes room again', async () => {
  const id = await begin(ONE, 1, 10_000)
  await expect(staging.assertRoom(ONE, 1)).rejects.toMatchObject({ code: 'quota' })

  await staging.remove(id)

  await expect(staging.assertRoom(ONE, 10_000)).resolves.toBeUndefined()
})

test('[SV31] an upload that would take the last of the disk is refused before its first byte', async () => {
  const greedy = await openStaging(folder, createUploadLocks(), { ...limits, reserveBytes: 2 ** 60 })

  await expect(greedy.assertRoom(ONE, 1)).rejects.toMatchObject({ code: 'quota' })
})

test('a piece is written where it belongs, and the offset after it is told', async () => {
  const id = await begin(ONE, 1, 10)

  expect(await staging.store.write(Readable.from([Buffer.from('một h')]), id, 0)).toBe(7)
  expect(await staging.store.write(Readable.from([Buffer.from('ai!')]), id, 7)).toBe(10)

  expect(await staging.find(id)).toEqual({ offset: 10, sizeBytes: 10 })
})

test('hazard 2: the library that clears by announced length never gets to clear here', async () => {
  const id = await begin(ONE, 1, 5)
  await staging.store.write(Readable.from([Buffer.from('xong!')]), id, 0)

  expect(staging.store.getExpiration()).toBe(0)
  await expect(staging.store.deleteExpired()).rejects.toBeDefined()
  expect(await staging.find(id)).toEqual({ offset: 5, sizeBytes: 5 })
})

test('[SV31] the janitor takes what was forgotten for a month with all that belongs to it, and strays', async () => {
  const nowMs = Date.now()
  const old = (nowMs - 31 * DAY_MS) / 1000
  const forgotten = await begin(ONE, 1, 10)
  const kept = await begin(ONE, 2, 10)
  await writeFile(path.join(folder, `${forgotten}.json.new`), randomBytes(3))
  await writeFile(path.join(folder, 'stray'), '')
  for (const name of await readdir(folder)) {
    if (!name.startsWith(kept)) await utimes(path.join(folder, name), old, old)
  }

  await staging.sweep(nowMs)

  expect((await readdir(folder)).toSorted()).toEqual([kept, `${kept}.json`])
})
