import { afterEach, beforeEach, expect, test } from 'vitest'
import type { consoleApi } from '../../../domain/console-api.ts'
import { caseFileView } from '../../../domain/records/case-file.ts'
import { setIsolation } from '../../../domain/records/document.ts'
import type { Client } from '../../../domain/rpc.ts'
import { correctionEdit } from '../../../domain/word-corrections.ts'
import {
  type DepositedDocument,
  scanBytes,
  sendDeposit,
  state,
  type TestDeposit,
  writeDeposit,
} from '../../support/test-deposit.ts'
import {
  COMMUNE,
  OTHER_COMMUNE,
  removeServer,
  startServer,
  type TestServer,
} from '../../support/test-server.ts'
import { nameOf, newId, type TestStation } from '../../support/test-station.ts'

let server: TestServer
let station: TestStation
let desk: Client<typeof consoleApi>
beforeEach(async () => {
  server = await startServer()
  station = await server.enrol()
  desk = await server.console()
})
afterEach(() => removeServer(server))

const documents: readonly DepositedDocument[] = [
  { scan: scanBytes(1, 9000), text: 'Quyết định số 1', values: { number: '1', type: 'QD', subject: 'Một' } },
  { scan: scanBytes(2, 3000), text: 'Quyết định số 2', values: { number: '2', type: 'QD', subject: 'Hai' } },
]

async function depositOf(deposit: TestDeposit) {
  const detail = await desk.deposit({ commune: COMMUNE, id: deposit.id })
  return detail.deposit
}

test('the server asks for the blobs of a deposit, texts first and then scans from small to large', async () => {
  const deposit = writeDeposit(station, documents)
  const [large, small] = deposit.scans.map(nameOf)

  const { wanted } = await station.sync({ push: [station.batch()] })

  expect(wanted.slice(0, 2).sort()).toEqual(deposit.texts.map(nameOf).sort())
  expect(wanted.slice(2)).toEqual([small, large])
  await station.upload(deposit.scans[1] ?? Buffer.alloc(0))
  expect((await station.sync()).wanted).toHaveLength(3)
})

test('nothing is asked for that no deposit names, nor of a deposit that is decided', async () => {
  const deposit = writeDeposit(station, documents)
  await station.sync({ push: [station.batch()] })
  await desk.returnDeposit({ commune: COMMUNE, deposit: deposit.id, reason: 'Thiếu văn bản' })

  expect((await station.sync()).wanted).toEqual([])
})

test('[SV7] a deposit is accepted only when every blob it names is stored', async () => {
  const deposit = writeDeposit(station, documents)
  await station.sync({ push: [station.batch()] })
  const blobs = [...deposit.texts, ...deposit.scans]
  for (const [index, bytes] of blobs.entries()) {
    await expect(desk.acceptDeposit({ commune: COMMUNE, deposit: deposit.id })).rejects.toMatchObject({
      code: 'incomplete',
      detail: { missing: blobs.length - index },
    })
    await station.upload(bytes)
  }

  expect((await desk.acceptDeposit({ commune: COMMUNE, deposit: deposit.id })).body.deposit).toMatchObject({
    id: deposit.id,
    caseFiles: 1,
    documents: 2,
    blobs: 4,
    sizeBytes: blobs.reduce((sum, bytes) => sum + bytes.length, 0),
  })
})

test('[SV7] a deposit is accepted only when its manifest is equal', async () => {
  const deposit = writeDeposit(station, documents, { manifest: '0'.repeat(64) })
  await sendDeposit(station, deposit)

  expect(await desk.deposit({ commune: COMMUNE, id: deposit.id })).toMatchObject({
    manifestMatches: false,
    blobsStored: 4,
  })
  await expect(desk.acceptDeposit({ commune: COMMUNE, deposit: deposit.id })).rejects.toMatchObject({
    code: 'hash-mismatch',
  })
})

test('[SV7] a document changed after its deposit keeps it from being accepted', async () => {
  const deposit = writeDeposit(station, documents)
  await sendDeposit(station, deposit)
  station.write({ record: deposit.documents[0] ?? deposit.id, path: '/field/subject', value: 'Khác' })
  await station.sync({ push: [station.batch()] })

  await expect(desk.acceptDeposit({ commune: COMMUNE, deposit: deposit.id })).rejects.toMatchObject({
    code: 'hash-mismatch',
  })
})

