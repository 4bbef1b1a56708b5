import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { isTwinRefusal, TWIN_RULE } from '../../../domain/console/twin-refusal.ts'
import type { consoleApi } from '../../../domain/console-api.ts'
import { setIsolation } from '../../../domain/records/document.ts'
import type { Client } from '../../../domain/rpc.ts'
import { scanBytes, sendDeposit, writeDeposit } from '../../support/test-deposit.ts'
import { COMMUNE, removeServer, startServer, type TestServer } from '../../support/test-server.ts'
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

const values = {
  number: '07',
  notation: 'QĐ-UBND',
  issuedDate: '2026-03-05',
  issuer: 'UBND xã Thử',
  subject: 'Một',
}
const first = { scan: scanBytes(1), text: 'Một', values }
const sameCode = {
  scan: scanBytes(2),
  text: 'Hai',
  values: { ...values, number: '7', issuer: 'Uỷ ban nhân dân xã Thử' },
}
const sameBytes = { scan: scanBytes(1), text: 'Ba', values: { number: '9', notation: 'BC-UBND' } }
const alone = { scan: scanBytes(4), text: 'Bốn', values: { ...values, number: '8' } }

test('[SV37] what repeats an earlier document of its deposit is refused by rule with the reason, and the first is not', async () => {
  const deposit = writeDeposit(station, [first, sameCode, sameBytes, alone])
  const scans = deposit.scans.filter((_, at) => at !== 2)
  await sendDeposit(station, { ...deposit, scans })
  const [a = '', b = '', c = '', d = ''] = deposit.documents

  const verdicts = await vi.waitFor(async () => {
    const found = (await desk.deposit({ commune: COMMUNE, id: deposit.id })).deposit.verdicts
    expect(Object.keys(found)).toHaveLength(2)
    return found
  })

  expect([verdicts[a], verdicts[d]]).toEqual([undefined, undefined])
  expect([isTwinRefusal(verdicts[b]), isTwinRefusal(verdicts[c])]).toEqual([true, true])
  expect(verdicts[b]?.reason).toContain('cùng số, ký hiệu, ngày và cơ quan ban hành')
  expect(verdicts[c]?.reason).toContain('cùng tệp ảnh')
  const { inside } = await desk.compareDeposit({ commune: COMMUNE, id: deposit.id })
  expect(inside.map(({ document, otherDocument, kind }) => [document, otherDocument, kind])).toEqual([
    [b, a, 'same-code'],
    [c, a, 'same-bytes'],
  ])
  const { pull } = await station.sync()
  const bodies = pull.flatMap(({ ops }) => ops)
  expect(bodies.filter((body) => body.includes(`"by":"${TWIN_RULE}"`))).toHaveLength(2)
})

test('[SV37] a person undoes the refusal, and the rule does not say it again, not after a restart either', async () => {
  const deposit = writeDeposit(station, [first, sameCode])
  const document = deposit.documents[1] ?? ''
  await sendDeposit(station, deposit)
  await expect(desk.acceptDeposit({ commune: COMMUNE, deposit: deposit.id })).rejects.toMatchObject({
    code: 'conflict',
  })

  await desk.clearVerdict({ commune: COMMUNE, deposit: deposit.id, document })
  await server.close()
  server = await startServer({ dataFolder: server.dataFolder })
  desk = await server.console()

  expect((await desk.acceptDeposit({ commune: COMMUNE, deposit: deposit.id })).body.deposit?.documents).toBe(
    2,
  )
})

test('[SV38] what was accepted before is shown beside, and nothing is refused for it', async () => {
  const before = writeDeposit(station, [first])
  await sendDeposit(station, before)
  await desk.acceptDeposit({ commune: COMMUNE, deposit: before.id })
  const again = writeDeposit(station, [sameCode, alone], { ordinal: 2 })
  await sendDeposit(station, again)

  const { held, inside } = await desk.compareDeposit({ commune: COMMUNE, id: again.id })

  expect(held).toMatchObject([
    {
      document: again.documents[0],
      kind: 'same-code',
      otherDocument: before.documents[0],
      otherDeposit: before.id,
      other: { subject: 'Một' },
    },
  ])
  expect(inside).toEqual([])
  expect((await desk.acceptDeposit({ commune: COMMUNE, deposit: again.id })).body.deposit?.id).toBe(again.id)
})

test('[SV39] both contents lists stand side by side: what was handed over, what is there, and in what they differ', async () => {
  const deposit = writeDeposit(station, [first, alone])
  await station.sync({ push: [station.batch()] })
  const [a = deposit.id, b = deposit.id] = deposit.documents
  const compare = async () => {
    const { files, isProven } = await desk.compareDeposit({ commune: COMMUNE, id: deposit.id })
    return { isProven, rows: files.flatMap(({ documents }) => documents) }
  }

  const before = await compare()
  station.write(
    { record: a, path: '/field/subject', value: 'Sửa sau khi nộp' },
    { record: b, path: '/caseFile', value: null },
  )
  await station.sync({ push: [station.batch()] })
  const after = await compare()

  expect(before.isProven).toBe(true)
  expect(before.rows.map(({ state, blobsMissing }) => [state, blobsMissing])).toEqual([
    ['same', 2],
    ['same', 2],
  ])
  expect(after.isProven).toBe(true)
  expect(after.rows.map(({ id, state, differences }) => [id, state, differences])).toEqual([
    [a, 'differs', ['subject']],
    [b, 'missing', []],
  ])
  expect([after.rows[0]?.handed?.subject, after.rows[0]?.now?.subject]).toEqual(['Một', 'Sửa sau khi nộp'])
})

test('[SV39] of a state secret nothing stands in either list', async () => {
  const deposit = writeDeposit(station, [
    first,
    { ...alone, values: { ...alone.values, subject: 'Tuyệt mật' } },
  ])
  await sendDeposit(station, deposit)
  station.write(setIsolation(deposit.documents[1] ?? deposit.id, { at: '2026-11-22T09:00:00.000Z' }))
  station.write({ record: deposit.documents[0] ?? deposit.id, path: '/field/subject', value: 'Khác' })
  await station.sync({ push: [station.batch()] })

  const compared = await desk.compareDeposit({ commune: COMMUNE, id: deposit.id })

  expect(compared.files[0]?.documents).toHaveLength(1)
  expect(JSON.stringify(compared)).not.toContain('Tuyệt mật')
})
