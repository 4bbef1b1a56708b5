import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { shownValue } from '../../domain/merge.ts'
import { type RecordId, recordId, type Sha256 } from '../../domain/op.ts'
import { newDocument } from '../../domain/records/document.ts'
import { restoreVault } from '../../electron/store/care/restore.ts'
import { newScrub, ScrubState } from '../../electron/store/care/scrub.ts'
import { createVault, openVault, type Vault } from '../../electron/store/vault.ts'
import type { Connection } from '../../electron/sync/ports.ts'
import type { SyncClient } from '../../electron/sync/sync-client.ts'
import { type LineProxy, openLine } from '../support/line-proxy.ts'
import { type Province, startProvince } from '../support/province.ts'
import { depositBlobs, joinPc } from '../support/sync-pc.ts'
import { carePorts } from '../support/test-care.ts'
import { testPorts } from '../support/test-vault.ts'

const PASSPHRASE = 'một câu thật dài'
const ports = testPorts({ clock: { nowMs: () => Date.now() } })

let folder: string
let province: Province
let line: LineProxy
let connection: { value: Connection | null }
const open: { readonly vault: Vault; readonly client: SyncClient }[] = []

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'care-sync-'))
  province = await startProvince(path.join(folder, 'server'))
  line = await openLine(province.url)
  connection = { value: null }
})
afterEach(async () => {
  for (const each of open.splice(0)) await leave(each)
  await line.close()
  await province.stop('SIGKILL')
  await rm(folder, { recursive: true, force: true })
})

function join(vault: Vault) {
  const joined = joinPc(vault, { connection })
  open.push(joined)
  return joined
}

async function leave({ vault, client }: (typeof open)[number]): Promise<void> {
  await client.close()
  await vault.close()
}

const connect = (client: SyncClient): Promise<void> =>
  client.connect({
    url: line.url,
    code: province.enrolmentCode,
    name: 'Trần Thị Mẫu',
    agencyCode: 'H27.38.05',
  })

async function deposit(vault: Vault, bytes: Uint8Array): Promise<Sha256> {
  const { shas } = await depositBlobs(vault, [bytes])
  return shas[0] ?? ''
}

async function onlyBlob(vaultFolder: string): Promise<string> {
  const entries = await readdir(path.join(vaultFolder, 'blobs'), { recursive: true, withFileTypes: true })
  const [file] = entries.filter((entry) => entry.isFile())
  return file === undefined ? '' : path.join(file.parentPath, file.name)
}

async function readAll(vault: Vault, sha: Sha256): Promise<Uint8Array> {
  const reader = await vault.blobs.open(sha)
  try {
    return await reader.read(0, reader.sizeBytes)
  } finally {
    await reader.close()
  }
}

test('[CA11] a deposited page that the disk altered is set aside by the scrub and whole again after the next exchange', async () => {
  const kho = path.join(folder, 'kho')
  const { vault, client } = join((await createVault(kho, { passphrase: PASSPHRASE }, ports)).vault)
  const bytes = randomBytes(2_000_000)
  const sha = await deposit(vault, bytes)
  await connect(client)
  await expect.poll(() => client.status().unsentBlobs).toBe(0)
  const file = await onlyBlob(kho)
  const sealed = await readFile(file)
  sealed.writeUInt8(sealed.readUInt8(1_500_000) ^ 1, 1_500_000)
  await writeFile(file, sealed)

  const scrub = await vault.care.openScrub(() => {})
  const state = await vault.settings('scrub', ScrubState, newScrub)
  for (let share = 0; share < 30 && (await vault.blobs.has(sha)); share += 1) {
    while ((await scrub.piece(100_000_000)) === 'goes-on') continue
    await state.save({ ...state.value, shelvesTonight: 0 })
  }
  expect(await vault.blobs.has(sha)).toBe(false)
  expect(vault.notices).toMatchObject([{ code: 'damaged', detail: { part: 'blob' } }])
  await join(vault).client.syncNow()

  expect(bytes.equals(await readAll(vault, sha))).toBe(true)
  expect(await readdir(path.join(kho, 'quarantine'))).toHaveLength(1)
  expect((await vault.care.check({})).faults.filter(({ code }) => code.startsWith('blob'))).toEqual([])
})

test('[CA11] a page goes on being fetched where the line broke, and one the province lacks stops nothing', async () => {
  const kho = path.join(folder, 'kho')
  const { vault, client } = join((await createVault(kho, { passphrase: PASSPHRASE }, ports)).vault)
  const bytes = randomBytes(2_000_000)
  const sha = await deposit(vault, bytes)
  await connect(client)
  await expect.poll(() => client.status().unsentBlobs).toBe(0)
  await rm(await onlyBlob(kho))
  // Its bytes were never anywhere.
  const lost = 'b'.repeat(64)
  await vault.append(
    newDocument(recordId('doc', randomUUID()), recordId('batch', randomUUID()), [
      { id: 'p1', source: lost, index: 0 },
    ]),
  )

  await join(vault).client.syncNow()

  expect(bytes.equals(await readAll(vault, sha))).toBe(true)
  expect(await vault.blobs.has(lost)).toBe(false)
})

test('[CA12] a restored vault goes on with the province without a fork and has its own later edits again', async () => {
  const kho = path.join(folder, 'kho')
  const first = join((await createVault(kho, { passphrase: PASSPHRASE }, ports)).vault)
  const record: RecordId = recordId('case', randomUUID())
  await first.vault.append([{ record, path: '/title', value: 'trước bản sao lưu' }])
  await connect(first.client)
  const stick = path.join(folder, 'usb')
  await first.vault.care.backUp(stick, {})
  await first.vault.append([{ record, path: '/title', value: 'sau bản sao lưu' }])
  await first.client.syncNow()
  open.splice(0)
  await leave(first)
  await rm(kho, { recursive: true })

  await restoreVault({ from: stick, to: kho, secret: PASSPHRASE }, carePorts())
  const again = join(await openVault(kho, PASSPHRASE, ports))
  await again.vault.append([{ record: recordId('case', randomUUID()), path: '/title', value: 'mới' }])
  expect(shownValue(again.vault.record(record), '/title')).toBe('trước bản sao lưu')
  await again.client.syncNow()

  expect(again.client.status()).toMatchObject({ problem: null, unsentOps: 0 })
  expect(shownValue(again.vault.record(record), '/title')).toBe('sau bản sao lưu')
  const { id, incarnation } = again.vault.station
  expect(again.vault.vector()).toMatchObject({ [`${id}.0`]: 2, [`${id}.${incarnation}`]: 1 })
  expect(again.vault.notices).toEqual([])
})