test('a deposit with a document that failed is not accepted until the verdict is another', async () => {
  const deposit = writeDeposit(station, documents)
  await sendDeposit(station, deposit)
  const verdict = { commune: COMMUNE, deposit: deposit.id, document: deposit.documents[0] ?? '' }
  await expect(desk.setVerdict({ ...verdict, hasPassed: false, reason: ' ' })).rejects.toMatchObject({
    code: 'invalid-input',
  })
  await desk.setVerdict({ ...verdict, hasPassed: false, reason: 'Mờ chữ' })

  await expect(desk.acceptDeposit({ commune: COMMUNE, deposit: deposit.id })).rejects.toMatchObject({
    code: 'conflict',
    detail: { failing: 1 },
  })
  await desk.setVerdict({ ...verdict, hasPassed: true, reason: '' })
  expect((await desk.acceptDeposit({ commune: COMMUNE, deposit: deposit.id })).body.deposit?.number).toMatch(
    /^BN-\d{4}-000001$/,
  )
})

test('a deposit is decided once', async () => {
  const deposit = writeDeposit(station, documents)
  await sendDeposit(station, deposit)

  const both = await Promise.allSettled([
    desk.acceptDeposit({ commune: COMMUNE, deposit: deposit.id }),
    desk.returnDeposit({ commune: COMMUNE, deposit: deposit.id, reason: 'Sai' }),
    desk.acceptDeposit({ commune: COMMUNE, deposit: deposit.id }),
  ])

  expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect((await depositOf(deposit)).outcome).not.toBeNull()
  await expect(desk.acceptDeposit({ commune: COMMUNE, deposit: deposit.id })).rejects.toMatchObject({
    code: 'conflict',
  })
  const change = {
    commune: COMMUNE,
    deposit: deposit.id,
    document: deposit.documents[0] ?? '',
    hasPassed: true,
    reason: '',
  }
  await expect(desk.setVerdict(change)).rejects.toMatchObject({ code: 'conflict' })
})

test('a returned deposit gives its case files back with the reason, and they can be deposited again', async () => {
  const deposit = writeDeposit(station, documents)
  await sendDeposit(station, deposit)
  await desk.returnDeposit({ commune: COMMUNE, deposit: deposit.id, reason: 'Thiếu chữ ký' })
  const { pull } = await station.sync({ vector: { [station.origin]: station.bodies.length } })
  station.take(pull)

  expect(caseFileView(station.record(deposit.caseFile))).toMatchObject({
    state: 'returned',
    stateReason: 'Thiếu chữ ký',
  })
  station.write(state(deposit.caseFile, 'open'))
  expect(await station.sync({ push: [station.batch()] })).toMatchObject({ refused: [] })
})

test('what the archive may look at: rows, contents in order, sources, text', async () => {
  const deposit = writeDeposit(station, documents, { agencyName: 'UBND xã Thử' })
  await station.sync({ push: [station.batch()] })
  await station.upload(deposit.texts[0] ?? Buffer.alloc(0))
  await station.upload(deposit.scans[0] ?? Buffer.alloc(0))

  const [row] = await desk.deposits({})
  const detail = await desk.deposit({ commune: COMMUNE, id: deposit.id })

  expect(row).toMatchObject({ commune: station.commune, documents: 2, blobsNamed: 4, blobsStored: 2 })
  expect(detail.manifestMatches).toBe(true)
  expect(detail.files).toMatchObject([
    {
      fileCode: `${station.commune}.2026.01.QĐ`,
      documents: deposit.documents.map((id) => ({ id })),
    },
  ])
  expect(detail.sources).toEqual({
    [nameOf(deposit.scans[0] ?? Buffer.alloc(0))]: { mediaType: 'image/jpeg', sizeBytes: 9000 },
  })
  expect(
    await desk.pageText({ commune: COMMUNE, text: nameOf(deposit.texts[0] ?? Buffer.alloc(0)) }),
  ).toEqual({
    text: 'Quyết định số 1',
  })
  await expect(
    desk.pageText({ commune: COMMUNE, text: nameOf(deposit.scans[0] ?? Buffer.alloc(0)) }),
  ).rejects.toMatchObject({
    code: 'damaged',
  })
  await expect(desk.deposit({ commune: COMMUNE, id: newId('deposit') })).rejects.toMatchObject({
    code: 'not-found',
  })
  await expect(desk.deposit({ commune: COMMUNE, id: 'x' })).rejects.toMatchObject({ code: 'not-found' })
  expect(await desk.documentTypes({})).toEqual([{ code: 'QD', name: 'Quyết định' }])
})

