import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Op } from '../../domain/op.ts'
import { openVault } from '../../electron/store/vault.ts'
import { type Engine, samplesFolder, startEngine } from '../support/engine.ts'
import { bundleIndexWorker } from '../support/index-worker.ts'

const passphrase = 'một câu thật dài'
let folder: string
let vaultFolder: string
let engine: Engine
let document: string
let caseFile: string

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'undo-'))
  vaultFolder = path.join(folder, 'kho')
  engine = await startEngine(vaultFolder)
  const { client, app } = engine
  await client.createVault({
    agencyCode: 'H27.38.05',
    communeName: 'xã Cẩm Hoà',
    userName: 'Trần Thị Mẫu',
    passphrase,
  })
  await client.startBatch({ paths: [path.join(samplesFolder, 'quyet-dinh.pdf')], isStatementMade: true })
  await app.settled()
  document = changedIds().find((id) => id.startsWith('doc_')) ?? ''
})
afterAll(async () => {
  await engine.app.close()
  await rm(folder, { recursive: true, force: true })
})

function changedIds(): readonly string[] {
  return engine.events.flatMap((event) => (event.name === 'recordsChanged' ? event.payload.ids : []))
}

const values = {
  number: '15',
  notation: 'QĐ-UBND',
  type: '02',
  issuedDate: '2025-03-12',
  issuer: 'UBND xã Cẩm Hoà',
  subject: 'Về việc trợ cấp',
}

test('[MG9] accepting, opening and filing are taken back in turn and done again', async () => {
  const { client } = engine
  const { entries } = await client.plan({ year: null })
  const entry = entries.find(({ notation }) => notation === '02.XH')
  await client.acceptDocument({ id: document, values })
  caseFile = (await client.openCaseFile({ planEntry: entry?.id ?? '' })).id
  await client.fileDocument({ id: document, caseFile })
  expect(await client.undoState({})).toEqual({ undo: 'file-document', redo: null })

  expect(await client.undo({})).toEqual({ label: 'file-document' })
  expect((await client.document({ id: document })).caseFile).toBeNull()
  expect(await client.undo({})).toEqual({ label: 'open-case-file' })
  await expect(client.caseFile({ id: caseFile })).rejects.toMatchObject({ code: 'not-found' })
  expect(await client.undo({})).toEqual({ label: 'accept-document' })
  expect(await client.document({ id: document })).toMatchObject({ isAccepted: false, values: {} })
  expect(await client.undo({})).toEqual({ label: null })

  for (const label of ['accept-document', 'open-case-file', 'file-document']) {
    expect(await client.redo({})).toEqual({ label })
  }
  expect(await client.document({ id: document })).toMatchObject({ isAccepted: true, values, caseFile })
})

test('[CF8] nothing is taken back in a case file that was closed since', async () => {
  const { client } = engine
  await client.closeCaseFile({ id: caseFile, isOverlooking: true })

  await expect(client.undo({})).rejects.toMatchObject({ code: 'case-closed' })
  expect(await client.undoState({})).toEqual({ undo: 'file-document', redo: null })

  await client.reopenCaseFile({ id: caseFile, reason: 'xếp nhầm' })
  expect(await client.undo({})).toEqual({ label: 'file-document' })
})

test('[MG9] what was taken back stays so after the vault is opened again, and the history has every step', async () => {
  await engine.app.close()
  const ports = { clock: { nowMs: () => Date.now() }, createId: () => randomUUID() }
  const vault = await openVault(vaultFolder, passphrase, { ...ports, indexWorker: bundleIndexWorker() })
  const written = await vault.unsent({}, { ops: 100_000, bytes: 100_000_000 })
  await vault.close()
  const filing = (written?.ops ?? [])
    .map((text) => Op.parse(JSON.parse(text)))
    .filter((op) => op.f === document && op.p === '/caseFile')
  expect(filing.map((op) => (op.del === true ? 'removed' : op.val))).toEqual([
    caseFile,
    'removed',
    caseFile,
    'removed',
  ])
  // Each names the one before it as replaced: nothing was rewritten.
  const before = (at: number): string[] => filing.slice(at, at + 1).map((op) => `${op.s}:${op.i}:${op.n}`)
  expect(filing.slice(1).map((op) => op.o)).toEqual([before(0), before(1), before(2)])

  engine = await startEngine(vaultFolder)
  await engine.client.unlockVault({ secret: passphrase })
  expect(await engine.client.document({ id: document })).toMatchObject({ isAccepted: true, caseFile: null })
  expect(await engine.client.undoState({})).toEqual({ undo: null, redo: null })
})
