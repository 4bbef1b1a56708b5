import { afterAll, beforeAll, expect, test } from 'vitest'
import { consoleCallers } from '../../../domain/console/console-permission.ts'
import { consoleRoles } from '../../../domain/console/console-user.ts'
import { consoleApi } from '../../../domain/console-api.ts'
import { reportOf } from '../../../domain/fault.ts'
import type { Client } from '../../../domain/rpc.ts'
import { scanBytes, sendDeposit, type TestDeposit, writeDeposit } from '../../support/test-deposit.ts'
import {
  COMMUNE,
  OTHER_COMMUNE,
  removeServer,
  startServer,
  type TestServer,
} from '../../support/test-server.ts'
import { nameOf } from '../../support/test-station.ts'

let server: TestServer
let own: TestDeposit
let other: TestDeposit
const documents = [{ scan: scanBytes(1), text: 'Chữ của trang', values: { number: '1' } }]
const otherDocuments = [{ scan: scanBytes(2), text: 'Chữ của nơi khác', values: { number: '2' } }]
beforeAll(async () => {
  server = await startServer()
  const [station, foreign] = [await server.enrol(), await server.enrol(OTHER_COMMUNE)]
  own = writeDeposit(station, documents)
  other = writeDeposit(foreign, otherDocuments)
  await sendDeposit(station, own)
  await sendDeposit(foreign, other)
})
afterAll(() => removeServer(server))

const bytes = Buffer.from('không phải tệp').toString('base64')
const nobody = { name: 'không có' }
/** Sound inputs that find nothing, so that a call which is let through changes nothing either. */
const inputs: Readonly<Partial<Record<keyof typeof consoleApi, unknown>>> = {
  commune: { code: 'H99' },
  setTarget: { commune: 'H99', share: 0.5 },
  deposit: { id: 'x' },
  compareDeposit: { id: 'x' },
  pageText: { text: '0'.repeat(64) },
  setVerdict: { deposit: 'x', document: 'y', hasPassed: true, reason: '' },
  clearVerdict: { deposit: 'x', document: 'y' },
  acceptDeposit: { deposit: 'x' },
  returnDeposit: { deposit: 'x', reason: 'y' },
  searchHoldings: { text: 'gì đó' },
  addCommune: { code: 'H27.38.05', name: 'x' },
  addUser: { ...nobody, role: 'administrator', communes: ['H27.38.05'] },
  editUser: { ...nobody, role: 'auditor' },
  resetPassword: nobody,
  lockUser: { ...nobody, isLocked: true },
  changePassword: { password: 'sai', next: 'mật khẩu dài' },
  revokeStation: { id: 'x', reason: 'y' },
  createEnrolmentCode: { commune: 'H99' },
  withdrawEnrolmentCode: { id: 'x' },
  audit: { limit: 1 },
  previewPlan: { year: 2026, bytes, communes: ['H99'] },
  sendPlan: { year: 2026, bytes, communes: ['H99'] },
  previewAuthority: { bytes },
  sendAuthority: { bytes, communes: ['H99'] },
  makeReport: { year: 2026, format: 'xlsx' },
}
const calls = Object.keys(consoleApi).filter((name) => !['me', 'signIn', 'signOut'].includes(name))

async function codeOf(client: Client<typeof consoleApi>, name: string): Promise<string> {
  // The names come from the table of calls itself.
  const call = client[name as keyof typeof consoleApi] as (input: unknown) => Promise<unknown>
  return call(inputs[name as keyof typeof consoleApi] ?? {}).then(
    () => 'done',
    (error: unknown) => reportOf(error).code,
  )
}

