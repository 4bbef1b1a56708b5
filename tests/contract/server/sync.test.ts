import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Json } from '../../../domain/json.ts'
import { batchText, limits, type OpBatch, Problem } from '../../../domain/sync/protocol.ts'
import { OTHER_COMMUNE, removeServer, startServer, type TestServer } from '../../support/test-server.ts'
import { createTestStation, headOf, newId, type TestStation, vectorOf } from '../../support/test-station.ts'

let server: TestServer
beforeEach(async () => {
  server = await startServer()
})
afterEach(() => removeServer(server))

function writeSome(station: TestStation, count = 3): void {
  const record = newId('case')
  for (let index = 0; index < count; index += 1) station.write({ record, path: `/c${index}`, value: index })
}

/** The batch with other bodies, hashed and signed as if the station had meant them. */
function forged(station: TestStation, change: (body: string) => string): OpBatch {
  const batch = station.batch()
  const ops = batch.ops.map(change)
  const named = { ...batch, ops, head: headOf(ops, ops.length) }
  return { ...named, signature: station.sign(batchText(named, station.commune)) }
}

test('what one station pushed another of the commune pulls, signed as it was, and relays no more', async () => {
  const [one, two] = [await server.enrol(), await server.enrol()]
  writeSome(one)

  const pushed = await one.sync({ push: [one.batch()], vector: vectorOf(one) })
  const pulled = await two.sync()
  const later = await two.sync({ vector: pulled.vector })

  expect(pushed).toMatchObject({ refused: [], pull: [], vector: { [one.origin]: 3 } })
  expect(pulled.pull).toEqual([one.batch()])
  expect(later.pull).toEqual([])
})

test('any station of the commune may relay the batch of another', async () => {
  const [one, two] = [await server.enrol(), await server.enrol()]
  writeSome(one)

  expect(await two.sync({ push: [one.batch()] })).toMatchObject({ refused: [], vector: { [one.origin]: 3 } })
})

test('[SV5] a gap, a fork, a wrong chain and a wrong signature are refused whole, and the others go on', async () => {
  const stations = await Promise.all(Array.from({ length: 5 }, () => server.enrol()))
  for (const station of stations) writeSome(station, 4)
  const [good, gapped, forked, chained, signed] = stations as [
    TestStation,
    TestStation,
    TestStation,
    TestStation,
    TestStation,
  ]
  await forked.sync({ push: [forked.batch(1, 2)] })
  const other = forged(forked, (body) => body.replace('"sv":1', '"sv":2'))
  const chain = { ...chained.batch(), head: good.batch().head }

  const answer = await good.sync({
    push: [
      gapped.batch(3, 4),
      other,
      { ...chain, signature: chained.sign(batchText(chain, chained.commune)) },
      { ...signed.batch(), signature: good.batch().signature },
      good.batch(),
    ],
  })

  expect(answer.refused).toEqual(
    expect.arrayContaining([
      { s: gapped.id, i: 0, from: 3, code: 'gap' },
      { s: forked.id, i: 0, from: 1, code: 'fork' },
      { s: chained.id, i: 0, from: 1, code: 'chain' },
      { s: signed.id, i: 0, from: 1, code: 'signature' },
    ]),
  )
  expect(answer.vector).toEqual({ [good.origin]: 4, [forked.origin]: 2 })
})

test('a batch under a key that does not name its station is refused', async () => {
  const [one, two] = [await server.enrol(), await server.enrol()]
  writeSome(one)
  const named = { ...one.batch(), key: two.publicKey }

  const answer = await two.sync({ push: [{ ...named, signature: two.sign(batchText(named, two.commune)) }] })

  expect(answer.refused).toMatchObject([{ code: 'signature' }])
})

test('[SV2] a batch of a station of another commune, or signed for another commune, is refused', async () => {
  const [own, foreign] = [await server.enrol(), await server.enrol(OTHER_COMMUNE)]
  writeSome(own)
  writeSome(foreign)
  const stranger = createTestStation(server.url)
  writeSome(stranger)
  const elsewhere = { ...own.batch(), signature: own.sign(batchText(own.batch(), OTHER_COMMUNE)) }

  const answer = await own.sync({ push: [foreign.batch(), stranger.batch(), elsewhere] })

  expect(answer.refused.map(({ code }) => code)).toEqual(['commune', 'commune', 'signature'])
  expect(answer.vector).toEqual({})
})

const notCanonical: readonly (readonly [string, (body: string) => string])[] = [
  ['white space', (body) => body.replace('{', '{ ')],
  ['keys in another order', (body) => `{"v":1,${body.replace(',"v":1', '').slice(1)}`],
  ['a number beyond JSON', (body) => body.replace(/"val":\d+/, '"val":1e999')],
  ['no JSON', () => '{"v":1'],
  ['no op', () => '{"v":1}'],
  ['a path that is none', (body) => body.replace('"p":"/c0"', '"p":"c0"')],
]
test.each(notCanonical)('an op with %s is refused as not canonical', async (_name, change) => {
  const station = await server.enrol()
  writeSome(station, 1)
  const batch = station.batch()
  const ops = batch.ops.map(change)

  const answer = await station.sync({ push: [{ ...batch, ops }] })

  expect(answer).toMatchObject({ refused: [{ code: 'canonical' }], vector: {} })
})

