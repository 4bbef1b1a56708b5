import { afterEach, beforeEach, expect, test } from 'vitest'
import type { consoleApi } from '../../../domain/console-api.ts'
import { setIsolation } from '../../../domain/records/document.ts'
import type { Client } from '../../../domain/rpc.ts'
import { scanBytes, sendDeposit, type TestDeposit, writeDeposit } from '../../support/test-deposit.ts'
import { COMMUNE, removeServer, startServer, type TestServer } from '../../support/test-server.ts'
import { newId, type TestStation } from '../../support/test-station.ts'

let server: TestServer
let station: TestStation
let desk: Client<typeof consoleApi>
beforeEach(async () => {
  server = await startServer()
  station = await server.enrol()
  desk = await server.console()
})
afterEach(() => removeServer(server))

const documents = (seed: number) => [
  {
    scan: scanBytes(seed, 3000),
    text: `Quyết định ${seed}`,
    values: { number: '1', type: 'QD', subject: 'Một' },
  },
]
const ordinalOf = async ({ id }: TestDeposit): Promise<readonly (number | undefined)[]> => {
  const { deposit } = await desk.deposit({ commune: COMMUNE, id })
  return [deposit.ordinal, deposit.madeAs]
}

test('[CF54] two stations that hand over as the first without a line never share a number, and the receipt says which it is', async () => {
  const other = await server.enrol()
  const fonds = newId('fonds')
  const early = writeDeposit(station, documents(1), { fonds, createdAt: '2026-01-02T00:00:00.000Z' })
  const late = writeDeposit(other, documents(2), { fonds, createdAt: '2026-01-03T00:00:00.000Z' })
  await sendDeposit(station, early)
  await sendDeposit(other, late)

  expect([await ordinalOf(early), await ordinalOf(late)]).toEqual([
    [1, undefined],
    [2, 1],
  ])
  const receipts = [
    await desk.acceptDeposit({ commune: COMMUNE, deposit: late.id }),
    await desk.acceptDeposit({ commune: COMMUNE, deposit: early.id }),
  ]

  expect(receipts.map(({ body }) => body.deposit?.ordinal)).toEqual([2, 1])
  expect([await ordinalOf(early), await ordinalOf(late)]).toEqual([
    [1, undefined],
    [2, undefined],
  ])
  const { counters } = await desk.deposit({ commune: COMMUNE, id: late.id })
  expect(counters).toMatchObject({ requestCode: `NL.${COMMUNE}.2026.02`, ordinal: 2, acceptedSoFar: 1 })
  expect((await desk.deposit({ commune: COMMUNE, id: early.id })).counters.acceptedSoFar).toBe(2)
})

test('[CF53] a deposit that was made before is verified by its own description, one of a newer program by none', async () => {
  const [old, newer] = [
    writeDeposit(station, documents(1), { manifestVersion: 1 }),
    writeDeposit(station, documents(2), { manifestVersion: 3 }),
  ]
  // What the first description does not name may be another.
  station.write({ record: old.documents[0] ?? old.id, path: '/isDraft', value: true })
  await sendDeposit(station, old)
  await sendDeposit(station, newer)

  expect(await desk.deposit({ commune: COMMUNE, id: old.id })).toMatchObject({
    manifestMatches: true,
    deposit: { manifestVersion: 1 },
  })
  expect((await desk.acceptDeposit({ commune: COMMUNE, deposit: old.id })).body.deposit?.id).toBe(old.id)
  expect((await desk.deposit({ commune: COMMUNE, id: newer.id })).manifestMatches).toBe(false)
  await expect(desk.acceptDeposit({ commune: COMMUNE, deposit: newer.id })).rejects.toMatchObject({
    code: 'hash-mismatch',
  })
})

test.each([
  ['a further field of a document', '/field/recipient', 'Sở Nội vụ'],
  ['the sheets', '/sheets', { count: 9, first: null }],
  ['a turn by a person', '/turned/p0', 180],
])('[CF53] %s that changes after the deposit keeps it from being accepted', async (_name, path, value) => {
  const deposit = writeDeposit(station, documents(1))
  await sendDeposit(station, deposit)
  station.write({ record: deposit.documents[0] ?? deposit.id, path, value })
  await station.sync({ push: [station.batch()] })

  await expect(desk.acceptDeposit({ commune: COMMUNE, deposit: deposit.id })).rejects.toMatchObject({
    code: 'hash-mismatch',
  })
})

test('[CF53] a document that is isolated after the deposit is counted no more, and what was handed over still agrees', async () => {
  const deposit = writeDeposit(station, [...documents(1), ...documents(2)])
  await sendDeposit(station, deposit)
  station.write(setIsolation(deposit.documents[0] ?? deposit.id, { at: '2026-11-22T09:00:00.000Z' }))
  await station.sync({ push: [station.batch()] })

  const { manifestMatches, counters } = await desk.deposit({ commune: COMMUNE, id: deposit.id })

  expect(manifestMatches).toBe(true)
  expect(counters).toMatchObject({ documents: 1, parts: 2, partsLoaded: 2 })
})

test('[CF51] a verdict names a page of its document and a field, and another place is another verdict', async () => {
  const deposit = writeDeposit(station, documents(1))
  await sendDeposit(station, deposit)
  const verdict = {
    commune: COMMUNE,
    deposit: deposit.id,
    document: deposit.documents[0] ?? '',
    hasPassed: false,
    reason: 'Mờ',
  }
  const said = async () =>
    (await desk.deposit({ commune: COMMUNE, id: deposit.id })).deposit.verdicts[verdict.document]

  await desk.setVerdict(verdict)
  expect(await said()).toMatchObject({ hasPassed: false, reason: 'Mờ' })
  await desk.setVerdict({ ...verdict, page: 'p0', field: 'number' })
  expect(await said()).toMatchObject({ reason: 'Mờ', page: 'p0', field: 'number' })
  await expect(desk.setVerdict({ ...verdict, page: 'p1' })).rejects.toMatchObject({ code: 'invalid-input' })
  await desk.setVerdict({ ...verdict, hasPassed: true, page: 'p0' })
  expect(await said()).toEqual({ hasPassed: true, reason: '' })
})
