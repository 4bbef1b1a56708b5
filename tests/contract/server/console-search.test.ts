import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { consoleApi } from '../../../domain/console-api.ts'
import { setIsolation } from '../../../domain/records/document.ts'
import type { Client } from '../../../domain/rpc.ts'
import { scanBytes, sendDeposit, writeDeposit } from '../../support/test-deposit.ts'
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
let chief: Client<typeof consoleApi>
beforeEach(async () => {
  server = await startServer()
  station = await server.enrol()
  chief = await server.console('administrator')
})
afterEach(() => removeServer(server))

async function found(text: string, client = chief) {
  await vi.waitFor(async () => expect((await client.searchHoldings({ text })).toIndex).toBe(0), {
    timeout: 10_000,
    interval: 200,
  })
  return client.searchHoldings({ text })
}

const values = {
  number: '45',
  notation: 'QĐ-UBND',
  issuedDate: '2026-03-05',
  issuer: 'UBND xã Thử',
  type: 'QD',
  subject: 'Về việc cấp đất sản xuất',
}

test('[SV40] what was handed over is found by its words with and without tone marks, by number, and the page is named', async () => {
  const deposit = writeDeposit(station, [
    { scan: scanBytes(1), text: 'Giải quyết khiếu nại của công dân', values },
    { scan: scanBytes(2), text: 'Giai đoạn hai', values: { number: '46' } },
  ])
  await sendDeposit(station, deposit)

  const plain = await found('giai quyet khieu nai')
  const exact = await found('giải quyết')
  const other = await found('giái')
  const number = await found('45/QD-UBND')

  expect(plain).toMatchObject({ total: 1, isMore: false })
  expect(plain.hits[0]).toMatchObject({
    document: deposit.documents[0],
    page: 0,
    communeName: `Xã ${COMMUNE}`,
    isAccepted: false,
  })
  expect(plain.hits[0]?.snippet.filter(({ isHit }) => isHit).map(({ text }) => text)).toEqual([
    'Giải',
    'quyết',
    'khiếu',
    'nại',
  ])
  expect([exact.total, other.total]).toEqual([1, 0])
  expect(number.hits.map(({ document, page }) => [document, page])).toEqual([[deposit.documents[0], null]])
  expect((await found('cap dat')).years).toEqual([{ id: '2026', name: '2026', count: 1 }])
})

test('[SV40] an isolated document is never found, nor what was returned, nor anything out of scope', async () => {
  const deposit = writeDeposit(station, [{ scan: scanBytes(1), text: 'Kế hoạch phòng thủ', values }])
  await sendDeposit(station, deposit)
  const foreign = await server.console('archivist', [OTHER_COMMUNE])

  expect((await found('phong thu')).total).toBe(1)
  expect((await found('phong thu', foreign)).total).toBe(0)
  station.write(setIsolation(deposit.documents[0] ?? deposit.id, { at: '2026-11-22T09:00:00.000Z' }))
  await station.sync({ push: [station.batch()] })

  expect(await chief.searchHoldings({ text: 'phong thu' })).toMatchObject({ hits: [], total: 0 })
  expect((await found('phong thu')).total).toBe(0)
})