test.each(consoleRoles)(
  '[SV35] a console user who is %s makes exactly the calls of the table',
  async (role) => {
    const client = await server.console(role)
    const found: Record<string, boolean> = {}
    for (const name of calls) found[name] = (await codeOf(client, name)) !== 'forbidden'

    const table: Readonly<Record<string, readonly string[] | 'anyone'>> = consoleCallers
    expect(found).toEqual(
      Object.fromEntries(
        calls.map((name) => [name, table[name] === 'anyone' || table[name]?.includes(role) === true]),
      ),
    )
  },
)

test('[SV35] an auditor may make no call that changes anything but the own password and session', () => {
  const changing = calls.filter((name) =>
    /^(?:set|clear|accept|return|add|edit|reset|lock|revoke|create|withdraw|send(?!ings)|preview)/.test(name),
  )
  const table: Readonly<Record<string, readonly string[] | 'anyone'>> = consoleCallers

  expect(changing.length).toBeGreaterThan(14)
  expect(changing.filter((name) => table[name]?.includes('auditor') === true)).toEqual([])
})

test('[SV36] who is limited to some communes sees, counts and decides nothing of any other', async () => {
  const archivist = await server.console('archivist', [COMMUNE])
  const auditor = await server.console('auditor', [COMMUNE])
  const foreign = { commune: OTHER_COMMUNE, deposit: other.id, document: other.documents[0] ?? '' }

  expect((await archivist.deposits({})).map(({ commune }) => commune)).toEqual([COMMUNE])
  expect((await archivist.communes({})).map(({ code }) => code)).toEqual([COMMUNE])
  await expect(archivist.deposit({ commune: OTHER_COMMUNE, id: other.id })).rejects.toMatchObject({
    code: 'not-found',
  })
  await expect(archivist.compareDeposit({ commune: OTHER_COMMUNE, id: other.id })).rejects.toMatchObject({
    code: 'not-found',
  })
  await expect(archivist.commune({ code: OTHER_COMMUNE })).rejects.toMatchObject({ code: 'not-found' })
  await expect(
    archivist.pageText({ commune: OTHER_COMMUNE, text: nameOf(other.texts[0] ?? new Uint8Array()) }),
  ).rejects.toMatchObject({
    code: 'not-found',
  })
  await expect(archivist.setVerdict({ ...foreign, hasPassed: true, reason: '' })).rejects.toMatchObject({
    code: 'not-found',
  })
  await expect(archivist.acceptDeposit({ commune: OTHER_COMMUNE, deposit: other.id })).rejects.toMatchObject({
    code: 'not-found',
  })
  expect((await auditor.stations({})).map(({ commune }) => commune)).toEqual([COMMUNE])
  await expect(auditor.audit({ limit: 10, commune: OTHER_COMMUNE })).rejects.toMatchObject({
    code: 'not-found',
  })
})

test('[SV36] a scan of another commune is not shown either', async () => {
  const name = 'chỉ một xã'
  const password = await server.accounts.resetUser({ name, role: 'archivist', communes: [COMMUNE] })
  const signedIn = await fetch(new URL('/console/api/signIn', server.url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-requested-with': 'hoso-console' },
    body: JSON.stringify({ name, password }),
  })
  const cookie = (signedIn.headers.getSetCookie()[0] ?? '').split(';')[0] ?? ''
  const statusOf = async (commune: string, scan: Uint8Array | undefined) => {
    const url = new URL(`/console/blobs/${commune}/${nameOf(scan ?? new Uint8Array())}`, server.url)
    return (await fetch(url, { headers: { cookie } })).status
  }

  expect(await statusOf(COMMUNE, own.scans[0])).toBe(200)
  expect(await statusOf(OTHER_COMMUNE, other.scans[0])).toBe(404)
  expect(await statusOf(COMMUNE, other.scans[0])).toBe(404)
})

test('a file is read only of somebody who is signed in', async () => {
  const answer = await fetch(new URL('/console/api/sendPlan', server.url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-requested-with': 'hoso-console' },
    body: JSON.stringify({ bytes: 'A'.repeat(200_000) }),
  })

  expect(answer.status).toBe(401)
})
