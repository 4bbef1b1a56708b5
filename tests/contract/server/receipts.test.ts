import { createHash, createPublicKey, verify } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { consoleApi } from '../../../domain/console-api.ts'
import { type Receipt, receiptText } from '../../../domain/receipt.ts'
import { caseFileView } from '../../../domain/records/case-file.ts'
import { depositView } from '../../../domain/records/deposit.ts'
import type { Client } from '../../../domain/rpc.ts'
import { batchText } from '../../../domain/sync/protocol.ts'
import {
  type DepositedDocument,
  scanBytes,
  sendDeposit,
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
import type { TestStation } from '../../support/test-station.ts'

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

function isSigned(receipt: Receipt, serverKey: string): boolean {
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: serverKey }, format: 'jwk' })
  const signature = Buffer.from(receipt.signature, 'base64url')
  return verify(null, Buffer.from(receiptText(receipt.body)), key, signature)
}

async function depositOf(deposit: TestDeposit) {
  const detail = await desk.deposit({ commune: COMMUNE, id: deposit.id })
  return detail.deposit
}

test('[SV8] verdicts, outcome and states travel down as ops signed by the server, replacing what was seen', async () => {
  const deposit = writeDeposit(station, documents)
  await sendDeposit(station, deposit)
  const [first = ''] = deposit.documents
  await desk.setVerdict({
    commune: COMMUNE,
    deposit: deposit.id,
    document: first,
    hasPassed: false,
    reason: 'Mờ',
  })
  await desk.setVerdict({
    commune: COMMUNE,
    deposit: deposit.id,
    document: first,
    hasPassed: true,
    reason: '',
  })
  const receipt = await desk.acceptDeposit({ commune: COMMUNE, deposit: deposit.id })

  const { serverKey } = await station.hello()
  const { pull } = await station.sync({ vector: { [station.origin]: station.bodies.length } })
  station.take(pull)

  expect(pull.map(({ from, to }) => [from, to])).toEqual([
    [1, 1],
    [2, 2],
    [3, 4],
  ])
  for (const batch of pull) {
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: serverKey }, format: 'jwk' })
    const text = Buffer.from(batchText(batch, station.commune))
    expect(verify(null, text, key, Buffer.from(batch.signature, 'base64url'))).toBe(true)
  }
  expect(depositView(station.record(deposit.id))).toMatchObject({
    verdicts: { [first]: { hasPassed: true, reason: '' } },
    outcome: { isAccepted: true, receiptNumber: receipt.body.deposit?.number },
  })
  expect(caseFileView(station.record(deposit.caseFile)).state).toBe('accepted')
  // One value in every cell: the server named what it replaced.
  for (const record of [deposit.id, deposit.caseFile]) {
    for (const cell of Object.values(station.record(record).cells)) expect(cell.heads).toHaveLength(1)
  }
})

test('[SV8] receipts travel down signed and chained, each once', async () => {
  const { serverKey, epoch } = await station.hello()
  const deposits = [1, 2, 3].map((seed) =>
    writeDeposit(station, [{ ...(documents[0] as DepositedDocument), scan: scanBytes(seed) }], {
      ordinal: seed,
    }),
  )
  await station.sync({ push: [station.batch()] })
  for (const deposit of deposits) {
    await sendDeposit(station, deposit)
    await desk.acceptDeposit({ commune: COMMUNE, deposit: deposit.id })
  }

  const { receipts } = await station.sync()
  const rest = await station.sync({ epoch, receiptSeq: 2 })
  const strange = await station.sync({ epoch: 'another', receiptSeq: 2 })

  expect(receipts.map(({ body }) => [body.seq, body.deposit?.id])).toEqual(
    deposits.map(({ id }, index) => [index + 1, id]),
  )
  receipts.forEach((receipt, index) => {
    const before = receipts[index - 1]
    const previous = before && createHash('sha256').update(receiptText(before.body)).digest('hex')
    expect(receipt.body.previous).toBe(previous ?? null)
    expect(isSigned(receipt, serverKey)).toBe(true)
    expect(receipt.body).toMatchObject({ commune: station.commune, epoch })
    expect(receipt.body.vector[station.origin]).toBe(station.bodies.length)
  })
  expect(rest.receipts).toEqual(receipts.slice(2))
  expect(strange.receipts).toEqual(receipts)
})

