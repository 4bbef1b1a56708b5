import { afterAll, beforeAll, expect, test } from 'vitest'
import { enrolText, Problem, sessionText } from '../../../domain/sync/protocol.ts'
import {
  COMMUNE,
  OTHER_COMMUNE,
  removeServer,
  startServer,
  type TestServer,
} from '../../support/test-server.ts'
import { createTestStation } from '../../support/test-station.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => removeServer(server))

const newCode = async () => (await server.registry.createEnrolmentCode(COMMUNE)).code
const problem = async (response: Response) => Problem.parse(await response.json())

test('[SV3] an enrolment code works once; the same station may ask again, since an answer can be lost', async () => {
  const code = await newCode()
  const first = createTestStation(server.url)

  expect((await first.enrol(code)).status).toBe(200)
  expect((await first.enrol(code)).status).toBe(200)
  expect(await problem(await createTestStation(server.url).enrol(code))).toMatchObject({
    status: 403,
    code: 'code',
  })
})

test('[SV3] an enrolment code expires after seven days', async () => {
  const code = await newCode()
  server.clock.nowMs += 7 * 86_400_000 + 1000

  expect(await problem(await createTestStation(server.url).enrol(code))).toMatchObject({ code: 'code' })
})

test('an enrolment code is understood however it was typed', async () => {
  const code = (await newCode()).toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')

  expect((await createTestStation(server.url).enrol(code)).status).toBe(200)
})

test('a code of one commune enrols no station of another', async () => {
  const response = await createTestStation(server.url).enrol(await newCode(), OTHER_COMMUNE)

  expect(await problem(response)).toMatchObject({ status: 403, code: 'commune' })
})

test('an enrolment not signed by its own key is refused and leaves the code unused', async () => {
  const code = await newCode()
  const station = createTestStation(server.url)
  const { challenge } = await station.hello()
  const request = { code, publicKey: station.publicKey, name: 'Máy', agencyCode: COMMUNE, challenge }
  const signature = createTestStation(server.url).sign(enrolText(request))

  expect(await problem(await station.post('/v1/enrol', { ...request, signature }))).toMatchObject({
    code: 'signature',
  })
  expect((await station.enrol(code)).status).toBe(200)
})

test('a challenge is used once and lives ten minutes', async () => {
  const station = await server.enrol()
  const open = async (challenge: string) => {
    const request = { station: station.id, challenge }
    return station.post('/v1/session', { ...request, signature: station.sign(sessionText(request)) })
  }
  const once = (await station.hello()).challenge
  const late = (await station.hello()).challenge

  expect((await open(once)).status).toBe(200)
  expect(await problem(await open(once))).toMatchObject({ code: 'token' })
  server.clock.nowMs += 600_001
  expect(await problem(await open(late))).toMatchObject({ code: 'token' })
})

test('a token ends after twelve hours', async () => {
  const station = await server.enrol()

  server.clock.nowMs += 12 * 3_600_000 - 1000
  expect((await station.sync()).vector).toEqual({})
  server.clock.nowMs += 2000
  expect((await station.post('/v1/sync', {})).status).toBe(401)
})

test('only hashes of codes and tokens are kept', async () => {
  const code = await newCode()
  const station = await server.enrol()
  const { readFile, readdir } = await import('node:fs/promises')
  const names = (await readdir(server.dataFolder)).filter((name) => name.startsWith('server.sqlite'))
  const files = await Promise.all(names.map((name) => readFile(`${server.dataFolder}/${name}`, 'latin1')))

  expect(names.length).toBeGreaterThan(0)
  expect(files.join('')).not.toContain(station.token)
  expect(files.join('')).not.toContain(code.replaceAll('-', ''))
  expect(files.join('')).not.toContain(code)
})
