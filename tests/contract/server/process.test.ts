import { randomBytes } from 'node:crypto'
import { rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bundleServer, type RunningServer, type ServerProgram } from '../../support/server-process.ts'
import { createConsoleClient } from '../../support/test-server.ts'
import { enrolStation, nameOf, newId, type TestStation } from '../../support/test-station.ts'

let program: ServerProgram
beforeAll(async () => {
  program = await bundleServer()
})
afterAll(() => rm(program.folder, { recursive: true }))

const dataOf = (name: string) => path.join(program.folder, name)
const demo = (name: string) => ['--data', dataOf(name), '--port', '0', '--demo']

function said(server: RunningServer, kind: string, key: string): string {
  return String(server.announcements.find((announcement) => announcement['kind'] === kind)?.[key])
}

async function kill(server: RunningServer, signal: NodeJS.Signals): Promise<number | null> {
  server.child.kill(signal)
  return server.ended
}

test('[SV4] acknowledged ops and blobs are there after the server was killed, again and again', async () => {
  let server = await program.start(demo('killed'))
  const station = await enrolStation(said(server, 'ready', 'url'), said(server, 'ready', 'enrolmentCode'))
  const acknowledged = { ops: 0, blobs: new Set<string>() }

  for (let round = 1; round <= 5; round += 1) {
    await workUntilKilled(station, acknowledged, { server, blobs: round })
    server = await program.start(demo('killed'))
    station.url = said(server, 'ready', 'url')

    const { vector, pull } = await station.sync()
    expect(vector[station.origin]).toBeGreaterThanOrEqual(acknowledged.ops)
    // What was in flight may have been sent again in a longer batch.
    const pulled = new Set(pull.flatMap(({ ops }) => ops))
    expect([...pulled]).toEqual(station.bodies.slice(0, vector[station.origin]))
    for (const sha of acknowledged.blobs) {
      const blob = await station.send(`/v1/blobs/${sha}`)
      expect(nameOf(Buffer.from(await blob.arrayBuffer()))).toBe(sha)
    }
  }

  expect(acknowledged.ops).toBeGreaterThan(10)
  expect(acknowledged.blobs.size).toBeGreaterThanOrEqual(10)
  await kill(server, 'SIGTERM')
})

interface Acknowledged {
  ops: number
  readonly blobs: Set<string>
}

/** Ops and blobs side by side; the server is killed in the middle of its work, once some blobs are stored. */
async function workUntilKilled(
  station: TestStation,
  acknowledged: Acknowledged,
  { server, blobs }: { server: RunningServer; blobs: number },
): Promise<void> {
  const pushOp = async () => {
    station.write({ record: newId('case'), path: '/title', value: 'Đơn đề nghị' })
    const { vector } = await station.sync({ push: [station.batch(acknowledged.ops + 1)] })
    acknowledged.ops = vector[station.origin] ?? acknowledged.ops
  }
  const sendBlob = async () => {
    acknowledged.blobs.add(await station.upload(randomBytes(300_000)))
  }
  for (let sent = 0; sent < blobs; sent += 1) await Promise.all([pushOp(), sendBlob()])
  const inFlight = [pushOp(), sendBlob(), sendBlob()]
  server.child.kill('SIGKILL')
  await Promise.allSettled(inFlight)
  await server.ended
}

test('killed in the middle of a piece, the server goes on from what reached the disk', async () => {
  let server = await program.start(demo('piece'))
  const station = await enrolStation(said(server, 'ready', 'url'), said(server, 'ready', 'enrolmentCode'))
  const bytes = randomBytes(400_000)
  const sha = nameOf(bytes)
  await station.create(sha, bytes.length)
  await station.patch(sha, 0, bytes.subarray(0, 100_000))
  const cut = station.patch(sha, 100_000, bytes.subarray(100_000)).catch(() => null)
  await kill(server, 'SIGKILL')
  await cut

  server = await program.start(demo('piece'))
  station.url = said(server, 'ready', 'url')
  const offset = Number((await station.head(sha)).headers.get('upload-offset'))
  expect(offset).toBeGreaterThanOrEqual(100_000)
  if (offset < bytes.length) await station.patch(sha, offset, bytes.subarray(offset))
  expect((await station.finish(sha)).status).toBe(200)
  await kill(server, 'SIGTERM')
})