test('an op that is too long or nested too deep is refused without reading it deep', async () => {
  const station = await server.enrol()
  const record = newId('case')
  station.write({ record, path: '/long', value: 'x'.repeat(65_536) })
  const long = station.batch()
  const deep = { ...long, ops: long.ops.map(() => `${'['.repeat(30_000)}${']'.repeat(30_000)}`) }

  const answer = await station.sync({ push: [long, deep] })

  expect(answer.refused.map(({ code }) => code)).toEqual(['limit', 'limit'])
})

const forArchive: readonly (readonly ['deposit' | 'case', string, Json])[] = [
  ['deposit', '/outcome', { isAccepted: true }],
  ['deposit', '/verdict/doc_1', { hasPassed: true, reason: '' }],
  ['case', '/state', { name: 'accepted', reason: null }],
  ['case', '/state', { name: 'returned', reason: 'x' }],
]
test.each(forArchive)(
  'a station may not write what only the archive decides: %s %s %j',
  async (kind, path, value) => {
    const station = await server.enrol()
    station.write({ record: newId('case'), path: '/title', value: 'a' }, { record: newId(kind), path, value })

    const answer = await station.sync({ push: [station.batch()] })

    expect(answer).toMatchObject({ refused: [{ code: 'role' }], vector: {} })
  },
)

test('a long history is pulled in several answers', async () => {
  const [one, two] = [await server.enrol(), await server.enrol()]
  for (let index = 0; index < 30; index += 1) {
    one.write({ record: newId('case'), path: '/title', value: 'x'.repeat(30_000) })
    await one.sync({ push: [one.batch(index + 1, index + 1)] })
  }

  const pulled: OpBatch[] = []
  let answers = 0
  for (let hasMore = true; hasMore; answers += 1) {
    const answer = await two.sync({ vector: { [one.origin]: pulled.length } })
    pulled.push(...answer.pull)
    hasMore = answer.hasMore
  }

  expect(pulled.flatMap(({ ops }) => ops)).toEqual(one.bodies)
  expect(answers).toBeGreaterThan(2)
})

test('a protocol this server does not speak, and a body of another shape, are told so', async () => {
  const station = await server.enrol()
  const good = { protocol: 1, epoch: '', vector: {}, push: [], receiptSeq: 0 }
  const answers = await Promise.all([
    station.post('/v1/sync', { ...good, protocol: 2 }),
    station.post('/v1/sync', { ...good, vector: { x: -1 } }),
    station.post('/v1/sync', { ...good, push: Array.from({ length: 101 }, () => station.batch(1, 0)) }),
    station.post('/v1/sync', 'x'),
  ])

  for (const { headers } of answers) {
    expect(headers.get('content-type')).toMatch(/^application\/problem\+json/)
  }
  const problems = await Promise.all(answers.map(async (answer) => Problem.parse(await answer.json())))
  expect(problems.map(({ code }) => code)).toEqual(['protocol', 'input', 'input', 'input'])
})

test('[SV10] a sync over its limit is refused before it is read whole, packed or not', async () => {
  const station = await server.enrol()
  const { gzipSync } = await import('node:zlib')
  const sent = { bytes: 0 }
  const endless = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      sent.bytes += 65_536
      if (sent.bytes > 64 * limits.requestBytes) controller.close()
      else controller.enqueue(new Uint8Array(65_536).fill(32))
    },
  })
  const send = (body: BodyInit, headers: Record<string, string>) =>
    station.send('/v1/sync', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
      ...(body instanceof ReadableStream ? { duplex: 'half' } : {}),
    } as RequestInit)

  const announced = await send('x'.repeat(limits.requestBytes + 1), {})
  const bomb = await send(new Uint8Array(gzipSync(Buffer.alloc(200_000_000))), { 'content-encoding': 'gzip' })
  const streamed = await send(endless, {}).catch(() => null)

  expect([announced.status, bomb.status]).toEqual([413, 413])
  expect(await announced.json()).toMatchObject({ code: 'limit' })
  // The server may hang up while the client is still sending; either way it has not read on.
  expect([413, undefined]).toContain(streamed?.status)
  expect(sent.bytes).toBeLessThan(8 * limits.requestBytes)
})

test('no line of the log names a person, a station, a hash or a title', async () => {
  const station = await server.enrol()
  station.write({ record: newId('case'), path: '/title', value: 'Đơn của ông Nguyễn Văn Thử' })
  await station.sync({ push: [station.batch()] })
  const sha = await station.upload(Buffer.from('trang'))

  const log = server.lines.join('')
  expect(server.lines.length).toBeGreaterThan(3)
  for (const secret of ['Nguyễn', station.id, station.token, sha, '127.0.0.1'])
    expect(log).not.toContain(secret)
})
