import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { EngineEvent } from '../../domain/api.ts'
import { Fault } from '../../domain/fault.ts'
import { documentView } from '../../domain/records/document.ts'
import { createNodeFork } from '../../electron/compose/node-reader.ts'
import { createIntake } from '../../electron/desk/intake.ts'
import { createPageImages } from '../../electron/desk/page-images.ts'
import type { Blobs } from '../../electron/desk/ports.ts'
import { createReadingQueue } from '../../electron/desk/reading-queue.ts'
import { defaultReadingSetting } from '../../electron/desk/reading-setting.ts'
import { extractFields } from '../../electron/digitise/extract/extract-fields.ts'
import { createReaderPool, type ReaderPool } from '../../electron/digitise/reader-pool.ts'
import { createVault, type Vault } from '../../electron/store/vault.ts'
import { samplesFolder } from '../support/engine.ts'
import { bundleIndexWorker } from '../support/index-worker.ts'
import { waitingListOf } from '../support/waiting-list.ts'

const readerEntry = path.join(import.meta.dirname, '../../out/reader/reader-process.mjs')

let folder: string
let vault: Vault
let reader: ReaderPool
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'reading-'))
  const ports = {
    clock: { nowMs: () => Date.now() },
    createId: () => randomUUID(),
    scryptLogN: 10,
    indexWorker: bundleIndexWorker(),
  }
  vault = (await createVault(path.join(folder, 'kho'), { passphrase: 'một câu thật dài' }, ports)).vault
  reader = createReaderPool({ fork: createNodeFork(readerEntry), readers: 1, requestTimeoutMs: 60_000 })
})
afterEach(async () => {
  await reader.close()
  await vault.close()
  await rm(folder, { recursive: true, force: true })
})

test('[ST16][UI3] a disk that fills while pages are read stops reading, says so, and loses no page', async () => {
  const disk = { isFull: true }
  const events: EngineEvent[] = []
  const surroundings = {
    clock: { nowMs: () => Date.now() },
    createId: () => randomUUID(),
    emit: (event: EngineEvent) => void events.push(event),
    onBug: (where: string, error: unknown) => expect.fail(`${where}: ${String(error)}`),
  }
  const intake = createIntake({
    records: vault,
    blobs: vault.blobs,
    reader,
    surroundings,
    assertRoom: async () => {},
    list: await waitingListOf(vault),
    onTaken: () => {},
  })
  await intake.start([path.join(samplesFolder, 'thong-bao.jpg')])
  await intake.settled()
  const blobs: Blobs = {
    open: (sha) => vault.blobs.open(sha),
    remove: (sha) => vault.blobs.remove(sha),
    put: async (source) => {
      if (disk.isFull) throw new Fault('disk-full', 'no room for a text')
      return vault.blobs.put(source)
    },
  }
  const queue = createReadingQueue({
    records: vault,
    blobs,
    reader,
    images: createPageImages({ blobs, derived: vault.derived, reader }),
    extract: (layers, types) => extractFields(layers, types),
    types: () => [],
    surroundings,
    lanes: 1,
    setting: { value: defaultReadingSetting, save: async () => {} },
    isolateIfSecret: async () => false,
  })
  const document = () => vault.records('doc').map((record) => documentView(record))[0]

  queue.wake()
  await queue.settled()
  expect(queue.problem()).toEqual({ code: 'disk-full', detail: {} })
  expect(document()).toMatchObject({ texts: {}, unread: {} })
  expect(events.map(({ name }) => name)).toContain('vaultChanged')

  disk.isFull = false
  queue.wake()
  await queue.settled()
  expect(queue.problem()).toBeNull()
  expect(Object.keys(document()?.texts ?? {})).toHaveLength(1)
  await queue.close()
  await intake.close()
})
