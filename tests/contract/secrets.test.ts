import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Fault } from '../../domain/fault.ts'
import type { IntakeStop } from '../../domain/intake-api.ts'
import type { RecordId, Sha256 } from '../../domain/op.ts'
import { batchCounts, batchStatement } from '../../domain/records/batch.ts'
import { documentView } from '../../domain/records/document.ts'
import { noFilters } from '../../domain/search-api.ts'
import { syncStore } from '../../electron/compose/join-sync.ts'
import { openVault, type Vault } from '../../electron/store/vault.ts'
import { encodePdf } from '../fixtures/encode.ts'
import { drawStampedPage, secretStamps } from '../fixtures/secret-stamps.ts'
import { type Engine, samplesFolder, startEngine } from '../support/engine.ts'
import { bundleIndexWorker } from '../support/index-worker.ts'
import { tinyDecision, tinyJpeg } from '../support/tiny-sources.ts'
import { waitingListOf } from '../support/waiting-list.ts'

const PASSPHRASE = 'một câu thật dài'
const SECRET_NAME = 'ke-hoach-phong-thu-2026.pdf'
const plain = (name: string): string => path.join(samplesFolder, name)

let folder: string
let engine: Engine

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'secrets-'))
  engine = await startEngine(path.join(folder, 'kho'), { scryptLogN: 10 })
  await engine.client.createVault({
    agencyCode: 'H27.38.05',
    communeName: 'xã Cẩm Hoà',
    userName: 'Trần Thị Mẫu',
    passphrase: PASSPHRASE,
  })
})
afterEach(async () => {
  await engine.app.close()
  await rm(folder, { recursive: true, force: true, maxRetries: 5 })
})

/** Two pages of a letter, the second with a red stamp. */
async function writeSecret(): Promise<{ readonly file: string; readonly bytes: Uint8Array }> {
  const letter = { seed: 11, template: 'cong-van', tier: 'A' } as const
  const pages = [drawStampedPage(letter), drawStampedPage({ ...letter, stamp: secretStamps[1] })]
  const bytes = await encodePdf(pages, 80)
  const file = path.join(folder, SECRET_NAME)
  await writeFile(file, bytes)
  return { file, bytes }
}

async function stopNow(): Promise<IntakeStop> {
  await expect
    .poll(async () => (await engine.client.intakeState({})).stop, { timeout: 90_000 })
    .not.toBeNull()
  const { stop } = await engine.client.intakeState({})
  if (stop === null) throw new Error('the intake stands still')
  return stop
}

async function restart(): Promise<void> {
  await engine.app.close()
  engine = await startEngine(path.join(folder, 'kho'), { scryptLogN: 10 })
  await engine.client.unlockVault({ secret: PASSPHRASE })
}

/** The vault as it lies on the disk, while the program is closed. */
async function inVault<T>(look: (vault: Vault) => Promise<T>): Promise<T> {
  await engine.app.close()
  const ports = { clock: { nowMs: () => Date.now() }, createId: () => '', indexWorker: bundleIndexWorker() }
  const vault = await openVault(path.join(folder, 'kho'), PASSPHRASE, ports)
  try {
    return await look(vault)
  } finally {
    await vault.close()
  }
}

async function filesBelow(start: string): Promise<readonly string[]> {
  const entries = await readdir(start, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name))
}

/** Every op of the station, as it was before it was sealed. */
async function opsOf(vault: Vault): Promise<string> {
  const unsent = await vault.unsent({}, { ops: 1_000_000, bytes: 1e9 })
  return (unsent?.ops ?? []).join('\n')
}

const shaOf = (bytes: Uint8Array): Sha256 => createHash('sha256').update(bytes).digest('hex')

