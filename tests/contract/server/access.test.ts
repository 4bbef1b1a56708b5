import { afterAll, beforeAll, expect, test } from 'vitest'
import { consoleApi } from '../../../domain/console-api.ts'
import { Problem, uploadId } from '../../../domain/sync/protocol.ts'
import { OTHER_COMMUNE, removeServer, startServer, type TestServer } from '../../support/test-server.ts'
import { createTestStation, nameOf, type TestStation } from '../../support/test-station.ts'

let server: TestServer
let station: TestStation
const bytes = Buffer.from('một trang đã quét')
const sha = nameOf(bytes)
beforeAll(async () => {
  server = await startServer()
  station = await server.enrol()
  await station.upload(bytes)
})
afterAll(() => removeServer(server))

/** Routes that need neither token nor session; all others are refused without. */
const open = ['GET /healthz', 'GET /v1/hello', 'POST /v1/enrol', 'POST /v1/session', 'GET /', 'GET /console']
const guarded = [
  'POST /v1/sync',
  'POST /v1/files',
  'HEAD /v1/files/:id',
  'PATCH /v1/files/:id',
  'POST /v1/files/:id/finish',
  'GET /v1/blobs/:sha',
]
const withSession = ['POST /console/api/:name', 'GET /console/blobs/:sha']

/** Every route there is, as the web server itself prints them: a tree, four characters a level. */
function allRoutes(): string[] {
  const trail: string[] = []
  return server.http
    .printRoutes({ commonPrefix: false })
    .split('\n')
    .flatMap((line) => {
      const [, indent = '', part = '', methods] = /^([│ ]*)[├└]── (\S*)(?: \(([A-Z, ]+)\))?/.exec(line) ?? []
      trail.splice(indent.length / 4, Infinity, part)
      return methods?.split(', ').map((method) => `${method} ${trail.join('')}`) ?? []
    })
}

test('the tables of routes below are complete', () => {
  expect(allRoutes().sort()).toEqual([...open, ...guarded, ...withSession].sort())
})

test.each(guarded)('[SV1] %s is refused without a token and with a wrong one', async (route) => {
  const [method = '', pattern = ''] = route.split(' ')
  const path = pattern.replace(':id', uploadId(station.id, sha)).replace(':sha', sha)
  const send = (authorization: Record<string, string>) =>
    fetch(new URL(path, server.url), {
      method,
      headers: { 'tus-resumable': '1.0.0', 'upload-length': '1', 'upload-offset': '0', ...authorization },
    })
  const session = await signedInCookie()

  const answers = await Promise.all([
    send({}),
    send({ authorization: 'Bearer wrong' }),
    send({ authorization: `Basic ${station.token}` }),
    // A console session is no token.
    send({ cookie: session }),
  ])

  expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401])
  // HEAD has no body to tell the code in.
  const body: unknown =
    method === 'HEAD' ? { status: 401, code: 'token', title: '' } : await answers[0]?.json()
  expect(Problem.parse(body)).toMatchObject({ status: 401, code: 'token' })
})

const calls = Object.keys(consoleApi).filter((name) => name !== 'me' && name !== 'signIn')
test.each(calls)('[SV1] the console call %s is refused without a session', async (name) => {
  const inputs: Record<string, unknown> = {
    addCommune: { code: 'H27.1', name: 'x' },
    createEnrolmentCode: { commune: 'H27.38.05' },
    deposit: { id: 'x' },
    pageText: { text: sha },
    setVerdict: { deposit: 'x', document: 'y', hasPassed: true, reason: '' },
    acceptDeposit: { deposit: 'x' },
    returnDeposit: { deposit: 'x', reason: 'y' },
  }
  const send = (headers: Record<string, string>) =>
    fetch(new URL(`/console/api/${name}`, server.url), {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-requested-with': 'hoso-console', ...headers },
      body: JSON.stringify(inputs[name] ?? {}),
    })

  const [none, wrong, token] = await Promise.all([
    send({}),
    send({ cookie: 'hoso_session=wrong' }),
    send({ authorization: `Bearer ${station.token}` }),
  ])

  for (const answer of [none, wrong, token]) {
    expect(answer.status).toBe(401)
    expect(await answer.json()).toEqual({ ok: false, code: 'unauthorised', detail: {} })
  }
})

