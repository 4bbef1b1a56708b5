import { randomUUID } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { env, stdout } from 'node:process'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { recordId } from '../../domain/op.ts'
import { uploadId } from '../../domain/sync/protocol.ts'
import { serverFilesDigest } from '../support/server-files.ts'
import { removeServer, startServer, type TestServer } from '../support/test-server.ts'
import { nameOf, type TestStation } from '../support/test-station.ts'

const SEED = Number(env['SEED'] ?? 20_261_123)
const RUNS = 10_000
const IN_FLIGHT = 8
const MOST_GROWN_BYTES = 300 * 1_048_576

let server: TestServer
let station: TestStation
const bytes = Buffer.from('một trang đã quét')
const sha = nameOf(bytes)

beforeAll(async () => {
  const plenty = { perSecond: 1e9, burst: 1e9 }
  server = await startServer({
    rates: {
      addressRequests: plenty,
      addressBytes: plenty,
      stationRequests: plenty,
      stationBytes: plenty,
    },
  })
  station = await server.enrol()
  station.write({ record: recordId('case', randomUUID()), path: '/title', value: 'Đơn' })
  await station.sync({ push: [station.batch()] })
  await station.upload(bytes)
})
afterAll(() => removeServer(server))

interface FuzzedRequest {
  readonly route: number
  readonly id: string
  readonly query: string
  readonly headers: Readonly<Record<string, string>>
  readonly hasToken: boolean
  readonly body: Buffer | null
}

const anyHeader = fc.constantFrom(
  'content-type',
  'content-encoding',
  'content-length',
  'transfer-encoding',
  'range',
  'upload-length',
  'upload-offset',
  'upload-metadata',
  'upload-defer-length',
  'upload-concat',
  'tus-resumable',
  'authorization',
  'cookie',
  'x-requested-with',
  'x-forwarded-for',
  'x-forwarded-proto',
  'x-http-method-override',
  'accept-encoding',
  'if-none-match',
  'expect',
)
const anyHeaderValue = fc.oneof(
  fc.constantFrom(
    'application/json',
    'application/json; charset=utf-16',
    'application/offset+octet-stream',
    'multipart/form-data; boundary=x',
    'gzip',
    'br',
    '-1',
    '0',
    '5',
    '99999999999999999999',
    '1e9',
    'bytes=0-',
    'bytes=-0',
    'bytes=5-1',
    'bytes=99-',
    'Bearer ',
    'hoso-console',
    'hoso_session=%E0%A4%A',
    'DELETE',
    '::1',
    '1.0.0',
    `sha ${Buffer.from(sha).toString('base64')}`,
    'sha ====,,x',
  ),
  fc.string({ maxLength: 60 }).map((text) => text.replace(/[^\x20-\x7e]/g, '')),
)
const anyId = fc.oneof(
  fc.constantFrom(
    'x',
    '..',
    '%2e%2e%2fserver.sqlite',
    '%00',
    '..%5c..%5cidentity.json',
    'con',
    'a'.repeat(90),
    sha,
  ),
  fc.string({ maxLength: 20 }).map(encodeSafely),
)
const anyBody = fc.oneof(
  fc.constant(null),
  fc.json({ maxDepth: 6 }).map((text) => Buffer.from(text)),
  fc.uint8Array({ maxLength: 400 }).map((part) => Buffer.from(part)),
  fc.json().map((text) => gzipSync(text)),
  fc
    .record({
      protocol: fc.constantFrom(0, 1, 2),
      epoch: fc.string({ maxLength: 10 }),
      vector: fc.dictionary(fc.string({ maxLength: 10 }), fc.integer(), { maxKeys: 4 }),
      push: fc.array(fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constant(null)), { maxLength: 3 }),
      receiptSeq: fc.integer(),
    })
    .map((body) => Buffer.from(JSON.stringify(body))),
)
const anyRequest: fc.Arbitrary<FuzzedRequest> = fc.record({
  route: fc.nat(10_000),
  id: anyId,
  query: fc.oneof(
    fc.constant(''),
    fc.string({ maxLength: 20 }).map((text) => `?${encodeSafely(text)}`),
  ),
  headers: fc.dictionary(anyHeader, anyHeaderValue, { maxKeys: 5 }),
  hasToken: fc.boolean(),
  body: anyBody,
})

function encodeSafely(text: string): string {
  // Half of a pair stands for no letter and cannot be encoded.
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, ''))
}

/** Routes that keep something even of a request that is in order: an upload that was begun, a refusal that was noted. */
function keepsSomething({ route }: FuzzedRequest): boolean {
  const { method, url } = routeOf(route)
  return method === 'POST' && (url === '/v1/files' || url === '/console/api/:name')
}

function routeOf(number: number): { readonly method: string; readonly url: string } {
  const { routes } = server
  return routes[number % routes.length] ?? { method: 'GET', url: '/' }
}

async function send(asked: FuzzedRequest): Promise<number> {
  const { method, url } = routeOf(asked.route)
  const address = url
    .replace(':id', asked.route % 3 === 0 ? uploadId(station.id, sha) : asked.id)
    .replace(/:[a-z]+/g, asked.id)
  const answer = await server.http.inject({
    // The methods of the table are those that the web server knows.
    method: method as 'GET',
    url: `${address}${asked.query}`,
    headers: {
      ...(asked.hasToken ? { authorization: `Bearer ${station.token}` } : {}),
      ...asked.headers,
    },
    ...(asked.body === null ? {} : { payload: asked.body }),
  })
  return answer.statusCode
}

test('[SV13] ten thousand requests of any shape: none crashes the server, none is its failure, none writes', async () => {
  stdout.write(`seed ${SEED}\n`)
  const all = fc.sample(anyRequest, { seed: SEED, numRuns: RUNS })
  const statuses = new Map<number, number>()
  const before = await serverFilesDigest(server.dataFolder)
  const memoryBefore = process.memoryUsage().rss

  async function sendAll(requests: readonly FuzzedRequest[]): Promise<void> {
    for (let start = 0; start < requests.length; start += IN_FLIGHT) {
      const part = requests.slice(start, start + IN_FLIGHT)
      const found = await Promise.all(part.map(send))
      for (const [index, status] of found.entries()) {
        expect({ status, asked: status === 500 ? part[index] : null }).not.toMatchObject({ status: 500 })
        statuses.set(status, (statuses.get(status) ?? 0) + 1)
      }
    }
  }
  await sendAll(all.filter((asked) => !keepsSomething(asked)))
  expect(await serverFilesDigest(server.dataFolder)).toBe(before)
  const { vector, wanted } = await station.sync()
  await sendAll(all.filter(keepsSomething))
  expect(await station.sync()).toMatchObject({ vector, wanted, refused: [] })
  expect(await readdir(path.join(server.dataFolder, 'blobs'), { recursive: true })).toHaveLength(3)
  expect(process.memoryUsage().rss - memoryBefore).toBeLessThan(MOST_GROWN_BYTES)
  expect(server.lines.filter((line) => line.includes('"level":"error"'))).toEqual([])
  expect(statuses.size).toBeGreaterThan(5)
})
