import { createHash, randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { recordId } from '../../domain/op.ts'
import { batchCounts, batchView, newBatch } from '../../domain/records/batch.ts'
import { documentView } from '../../domain/records/document.ts'
import { createNodeFork } from '../../electron/compose/node-reader.ts'
import { createIntake, type Intake } from '../../electron/desk/intake.ts'
import { createReaderPool, type ReaderPool } from '../../electron/digitise/reader-pool.ts'
import { createVault, type Vault } from '../../electron/store/vault.ts'
import { samplesFolder } from '../support/engine.ts'
import { bundleIndexWorker } from '../support/index-worker.ts'
import { waitingListOf } from '../support/waiting-list.ts'

const readerEntry = path.join(import.meta.dirname, '../../out/reader/reader-process.mjs')
const clock = { nowMs: () => Date.now() }

let folder: string
let vault: Vault
let reader: ReaderPool
let intake: Intake
/** Blobs that were named by a document while they were not in the vault. */
let dangling: Promise<boolean>[]

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'intake-'))
  const ports = { clock, createId: () => randomUUID(), scryptLogN: 10, indexWorker: bundleIndexWorker() }
  vault = (await createVault(path.join(folder, 'kho'), { passphrase: 'một câu thật dài' }, ports)).vault
  reader = createReaderPool({ fork: createNodeFork(readerEntry), readers: 1, requestTimeoutMs: 30_000 })
  dangling = []
  vault.onChange((ids) => {
    const named = ids
      .filter((id) => id.startsWith('doc_'))
      .flatMap((id) => documentView(vault.record(id)).pages.map((page) => page.source))
    dangling.push(...named.map(async (sha) => !(await vault.blobs.has(sha))))
  })
  intake = createIntake({
    records: vault,
    blobs: vault.blobs,
    reader,
    surroundings: {
      clock,
      createId: () => randomUUID(),
      emit: () => {},
      onBug: (where, error) => expect.fail(`${where}: ${String(error)}`),
    },
    assertRoom: async () => {},
    list: await waitingListOf(vault),
    onTaken: () => {},
  })
})
afterEach(async () => {
  await intake.close()
  await reader.close()
  await vault.close()
  await rm(folder, { recursive: true, force: true })
})

const documents = () => vault.records('doc').map((record) => documentView(record))

test('[IN3] the original is in the vault byte for byte before a document names it', async () => {
  const sample = path.join(samplesFolder, 'quyet-dinh.pdf')
  const original = await readFile(sample)

  await intake.start([sample])
  await intake.settled()

  const [document] = documents()
  const source = document?.pages[0]?.source ?? ''
  expect(source).toBe(createHash('sha256').update(original).digest('hex'))
  expect(document?.pages.map(({ index }) => index)).toEqual([0, 1])
  const blob = await vault.blobs.open(source)
  expect(Buffer.from(await blob.read(0, blob.sizeBytes)).equals(original)).toBe(true)
  await blob.close()
  expect(dangling.length).toBeGreaterThan(0)
  expect(await Promise.all(dangling)).not.toContain(true)
})

test('[IN4] a refused file can be tried again once its cause is gone', async () => {
  const late = path.join(folder, 'tre.jpg')
  const batch = await intake.start([late])
  await intake.settled()
  expect(batchView(vault.record(batch)).sources[0]?.outcome).toMatchObject({
    kind: 'refused',
    code: 'file-missing',
  })

  await writeFile(late, await readFile(path.join(samplesFolder, 'thong-bao.jpg')))
  await intake.retry(batch, 0)
  await intake.settled()

  expect(batchView(vault.record(batch)).sources[0]?.outcome).toMatchObject({ kind: 'taken', pages: 1 })
  expect(documents()).toHaveLength(1)
})

test('[IN1] what an earlier run left waiting is taken by the next', async () => {
  const { close } = intake
  const batch = await intake.start([
    path.join(samplesFolder, 'thong-bao.jpg'),
    path.join(samplesFolder, 'giay-moi.jpg'),
  ])
  await close()
  const before = batchCounts(vault.record(batch))
  expect(before).toMatchObject({ chosen: 2, refused: 0, withheld: 0 })
  expect(before.waiting).toBeGreaterThan(0)

  intake = createIntake({
    records: vault,
    blobs: vault.blobs,
    reader,
    surroundings: { clock, createId: () => randomUUID(), emit: () => {}, onBug: () => {} },
    assertRoom: async () => {},
    list: await waitingListOf(vault),
    onTaken: () => {},
  })
  await intake.resume()
  await intake.settled()

  expect(batchView(vault.record(batch)).sources.map(({ outcome }) => outcome.kind)).toEqual([
    'taken',
    'taken',
  ])
  expect(documents()).toHaveLength(2)
})

test('[IN1] what waits in the log of a vault of before goes on as well', async () => {
  const batch = recordId('batch', randomUUID())
  const file = path.join(samplesFolder, 'thong-bao.jpg')
  const waiting = { name: 'thong-bao.jpg', path: file, outcome: { kind: 'waiting' } } as const
  // Until version 0.1.0 a batch named what waits in its record.
  await vault.append(
    newBatch(batch, '2026-01-05T00:00:00.000Z', [waiting, { ...waiting, path: `${file}.gone` }]),
  )
  expect(batchCounts(vault.record(batch))).toMatchObject({ chosen: 2, waiting: 2 })

  await intake.resume()
  await intake.settled()

  expect(batchCounts(vault.record(batch))).toEqual({
    chosen: 2,
    taken: 1,
    refused: 1,
    withheld: 0,
    waiting: 0,
  })
})

test('[IN6] nothing names a file that waits but the list of this station, which forgets', async () => {
  const { close } = intake
  await intake.start([path.join(samplesFolder, 'thong-bao.jpg'), path.join(samplesFolder, 'giay-moi.jpg')])
  await close()

  const waiting = (await waitingListOf(vault)).value.files.map((file) => path.basename(file.path))
  expect(waiting).toContain('giay-moi.jpg')
  const [batch] = vault.records('batch')
  const counts = batch === undefined ? null : batchCounts(batch)
  expect(counts?.chosen).toBe(2)
  expect(JSON.stringify(batch?.cells)).not.toContain('giay-moi.jpg')
})
