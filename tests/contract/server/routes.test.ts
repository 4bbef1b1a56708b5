import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { recordId } from '../../../domain/op.ts'
import { uploadId } from '../../../domain/sync/protocol.ts'
import { serverFilesDigest } from '../../support/server-files.ts'
import { OTHER_COMMUNE, removeServer, startServer, type TestServer } from '../../support/test-server.ts'
import { enrolStation, nameOf, type TestStation } from '../../support/test-station.ts'

/** Routes that are open to anyone; what is not named here is refused. */
const open = new Set([
  'GET /healthz',
  'GET /readyz',
  'GET /metrics',
  'GET /v1/hello',
  'POST /v1/enrol',
  'POST /v1/session',
  'GET /',
  'GET /console',
])
/** Routes by which a station that only reads may come. */
const forReaders = new Set(['POST /v1/sync', 'GET /v1/blobs/:sha'])

let server: TestServer
let station: TestStation
let revoked: TestStation
let foreign: TestStation
let reader: TestStation
let expired = ''
const bytes = Buffer.from('một trang của xã')
const sha = nameOf(bytes)
const halfSent = nameOf(Buffer.from('dở dang của xã'))

beforeAll(async () => {
  server = await startServer()
  expired = (await server.enrol()).token
  server.clock.nowMs += 12 * 3_600_000 + 1000
  station = await server.enrol()
  await station.upload(bytes)
  await station.create(halfSent, 100)
  revoked = await server.enrol()
  await server.registry.revoke({ id: revoked.id, by: 'quản trị', reason: 'máy bị mất' })
  foreign = await server.enrol(OTHER_COMMUNE)
  const { code } = await server.registry.createEnrolmentCode('H27.38.05', 'reader')
  reader = await enrolStation(server.url, code)
})
afterAll(() => removeServer(server))

interface Asked {
  readonly method: string
  readonly url: string
}

function bodyOf({ url }: Asked): unknown {
  if (url !== '/v1/sync') return {}
  station.bodies.length = 0
  station.write({ record: recordId('case', randomUUID()), path: '/title', value: 'không ai được ghi' })
  return { protocol: 1, epoch: '', vector: {}, push: [station.batch()], receiptSeq: 0 }
}

async function ask(asked: Asked, headers: Record<string, string>): Promise<Response> {
  const path = asked.url
    .replace(':id', uploadId(station.id, halfSent))
    .replace(':sha', sha)
    .replace(':name', 'addCommune')
    .replace(/:[a-z]+/g, 'x')
  const isPiece = asked.method === 'PATCH'
  return fetch(new URL(path, server.url), {
    method: asked.method,
    redirect: 'manual',
    headers: {
      'tus-resumable': '1.0.0',
      'upload-length': '5',
      'upload-offset': '0',
      'upload-metadata': `sha ${Buffer.from(nameOf(Buffer.from('khác'))).toString('base64')}`,
      'content-type': isPiece ? 'application/offset+octet-stream' : 'application/json',
      'x-requested-with': 'hoso-console',
      ...headers,
    },
    ...(['GET', 'HEAD'].includes(asked.method)
      ? {}
      : { body: isPiece ? 'bytes' : JSON.stringify(bodyOf(asked)) }),
  })
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` })

/** Asks the route in every wrong way there is; the data folder must not change by one byte. */
async function refusals(asked: Asked): Promise<Record<string, number>> {
  const before = await serverFilesDigest(server.dataFolder)
  const ways: Record<string, Record<string, string>> = {
    nothing: {},
    'wrong token': bearer('A'.repeat(43)),
    'empty token': bearer(''),
    'other scheme': { authorization: `Basic ${station.token}` },
    'expired token': bearer(expired),
    'token as a cookie': { cookie: `hoso_session=${station.token}` },
    'wrong session': { cookie: 'hoso_session=wrong' },
    'revoked station': bearer(revoked.token),
  }
  const statuses: Record<string, number> = {}
  for (const [way, headers] of Object.entries(ways)) statuses[way] = (await ask(asked, headers)).status
  expect(await serverFilesDigest(server.dataFolder), 'nothing was written').toBe(before)
  return statuses
}

describe('[SV13] every route there is, asked in every wrong way, reads and writes nothing', () => {
  test('the routes are those that the web server was given, and the open ones among them are known', () => {
    const all = server.routes.map(({ method, url }) => `${method} ${url}`)

    expect(all.length).toBeGreaterThanOrEqual(14)
    for (const route of open) expect(all).toContain(route)
  })

  test('routes of stations', async () => {
    const routes = server.routes.filter(({ url }) => url.startsWith('/v1/'))
    for (const asked of routes.filter(({ method, url }) => !open.has(`${method} ${url}`))) {
      const statuses = await refusals(asked)
      const { 'revoked station': ofRevoked, ...others } = statuses
      expect(ofRevoked, `${asked.method} ${asked.url}`).toBe(403)
      expect(new Set(Object.values(others)), `${asked.method} ${asked.url}`).toEqual(new Set([401]))
    }
  })

  test('routes of the console', async () => {
    const routes = server.routes.filter(({ url }) => url.startsWith('/console'))
    for (const asked of routes.filter(({ method, url }) => !open.has(`${method} ${url}`))) {
      const statuses = await refusals(asked)
      expect(new Set(Object.values(statuses)), `${asked.method} ${asked.url}`).toEqual(new Set([401]))
    }
  })

  test('there are no others', () => {
    const others = server.routes.filter(({ method, url }) => {
      return !open.has(`${method} ${url}`) && !url.startsWith('/v1/') && !url.startsWith('/console')
    })

    expect(others).toEqual([])
  })
})

test('[SV13] a station of another commune finds nothing here, and its push of our batch is refused', async () => {
  const before = await serverFilesDigest(server.dataFolder)
  const routes = server.routes.filter(({ method, url }) => {
    return url.startsWith('/v1/') && !open.has(`${method} ${url}`) && !['/v1/sync', '/v1/files'].includes(url)
  })
  for (const asked of routes) {
    expect((await ask(asked, bearer(foreign.token))).status, `${asked.method} ${asked.url}`).toBe(404)
  }
  const answer = await foreign.sync({ push: [station.batch()] })

  expect(answer.refused).toMatchObject([{ code: 'commune' }])
  expect({ pull: answer.pull, vector: answer.vector, wanted: answer.wanted }).toEqual({
    pull: [],
    vector: {},
    wanted: [],
  })
  expect(await serverFilesDigest(server.dataFolder)).toBe(before)
})

test('[SV14] a station that only reads sends no bytes, and its ops are refused with their reason', async () => {
  const before = await serverFilesDigest(server.dataFolder)
  const routes = server.routes.filter(({ method, url }) => {
    const name = `${method} ${url}`
    return url.startsWith('/v1/') && !open.has(name) && !forReaders.has(name)
  })
  for (const asked of routes) {
    expect((await ask(asked, bearer(reader.token))).status, `${asked.method} ${asked.url}`).toBe(403)
  }
  reader.write({ record: recordId('case', randomUUID()), path: '/title', value: 'x' })
  const answer = await reader.sync({ push: [reader.batch()] })

  expect(answer.refused).toEqual([{ s: reader.id, i: 0, from: 1, code: 'role' }])
  expect((await reader.send(`/v1/blobs/${sha}`)).status).toBe(200)
  expect(await serverFilesDigest(server.dataFolder)).toBe(before)
})
