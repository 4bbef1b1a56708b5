import { randomBytes } from 'node:crypto'
import { access, readFile, stat, truncate, utimes, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import path from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { limits, Problem, uploadId } from '../../../domain/sync/protocol.ts'
import { removeServer, startServer, type TestServer } from '../../support/test-server.ts'
import { nameOf, type TestStation } from '../../support/test-station.ts'

let server: TestServer
let station: TestStation
beforeEach(async () => {
  server = await startServer()
  station = await server.enrol()
})
afterEach(() => removeServer(server))

const bytes = randomBytes(100_000)
const sha = nameOf(bytes)
const problem = async (response: Response) => Problem.parse(await response.json())
const stagedFile = () => path.join(server.dataFolder, 'staging', uploadId(station.id, sha))

async function isThere(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  )
}

/** The hash of what the server serves under the name of the blob, or null where it serves nothing. */
async function served(of = station): Promise<string | null> {
  const response = await of.send(`/v1/blobs/${sha}`)
  const body = Buffer.from(await response.arrayBuffer())
  return response.ok ? nameOf(body) : null
}

test('[SY4] a blob exists only after finish checked its hash, though every byte is there', async () => {
  await station.create(sha, bytes.length)
  await station.patch(sha, 0, bytes)

  expect((await station.head(sha)).headers.get('upload-offset')).toBe(String(bytes.length))
  expect(await served()).toBeNull()
  expect((await station.finish(sha)).status).toBe(200)
  expect(await served()).toBe(sha)
})

test('[SV6] finishing twice gives the same answer, also after the upload itself is gone', async () => {
  await station.upload(bytes)

  for (const _ of [1, 2]) {
    const answer = await station.finish(sha)
    expect(answer.status).toBe(200)
    expect(await answer.json()).toEqual({ sha, isStored: true })
  }
  expect(await isThere(stagedFile())).toBe(false)
})

test('[SV6] finishing twice at once stores the blob once and answers both', async () => {
  await station.create(sha, bytes.length)
  await station.patch(sha, 0, bytes)

  const answers = await Promise.all([station.finish(sha), station.finish(sha), station.finish(sha)])

  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
  expect(await served()).toBe(sha)
})

test('[SV6] bytes with another hash are dropped, and the upload starts again from nothing', async () => {
  const wrong = Buffer.from(bytes)
  wrong.writeUInt8((wrong[5000] ?? 0) ^ 1, 5000)
  await station.create(sha, bytes.length)
  await station.patch(sha, 0, wrong)

  expect(await problem(await station.finish(sha))).toMatchObject({ status: 422, code: 'hash' })
  expect((await station.head(sha)).status).toBe(404)
  expect(await served()).toBeNull()
  expect(await station.upload(bytes)).toBe(sha)
})

test('hazard 1: a server that stopped after the last byte finishes when it is asked again', async () => {
  await station.create(sha, bytes.length)
  await station.patch(sha, 0, bytes)
  await server.close()
  server = await startServer({ dataFolder: server.dataFolder })
  station.url = server.url

  expect((await station.head(sha)).headers.get('upload-offset')).toBe(String(bytes.length))
  expect((await station.finish(sha)).status).toBe(200)
  expect(await served()).toBe(sha)
})

test('hazard 1: killed between taking the bytes over and writing their row, it still knows them', async () => {
  await station.upload(bytes)
  await server.close()
  const { openDatabase } = await import('../../../server/store/database.ts')
  const db = openDatabase(server.dataFolder)
  db.command('DELETE FROM blobs')([])
  db.close()
  server = await startServer({ dataFolder: server.dataFolder })
  station.url = server.url

  // The line of the station: HEAD tells that all was sent, finish makes it count.
  expect((await station.head(sha)).headers.get('upload-offset')).toBe(String(bytes.length))
  expect(await problem(await station.create(sha, bytes.length))).toMatchObject({ code: 'exists' })
  expect((await station.finish(sha)).status).toBe(200)
  expect(await served()).toBe(sha)
})

