import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { noFilters } from '../../domain/search-api.ts'
import { type Engine, samplesFolder, startEngine } from '../support/engine.ts'
import { type Province, startProvince } from '../support/province.ts'

let folder: string
let province: Province
let engine: Engine

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'thread-'))
  province = await startProvince(path.join(folder, 'server'))
  engine = await startEngine(path.join(folder, 'kho'))
})
afterAll(async () => {
  await engine.app.close()
  await province.stop()
  await rm(folder, { recursive: true, force: true })
})

const passphrase = 'một câu thật dài'
const sample = (name: string): string => path.join(samplesFolder, name)

test('[RN2] the whole job runs in plain Node: vault, intake, case file, deposit, receipt', async () => {
  const { client, app } = engine
  expect(await client.status({})).toEqual({ kind: 'first-run' })
  const { recoveryCode } = await client.createVault({
    agencyCode: 'H27.38.05',
    communeName: 'xã Cẩm Hoà',
    userName: 'Trần Thị Mẫu',
    passphrase,
  })
  expect(recoveryCode.length).toBeGreaterThan(50)

  const bad = ['corrupt.pdf', 'password.pdf', 'empty.pdf', 'letter.docx', 'huge.png'].map((name) =>
    sample(`bad/${name}`),
  )
  const before = await Promise.all(bad.map((file) => readFile(file)))
  await client.startBatch({
    paths: [...bad.slice(0, 3), sample('quyet-dinh.pdf'), ...bad.slice(3)],
    isStatementMade: true,
  })
  await app.settled()
  const [batch] = (await client.batches({ limit: 9 })).rows
  if (batch === undefined) throw new Error('no batch')
  const refused = await client.batchSources({ id: batch.id, outcome: 'refused', limit: 9 })
  expect(
    refused.rows.map(({ index, source: { outcome } }) => [index, outcome.kind === 'refused' && outcome.code]),
  ).toEqual([
    [0, 'file-corrupt'],
    [1, 'file-encrypted'],
    [2, 'file-empty'],
    [4, 'file-unsupported'],
    [5, 'file-too-large'],
  ])
  expect((await client.batchSources({ id: batch.id, outcome: 'taken', limit: 9 })).rows[0]?.index).toBe(3)
  const pages = await client.batchPages({ id: batch.id, limit: 9 })
  expect(pages.rows.map(({ index, state }) => [index, state])).toEqual([
    [0, 'read'],
    [1, 'read'],
  ])
  expect(await Promise.all(bad.map((file) => readFile(file)))).toEqual(before)
  expect(batch).toMatchObject({
    taken: 1,
    refused: 5,
    waiting: 0,
    pagesTotal: 2,
    pagesRead: 2,
    pagesUnread: 0,
  })

  const [document] = (await client.documents({ filter: 'to-review', limit: 9 })).rows
  if (document === undefined) throw new Error('nothing to review')
  expect(document.proposals?.type?.value).toBe('02')
  // Ids of the API are record ids.
  const id = document.id as `doc_${string}`
  const values = Object.fromEntries(
    Object.entries(document.proposals ?? {}).map(([name, proposal]) => [name, proposal.value]),
  )
  await client.acceptDocument({
    id,
    values: {
      ...values,
      number: '15',
      notation: 'QĐ-UBND',
      issuedDate: '2025-03-12',
      issuer: 'UBND xã Cẩm Hoà',
      subject: 'Về việc trợ cấp',
    },
  })
  const entry = (await client.plan({ year: null })).entries.find(({ notation }) => notation === '02.XH')
  if (entry === undefined) throw new Error('no such entry in the plan')
  const caseFile = await client.openCaseFile({ planEntry: entry.id })
  await client.fileDocument({ id, caseFile: caseFile.id })
  await client.closeCaseFile({ ...caseFile, isOverlooking: true })
  await expect(client.fileDocument({ id, caseFile: null })).rejects.toMatchObject({ code: 'case-closed' })
  const deposit = await client.createDeposit({ caseFiles: [caseFile.id] })

  await client.connect({ url: province.url, code: province.enrolmentCode })
  await client.syncNow({})
  expect(await client.syncStatus({})).toMatchObject({
    unsentOps: 0,
    unsentBlobs: 0,
    problem: null,
    lastReceipt: null,
  })
  const archive = await province.signIn()
  const [row] = await archive.deposits({})
  expect(row).toMatchObject({ documents: 1, blobsNamed: 3, blobsStored: 3 })
  expect(await archive.deposit({ commune: 'H27.38.05', id: deposit.id })).toMatchObject({
    manifestMatches: true,
  })
  const receipt = await archive.acceptDeposit({ commune: 'H27.38.05', deposit: deposit.id })

  await client.syncNow({})
  const number = receipt.body.deposit?.number ?? ''
  const [shown] = (await client.deposits({ limit: 9 })).rows
  expect(shown?.deposit.outcome).toMatchObject({ isAccepted: true, receiptNumber: number })
  expect((await client.caseFile(caseFile)).file.state).toBe('accepted')
  expect(await client.syncStatus({})).toMatchObject({ lastReceipt: { number } })
  await expect(client.reopenCaseFile({ id: caseFile.id, reason: 'thử' })).rejects.toMatchObject({
    code: 'conflict',
  })
  expect(
    (await client.search({ query: 'uy ban nhan dan', filters: noFilters, limit: 9 })).total,
  ).toBeGreaterThan(0)
}, 180_000)
