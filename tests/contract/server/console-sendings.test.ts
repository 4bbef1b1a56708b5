import { cp, readFile } from 'node:fs/promises'
import path from 'node:path'
import ExcelJS from 'exceljs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { consoleApi } from '../../../domain/console-api.ts'
import { newFonds } from '../../../domain/records/fonds.ts'
import type { Client } from '../../../domain/rpc.ts'
import { planEntryIdOf } from '../../../electron/desk/plan/derived-id.ts'
import { readWorkbook } from '../../../electron/desk/plan/read-workbook.ts'
import { planEntryId } from '../../../server/sending/plan-edits.ts'
import { readSheets } from '../../../server/sending/read-sheets.ts'
import {
  COMMUNE,
  OTHER_COMMUNE,
  removeServer,
  startServer,
  type TestServer,
} from '../../support/test-server.ts'
import { newId, type TestStation } from '../../support/test-station.ts'

let server: TestServer
let station: TestStation
let chief: Client<typeof consoleApi>
beforeEach(async () => {
  server = await startServer()
  station = await server.enrol()
  chief = await server.console('administrator')
})
afterEach(() => removeServer(server))

async function planBytes(): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook()
  const sheet = workbook.addWorksheet('Danh mục')
  sheet.addRow([
    'Số và ký hiệu HS',
    'Tên đề mục và tiêu đề hồ sơ',
    'Thời hạn bảo quản',
    'Người lập hồ sơ',
    'Ghi chú',
  ])
  sheet.addRow(['I.', 'Văn phòng', '', '', ''])
  sheet.addRow(['01.VP', 'Kế hoạch năm', 'Vĩnh viễn', 'Nguyễn Thị Thử', ''])
  sheet.addRow(['02.VP', 'Báo cáo tháng', '10 năm', 'Nguyễn Thị Thử', ''])
  sheet.addRow(['', 'Thiếu ký hiệu', '10 năm', '', ''])
  return Buffer.from(await workbook.xlsx.writeBuffer())
}

test('[SV44] a plan goes down as ops of the server, each commune gets what it lacks, and it shows who has fetched it', async () => {
  await cp(
    path.join(import.meta.dirname, '../../../assets/authority'),
    path.join(server.dataFolder, 'authority'),
    {
      recursive: true,
    },
  )
  const fonds = newId('fonds')
  station.write(...newFonds(fonds, { agencyCode: COMMUNE, agencyName: 'UBND xã Thử', isOpen: true }))
  await station.sync({ push: [station.batch()] })
  const workbook = await planBytes()
  const form = { year: 2027, bytes: workbook.toString('base64'), communes: [COMMUNE, OTHER_COMMUNE] }

  expect(await chief.previewPlan(form)).toMatchObject({
    taken: 2,
    refused: 1,
    communes: [
      { commune: COMMUNE, added: 2, kept: 0, blocked: null },
      { commune: OTHER_COMMUNE, added: 0, blocked: 'no-fonds' },
    ],
  })
  expect(await chief.sendPlan(form)).toEqual({ communes: 1, entries: 2 })
  const fetched = async () => (await chief.sendings({}))[0]?.communes
  expect(await fetched()).toMatchObject([{ commune: COMMUNE, entries: 2, fetched: 0, stations: 1 }])

  const { pull, vector } = await station.sync()
  station.take(pull)
  const bodies = pull.flatMap(({ ops }) => ops)
  expect(bodies.some((body) => body.includes('"Kế hoạch năm"'))).toBe(true)
  await station.sync({ vector })

  expect(await fetched()).toMatchObject([{ commune: COMMUNE, fetched: 1, stations: 1 }])
  expect(await chief.sendPlan(form)).toEqual({ communes: 0, entries: 0 })
  expect(planEntryId(fonds, 2027, '01vp')).toBe(planEntryIdOf(fonds, 2027, '01vp'))
  expect(await readSheets(workbook)).toEqual(await readWorkbook(workbook))
})

test('[SV45] a data file of the law is examined, sent down as a record with its bytes, and a wrong one is told where', async () => {
  const shipped = path.join(import.meta.dirname, '../../../assets/authority')
  await cp(shipped, path.join(server.dataFolder, 'authority'), { recursive: true })
  const file = await readFile(path.join(shipped, 'retentions.json'))
  const bytes = file.toString('base64')

  expect(await chief.previewAuthority({ bytes })).toMatchObject({
    name: 'retentions',
    sizeBytes: file.length,
  })
  expect(await chief.sendAuthority({ bytes, communes: [COMMUNE] })).toEqual({ communes: 1 })
  const { pull } = await station.sync()
  const sha =
    /"p":"\/blob".*?"val":"([0-9a-f]{64})"/.exec(pull.flatMap(({ ops }) => ops).join('\n'))?.[1] ?? ''
  const blob = await station.send(`/v1/blobs/${sha}`)

  expect(Buffer.from(await blob.arrayBuffer()).equals(file)).toBe(true)
  const wrong = Buffer.from('{"file":"retentions","version":1}').toString('base64')
  await expect(chief.sendAuthority({ bytes: wrong, communes: [COMMUNE] })).rejects.toMatchObject({
    code: 'invalid-input',
    detail: { reason: 'authority-wrong' },
  })
})
