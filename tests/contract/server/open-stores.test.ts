import { mkdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createLog } from '../../../server/log.ts'
import { openStores, type Stores } from '../../../server/store/open-stores.ts'
import { findPostgres, type PostgresCluster, startPostgres } from '../../support/postgres.ts'
import { startS3 } from '../../support/s3.ts'
import { storeFolder } from '../../support/sql-databases.ts'

const programs = findPostgres()
const held: { cluster: PostgresCluster | null } = { cluster: null }
const lines: string[] = []
const log = createLog((line) => lines.push(line), Date.now)
let folder: string
const opened: Stores[] = []

beforeAll(async () => {
  if (programs !== null) held.cluster = await startPostgres(programs)
})
afterAll(async () => {
  await held.cluster?.stop()
})
beforeEach(async () => {
  folder = await storeFolder()
})
afterEach(async () => {
  for (const stores of opened.splice(0)) await stores.close()
  await rm(folder, { recursive: true })
})

async function open(env: Readonly<Record<string, string>>, dataFolder = folder): Promise<Stores> {
  const stores = await openStores({ dataFolder, env, clock: Date.now, log })
  opened.push(stores)
  return stores
}

test('[SV25] without a setting everything is in the data folder, which one process has open', async () => {
  const stores = await open({ DATABASE_URL: '', S3_ENDPOINT: '' })

  expect(stores.describe()).toEqual({ database: 'SQLite', blobs: 'files' })
  await expect(stores.ready()).resolves.toBeUndefined()
  expect(await stores.waitingBlobs()).toBe(0)
  await expect(open({})).rejects.toMatchObject({ code: 'in-use' })
})

test.each([
  [{ DATABASE_URL: 'mysql://x' }, 'DATABASE_URL'],
  [{ S3_ENDPOINT: 'https://s3.example.vn', S3_BUCKET: 'ho-so' }, 'S3_ACCESS_KEY_ID'],
  [{ S3_BUCKET: 'ho-so', S3_ACCESS_KEY_ID: 'a', S3_SECRET_ACCESS_KEY: 'bi-mat' }, 'S3_ENDPOINT'],
])('[SV25] a setting that is wrong is named without its value: %j', async (env, name) => {
  const error = await open(env).catch((thrown: unknown) => thrown)

  expect(error).toMatchObject({ code: 'invalid-input' })
  expect(String(error)).toContain(name)
  expect(String(error)).not.toContain('bi-mat')
})

test('[SV25] S3 is used where it is set, and readiness tells when it is away', async () => {
  const shelf = path.join(folder, 'shelf')
  await mkdir(shelf)
  const s3 = await startS3(shelf)
  const { endpoint, bucket, accessKeyId, secretAccessKey } = await s3.newBucket()
  const stores = await open({
    S3_ENDPOINT: endpoint,
    S3_BUCKET: bucket,
    S3_ACCESS_KEY_ID: accessKeyId,
    S3_SECRET_ACCESS_KEY: secretAccessKey,
  })

  expect(stores.describe()).toEqual({ database: 'SQLite', blobs: 'S3' })
  await expect(stores.ready()).resolves.toBeUndefined()
  s3.mood = 'away'
  await expect(stores.ready()).rejects.toThrow(/socket|closed|ECONN/i)
  await s3.stop()
})

describe.runIf(programs !== null)('PostgreSQL', () => {
  test('[SV32] readiness tells while the database is away, and that it is back', async () => {
    const url = (await held.cluster?.newDatabase()) ?? ''
    const stores = await open({ DATABASE_URL: url })
    await stores.registry.addCommune('H27.38.05', 'Xã Một')

    expect(stores.describe()).toEqual({ database: 'PostgreSQL', blobs: 'files' })
    await expect(stores.ready()).resolves.toBeUndefined()
    await held.cluster?.crash()

    await expect
      .poll(() =>
        stores.ready().then(
          () => true,
          () => false,
        ),
      )
      .toBe(true)
    expect(await stores.registry.commune('H27.38.05')).toMatchObject({ name: 'Xã Một' })
  })

  test('[SV33] a second server on the same database does not start, also after the database was killed', async () => {
    const url = (await held.cluster?.newDatabase()) ?? ''
    const elsewhere = path.join(folder, 'elsewhere')
    await mkdir(elsewhere)
    const first = await open({ DATABASE_URL: url })
    await expect(open({ DATABASE_URL: url }, elsewhere)).rejects.toMatchObject({ code: 'in-use' })
    await held.cluster?.crash()
    await expect.poll(() => first.ready().then(String, String)).toBe('undefined')

    await expect(open({ DATABASE_URL: url }, elsewhere)).rejects.toMatchObject({ code: 'in-use' })

    await opened.pop()?.close()
    await expect(open({ DATABASE_URL: url }, elsewhere)).resolves.toBeDefined()
  })
})
