import { cp } from 'node:fs/promises'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { originOf, type Vector } from '../../domain/op.ts'
import type { SyncAnswer } from '../../domain/sync/protocol.ts'
import { createSigningKey } from '../../server/identity/keys.ts'
import { COMMUNE, joinPc, type SyncPc, testLine, writeTitles } from '../support/sync-pc.ts'
import { removeServer, startServer, type TestServer } from '../support/test-server.ts'
import { createTestVault, edit, newRecord } from '../support/test-vault.ts'
import { clonedFolders, everyOp, openCopy, valuesIn } from '../support/two-copies.ts'

let server: TestServer
const closing: (() => Promise<void> | void)[] = []
beforeEach(async () => {
  server = await startServer()
})
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
  await removeServer(server)
})

const record = newRecord('case')
const title = (value: string) => edit(record, '/title', value)

async function join(folder: string): Promise<SyncPc> {
  const pc = joinPc(await openCopy(folder))
  closing.push(() => pc.client.close())
  return pc
}

/** Two PCs of which one is a copy of the other, and what both have was sent. */
async function copies(sharedOps = 2): Promise<readonly [SyncPc, SyncPc]> {
  const fill = Array.from({ length: sharedOps - 1 }, (_, index) => edit(record, `/note/${index}`, index))
  const [one, two] = await clonedFolders(title('chung'), ...fill)
  const first = await join(one)
  const { code } = await server.registry.createEnrolmentCode(COMMUNE)
  await first.connect(server.url, code)
  const second = await join(two)
  second.connection.value = first.connection.value
  await second.client.syncNow()
  return [first, second]
}

/** What the server serves to somebody who has nothing, byte for byte. */
async function atServer(): Promise<Readonly<Record<string, readonly string[]>>> {
  const reader = await server.enrol()
  const held = new Map<string, string[]>()
  for (let hasMore = true; hasMore; ) {
    const answer = await reader.sync()
    reader.take(answer.pull)
    hasMore = answer.hasMore
    for (const batch of answer.pull) {
      const texts = held.get(originOf(batch)) ?? []
      held.set(originOf(batch), [...texts, ...batch.ops.slice(texts.length + 1 - batch.from)])
    }
  }
  return Object.fromEntries([...held].sort(([a], [b]) => (a < b ? -1 : 1)))
}

async function expectOneHistory(pcs: readonly SyncPc[]): Promise<void> {
  for (let round = 0; round < 2; round += 1) for (const pc of pcs) await pc.client.syncNow()
  const held = await atServer()
  for (const { vault, client } of pcs) {
    expect(await everyOp(vault)).toEqual(held)
    expect(client.status()).toMatchObject({ problem: null, unsentOps: 0 })
  }
}

const values = ({ vault }: SyncPc) => valuesIn(vault.record(record), '/title')
const told = { code: 'fork', detail: { part: 'station', reason: 'copy' } }

test.each([[[0, 1]], [[1, 0]]])(
  '[SY21] two copies of a PC write and send in the order %j: all hold every op, and the conflict shows',
  async (order) => {
    const pcs = await copies()
    await pcs[0].vault.append([title('máy một')])
    await pcs[0].vault.append([edit(record, '/maker', 'máy một')])
    await pcs[1].vault.append([title('máy hai')])
    await pcs[1].vault.append([title('máy hai, sửa')])
    const acknowledged = pcs.map(values)

    for (const index of order) await pcs[index]?.client.syncNow()

    await expectOneHistory(pcs)
    for (const pc of pcs) {
      expect(values(pc)).toEqual(acknowledged.flat().sort())
      expect(valuesIn(pc.vault.record(record), '/maker')).toEqual(['"máy một"'])
    }
    const [winner, loser] = order.map((index) => pcs[index]?.vault)
    expect([winner?.notices, loser?.notices]).toEqual([[], [told]])
    expect([winner?.station.incarnation, loser?.station.incarnation === 0]).toEqual([0, false])
  },
)

test('[SY21] both go on writing and sending as one PC under two incarnations, and a third copy joins them', async () => {
  const [one, two] = await clonedFolders(title('chung'))
  const three = `${two}-ba`
  await cp(two, three, { recursive: true })
  const pcs = [await join(one), await join(two), await join(three)] as const
  const { code } = await server.registry.createEnrolmentCode(COMMUNE)
  for (const pc of pcs) {
    pc.connection.value = pcs[0].connection.value
    if (pc.connection.value === null) await pc.connect(server.url, code)
  }
  for (let round = 0; round < 3; round += 1) {
    for (const [index, pc] of pcs.entries()) await pc.vault.append([edit(record, `/note/${round}`, index)])
    for (const pc of pcs) await pc.client.syncNow()
  }

  await expectOneHistory(pcs)
  expect(valuesIn(pcs[1].vault.record(record), '/note/0')).toEqual(['0', '1', '2'])
  expect(new Set(pcs.map(({ vault }) => vault.station.incarnation)).size).toBe(3)
  expect(pcs.map(({ vault }) => vault.notices)).toEqual([[], [told], [told]])
})

