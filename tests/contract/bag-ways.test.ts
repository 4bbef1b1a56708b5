import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { recordId } from '../../domain/op.ts'
import { batchText, HelloAnswer, type OpBatch, SyncAnswer, uploadId } from '../../domain/sync/protocol.ts'
import { openExchangeFolder } from '../../server/bag/exchange-folder.ts'
import { createLog } from '../../server/log.ts'
import { openStores } from '../../server/store/open-stores.ts'
import { type BagStation, createBagStation, RUNNING } from '../support/bag-world.ts'
import { COMMUNE, removeServer, startServer, type TestServer } from '../support/test-server.ts'
import { temporaryFolder } from '../support/test-vault.ts'

async function stationAt(server: TestServer, folder: string): Promise<BagStation> {
  const hello = HelloAnswer.parse(await (await fetch(new URL('/v1/hello', server.url))).json())
  return createBagStation(folder, { ...server, serverKey: hello.serverKey })
}

const title = (value: string) => [{ record: recordId('case', crypto.randomUUID()), path: '/title', value }]

/** What a stopped server holds of a station, its blobs and the receipts, but for what differs by the server's key and clock. */
async function holdings(dataFolder: string, station: string) {
  const stores = await openStores({
    dataFolder,
    env: {},
    clock: Date.now,
    log: createLog(() => {}, Date.now),
  })
  try {
    const feed = await stores.ops.feed(COMMUNE, 0, 100_000)
    const { epoch } = JSON.parse(await readFile(path.join(dataFolder, 'identity.json'), 'utf8')) as {
      epoch: string
    }
    const receipts = await stores.ops.receiptsAbove(COMMUNE, epoch, 0)
    const blobs = await readdir(path.join(dataFolder, 'blobs', COMMUNE), { recursive: true })
    return {
      ops: feed.map(({ body }) => body).filter((body) => body.includes(`"s":"${station}"`)),
      blobs: blobs.filter((name) => name.length > 64).sort(),
      receipts: receipts.map(({ body: { seq, deposit, vector } }) => ({
        seq,
        deposit,
        n: vector[`${station}.0`],
      })),
    }
  } finally {
    await stores.close()
  }
}

/** Sends everything over the line, with the requests that the sync makes. */
async function sendByLine(station: BagStation, server: TestServer, blob: Uint8Array | null): Promise<void> {
  const { id: s, publicKey: key, sign } = station.vault.station
  const { token } = await server.registry.createToken(s)
  type Asked = Omit<RequestInit, 'headers'> & { readonly headers: Record<string, string> }
  const send = async (at: string, init: Asked): Promise<Response> => {
    const headers = { authorization: `Bearer ${token}`, 'tus-resumable': '1.0.0', ...init.headers }
    const response = await fetch(new URL(at, server.url), { ...init, headers })
    if (!response.ok) throw new Error(`${at}: ${response.status} ${await response.text()}`)
    return response
  }
  const sync = async (push: readonly OpBatch[]) => {
    const body = JSON.stringify({ protocol: 1, epoch: '', vector: {}, push, receiptSeq: 0 })
    const headers = { 'content-type': 'application/json' }
    return SyncAnswer.parse(await (await send('/v1/sync', { method: 'POST', headers, body })).json())
  }
  const unsent = await station.vault.unsent((await sync([])).vector, { ops: 500, bytes: 4_000_000 })
  if (unsent !== null) {
    const { from, to, head, incarnation: i, ops } = unsent
    const signature = sign(batchText({ s, i, from, to, head }, COMMUNE))
    const { refused } = await sync([{ s, i, from, to, head, key, signature, ops: [...ops] }])
    if (refused.length > 0) throw new Error(JSON.stringify(refused))
  }
  if (blob === null) return
  const sha = createHash('sha256').update(blob).digest('hex')
  const file = `/v1/files/${uploadId(s, sha)}`
  const metadata = `sha ${Buffer.from(sha).toString('base64')}`
  await send('/v1/files', {
    method: 'POST',
    headers: { 'upload-length': String(blob.length), 'upload-metadata': metadata },
  })
  const headers = { 'content-type': 'application/offset+octet-stream', 'upload-offset': '0' }
  await send(file, { method: 'PATCH', headers, body: new Uint8Array(blob) })
  await send(`${file}/finish`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  })
}

test('[SY39] half by the line and half by stick gives the same server as all by the line', async () => {
  const folder = await temporaryFolder()
  const [mixed, plain] = [await startServer(), await startServer()]
  const station = await stationAt(mixed, path.join(folder, 'kho'))
  const { id, publicKey: key } = station.vault.station
  const { code } = await plain.registry.createEnrolmentCode(COMMUNE)
  await plain.registry.enrol({ id, key, name: 'Máy thử', code, agencyCode: COMMUNE })
  const byStick = async (): Promise<void> => {
    const stick = path.join(folder, 'stick')
    await station.write(stick)
    await mixed.bags.take(await mixed.bags.find(stick), { answersTo: null, signal: RUNNING })
    await rm(stick, { recursive: true })
  }

  const first = await station.deposit(40_000)
  await sendByLine(station, mixed, null)
  await byStick()
  const second = await station.deposit(70_000)
  await byStick()
  const third = await station.deposit(20_000)
  await sendByLine(station, mixed, third.bytes)
  await byStick()
  await sendByLine(station, plain, first.bytes)
  await sendByLine(station, plain, second.bytes)
  await sendByLine(station, plain, third.bytes)
  const receipts = []
  for (const server of [mixed, plain]) {
    const archive = await server.console()
    for (const { deposit } of [first, second, third]) {
      await archive.acceptDeposit({ commune: COMMUNE, deposit })
    }
  }
  const folders = [mixed.dataFolder, plain.dataFolder]
  for (const server of [mixed, plain]) await server.close()
  for (const at of folders) receipts.push(await holdings(at, id))

  expect(receipts[0]).toEqual(receipts[1])
  expect(receipts[0]).toMatchObject({ blobs: { length: 3 }, receipts: { length: 3 } })
  for (const at of folders) await rm(at, { recursive: true })
  await station.vault.close()
})

test('[SY34] a bag that is put into the exchange folder is taken when it is whole, and answered beside it', async () => {
  const folder = await temporaryFolder()
  const server = await startServer()
  const station = await stationAt(server, path.join(folder, 'kho'))
  const desk = path.join(folder, 'trao đổi')
  await mkdir(desk)
  const log = createLog(() => {}, Date.now)
  const exchange = openExchangeFolder({ folder: desk, office: server.bags, log })
  await station.vault.append(title('một'))
  const { names } = await station.write(desk)
  const bag = path.join(desk, names[0] ?? '')
  // It is still being copied: the declaration came before the rest.
  const ops = path.join(bag, 'data/ops', (await readdir(path.join(bag, 'data/ops')))[0] ?? '')
  const whole = await readFile(ops)
  await writeFile(ops, whole.subarray(0, 10))
  const report = async () => JSON.parse(await readFile(`${bag}.report.json`, 'utf8')) as object

  expect(await exchange.look()).toEqual([])
  await exchange.look()
  const early = await report()
  await writeFile(ops, whole)
  await exchange.look()
  await exchange.look()

  expect(early).toMatchObject({ result: 'refused', fault: { code: 'incomplete' } })
  expect(await report()).toMatchObject({ result: 'taken', batches: 1 })
  expect(await exchange.look()).toEqual([])
  expect(await station.read(desk)).toMatchObject({ bags: [{ refusal: null }] })
  expect(station.ports.server.known().vector).toEqual(station.vault.vector())
  await exchange.close()
  await station.vault.close()
  await removeServer(server)
})
