import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { consoleApi } from '../../domain/console-api.ts'
import { RecordId } from '../../domain/op.ts'
import type { Client } from '../../domain/rpc.ts'
import { unclassified } from '../support/call-kinds.ts'
import { type Engine, startEngine } from '../support/engine.ts'
import { takePapers } from '../support/take-papers.ts'
import { COMMUNE, removeServer, startServer, type TestServer } from '../support/test-server.ts'
import { codeOf } from '../support/users-desk.ts'

let folder: string
let server: TestServer
let archive: Client<typeof consoleApi>
let engine: Engine
/** Two in the first case file, one in the second, one in none. */
let documents: readonly RecordId[]
let files: readonly RecordId[]

const values = {
  number: '44',
  notation: 'QĐ-UBND',
  type: '02',
  issuedDate: '2021-04-12',
  issuer: 'UBND xã Đại Nghĩa',
  subject: 'Về việc hỗ trợ hộ nghèo',
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'nop-luu-'))
  server = await startServer()
  archive = await server.console()
  engine = await startEngine(path.join(folder, 'kho'), { scryptLogN: 4 })
  const { client } = engine
  await client.createVault({
    agencyCode: COMMUNE,
    communeName: 'xã Đại Nghĩa',
    userName: 'Trần Thị Mẫu',
    passphrase: 'một câu thật dài',
  })
  documents = await takePapers(engine, folder, 4)
  const { entries } = await client.plan({ year: null })
  const opened: RecordId[] = []
  for (const { id } of entries.slice(0, 2)) {
    opened.push(RecordId.parse((await client.openCaseFile({ planEntry: RecordId.parse(id) })).id))
  }
  files = opened
  for (const [index, id] of documents.entries()) {
    await client.acceptDocument({ id, values: { ...values, number: String(44 + index) } })
    if (index < 3) await client.fileDocument({ id, caseFile: index < 2 ? fileAt(0) : fileAt(1) })
  }
  for (const id of files) await client.closeCaseFile({ id, isOverlooking: true })
  const { code } = await server.registry.createEnrolmentCode(COMMUNE)
  await client.connect({ url: server.url, code })
}, 180_000)
afterAll(async () => {
  await engine.app.close()
  await removeServer(server)
  await rm(folder, { recursive: true, force: true })
})

function at<T>(list: readonly T[], index: number): T {
  const found = list[index]
  if (found === undefined) throw new Error(`nothing at ${index}`)
  return found
}
const fileAt = (index: number): RecordId => at(files, index)
const documentAt = (index: number): RecordId => at(documents, index)

async function bothCount(deposit: RecordId) {
  await engine.client.syncNow({})
  const { counters } = await archive.deposit({ commune: COMMUNE, id: deposit })
  return { here: await engine.client.depositCounters({ deposit }), there: counters }
}

/** The deposits that were made, in their order. */
const deposits: RecordId[] = []

async function handOver(): Promise<RecordId> {
  const id = RecordId.parse((await engine.client.createDeposit({ caseFiles: [...files] })).id)
  deposits.push(id)
  return id
}

test('[CF60] both sides count a deposit that waits the same', async () => {
  const deposit = await handOver()

  const { here, there } = await bothCount(deposit)

  expect(there).toEqual(here)
  expect(here).toMatchObject({
    agencyCode: COMMUNE,
    agencyName: 'UBND xã Đại Nghĩa',
    packages: 2,
    caseFiles: 2,
    documents: 3,
    acceptedSoFar: 0,
    ordinal: 1,
    receivedAt: null,
  })
  expect(here.partsLoaded).toBe(here.parts)
  expect(await archive.deposit({ commune: COMMUNE, id: deposit })).toMatchObject({
    manifestMatches: true,
    deposit: { manifestVersion: 2 },
  })
})