test('hazard 2: clearing drops what was forgotten for a month, never what is growing or stored', async () => {
  const growing = randomBytes(5000)
  await station.upload(bytes)
  await station.create(nameOf(growing), growing.length)
  await station.patch(nameOf(growing), 0, growing.subarray(0, 1000))
  const forgotten = nameOf(Buffer.from('quên'))
  await station.create(forgotten, 4)
  const old = (server.clock.nowMs - 31 * 86_400_000) / 1000
  const file = path.join(server.dataFolder, 'staging', uploadId(station.id, forgotten))
  for (const name of [file, `${file}.json`]) await utimes(name, old, old)
  // Announced long ago, but its bytes still come.
  const plan = path.join(server.dataFolder, 'staging', `${uploadId(station.id, nameOf(growing))}.json`)
  await utimes(plan, old, old)

  expect(await server.staging.sweep(server.clock.nowMs)).toBe(1)

  expect((await station.head(forgotten)).status).toBe(404)
  expect((await station.head(nameOf(growing))).headers.get('upload-offset')).toBe('1000')
  expect(await served()).toBe(sha)
})

test('hazard 3: creating an upload that exists is refused with its offset and empties nothing', async () => {
  await station.create(sha, bytes.length)
  await station.patch(sha, 0, bytes.subarray(0, 60_000))

  const again = await Promise.all([station.create(sha, bytes.length), station.create(sha, 5)])

  expect(await Promise.all(again.map(problem))).toMatchObject([
    { status: 409, code: 'exists', expect: 60_000 },
    { status: 409, code: 'exists', expect: 60_000 },
  ])
  expect((await station.head(sha)).headers.get('upload-offset')).toBe('60000')
})

test('hazard 3: of two creations at the same moment one wins and nothing is emptied after it', async () => {
  const answers = await Promise.all([1, 2, 3, 4].map(() => station.create(sha, bytes.length)))

  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409, 409, 409])
  await station.patch(sha, 0, bytes)
  expect((await station.finish(sha)).status).toBe(200)
})

test('hazard 3: two stations that send the same blob do not touch each other', async () => {
  const other = await server.enrol()
  await station.create(sha, bytes.length)
  await other.create(sha, bytes.length)
  await station.patch(sha, 0, bytes.subarray(0, 10))
  await other.patch(sha, 0, bytes)

  expect((await other.finish(sha)).status).toBe(200)
  expect((await station.head(sha)).headers.get('upload-offset')).toBe(String(bytes.length))
  expect((await station.finish(sha)).status).toBe(200)
  expect(await served(other)).toBe(sha)
})

test('hazard 4: zeros that a power cut left for bytes are found by the hash', async () => {
  await station.create(sha, bytes.length)
  await station.patch(sha, 0, bytes.subarray(0, 50_000))
  await truncate(stagedFile(), bytes.length)

  expect((await station.head(sha)).headers.get('upload-offset')).toBe(String(bytes.length))
  expect(await problem(await station.finish(sha))).toMatchObject({ code: 'hash' })
  expect(await served()).toBeNull()
})

test('hazard 4: half a plan that a power cut left does not block the upload for ever', async () => {
  await station.create(sha, bytes.length)
  await writeFile(`${stagedFile()}.json`, '{"id":')

  expect((await station.head(sha)).status).toBe(404)
  expect(await station.upload(bytes)).toBe(sha)
})

test('[SY3] hazard 5: a dead line does not keep the upload, and what it brought is kept', async () => {
  await station.create(sha, bytes.length)
  const { hostname, port } = new URL(server.url)
  // A piece announced whole of which half arrives, on a connection that then says nothing more.
  const dead = connect(Number(port), hostname)
  dead.write(
    `PATCH /v1/files/${uploadId(station.id, sha)} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${station.token}\r\n` +
      'Tus-Resumable: 1.0.0\r\nContent-Type: application/offset+octet-stream\r\n' +
      `Upload-Offset: 0\r\nContent-Length: ${bytes.length}\r\n\r\n`,
  )
  dead.write(bytes.subarray(0, 40_000))
  await vi.waitUntil(async () => (await stat(stagedFile())).size === 40_000)

  const startedMs = Date.now()
  const offset = Number((await station.head(sha)).headers.get('upload-offset'))
  await station.patch(sha, offset, bytes.subarray(offset))

  expect(offset).toBe(40_000)
  expect(Date.now() - startedMs).toBeLessThan(5000)
  expect((await station.finish(sha)).status).toBe(200)
  dead.destroy()
})

