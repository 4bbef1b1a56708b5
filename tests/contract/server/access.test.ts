import { afterAll, beforeAll, expect, test } from 'vitest'
import { consoleApi } from '../../../domain/console-api.ts'
import { Problem, uploadId } from '../../../domain/sync/protocol.ts'
import {
  COMMUNE,
  OTHER_COMMUNE,
  removeServer,
  startServer,
  type TestServer,
} from '../../support/test-server.ts'
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

test('[SV1] a session of the console is no token of a station, and the refusal names the code', async () => {
  const answer = await fetch(new URL('/v1/sync', server.url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie: await signedInCookie() },
    body: '{}',
  })

  expect(answer.status).toBe(401)
  expect(Problem.parse(await answer.json())).toMatchObject({ status: 401, code: 'token' })
})

const calls = Object.keys(consoleApi).filter((name) => name !== 'me' && name !== 'signIn')
test.each(calls)('[SV1] the console call %s is refused without a session', async (name) => {
  const send = (headers: Record<string, string>) =>
    fetch(new URL(`/console/api/${name}`, server.url), {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-requested-with': 'hoso-console', ...headers },
      // Whoever may not call learns nothing of what a call takes.
      body: '{}',
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
  const url = new URL(`/console/blobs/${COMMUNE}/${sha}`, server.url)

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
  const after = await fetch(new URL(`/console/blobs/${COMMUNE}/${sha}`, server.url), {
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