test('[SV1] a blob is shown in the console with a session only, and as something that runs nothing', async () => {
  const url = new URL(`/console/blobs/${sha}`, server.url)

  const without = await fetch(url)
  const shown = await fetch(url, { headers: { cookie: await signedInCookie() } })

  expect(without.status).toBe(401)
  expect(shown.status).toBe(200)
  expect(Buffer.from(await shown.arrayBuffer())).toEqual(bytes)
  expect(shown.headers.get('content-security-policy')).toContain('sandbox')
  expect(shown.headers.get('x-content-type-options')).toBe('nosniff')
})

test('a call from another site is refused although the browser adds the cookie', async () => {
  const answer = await fetch(new URL('/console/api/communes', server.url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie: await signedInCookie() },
    body: '{}',
  })

  expect(answer.status).toBe(403)
})

test('the session cookie is out of reach of scripts and of other sites, and ends with signing out', async () => {
  const cookie = await setCookie()
  const signOut = await fetch(new URL('/console/api/signOut', server.url), {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-requested-with': 'hoso-console',
      cookie: cookie.split(';')[0] ?? '',
    },
    body: '{}',
  })
  const after = await fetch(new URL(`/console/blobs/${sha}`, server.url), {
    headers: { cookie: cookie.split(';')[0] ?? '' },
  })

  expect(cookie).toMatch(/HttpOnly/)
  expect(cookie).toMatch(/SameSite=Strict/)
  expect(cookie).toMatch(/Path=\/console/)
  expect(signOut.status).toBe(200)
  expect(after.status).toBe(401)
})

test('only an administrator adds communes and makes enrolment codes', async () => {
  const archivist = await server.console('archivist')
  const administrator = await server.console('administrator')

  await expect(archivist.addCommune({ code: 'H27.9', name: 'x' })).rejects.toMatchObject({
    code: 'forbidden',
  })
  await expect(archivist.createEnrolmentCode({ commune: 'H27.38.05' })).rejects.toMatchObject({
    code: 'forbidden',
  })
  await administrator.addCommune({ code: 'H27.9', name: 'Xã Chín' })
  await expect(administrator.addCommune({ code: 'H27.9', name: 'x' })).rejects.toMatchObject({
    code: 'conflict',
  })
  const { code } = await administrator.createEnrolmentCode({ commune: 'H27.9' })
  expect((await createTestStation(server.url).enrol(code, 'H27.9')).status).toBe(200)
  expect(await archivist.communes({})).toContainEqual(
    expect.objectContaining({ code: 'H27.9', name: 'Xã Chín', stations: 1 }),
  )
})

test('[SV2] a station reads neither ops nor blobs of another commune, nor touches uploads of another station', async () => {
  const foreign = await server.enrol(OTHER_COMMUNE)
  const neighbour = await server.enrol()
  await station.create(nameOf(Buffer.from('dở dang')), 7)
  const upload = `/v1/files/${uploadId(station.id, nameOf(Buffer.from('dở dang')))}`

  expect((await foreign.sync()).pull).toEqual([])
  expect((await foreign.send(`/v1/blobs/${sha}`)).status).toBe(404)
  expect((await neighbour.send(`/v1/blobs/${sha}`)).status).toBe(200)
  for (const init of [{ method: 'HEAD' }, { method: 'PATCH' }]) {
    expect((await neighbour.send(upload, init)).status).toBe(404)
  }
  expect((await neighbour.post(`${upload}/finish`, {})).status).toBe(404)
})

async function setCookie(): Promise<string> {
  const name = 'người xem'
  const password = await server.accounts.resetUser({ name, role: 'archivist' })
  const answer = await fetch(new URL('/console/api/signIn', server.url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-requested-with': 'hoso-console' },
    body: JSON.stringify({ name, password }),
  })
  return answer.headers.getSetCookie()[0] ?? ''
}

async function signedInCookie(): Promise<string> {
  return (await setCookie()).split(';')[0] ?? ''
}
