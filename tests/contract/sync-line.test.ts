import { randomBytes, randomUUID } from 'node:crypto'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type RecordId, recordId } from '../../domain/op.ts'
import { createVault, type Vault } from '../../electron/store/vault.ts'
import type { SyncClient } from '../../electron/sync/sync-client.ts'
import { type LineProxy, openLine } from '../support/line-proxy.ts'
import { type Province, startProvince } from '../support/province.ts'
import { depositBlobs, joinPc, testLine } from '../support/sync-pc.ts'
import { testPorts } from '../support/test-vault.ts'

const BLOB_BYTES = 2_000_000

let folder: string
let province: Province
let line: LineProxy
let vault: Vault
let client: SyncClient
let connect: () => Promise<void>

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sync-line-'))
  province = await startProvince(path.join(folder, 'server'))
  line = await openLine(province.url)
  const ports = testPorts({ clock: { nowMs: () => Date.now() } })
  vault = (await createVault(path.join(folder, 'kho'), { passphrase: 'một câu thật dài' }, ports)).vault
  // A third of the patience, still more than the server takes to let go of a dead line.
  const pc = joinPc(vault, { line: testLine({ haste: 3 }) })
  client = pc.client
  connect = () => pc.connect(line.url, province.enrolmentCode)
})
afterEach(async () => {
  await client.close()
  await line.close()
  await province.stop('SIGKILL')
  await vault.close()
  await rm(folder, { recursive: true, force: true })
})

const deposit = () => depositBlobs(vault, [randomBytes(BLOB_BYTES)])

const write = (record: RecordId, value: string): Promise<void> =>
  vault.append([
    { record, path: '/notation', value: '01.UBND' },
    { record, path: '/title', value },
  ])

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
