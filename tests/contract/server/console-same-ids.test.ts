import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { consoleApi } from '../../../domain/console-api.ts'
import { Op } from '../../../domain/op.ts'
import { setIsolation } from '../../../domain/records/document.ts'
import type { Client } from '../../../domain/rpc.ts'
import { scanBytes, sendDeposit, type TestDeposit, writeDeposit } from '../../support/test-deposit.ts'
import {
  COMMUNE,
  OTHER_COMMUNE,
  removeServer,
  startServer,
  type TestServer,
} from '../../support/test-server.ts'
import { nameOf, type TestStation } from '../../support/test-station.ts'

/** The commune whose ids are stolen comes after the thief wherever communes stand in their order. */
const [THIEF, OWNER] = [COMMUNE, OTHER_COMMUNE]
let server: TestServer
let thief: TestStation
let owner: TestStation
let desk: Client<typeof consoleApi>
let deposit: TestDeposit

const values = { number: '07', notation: 'QĐ-UBND', issuedDate: '2026-03-05', issuer: 'UBND xã Thử' }
const documents = [
  { scan: scanBytes(1), text: 'Cấp đất sản xuất', values: { ...values, subject: 'Của chủ' } },
  { scan: scanBytes(2), text: 'Cấp đất lần hai', values: { ...values, subject: 'Lặp lại' } },
]

beforeEach(async () => {
  server = await startServer()
  thief = await server.enrol(THIEF)
  owner = await server.enrol(OWNER)
  desk = await server.console()
  deposit = writeDeposit(owner, documents)
  // The thief writes every record of the owner under its own id, and is here first.
  for (const body of owner.bodies) {
    const { f, p, val } = Op.parse(JSON.parse(body))
    thief.write({ record: f, path: p, value: val ?? null })
  }
  await sendDeposit(thief, deposit)
})
afterEach(() => removeServer(server))

const verdictsOf = async (commune: string) =>
  (await desk.deposit({ commune, id: deposit.id })).deposit.verdicts

test('[SV51] what another commune wrote under the same ids is neither shown nor decided instead', async () => {
  const [first = deposit.id] = deposit.documents
  await vi.waitFor(async () => expect(Object.keys(await verdictsOf(THIEF))).toHaveLength(1))
  thief.write({ record: first, path: '/field/subject', value: 'Của kẻ khác' })
  await thief.sync({ push: [thief.batch()] })

  await sendDeposit(owner, deposit)
  // The rule of duplicates went through that id already, but not of this commune.
  await vi.waitFor(async () => expect(Object.keys(await verdictsOf(OWNER))).toHaveLength(1))
  await desk.setVerdict({ commune: OWNER, deposit: deposit.id, document: first, hasPassed: true, reason: '' })
  await desk.returnDeposit({ commune: OWNER, deposit: deposit.id, reason: 'Có văn bản lặp lại' })

  const shown = await desk.deposit({ commune: OWNER, id: deposit.id })
  expect(shown).toMatchObject({ commune: OWNER, deposit: { outcome: { isAccepted: false } } })
  expect(shown.files[0]?.documents[0]?.values).toMatchObject({ subject: 'Của chủ' })
  const other = await desk.deposit({ commune: THIEF, id: deposit.id })
  expect(other.deposit.outcome).toBeNull()
  expect(other.deposit.verdicts).not.toHaveProperty(first)
  expect((await desk.deposits({})).map(({ commune }) => commune).sort()).toEqual([THIEF, OWNER])
})

test('[SV51] a document is found, read and looked at although another commune took it away under the same id', async () => {
  await sendDeposit(owner, deposit)
  const [first = deposit.id] = deposit.documents
  const [text = '', scan = ''] = [deposit.texts[0], deposit.scans[0]].map((bytes) =>
    nameOf(bytes ?? new Uint8Array()),
  )
  const found = async () => {
    await vi.waitFor(async () => expect((await desk.searchHoldings({ text: 'sản xuất' })).toIndex).toBe(0), {
      timeout: 10_000,
      interval: 200,
    })
    return (await desk.searchHoldings({ text: 'sản xuất' })).hits.map(({ commune }) => commune).sort()
  }
  expect(await found()).toEqual([THIEF, OWNER])

  thief.write(setIsolation(first, { at: '2026-11-22T09:00:00.000Z' }))
  await thief.sync({ push: [thief.batch()] })

  expect(await found()).toEqual([OWNER])
  expect(await desk.pageText({ commune: OWNER, text })).toEqual({ text: 'Cấp đất sản xuất' })
  await expect(desk.pageText({ commune: THIEF, text })).rejects.toMatchObject({ code: 'isolated' })
  const { token } = await server.accounts.createSession('người dùng archivist')
  const statusOf = async (commune: string): Promise<number> => {
    const headers = { cookie: `hoso_session=${token}` }
    return (await fetch(new URL(`/console/blobs/${commune}/${scan}`, server.url), { headers })).status
  }
  expect([await statusOf(OWNER), await statusOf(THIEF)]).toEqual([200, 404])
})
