import { randomBytes, randomUUID } from 'node:crypto'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type RecordId, recordId } from '../../domain/op.ts'
import { newCaseFile } from '../../domain/records/case-file.ts'
import { newDeposit } from '../../domain/records/deposit.ts'
import { newDocument } from '../../domain/records/document.ts'
import { syncStore } from '../../electron/compose/open-vault.ts'
import { createVault, type Vault } from '../../electron/store/vault.ts'
import { emptyMemory } from '../../electron/sync/exchange-runner.ts'
import type { Connection } from '../../electron/sync/ports.ts'
import { createSyncClient, type SyncClient } from '../../electron/sync/sync-client.ts'
import { bundleIndexWorker } from '../support/index-worker.ts'
import { type LineProxy, openLine } from '../support/line-proxy.ts'
import { type Province, startProvince } from '../support/province.ts'

const BLOB_BYTES = 2_000_000

let folder: string
let province: Province
let line: LineProxy
let vault: Vault
let client: SyncClient
let connection: Connection | null

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sync-line-'))
  province = await startProvince(path.join(folder, 'server'))
  line = await openLine(province.url)
  const ports = {
    clock: { nowMs: () => Date.now() },
    createId: () => randomUUID(),
    scryptLogN: 10,
    indexWorker: bundleIndexWorker(),
  }
  vault = (await createVault(path.join(folder, 'kho'), { passphrase: 'một câu thật dài' }, ports)).vault
  connection = null
  client = createSyncClient({
    store: syncStore(vault),
    connection: {
      get: () => connection,
      set: async (made) => {
        connection = made
      },
    },
    memory: { value: emptyMemory, save: async () => {} },
    onChange: () => {},
    line: {
      fetch,
      // A third of the patience: 15 s of silence are 5 s here, still more than the server takes to let go of a dead line.
      after: (delayMs, run) => {
        const timer = setTimeout(run, delayMs / 3)
        return () => clearTimeout(timer)
      },
      nowMs: () => Date.now(),
      random: () => 0,
    },
  })
})
afterEach(async () => {
  await client.close()
  await line.close()
  await province.stop('SIGKILL')
  await vault.close()
  await rm(folder, { recursive: true, force: true })
})

const connect = (): Promise<void> =>
  client.connect({
    url: line.url,
    code: province.enrolmentCode,
    name: 'Trần Thị Mẫu',
    agencyCode: 'H27.38.05',
  })

/** A deposited case file with one document whose page is a blob. */
async function deposit(): Promise<void> {
  const bytes = randomBytes(BLOB_BYTES)
  const { sha } = await vault.blobs.put(
    (async function* () {
      yield bytes
    })(),
  )
  const ids = {
    case: recordId('case', randomUUID()),
    doc: recordId('doc', randomUUID()),
    fonds: recordId('fonds', randomUUID()),
  }
  const file = {
    fonds: ids.fonds,
    planEntry: null,
    year: 2025,
    notation: '02.XH',
    title: 'x',
    retention: '05',
    maker: 'x',
  }
  await vault.append([
    ...newCaseFile(ids.case, file),
    ...newDocument(ids.doc, recordId('batch', randomUUID()), [{ id: 'p1', source: sha, index: 0 }]),
    { record: ids.doc, path: '/caseFile', value: ids.case },
  ])
  const move = (name: string) => ({ record: ids.case, path: '/state', value: { name, reason: null } })
  await vault.append([move('closed')])
  await vault.append([
    move('deposited'),
    ...newDeposit(recordId('deposit', randomUUID()), {
      fonds: ids.fonds,
      ordinal: 1,
      createdAt: new Date().toISOString(),
      caseFiles: [ids.case],
      manifest: 'a'.repeat(64),
    }),
  ])
}

const write = (record: RecordId, value: string): Promise<void> =>
  vault.append([{ record, path: '/title', value }])

test('[SY2][SY8] what the server acknowledged is not sent again', async () => {
  for (let count = 0; count < 50; count++) await write(recordId('case', randomUUID()), `hồ sơ ${count}`)
  await connect()
  expect(client.status()).toMatchObject({ unsentOps: 0, problem: null })

  const before = line.sentBytes()
  await client.syncNow()

  expect(line.sentBytes() - before).toBeLessThan(2000)
})

test('[SY2][SY8] what the server lost is sent again', async () => {
  const first = recordId('case', randomUUID())
  await write(first, 'trước bản sao lưu')
  await connect()
  const port = Number(new URL(province.url).port)
  await province.stop()
  await cp(path.join(folder, 'server'), path.join(folder, 'backup'), { recursive: true })
  province = { ...(await startProvince(path.join(folder, 'server'), port)), enrolmentCode: '' }
  await write(recordId('case', randomUUID()), 'sau bản sao lưu')
  await client.syncNow()
  const acknowledged = client.status().unsentOps

  await province.stop('SIGKILL')
  await rm(path.join(folder, 'server'), { recursive: true })
  await cp(path.join(folder, 'backup'), path.join(folder, 'server'), { recursive: true })
  province = { ...(await startProvince(path.join(folder, 'server'), port)), enrolmentCode: '' }
  await client.syncNow()

  expect([acknowledged, client.status().unsentOps]).toEqual([0, 0])
  const archive = await province.signIn()
  expect((await archive.communes({}))[0]?.openFiles).toBe(2)
})

test('[SY7][SY3] a transfer that stalls without a word is noticed and goes on where it was', async () => {
  await connect()
  await deposit()
  const before = line.sentBytes()
  line.freezeAfter(BLOB_BYTES / 2)

  // The connection of the small requests is frozen too: this exchange may end, the next one goes on by itself.
  await client.syncNow().catch(() => undefined)
  await expect.poll(() => client.status().unsentBlobs, { timeout: 60_000 }).toBe(0)

  expect(client.status()).toMatchObject({ unsentOps: 0, problem: null })
  expect(line.sentBytes() - before).toBeLessThan(BLOB_BYTES * 1.5)
}, 90_000)

test('[SY3] a cut line costs what was under way, and the next exchange goes on', async () => {
  await connect()
  await deposit()
  const before = line.sentBytes()
  line.cutAfter(BLOB_BYTES / 2)

  await client.syncNow().catch(() => undefined)
  await expect.poll(() => client.status().unsentBlobs, { timeout: 20_000 }).toBe(0)

  expect(line.sentBytes() - before).toBeLessThan(BLOB_BYTES * 1.5)
})