test('[SY3] a piece at the wrong offset is refused, and the offset that is right is told', async () => {
  await station.create(sha, bytes.length)
  await station.patch(sha, 0, bytes.subarray(0, 1000))

  const refused = await station.patch(sha, 2000, bytes.subarray(2000))

  expect(await problem(refused)).toMatchObject({ status: 409, code: 'exists' })
  expect((await station.head(sha)).headers.get('upload-offset')).toBe('1000')
})

test('finishing before every byte is there tells the offset', async () => {
  await station.create(sha, bytes.length)
  await station.patch(sha, 0, bytes.subarray(0, 1000))

  expect(await problem(await station.finish(sha))).toMatchObject({
    status: 409,
    code: 'exists',
    expect: 1000,
  })
})

test('an upload that is not here is told to be gone', async () => {
  expect((await station.head(sha)).status).toBe(404)
  expect(await problem(await station.patch(sha, 0, bytes))).toMatchObject({
    status: 410,
    code: 'staged-gone',
  })
  expect(await problem(await station.finish(sha))).toMatchObject({ status: 410, code: 'staged-gone' })
})

test('[SV10] an upload announced too large, and bytes beyond what was announced, are refused', async () => {
  const announced = await station.create(sha, limits.blobBytes + 1)
  await station.create(sha, 1000)
  const beyond = await station.patch(sha, 0, bytes)

  expect(await problem(announced)).toMatchObject({ status: 413, code: 'limit' })
  expect(await problem(beyond)).toMatchObject({ status: 413, code: 'limit' })
  expect(Number((await station.head(sha)).headers.get('upload-offset'))).toBeLessThanOrEqual(1000)
})

test('a name that is no hash creates nothing', async () => {
  const names = ['../../etc/passwd', 'x', sha.toUpperCase(), '']
  for (const name of names) {
    expect(await problem(await station.create(name, 4))).toMatchObject({ status: 400, code: 'input' })
  }
  expect((await station.send('/v1/files/..%2f..%2fidentity.json', { method: 'HEAD' })).status).toBe(404)
})

test('a blob is served whole and by ranges, for ever the same', async () => {
  await station.upload(bytes)
  const part = (range: string) => station.send(`/v1/blobs/${sha}`, { headers: { range } })

  const middle = await part('bytes=100-199')
  expect(middle.status).toBe(206)
  expect(middle.headers.get('content-range')).toBe(`bytes 100-199/${bytes.length}`)
  expect(middle.headers.get('etag')).toBe(`"${sha}"`)
  expect(Buffer.from(await middle.arrayBuffer())).toEqual(bytes.subarray(100, 200))
  expect(Buffer.from(await (await part('bytes=99990-')).arrayBuffer())).toEqual(bytes.subarray(99_990))
  expect(Buffer.from(await (await part('bytes=-7')).arrayBuffer())).toEqual(bytes.subarray(-7))
  expect((await part(`bytes=${bytes.length}-`)).status).toBe(416)
  expect(Buffer.from(await (await part('bytes=5-2')).arrayBuffer())).toEqual(bytes)
})

test('an empty file is a blob too', async () => {
  const empty = Buffer.alloc(0)
  await station.create(nameOf(empty), 0)

  expect((await station.finish(nameOf(empty))).status).toBe(200)
})

test('the bytes of a blob lie in the folder of its commune and nowhere else', async () => {
  await station.upload(bytes)
  const file = path.join(server.dataFolder, 'blobs', station.commune, sha.slice(0, 2), sha)

  expect(await readFile(file)).toEqual(bytes)
})
