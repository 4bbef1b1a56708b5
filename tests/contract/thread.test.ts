import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
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
  await client.startBatch({ paths: [...bad.slice(0, 3), sample('quyet-dinh.pdf'), ...bad.slice(3)] })
  await app.settled()
  const [batch] = await client.batches({})
  expect(
    batch?.batch.sources.map(({ outcome }) => (outcome.kind === 'refused' ? outcome.code : outcome.kind)),
  ).toEqual(['file-corrupt', 'file-encrypted', 'file-empty', 'taken', 'file-unsupported', 'file-too-large'])
  expect(await Promise.all(bad.map((file) => readFile(file)))).toEqual(before)
  expect(batch).toMatchObject({ pagesTotal: 2, pagesRead: 2, pagesUnread: 0 })

  const [document] = await client.documents({ filter: 'to-review' })
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
  const entry = (await client.plan({})).find(({ notation }) => notation === '02.XH')
  if (entry === undefined) throw new Error('no such entry in the plan')
  const caseFile = await client.openCaseFile({ planEntry: entry.id })
  await client.fileDocument({ id, caseFile: caseFile.id })
  await client.closeCaseFile(caseFile)
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
  expect(await archive.deposit({ id: deposit.id })).toMatchObject({ manifestMatches: true })
  const receipt = await archive.acceptDeposit({ deposit: deposit.id })

  await client.syncNow({})
  const number = receipt.body.deposit?.number ?? ''
  expect((await client.deposits({}))[0]?.outcome).toMatchObject({ isAccepted: true, receiptNumber: number })
  expect((await client.caseFile(caseFile)).file.state).toBe('accepted')
  expect(await client.syncStatus({})).toMatchObject({ lastReceipt: { number } })
  await expect(client.reopenCaseFile({ id: caseFile.id, reason: 'thử' })).rejects.toMatchObject({
    code: 'conflict',
  })
  expect((await client.search({ query: 'uy ban nhan dan' })).length).toBeGreaterThan(0)
}, 180_000)
