import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterEach, expect, test } from 'vitest'
import type { SyncAnswer } from '../../domain/sync/protocol.ts'
import { createSigningKey } from '../../server/identity/keys.ts'
import { COMMUNE, joinPc, testLine, writeTitles } from '../support/sync-pc.ts'
import { createTestVault } from '../support/test-vault.ts'

const closing: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

interface Asked {
  /** Of this request among those of its kind, from 0. */
  readonly turn: number
  /** The origin of the PC. */
  readonly own: string
}

type Respond = (response: ServerResponse, asked: Asked) => void

const key = createSigningKey()
const hello = {
  protocol: { min: 1, max: 1 },
  serverKey: key.publicKey,
  epoch: 'one',
  time: '2026-01-05T00:00:00.000Z',
  challenge: 'x',
}
const honest: SyncAnswer = {
  epoch: 'one',
  time: '2026-01-05T00:00:00.000Z',
  vector: {},
  refused: [],
  pull: [],
  hasMore: false,
  wanted: [],
  receipts: [],
}

function json(response: ServerResponse, value: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json' })
  response.end(JSON.stringify(value))
}

/** A server that answers `sync` as the test wants, and a PC with three edits that is enrolled there. */
async function against(respond: Respond, time = hello.time) {
  const { vault } = await createTestVault()
  await writeTitles(vault, 3)
  const own = `${vault.station.id}.0`
  const counted = { syncs: 0 }
  const http = createServer((request, response) => {
    request.resume()
    if (request.url === '/v1/hello') json(response, { ...hello, time })
    else if (request.url === '/v1/session') json(response, { token: 't', expiresAt: '', time })
    else respond(response, { turn: counted.syncs++, own })
  })
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  closing.push(() => {
    http.closeAllConnections()
    http.close()
  })
  // A listening TCP server has an address with a port.
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`
  const connection = { value: { url, commune: COMMUNE, communeName: 'Xã', serverKey: key.publicKey } }
  const pc = joinPc(vault, { connection, line: testLine({ haste: 60 }) })
  closing.push(() => pc.client.close())
  return { ...pc, counted, own }
}

const send =
  (type: string, body: string | Uint8Array, headers: Record<string, string> = {}): Respond =>
  (response) => {
    response.writeHead(200, { 'content-type': type, ...headers })
    response.end(body)
  }
const padded = (bytes: number) => JSON.stringify({ ...honest, pad: 'x'.repeat(bytes) })
const bomb = gzipSync(padded(300_000_000))

test.each<[string, Respond]>([
  ['a page of a captive portal', send('text/html', '<html>Sign in</html>')],
  ['a redirection', (response) => void response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end()],
  ['an answer over 4 MiB', send('application/json', padded(5_000_000))],
  ['a small answer that unpacks to 300 MB', send('application/json', bomb, { 'content-encoding': 'gzip' })],
  ['brackets without end', send('application/json', '['.repeat(1_000_000))],
  ['huge headers', send('application/json', JSON.stringify(honest), { 'x-pad': 'y'.repeat(60_000) })],
  ['another shape', send('application/json', '{"epoch":1}')],
  ['packing that is none', send('application/json', 'no gzip', { 'content-encoding': 'gzip' })],
])('[SY19] %s changes nothing and is told', async (_what, respond) => {
  const { client, vault, own } = await against(respond)
  const before = process.memoryUsage().arrayBuffers

  await expect(client.syncNow()).rejects.toMatchObject({ code: 'server-suspect' })

  expect(client.status()).toMatchObject({ unsentOps: 3, problem: { code: 'server-suspect' } })
  expect(vault.vector()).toEqual({ [own]: 3 })
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(64_000_000)
})

test('[SY19] an answer that drips for ever is given up', async () => {
  const { client } = await against((response) => {
    response.writeHead(200, { 'content-type': 'application/json' })
    const drip = setInterval(() => response.write(' '), 20)
    response.on('close', () => clearInterval(drip))
  })

  await expect(client.syncNow()).rejects.toMatchObject({ code: 'offline' })

  expect(client.status().unsentOps).toBe(3)
})

test('[SY19] more that is promised without end and never comes ends the exchange', async () => {
  const { client, counted } = await against((response, { own }) =>
    json(response, { ...honest, vector: { [own]: 3 }, hasMore: true }),
  )

  await client.syncNow()

  expect(client.status().problem).toEqual({ code: 'server-suspect', detail: { reason: 'endless' } })
  expect(counted.syncs).toBeLessThan(12)
})

test('[SY20] a vector that goes back in one history is told, and what it lacks is sent again', async () => {
  const held = [3, 1, 3]
  const { client } = await against((response, { turn, own }) =>
    json(response, { ...honest, vector: { [own]: held[Math.min(turn, 2)] ?? 0 } }),
  )
  await client.syncNow()
  expect(client.status()).toMatchObject({ unsentOps: 0, problem: null })

  await client.syncNow()

  expect(client.status()).toMatchObject({
    unsentOps: 0,
    problem: { code: 'server-suspect', detail: { reason: 'vector' } },
  })
})

test('[SY20] acknowledgements of what never was change nothing here', async () => {
  const { client, vault, own } = await against((response, asked) =>
    json(response, { ...honest, vector: { [asked.own]: 9_000_000, 'aaaaaaaaaaaaaaaa.0': 7 } }),
  )

  await client.syncNow()

  expect(vault.vector()).toEqual({ [own]: 3 })
})

test('[SY17] an op that is refused stays, is shown with its reason, and all before it get through', async () => {
  // The second op is not taken, whatever comes with it.
  const { client, own, vault } = await against((response, asked) => {
    const from = [1, null, 2][Math.min(asked.turn, 2)] ?? null
    const refused = from === null ? [] : [{ s: asked.own.slice(0, 16), i: 0, from, code: 'role' }]
    json(response, { ...honest, vector: { [asked.own]: asked.turn === 0 ? 0 : 1 }, refused })
  })

  await client.syncNow()

  expect(client.status()).toMatchObject({
    unsentOps: 2,
    problem: { code: 'server-refused', detail: { reason: 'role', count: 1 } },
  })
  expect(vault.vector()).toEqual({ [own]: 3 })
})

test('[SY13] a busy server is left alone as long as it asked', async () => {
  const { client, counted } = await against((response) => {
    response.writeHead(429, { 'content-type': 'application/problem+json', 'retry-after': '3000' })
    response.end('{}')
  })

  await expect(client.syncNow()).rejects.toMatchObject({
    code: 'too-many-requests',
    detail: { seconds: 3000 },
  })

  expect(client.status().activity).toBe('waiting')
  expect(counted.syncs).toBe(1)
})

test.each(['1990-01-01T00:00:00.000Z', '2060-01-01T00:00:00.000Z', 'no time at all'])(
  '[SY16] a server whose clock says %s is spoken with all the same',
  async (time) => {
    const { client } = await against(
      (response, { own }) => json(response, { ...honest, vector: { [own]: 3 } }),
      time,
    )

    await client.syncNow()

    expect(client.status()).toMatchObject({ unsentOps: 0, problem: null })
    expect(client.status().clockSkewMs === null).toBe(Number.isNaN(Date.parse(time)))
  },
)

test.each([-10, 10])('[SY16] a PC whose clock jumps by %i years loses nothing and goes on', async (years) => {
  const ahead = { ms: 0 }
  const { vault } = await createTestVault({ clock: { nowMs: () => Date.now() + ahead.ms } })
  const first = await against((response) => json(response, honest))
  const { value } = first.connection
  const own = `${vault.station.id}.0`
  const line = testLine({ haste: 60, nowMs: () => Date.now() + ahead.ms })
  const pc = joinPc(vault, { connection: { value }, line })
  closing.push(() => pc.client.close())
  await writeTitles(vault, 2)
  ahead.ms = years * 365 * 86_400_000
  await writeTitles(vault, 2)

  await pc.client.syncNow()

  expect(vault.vector()).toEqual({ [own]: 4 })
  expect(pc.client.status().unsentOps).toBe(4)
})