test('[CF51] the reason stands at the page and the field that the archive named, until the document is accepted anew', async () => {
  const { client } = engine
  const [deposit, document] = [at(deposits, 0), documentAt(0)]
  const page = at((await client.document({ id: document })).pages, 1).id
  const verdict = { commune: COMMUNE, deposit, document, hasPassed: false, reason: 'Trang mờ, không rõ ngày' }
  await expect(archive.setVerdict({ ...verdict, page: 'of another' })).rejects.toMatchObject({
    code: 'invalid-input',
  })
  await archive.setVerdict({ ...verdict, page, field: 'issuedDate' })
  await archive.setVerdict({ ...verdict, document: documentAt(1), reason: 'Thiếu chữ ký' })
  await archive.returnDeposit({ commune: COMMUNE, deposit, reason: 'Hai văn bản không đạt' })
  await client.syncNow({})

  const said = { reason: 'Trang mờ, không rõ ngày', page, field: 'issuedDate' }
  expect(await client.standingVerdict({ document })).toEqual(said)
  expect((await client.caseFile({ id: fileAt(0) })).failed).toEqual({
    [document]: said,
    [documentAt(1)]: { reason: 'Thiếu chữ ký' },
  })
  expect((await client.caseFile({ id: fileAt(1) })).failed).toEqual({})
  expect(await client.standingVerdict({ document: documentAt(3) })).toBeNull()

  expect(await codeOf(client.reopenCaseFile({ id: fileAt(0), reason: ' ' }))).toBe('invalid-input')
  await client.reopenCaseFile({ id: fileAt(0), reason: 'Sửa theo lý do trả lại' })
  await client.acceptDocument({ id: document, values: { issuedDate: '2021-04-13' } })
  expect(await client.standingVerdict({ document })).toBeNull()
  expect((await client.caseFile({ id: fileAt(0) })).failed).toEqual({
    [documentAt(1)]: { reason: 'Thiếu chữ ký' },
  })
})

test('[CF52] each file that cannot be handed over says why, and all that were chosen are told', async () => {
  const { client } = engine
  const missing = RecordId.parse('case_00000000-0000-4000-8000-000000000009')
  const { entries } = await client.plan({ year: null })
  const planEntry = RecordId.parse(at(entries, 3).id)
  const left = RecordId.parse((await client.openCaseFile({ planEntry })).id)
  await client.excludeCaseFile({ id: left, exclusion: { reason: 'complex', documents: 2 } })
  const caseFiles = [...files, left, missing]

  const { rows, fonds } = await client.previewDeposit({ caseFiles, fonds: null })

  expect(rows.map(({ id, refused }) => [id, refused])).toEqual([
    [fileAt(0), 'not-closed'],
    [fileAt(1), null],
    [left, 'excluded'],
    [missing, 'missing'],
  ])
  const other = RecordId.parse('fonds_00000000-0000-4000-8000-000000000009')
  const elsewhere = await client.previewDeposit({ caseFiles: [fileAt(1)], fonds: other })
  expect(elsewhere.rows.map(({ refused }) => refused)).toEqual(['other-fonds'])
  expect((await client.previewDeposit({ caseFiles: [], fonds: null })).rows.map(({ id }) => id)).toEqual([
    fileAt(1),
  ])
  expect(fonds).toBe((await client.caseFile({ id: fileAt(1) })).file.fonds)
  expect(await codeOf(client.createDeposit({ caseFiles: [fileAt(1), fileAt(0)] }))).toBe(
    'conflict deposit-not-closed',
  )
  expect((await client.caseFile({ id: fileAt(1) })).file.state).toBe('returned')
})

test('[CF54] a mended file is handed over again as the next one, with the history of all', async () => {
  const { client } = engine
  await client.closeCaseFile({ id: fileAt(0), isOverlooking: true })
  expect(await client.standingVerdict({ document: documentAt(1) })).toEqual({ reason: 'Thiếu chữ ký' })

  await handOver()

  expect((await client.caseFile({ id: fileAt(0) })).failed).toEqual({})
  expect(await client.standingVerdict({ document: documentAt(1) })).toBeNull()
  const history = await client.depositHistory({ caseFile: fileAt(0) })
  expect(
    history.map(({ deposit, failed }) => [deposit.ordinal, deposit.outcome?.reason, failed.length]),
  ).toEqual([
    [2, undefined, 0],
    [1, 'Hai văn bản không đạt', 2],
  ])
})

test('[CF60] after acceptance both sides confirm the same ten values', async () => {
  const deposit = at(deposits, 1)
  await engine.client.syncNow({})
  const receipt = await archive.acceptDeposit({ commune: COMMUNE, deposit })

  const { here, there } = await bothCount(deposit)

  expect(there).toEqual(here)
  expect(here).toMatchObject({ ordinal: 2, acceptedSoFar: 2, sizeBytes: receipt.body.deposit?.sizeBytes })
  expect(here.receivedAt).not.toBeNull()
  const first = await bothCount(at(deposits, 0))
  expect(first.there).toEqual(first.here)
})

