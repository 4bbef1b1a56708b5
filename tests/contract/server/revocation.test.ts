import { afterAll, beforeAll, expect, test } from 'vitest'
import { Problem, sessionText } from '../../../domain/sync/protocol.ts'
import { COMMUNE, removeServer, startServer, type TestServer } from '../../support/test-server.ts'
import { createTestStation, newId } from '../../support/test-station.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => removeServer(server))

const by = 'người quản trị'
const code = async (response: Response) => Problem.parse(await response.json()).code

test('[SV15] a revoked station is refused from its next request on, whatever it asks; what it wrote stays', async () => {
  const lost = await server.enrol()
  const other = await server.enrol()
  lost.write({ record: newId('case'), path: '/title', value: 'viết trước khi mất máy' })
  await lost.sync({ push: [lost.batch()] })
  lost.write({ record: newId('case'), path: '/title', value: 'ký trước, gửi sau' })

  await server.registry.revoke({ id: lost.id, by, reason: 'mất máy' })
  const sync = await lost.post('/v1/sync', {})
  const { challenge } = await lost.hello()
  const request = { station: lost.id, challenge }
  const session = await lost.post('/v1/session', {
    ...request,
    signature: lost.sign(sessionText(request)),
  })
  const enrol = await lost.enrol((await server.registry.createEnrolmentCode(COMMUNE)).code)

  expect([sync.status, session.status, enrol.status]).toEqual([403, 403, 403])
  expect([await code(sync), await code(session), await code(enrol)]).toEqual([
    'revoked',
    'revoked',
    'revoked',
  ])
  expect((await other.sync()).vector).toEqual({ [lost.origin]: 1 })
  // A neighbour that has a batch of it on a stick may still pass it on.
  expect((await other.sync({ push: [lost.batch(2, 2)] })).vector).toEqual({ [lost.origin]: 2 })
})

test('[SV15] stations are listed with who revoked them and why; revoking again changes nothing', async () => {
  const station = await server.enrol()
  await server.registry.revoke({ id: station.id, by, reason: 'nghỉ việc' })
  await server.registry.revoke({ id: station.id, by: 'người khác', reason: 'lần hai' })

  const row = (await server.registry.stationRows(COMMUNE)).find(({ id }) => id === station.id)

  expect(row).toMatchObject({ name: 'Máy thử', role: 'clerk', revokedBy: by, revokedReason: 'nghỉ việc' })
  await expect(server.registry.revoke({ id: 'x', by, reason: '' })).rejects.toMatchObject({
    code: 'not-found',
  })
})

test('[SV16] enrolments, refusals and revocations are in the audit log, which can only grow', async () => {
  const station = await server.enrol()
  await createTestStation(server.url).enrol('AAAA-AAAA-AAAA-AAAA-AAAA')
  const stranger = createTestStation(server.url)
  const { challenge } = await station.hello()
  const request = { station: station.id, challenge }
  await station.post('/v1/session', { ...request, signature: stranger.sign(sessionText(request)) })
  await server.registry.revoke({ id: station.id, by, reason: 'thử' })

  const span = { limit: 200, offset: 0 }
  const entries = (await server.audit.page(span, { commune: COMMUNE })).rows
  const ofStation = entries.filter(({ subject }) => subject === station.id)

  expect(ofStation.map(({ action }) => action)).toEqual([
    'station-revoked',
    'session-refused',
    'station-enrolled',
  ])
  expect(ofStation[0]).toMatchObject({ actor: { kind: 'user', name: by }, detail: { reason: 'thử' } })
  expect(entries.filter(({ action }) => action === 'enrolment-refused')).not.toEqual([])
  const revocations = await server.audit.page(
    { limit: 1, offset: 0 },
    { action: 'station-revoked', actor: by },
  )
  expect(revocations.rows).toHaveLength(1)
  expect(revocations.total).toBeGreaterThan(1)
  expect((await server.audit.page(span, { from: '9999' })).total).toBe(0)
  expect(await server.audit.firstBroken()).toBeNull()
})

test('[SV12] an enrolment code tells which server it is for and works with or without that part', async () => {
  const { code: typed } = await server.registry.createEnrolmentCode(COMMUNE)
  const secret = typed.replaceAll('-', '').slice(0, 20)

  expect(typed).toMatch(/^([0-9A-Z]{4}-){7}[0-9A-Z]{4}$/)
  const station = createTestStation(server.url)
  expect((await station.enrol(secret)).status).toBe(200)
  expect((await station.enrol(typed)).status).toBe(200)
})
