import { PDFDocument } from '@cantoo/pdf-lib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { consoleApi } from '../../../domain/console-api.ts'
import type { Client } from '../../../domain/rpc.ts'
import { readSheets } from '../../../server/sending/read-sheets.ts'
import { scanBytes, sendDeposit, writeDeposit } from '../../support/test-deposit.ts'
import {
  COMMUNE,
  createConsoleClient,
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

test('[SV41] a user is added, limited, locked and let in again, and everything stands in the audit', async () => {
  const name = 'Lưu trữ viên Một'
  const { password } = await chief.addUser({ name, role: 'archivist', communes: [COMMUNE] })
  const client = createConsoleClient(server.url)
  expect(await client.signIn({ name, password })).toEqual({ name, role: 'archivist', communes: [COMMUNE] })
  await expect(chief.addUser({ name, role: 'lead' })).rejects.toMatchObject({ code: 'conflict' })

  await chief.editUser({ name, role: 'lead', communes: null })
  expect(await client.me({})).toEqual({ name, role: 'lead', communes: null })
  await chief.lockUser({ name, isLocked: true })
  expect(await client.me({})).toBeNull()
  await expect(client.signIn({ name, password })).rejects.toMatchObject({ code: 'wrong-passphrase' })
  await chief.lockUser({ name, isLocked: false })
  await client.signIn({ name, password })
  await client.changePassword({ password, next: 'mật khẩu mới dài' })
  expect((await client.me({}))?.name).toBe(name)
  await expect(createConsoleClient(server.url).signIn({ name, password })).rejects.toMatchObject({
    code: 'wrong-passphrase',
  })

  const { rows, total } = await chief.audit({ limit: 50, actor: name })
  expect(total).toBe(rows.length)
  expect(rows.map(({ action }) => action)).toEqual([
    'sign-in-refused',
    'password-changed',
    'signed-in',
    'sign-in-refused',
    'signed-in',
  ])
  expect(JSON.stringify(await chief.audit({ limit: 200 }))).not.toContain(password)
})

test('[SV41] nobody locks or demotes themselves, and an administrator is never limited', async () => {
  const { name = '' } = (await chief.me({})) ?? {}

  await expect(chief.lockUser({ name, isLocked: true })).rejects.toMatchObject({ code: 'conflict' })
  await expect(chief.editUser({ name, role: 'auditor' })).rejects.toMatchObject({ code: 'conflict' })
  await expect(
    chief.addUser({ name: 'x', role: 'administrator', communes: [COMMUNE] }),
  ).rejects.toMatchObject({ code: 'invalid-input' })
})

test('[SV41] who is locked out by wrong passwords is shown with the time until when', async () => {
  const name = 'quên mật khẩu'
  await chief.addUser({ name, role: 'auditor' })
  for (let tries = 0; tries < 5; tries += 1) {
    await createConsoleClient(server.url)
      .signIn({ name, password: 'sai' })
      .catch(() => null)
    server.clock.nowMs += 10_000
  }

  const row = (await chief.users({})).find((user) => user.name === name)
  expect(Date.parse(row?.lockedOutUntil ?? '')).toBeGreaterThan(server.clock.nowMs)
  expect((await chief.audit({ limit: 1, action: 'locked-out' })).rows[0]?.subject).toBe(name)
})

test('[SV42] a code is listed until it is used or withdrawn, a station until it is revoked with the reason', async () => {
  const { code } = await chief.createEnrolmentCode({ commune: COMMUNE })
  const [open] = await chief.enrolmentCodes({})
  expect(open).toMatchObject({ commune: COMMUNE })
  expect(JSON.stringify(open)).not.toContain(code)
  await chief.withdrawEnrolmentCode({ id: open?.id ?? '' })
  expect(await chief.enrolmentCodes({})).toEqual([])
  await expect(chief.withdrawEnrolmentCode({ id: open?.id ?? '' })).rejects.toMatchObject({
    code: 'not-found',
  })

  await chief.revokeStation({ id: station.id, reason: 'Máy mất' })

  expect((await chief.stations({}))[0]).toMatchObject({
    id: station.id,
    ordinal: 1,
    revoked: { reason: 'Máy mất' },
  })
  expect((await station.post('/v1/sync', {})).status).toBe(403)
})

test('[SV43] a target of the province holds until a commune has its own', async () => {
  const wanted = async () => (await chief.communes({})).map(({ target }) => target)
  expect(await wanted()).toEqual([
    { share: 0.3, isOwn: false },
    { share: 0.3, isOwn: false },
  ])

  await chief.setTarget({ commune: null, share: 0.5 })
  await chief.setTarget({ commune: COMMUNE, share: 0.7 })

  expect(await wanted()).toEqual([
    { share: 0.7, isOwn: true },
    { share: 0.5, isOwn: false },
  ])
  await chief.setTarget({ commune: COMMUNE, share: null })
  expect((await chief.commune({ code: COMMUNE })).progress.target).toEqual({ share: 0.5, isOwn: false })
})

const values = {
  number: '45',
  notation: 'QĐ-UBND',
  issuedDate: '2026-03-05',
  issuer: 'UBND xã Thử',
  type: 'QD',
  subject: 'Về việc cấp đất sản xuất',
}

test('[SV46] a report holds figures of what the reader may see, and no title or text of a document', async () => {
  const deposit = writeDeposit(station, [{ scan: scanBytes(1), text: 'Nội dung', values }], {
    title: 'Tên hồ sơ riêng',
  })
  await sendDeposit(station, deposit)
  const lead = await server.console('lead', [COMMUNE])

  const { bytes, name } = await lead.makeReport({ year: 2026, format: 'xlsx' })
  const pdf = await lead.makeReport({ year: 2026, format: 'pdf' })

  const sheets = await readSheets(Buffer.from(bytes, 'base64'))
  const text = JSON.stringify(sheets)
  expect(name).toBe('bao-cao-ho-so-dien-tu-2026.xlsx')
  expect(sheets).toHaveLength(3)
  expect(text).toContain(`Xã ${COMMUNE}`)
  expect(text).not.toContain(OTHER_COMMUNE)
  for (const secret of ['Tên hồ sơ riêng', values.subject, 'Nội dung']) expect(text).not.toContain(secret)
  const read = await PDFDocument.load(Buffer.from(pdf.bytes, 'base64'))
  expect(read.getPageCount()).toBeGreaterThan(0)
})

test('[SV47] deposits that wait come first, the longest waiting first', async () => {
  const write = (day: string, ordinal: number) =>
    writeDeposit(
      station,
      [{ scan: scanBytes(ordinal), text: `${ordinal}`, values: { number: `${ordinal}` } }],
      {
        createdAt: `2026-01-0${day}T00:00:00.000Z`,
        ordinal,
      },
    )
  const [late, early, decided] = [write('7', 2), write('5', 1), write('3', 3)]
  for (const deposit of [late, early, decided]) await sendDeposit(station, deposit)
  await chief.returnDeposit({ commune: COMMUNE, deposit: decided.id, reason: 'Thiếu' })

  const rows = await chief.deposits({})
  expect(rows.map(({ deposit }) => deposit.id)).toEqual([early.id, late.id, decided.id])
  const days = Math.floor((server.clock.nowMs - Date.parse('2026-01-05T00:00:00.000Z')) / 86_400_000)
  expect(rows[0]?.waitedDays).toBe(days)
})
