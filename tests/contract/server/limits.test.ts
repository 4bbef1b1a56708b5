import { once } from 'node:events'
import { connect } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { Problem } from '../../../domain/sync/protocol.ts'
import { defaultRates } from '../../../server/web/request-limits.ts'
import { removeServer, startServer, type TestServer } from '../../support/test-server.ts'
import { newId } from '../../support/test-station.ts'

const servers: TestServer[] = []
afterEach(async () => {
  for (const server of servers.splice(0)) await removeServer(server)
})

async function start(options: Parameters<typeof startServer>[0] = {}): Promise<TestServer> {
  const server = await startServer(options)
  servers.push(server)
  return server
}

const few = { perSecond: 1, burst: 5 }

test('[SV21] a station that asks too often is told when to come back, and others are not held up', async () => {
  const server = await start({ rates: { ...defaultRates, stationRequests: few } })
  const busy = await server.enrol()
  const calm = await server.enrol()
  for (let request = 0; request < 5; request += 1) await busy.sync()

  const refused = await busy.post('/v1/sync', {})
  expect(refused.status).toBe(429)
  expect(refused.headers.get('retry-after')).toBe('1')
  expect(Problem.parse(await refused.json()).code).toBe('rate')
  expect((await calm.sync()).refused).toEqual([])
  server.clock.nowMs += 1000
  expect((await busy.sync()).refused).toEqual([])
})

test('[SV21] a station that sends too many bytes pays for them with time', async () => {
  const server = await start({ rates: { ...defaultRates, stationBytes: { perSecond: 1000, burst: 50_000 } } })
  const station = await server.enrol()
  station.write({ record: newId('case'), path: '/title', value: 'a'.repeat(60_000) })
  const push = () =>
    station.post('/v1/sync', { protocol: 1, epoch: '', vector: {}, push: [station.batch()], receiptSeq: 0 })

  expect((await push()).status).toBe(200)
  await expect.poll(async () => (await push()).status).toBe(429)
  server.clock.nowMs += 600_000
  expect((await push()).status).toBe(200)
})

test('[SV21] an address is limited by what it is, not by what it says it is, unless a proxy on this machine says so', async () => {
  const server = await start({ rates: { ...defaultRates, addressRequests: { perSecond: 1, burst: 3 } } })
  const ask = (forwarded: string) =>
    server.http.inject({
      url: '/healthz',
      remoteAddress: '203.0.113.9',
      headers: { 'x-forwarded-for': forwarded },
    })
  const statuses: number[] = []
  for (let request = 0; request < 5; request += 1)
    statuses.push((await ask(`198.51.100.${request}`)).statusCode)
  const viaProxy = await server.http.inject({
    url: '/healthz',
    remoteAddress: '127.0.0.1',
    headers: { 'x-forwarded-for': '203.0.113.9' },
  })

  expect(statuses).toEqual([200, 200, 200, 429, 429])
  expect(viaProxy.statusCode, 'the proxy tells the same address').toBe(429)
})

test('[SV10] bodies that go too deep, addresses and headers that go on too long are refused', async () => {
  const server = await start()
  const station = await server.enrol()
  const deep = '['.repeat(100_000) + ']'.repeat(100_000)
  const json = { 'content-type': 'application/json' }

  const nested = await station.send('/v1/sync', { method: 'POST', headers: json, body: deep })
  const poisoned = await station.send('/v1/sync', { method: 'POST', headers: json, body: '{"__proto__":{}}' })
  const long = await fetch(new URL(`/v1/hello?${'x'.repeat(3000)}`, server.url))
  const wide = await fetch(new URL('/v1/hello', server.url), { headers: { 'x-wide': 'x'.repeat(20_000) } })

  expect([nested.status, poisoned.status, long.status, wide.status]).toEqual([413, 400, 413, 431])
})

test('[SV21] whoever sends the head of a request drop by drop is cut off, and costs no one else anything', async () => {
  const server = await start()
  const { port } = new URL(server.url)
  const socket = connect(Number(port), '127.0.0.1')
  await once(socket, 'connect')
  socket.write('GET /healthz HTTP/1.1\r\nhost: x\r\n')

  expect(server.http.server.headersTimeout).toBeLessThanOrEqual(30_000)
  expect(server.http.server.maxConnections).toBeGreaterThan(1000)
  expect((await fetch(new URL('/healthz', server.url))).status).toBe(200)
  socket.destroy()
})