/** The second believes that so many ops of its origin are at the server. */
async function believe({ vault, client }: SyncPc, n: number): Promise<void> {
  const { epoch, receipts } = client.known()
  const vector: Vector = { [`${vault.station.id}.0`]: n }
  await client.learn({ epoch, vector, receipts }, null)
}

test.each([2, 300])(
  '[SY21] a copy that shows only in what is fetched is cured as well, %i ops after the beginning',
  async (sharedOps) => {
    const [first, second] = await copies(sharedOps)
    for (const each of ['a', 'b', 'c']) {
      await first.vault.append([title(`máy một ${each}`)])
      await first.client.syncNow()
    }
    for (const each of ['a', 'b']) await second.vault.append([title(`máy hai ${each}`)])
    await believe(second, sharedOps + 3)

    await second.client.syncNow()

    await expectOneHistory([first, second])
    expect(values(second)).toEqual(['"máy hai b"', '"máy một c"'])
    expect(second.vault.notices).toEqual([told])
  },
)

test.each([2, 300])(
  '[SY21] a copy whose ops no longer fit behind those of the other is cured as well, %i ops after the beginning',
  async (sharedOps) => {
    const [first, second] = await copies(sharedOps)
    await first.vault.append([title('máy một')])
    await first.client.syncNow()
    for (const each of ['a', 'b']) await second.vault.append([title(`máy hai ${each}`)])
    await believe(second, sharedOps + 1)

    await second.client.syncNow()

    await expectOneHistory([first, second])
    expect(values(second)).toEqual(['"máy hai b"', '"máy một"'])
  },
)

test('[SY21] what was written while an answer with ops of the other copy was on its way is not taken for sent', async () => {
  const [first, second] = await copies()
  await first.vault.append([title('máy một')])
  await first.client.syncNow()
  // The server names more of this origin than was ever sent or fetched here.
  const asked = second.client.syncNow()
  await second.vault.append([title('máy hai')])
  await asked

  await expectOneHistory([first, second])
  expect(values(second)).toEqual(expect.arrayContaining(['"máy hai"']))
  expect(
    Object.values(await atServer())
      .flat()
      .join(),
  ).toContain('máy hai')
})

test('[SY21] a server that speaks of a fork and shows none is told, and costs no more than a few answers', async () => {
  const { vault } = await createTestVault()
  await writeTitles(vault, 3)
  const before = await everyOp(vault)
  const key = createSigningKey()
  const counted = { syncs: 0 }
  const json = (response: ServerResponse, value: unknown): void => {
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(JSON.stringify(value))
  }
  const time = '2026-01-05T00:00:00.000Z'
  const refused = [{ s: vault.station.id, i: 0, from: 1, code: 'fork' }]
  const nothing = { vector: {}, pull: [], hasMore: false, wanted: [], receipts: [] }
  const answer: SyncAnswer = { epoch: 'one', time, refused, ...nothing }
  const hello = { protocol: { min: 1, max: 1 }, serverKey: key.publicKey, epoch: 'one', time, challenge: 'x' }
  const http = createServer((request, response) => {
    request.resume()
    if (request.url === '/v1/hello') return json(response, hello)
    if (request.url === '/v1/session') return json(response, { token: 't', expiresAt: '', time })
    counted.syncs += 1
    json(response, answer)
  })
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  closing.push(() => {
    http.closeAllConnections()
    http.close()
  })
  // A listening TCP server has an address with a port.
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`
  const connection = { value: { url, commune: COMMUNE, communeName: 'Xã', serverKey: key.publicKey } }
  const { client } = joinPc(vault, { connection, line: testLine({ haste: 60 }) })
  closing.push(() => client.close())

  await client.syncNow()

  expect(client.status().problem).toMatchObject({ code: 'server-refused', detail: { reason: 'fork' } })
  expect(counted.syncs).toBeLessThan(6)
  expect(await everyOp(vault)).toEqual(before)
  expect(vault.station.incarnation).toBe(0)
})