test('[IN13] of a file that is left out as a state secret no byte, name or word is anywhere in the vault', async () => {
  const { file, bytes } = await writeSecret()
  const batch = await engine.client.startBatch({
    paths: [plain('thong-bao.jpg'), file, plain('giay-moi.jpg')],
    isStatementMade: true,
  })
  const stop = await stopNow()
  expect(stop).toEqual({
    batch: batch.id,
    index: 1,
    fileName: SECRET_NAME,
    page: 1,
    level: 'top-secret',
    by: 'frame',
  })

  await engine.client.decideSecret({ batch: batch.id, index: 1, page: 1, isSecret: true })
  expect((await engine.client.intakeState({})).isHeld).toBe(true)
  await engine.client.continueIntake({})
  await engine.app.settled()

  const [progress] = (await engine.client.batches({ limit: 1 })).rows
  expect(progress).toMatchObject({ taken: 2, refused: 0, withheld: 1, waiting: 0 })
  const kept = await engine.client.batchSources({ id: batch.id, outcome: 'taken', limit: 9 })
  expect(kept.rows.map(({ index, source }) => [index, source.outcome.kind, source.name])).toEqual([
    [0, 'taken', 'thong-bao.jpg'],
    [1, 'withheld', ''],
    [2, 'taken', 'giay-moi.jpg'],
  ])
  await inVault(async (vault) => {
    const ops = await opsOf(vault)
    expect(ops).toContain('thong-bao.jpg')
    for (const trace of ['phong-thu', shaOf(bytes), 'TỐI MẬT', folder]) expect(ops).not.toContain(trace)
    expect(await vault.blobs.has(shaOf(bytes))).toBe(false)
    expect((await waitingListOf(vault)).value).toEqual({ files: [], isHeld: false })
    expect(batchStatement(vault.record(batch.id))).toMatchObject({ by: 'Trần Thị Mẫu' })
  })
  const names = await filesBelow(path.join(folder, 'kho'))
  expect(
    names.filter((name) => path.basename(name).startsWith('intake-now')).map((name) => path.basename(name)),
  ).toEqual(['intake-now.json'])
  const piece = Buffer.from(bytes.subarray(2000, 2048))
  for (const name of names) {
    const content = await readFile(name)
    expect(content.includes('phong-thu')).toBe(false)
    expect(content.includes(piece)).toBe(false)
  }
})

test('[IN14][IN6] killed at the stop it stands there again; what is no state secret is taken, and its page read without being isolated', async () => {
  const { file } = await writeSecret()
  const batch = await engine.client.startBatch({
    paths: [file, plain('thong-bao.jpg')],
    isStatementMade: true,
  })
  const before = await stopNow()
  await restart()
  expect(await stopNow()).toEqual(before)
  expect((await engine.client.batches({ limit: 1 })).rows[0]).toMatchObject({
    taken: 0,
    waiting: 2,
    waitingHere: 2,
  })

  await engine.client.decideSecret({ batch: batch.id, index: 0, page: 1, isSecret: false })
  await restart()
  expect(await engine.client.intakeState({})).toMatchObject({ stop: null, isHeld: true, waiting: 2 })
  await engine.client.continueIntake({})
  await engine.app.settled()

  expect((await engine.client.batches({ limit: 1 })).rows[0]).toMatchObject({
    taken: 2,
    withheld: 0,
    waiting: 0,
  })
  expect((await engine.client.isolated({ limit: 9 })).total).toBe(0)
  expect((await engine.client.documents({ filter: 'to-review', limit: 9 })).total).toBe(2)
  await inVault(async (vault) => {
    const overrides = (await opsOf(vault)).split('\n').filter((op) => op.includes('"/override/'))
    expect(overrides).toHaveLength(1)
    expect(overrides[0]).toContain('"by":"Trần Thị Mẫu"')
    expect(overrides[0]).not.toContain('phong-thu')
  })
})

test('[IN5] a batch is refused unless it is stated that it holds no state secret', async () => {
  const refused = await engine.app.dispatch('startBatch', {
    paths: [plain('thong-bao.jpg')],
    isStatementMade: false,
  })

  expect(refused).toMatchObject({ ok: false, code: 'invalid-input' })
  expect((await engine.client.batches({ limit: 1 })).total).toBe(0)
})