test('[SV22] health, readiness and metrics tell how the server is and nothing of anybody', async () => {
  const server = await start()
  const station = await server.enrol()
  station.write({ record: newId('case'), path: '/title', value: 'Đơn của bà Trần Thị Kín' })
  await station.sync({ push: [station.batch(), { ...station.batch(), from: 9, to: 9 }] })
  await station.upload(Buffer.from('một trang'))

  expect((await fetch(new URL('/healthz', server.url))).status).toBe(200)
  expect((await fetch(new URL('/readyz', server.url))).status).toBe(200)
  const metrics = await (await fetch(new URL('/metrics', server.url))).text()

  expect(metrics).toContain('hoso_batches_total{outcome="taken"} 1')
  expect(metrics).toContain('hoso_batches_total{outcome="signature"} 1')
  expect(metrics).toContain('hoso_ops_total 1')
  expect(metrics).toContain('hoso_blob_bytes_total 11')
  expect(metrics).toContain('hoso_feed_ops{commune="H27.38.05"} 1')
  expect(metrics).toMatch(/hoso_requests_total\{route="\/v1\/sync",status="200"\} 1/)
  expect(metrics).toMatch(/hoso_event_loop_lag_seconds/)
  for (const secret of [station.id, station.token, station.publicKey, 'Trần', 'Máy thử']) {
    expect(metrics).not.toContain(secret)
  }
})

test('[SV22] metrics are read from this machine or with their token, never through a proxy without it', async () => {
  const server = await start({ metricsToken: 'mot-ma-dai' })
  const ask = async (remoteAddress: string, headers: Record<string, string>) =>
    (await server.http.inject({ url: '/metrics', remoteAddress, headers })).statusCode

  expect(await ask('127.0.0.1', {})).toBe(200)
  expect(await ask('203.0.113.9', {})).toBe(401)
  expect(await ask('127.0.0.1', { 'x-forwarded-for': '127.0.0.1' })).toBe(401)
  expect(await ask('203.0.113.9', { 'x-forwarded-for': '127.0.0.1' })).toBe(401)
  expect(await ask('203.0.113.9', { authorization: 'Bearer sai' })).toBe(401)
  expect(await ask('203.0.113.9', { authorization: 'Bearer mot-ma-dai' })).toBe(200)
})

test('[SV22] a whole run leaves no name, title, key, token or code in the log', async () => {
  const server = await start()
  const { code } = await server.registry.createEnrolmentCode('H27.38.05')
  const station = await server.enrol()
  const secret = 'Hồ sơ của ông Lê Văn Mật'
  station.write({ record: newId('case'), path: '/title', value: secret })
  await station.sync({ push: [station.batch(), { ...station.batch(), head: 'A'.repeat(43) }] })
  const sha = await station.upload(Buffer.from('bản quét'))
  await station.send(`/v1/blobs/${sha}`)
  await station.enrol(code)
  await station.post('/v1/session', { station: station.id })
  await station.send(`/${encodeURIComponent(secret)}`)
  const archivist = await server.console('archivist')
  await archivist.me({})
  await fetch(new URL('/console/api/signIn', server.url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-requested-with': 'hoso-console' },
    body: JSON.stringify({ name: 'người dùng archivist', password: 'mật khẩu sai' }),
  })
  await server.registry.revoke({ id: station.id, by: 'bà Quản Trị', reason: 'nghỉ' })
  await station.post('/v1/sync', {})

  const log = server.lines.join('')
  expect(server.lines.length).toBeGreaterThan(10)
  const secrets = [
    secret,
    encodeURIComponent(secret),
    station.id,
    station.publicKey,
    station.token,
    sha,
    code,
  ]
  for (const word of [
    ...secrets,
    ...code.split('-'),
    'Máy thử',
    'người dùng',
    'mật khẩu',
    'Quản Trị',
    'nghỉ',
  ]) {
    expect(log).not.toContain(word)
  }
})

test('[SV23] a server that stops ends what it is at, and sends new requests away', async () => {
  const server = await startServer()
  servers.push(server)
  const { port } = new URL(server.url)
  const body = JSON.stringify({ name: 'x', password: 'y' })
  const socket = connect(Number(port), '127.0.0.1')
  await once(socket, 'connect')
  const answers: string[] = []
  socket.on('data', (chunk) => answers.push(chunk.toString()))
  socket.write(
    `POST /v1/enrol HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body.slice(0, 5)}`,
  )
  // Another connection was answered after it, so the request above is in progress.
  await expect.poll(async () => (await fetch(new URL('/healthz', server.url))).status).toBe(200)

  const closed = server.close()
  socket.write(body.slice(5))
  await once(socket, 'close')
  await closed

  expect(answers.join('')).toContain('HTTP/1.1 400')
  servers.pop()
  await expect(fetch(new URL('/healthz', server.url))).rejects.toThrow('fetch failed')
})