test('[IN15] of an isolated document the archive sees that it is there and since when, and nothing of it', async () => {
  const deposit = writeDeposit(station, documents)
  await sendDeposit(station, deposit)
  const [first = '', second = ''] = deposit.documents
  const [text, scan] = [deposit.texts[0], deposit.scans[0]].map((bytes) => nameOf(bytes ?? Buffer.alloc(0)))
  const { token } = await server.accounts.createSession('người dùng archivist')
  const statusOf = async (sha: string): Promise<number> => {
    const headers = { cookie: `hoso_session=${token}` }
    return (await fetch(new URL(`/console/blobs/${COMMUNE}/${sha}`, server.url), { headers })).status
  }
  expect(await statusOf(scan ?? '')).toBe(200)
  const at = '2026-11-22T09:00:00.000Z'
  station.write(setIsolation(first, { at }))
  await station.sync({ push: [station.batch()] })

  const detail = await desk.deposit({ commune: COMMUNE, id: deposit.id })

  const shown = detail.files.flatMap((file) => file.documents)
  expect(shown.map((document) => document.id)).toEqual([first, second])
  expect(shown[0]).toMatchObject({ isolated: { at }, pages: [], texts: {}, values: {}, proposals: null })
  expect(JSON.stringify(detail)).not.toContain('Một')
  expect(JSON.stringify(detail)).not.toContain(scan)
  expect(shown[1]).toMatchObject({ values: { subject: 'Hai' } })
  await expect(desk.pageText({ commune: COMMUNE, text: text ?? '' })).rejects.toMatchObject({
    code: 'isolated',
  })
  expect(await statusOf(scan ?? '')).toBe(404)
  const verdict = { commune: COMMUNE, deposit: deposit.id, document: first, hasPassed: true, reason: '' }
  await expect(desk.setVerdict(verdict)).rejects.toMatchObject({ code: 'isolated' })
  expect(
    await desk.pageText({ commune: COMMUNE, text: nameOf(deposit.texts[1] ?? Buffer.alloc(0)) }),
  ).toEqual({
    text: 'Quyết định số 2',
  })
})

test('[DG41] a word that somebody put right is handed over with its document and shown so to the archive', async () => {
  const deposit = writeDeposit(station, documents)
  await sendDeposit(station, deposit)
  const [first = ''] = deposit.documents
  const word = { page: 'p0', place: '40-0-76-34' }
  station.write(correctionEdit(first, word, 'sửa'))
  await station.sync({ push: [station.batch()] })

  const detail = await desk.deposit({ commune: COMMUNE, id: deposit.id })

  const corrections = detail.files[0]?.documents[0]?.corrections['p0']
  expect(corrections).toEqual({ [word.place]: 'sửa' })
  const text = nameOf(deposit.texts[0] ?? Buffer.alloc(0))
  expect(await desk.pageText({ commune: COMMUNE, text, corrections: corrections ?? {} })).toEqual({
    text: 'Quyết sửa số 1',
  })
  // It is part of what is handed over: written after the deposit, it is another content.
  expect(detail.manifestMatches).toBe(false)
})

test('the progress of a commune counts its files by state', async () => {
  const deposit = writeDeposit(station, documents)
  const [open, entry] = [newId('case'), newId('plan')]
  station.write(
    state(open, 'open'),
    { record: open, path: '/notation', value: '02.QĐ' },
    { record: open, path: '/planEntry', value: entry },
    { record: entry, path: '/notation', value: '02.QĐ' },
  )
  await sendDeposit(station, deposit)
  const before = await desk.communes({})
  await desk.acceptDeposit({ commune: COMMUNE, deposit: deposit.id })
  const after = await desk.communes({})

  const own = { code: station.commune, stations: 1, planEntries: 2, openFiles: 1, closedFiles: 0 }
  expect(before).toContainEqual(expect.objectContaining({ ...own, depositedFiles: 1, acceptedFiles: 0 }))
  expect(after).toContainEqual(expect.objectContaining({ ...own, depositedFiles: 0, acceptedFiles: 1 }))
  expect(after).toContainEqual(
    expect.objectContaining({ code: OTHER_COMMUNE, stations: 0, lastSeenAt: null }),
  )
})