test('the first start tells the password of the administrator, later ones do not', async () => {
  const args = ['--data', dataOf('first'), '--port', '0']
  const first = await program.start(args)
  const name = said(first, 'first-start', 'name')
  const password = said(first, 'first-start', 'password')
  const client = createConsoleClient(said(first, 'ready', 'url'))

  expect(await client.signIn({ name, password })).toMatchObject({ name, role: 'administrator' })
  expect(await kill(first, 'SIGTERM')).toBe(0)
  const second = await program.start(args)
  expect(second.announcements.map((announcement) => announcement['kind'])).toEqual(['ready'])
  expect(await kill(second, 'SIGINT')).toBe(0)
})

test('an archivist is added from the command line while the server is stopped', async () => {
  const added = await program.start(
    ['--data', dataOf('first'), '--add-archivist', 'Lê Thị Thử'],
    'user-added',
  )
  expect(await added.ended).toBe(0)
  const server = await program.start(['--data', dataOf('first'), '--port', '0'])
  const client = createConsoleClient(said(server, 'ready', 'url'))

  const name = said(added, 'user-added', 'name')
  const password = said(added, 'user-added', 'password')
  expect(await client.signIn({ name, password })).toMatchObject({ name: 'Lê Thị Thử', role: 'archivist' })
  await kill(server, 'SIGTERM')
})

test('a second server on the same data folder ends and says why', async () => {
  const server = await program.start(demo('twice'))

  await expect(program.start(demo('twice'))).rejects.toThrow('ended with 1')
  await kill(server, 'SIGTERM')
})

test('the private key is readable by its owner only', async () => {
  const { mode } = await stat(path.join(dataOf('twice'), 'identity.json'))

  expect((mode & 0o777).toString(8)).toBe('600')
})

test('[SV24] the command line backs up a server that runs, one that is stopped, and restores', async () => {
  const server = await program.start(demo('kept'))
  const station = await enrolStation(said(server, 'ready', 'url'), said(server, 'ready', 'enrolmentCode'))
  const sha = await station.upload(randomBytes(20_000))
  const to = dataOf('backups')
  const running = await program.start(['backup', '--data', dataOf('kept'), '--to', to], 'backed-up')
  expect(await running.ended).toBe(0)
  expect(await kill(server, 'SIGTERM')).toBe(0)
  const stopped = await program.start(['backup', '--data', dataOf('kept'), '--to', to], 'backed-up')
  expect(await stopped.ended).toBe(0)
  expect(said(stopped, 'backed-up', 'linkedBlobs')).toBe('1')

  const from = said(running, 'backed-up', 'folder')
  const restore = await program.start(['restore', '--from', from, '--data', dataOf('again')], 'restored')
  expect(await restore.ended).toBe(0)
  const again = await program.start(['--data', dataOf('again'), '--port', '0'])
  station.url = said(again, 'ready', 'url')
  await station.openSession()
  expect((await station.send(`/v1/blobs/${sha}`)).status).toBe(200)
  await kill(again, 'SIGTERM')
})

test('[SV11] a server for other machines is not started in the clear unless somebody says so', async () => {
  const args = ['--data', dataOf('open'), '--port', '0', '--host', '0.0.0.0']

  await expect(program.start(args)).rejects.toThrow('ended with 1')
  const secure = await program.start([...args, '--tls'])
  expect(said(secure, 'ready', 'url')).toMatch(/^https:/)
  await kill(secure, 'SIGTERM')
  const clear = await program.start([...args, '--insecure-http'])
  expect(said(clear, 'ready', 'url')).toMatch(/^http:/)
  await kill(clear, 'SIGTERM')
})

test.each([
  [[]],
  [['--data']],
  [['--data', 'x', '--port', '99999']],
  [['--data', 'x', '--what']],
  [['--data', 'x', '--tls-cert', 'y']],
  [['--data', 'x', '--backup-to', 'y', '--backup-every', 'often']],
  [['backup', '--data', 'x']],
  [['restore', '--data', 'x']],
])('wrong arguments %j are refused', async (args) => {
  await expect(program.start(args)).rejects.toThrow('ended with 1')
})