test('[CF55] every call that writes into an accepted file, or into a document of it, is refused', async () => {
  const { client } = engine
  const [id, document, outside] = [fileAt(0), documentAt(0), documentAt(3)]
  const { pages } = await client.document({ id: document })
  const [page, next] = [at(pages, 0).id, at(pages, 1).id]
  const foreign = at((await client.document({ id: outside })).pages, 0).id
  const head = {
    notation: '9',
    title: 'x',
    retention: '05',
    basis: '',
    maker: 'x',
    startDate: null,
    endDate: null,
  }
  const refused: Readonly<Record<string, () => Promise<unknown>>> = {
    acceptDocument: () => client.acceptDocument({ id: document, values }),
    correctWord: () => client.correctWord({ id: document, page, place: '1-1-2-2', text: 'x' }),
    fileDocument: () => client.fileDocument({ id: outside, caseFile: id }),
    splitDocument: () => client.splitDocument({ id: document, at: [1] }),
    dismissSplits: () => client.dismissSplits({ id: document }),
    reorderContents: () =>
      client.reorderContents({ id, order: { kind: 'stepped', documents: [document], by: 1 } }),
    moveDocuments: () => client.moveDocuments({ documents: [document], caseFile: null }),
    mergeDocuments: () => client.mergeDocuments({ documents: [document, documentAt(1)], values: {} }),
    insertPages: () => client.insertPages({ id: document, source: outside, pages: [foreign], after: null }),
    replacePage: () => client.replacePage({ id: document, page, source: outside, by: foreign }),
    turnPage: () => client.turnPage({ id: document, page, by: 90 }),
    binPages: () => client.binPages({ id: document, pages: [next] }),
    restorePages: () => client.restorePages({ id: document, pages: [next] }),
    setSheets: () => client.setSheets({ id: document, sheets: { count: 1, first: null } }),
    setNote: () => client.setNote({ id, note: 'x' }),
    editCaseFileHead: () => client.editCaseFileHead({ id, ...head }),
    describe: () => client.describe({ id, values: { description: 'x' } }),
    closeCaseFile: () => client.closeCaseFile({ id, isOverlooking: true }),
    reopenCaseFile: () => client.reopenCaseFile({ id, reason: 'x' }),
    excludeCaseFile: () => client.excludeCaseFile({ id, exclusion: null }),
    setSignature: () => client.setSignature({ id, state: '' }),
    setCaseFileAccess: () => client.setCaseFileAccess({ id, access: 'restricted' }),
    renumber: () => client.renumber({ id }),
    createDeposit: () => client.createDeposit({ caseFiles: [id] }),
    readUnread: () => client.readUnread({ of: document }),
    layPages: () => client.layPages({ pages: [{ document, page: next }], to: document, after: null }),
    turnPages: () => client.turnPages({ pages: [{ document, page }], by: 90 }),
    putAwayPages: () => client.putAwayPages({ pages: [{ document, page: next }] }),
    bringBackPages: () => client.bringBackPages({ pages: [{ document, page: next }] }),
    separateScans: () => client.separateScans({ scans: [{ document, sheets: [next] }] }),
  }
  const before = await archive.deposit({ commune: COMMUNE, id: at(deposits, 1) })
  const codes: Record<string, string> = {}
  for (const [name, call] of Object.entries(refused)) codes[name] = (await codeOf(call())).split(' ')[0] ?? ''
  codes['fileDocuments'] = (
    await client.fileDocuments({ filings: [{ document: outside, target: id }] })
  ).refused
    .map(({ code }) => code)
    .join()
  await expect(client.fileDocument({ id: document, caseFile: null })).rejects.toMatchObject({
    code: 'case-closed',
  })
  // What a program that was told otherwise still undoes changes nothing of the accepted file either.
  for (let isDone = true; isDone; ) {
    const { undo } = await client.undoState({})
    isDone = undo !== null && (await codeOf(client.undo({}))) === 'done'
  }

  expect(Object.entries(codes).filter(([, code]) => code !== 'case-closed' && code !== 'conflict')).toEqual(
    [],
  )
  expect(unclassified(Object.keys(codes))).toEqual([])
  await client.syncNow({})
  expect(await archive.deposit({ commune: COMMUNE, id: at(deposits, 1) })).toMatchObject({
    manifestMatches: true,
    files: before.files.map(({ file }) => ({ file })),
  })
})