test('receipt numbers run over all communes and are never given twice, not even at the same moment', async () => {
  const other = await server.enrol(OTHER_COMMUNE)
  const deposits = [station, other].flatMap((owner) =>
    [1, 2, 3].map((seed) => ({
      owner,
      deposit: writeDeposit(owner, [{ ...(documents[0] as DepositedDocument), scan: scanBytes(seed) }]),
    })),
  )
  for (const { owner, deposit } of deposits) await sendDeposit(owner, deposit)

  const receipts = await Promise.all(
    deposits.map(({ owner, deposit }) => desk.acceptDeposit({ commune: owner.commune, deposit: deposit.id })),
  )

  const year = new Date(server.clock.nowMs).getFullYear()
  expect(receipts.map(({ body }) => body.deposit?.number ?? '').sort()).toEqual(
    [1, 2, 3, 4, 5, 6].map((count) => `BN-${year}-00000${count}`),
  )
})

test('decisions are there after a restart, and the next ones continue the chain', async () => {
  const [first, second] = [1, 2].map((seed) =>
    writeDeposit(station, [{ ...(documents[0] as DepositedDocument), scan: scanBytes(seed) }]),
  ) as [TestDeposit, TestDeposit]
  await sendDeposit(station, first)
  await sendDeposit(station, second)
  await desk.acceptDeposit({ commune: COMMUNE, deposit: first.id })
  await server.close()
  server = await startServer({ dataFolder: server.dataFolder })
  station.url = server.url
  desk = await server.console()

  await desk.acceptDeposit({ commune: COMMUNE, deposit: second.id })

  const { receipts, pull } = await station.sync({ vector: { [station.origin]: station.bodies.length } })
  expect(receipts.map(({ body }) => body.seq)).toEqual([1, 2])
  expect(pull.map(({ from, to }) => [from, to])).toEqual([
    [1, 2],
    [3, 4],
  ])
})

test('after a restore a new epoch begins, and what the server lost comes back from the station', async () => {
  const deposit = writeDeposit(station, documents)
  await sendDeposit(station, deposit)
  const { epoch } = await station.hello()
  const { cp } = await import('node:fs/promises')
  await server.close()
  const backup = `${server.dataFolder}-backup`
  await cp(server.dataFolder, backup, { recursive: true })
  server = await startServer({ dataFolder: server.dataFolder })
  station.url = server.url
  desk = await server.console()
  await desk.setVerdict({
    commune: COMMUNE,
    deposit: deposit.id,
    document: deposit.documents[0] ?? '',
    hasPassed: false,
    reason: 'Mờ',
  })
  const { pull: lost } = await station.sync({ vector: { [station.origin]: station.bodies.length } })
  await removeServer(server)

  server = await startServer({ dataFolder: backup, isRestored: true })
  station.url = server.url
  desk = await server.console()
  const answer = await station.sync({ push: lost })

  expect(answer.refused).toEqual([])
  expect(answer.epoch).not.toBe(epoch)
  expect((await depositOf(deposit)).verdicts).toMatchObject({
    [deposit.documents[0] ?? '']: { hasPassed: false, reason: 'Mờ' },
  })
  // The new history writes under a number of its own, so the returned ops cannot collide with it (I3).
  await desk.returnDeposit({ commune: COMMUNE, deposit: deposit.id, reason: 'Mờ' })
  expect(Object.keys((await station.sync()).vector)).toHaveLength(3)
})