/** A scan that says its level without a frame, so that only reading the whole page finds it. */
async function takeUnframed(): Promise<{
  readonly id: RecordId
  readonly source: Sha256
  readonly batch: RecordId
}> {
  const [first, second, ...rest] = tinyDecision
  if (first === undefined || second === undefined) throw new Error('the decision has lines')
  const mark = { text: 'TUYỆT MẬT', x: 0.14, y: 0.175, sizePt: 16 }
  const bytes = tinyJpeg({ lines: [first, second, mark, ...rest] })
  const file = path.join(folder, SECRET_NAME.replace('pdf', 'jpg'))
  await writeFile(file, bytes)
  const { id: batch } = await engine.client.startBatch({
    paths: [file, plain('thong-bao.jpg')],
    isStatementMade: true,
  })
  await engine.app.settled()
  const [row] = (await engine.client.isolated({ limit: 9 })).rows
  if (row === undefined) throw new Error('a document is isolated')
  return { id: row.id, source: shaOf(bytes), batch }
}

const codeOf = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work
    return 'done'
  } catch (error) {
    return error instanceof Fault ? error.code : String(error)
  }
}

test('[IN15][DG27] a document whose text says its level is isolated: not shown, found, sent, nor changed', async () => {
  const { id, source, batch } = await takeUnframed()
  const { client, app } = engine

  expect(await codeOf(client.document({ id }))).toBe('isolated')
  expect(await codeOf(client.acceptDocument({ id, values: {} }))).toBe('isolated')
  expect(await codeOf(app.pageImage({ source, index: 0 }, 'full'))).toBe('isolated')
  expect(await codeOf(app.pageImage({ source, index: 0 }, 'thumbnail'))).toBe('isolated')
  expect((await client.documents({ filter: 'to-review', limit: 9 })).total).toBe(1)
  expect((await client.search({ query: 'trợ cấp', filters: noFilters, limit: 9 })).hits).toEqual([])
  expect((await client.batches({ limit: 1 })).rows[0]).toMatchObject({
    taken: 2,
    pagesTotal: 1,
    pagesRead: 1,
  })
  const named = await client.batchSources({ id: batch, outcome: 'taken', limit: 9 })
  expect(named.rows.map(({ source: { name } }) => name)).toEqual(['', 'thong-bao.jpg'])
  await inVault(async (vault) => {
    expect(await vault.blobs.has(source)).toBe(true)
    expect(await syncStore(vault).hasBlob(source)).toBe(false)
    expect(await codeOf(syncStore(vault).openBlob(source))).toBe('not-found')
    const document = documentView(vault.record(id))
    expect([document.texts, document.proposals, document.isolated?.removedAt]).toEqual([{}, null, undefined])
  })
})

test('[IN15] its removal deletes bytes, pictures and what describes it, leaves a gap, and no check takes that for damage', async () => {
  const { id, source, batch } = await takeUnframed()
  const { client } = engine

  const report = await client.removeIsolated({ id })

  expect(report.keptFiles).toBe(0)
  expect((await client.isolated({ limit: 9 })).total).toBe(0)
  const kept = await client.batchSources({ id: batch, outcome: 'taken', limit: 9 })
  expect(kept.rows.map(({ source: { name, outcome } }) => [name, outcome.kind])).toEqual([
    ['', 'withheld'],
    ['thong-bao.jpg', 'taken'],
  ])
  await inVault(async (vault) => {
    expect(await vault.blobs.has(source)).toBe(false)
    expect(await vault.derived.get(`image:${source}:0:thumbnail`)).toBeNull()
    expect(batchCounts(vault.record(batch))).toEqual({
      chosen: 2,
      taken: 1,
      refused: 0,
      withheld: 1,
      waiting: 0,
    })
    const { pages, isolated } = documentView(vault.record(id))
    expect([pages, isolated?.removedBlobs]).toEqual([[], [source]])
    expect((await vault.care.check({ isFast: false })).faults).toEqual([])
  })
})

test('[IN15] what was isolated by mistake goes back, is read, and is not isolated again', async () => {
  const { id } = await takeUnframed()

  await engine.client.releaseIsolated({ id })
  await engine.app.settled()

  expect((await engine.client.isolated({ limit: 9 })).total).toBe(0)
  expect(Object.keys((await engine.client.document({ id })).texts)).toHaveLength(1)
})
