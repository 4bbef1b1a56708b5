import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { env, memoryUsage } from 'node:process'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { recordId } from '../../domain/op.ts'
import { HelloAnswer } from '../../domain/sync/protocol.ts'
import { mutateBag, seeded } from '../support/bag-mutator.ts'
import { type BagStation, createBagStation, RUNNING } from '../support/bag-world.ts'
import { COMMUNE, OTHER_COMMUNE, removeServer, startServer, type TestServer } from '../support/test-server.ts'

const SEED = Number(env['SEED'] ?? 20_261_123)
/** Half of them are read by the province, half by a station. */
const BAGS = env['HOSO_LONG'] === '1' ? 10_000 : 1200
const MEBIBYTE = 1_048_576
/** Above what the process has anyway: the copies of this test, garbage that was not collected yet, and the reader itself. */
const MOST_MORE_BYTES = 160 * MEBIBYTE

const refusals = [
  'incomplete',
  'damaged',
  'forbidden',
  'newer-version',
  'server-suspect',
  'invalid-input',
  'not-found',
  'hash-mismatch',
  'fork',
]

let folder: string
let server: TestServer
let station: BagStation
let neighbour: BagStation
const place = (...names: readonly string[]): string => path.join(folder, ...names)

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'bags-'))
  server = await startServer()
  const hello = HelloAnswer.parse(await (await fetch(new URL('/v1/hello', server.url))).json())
  const known = { ...server, serverKey: hello.serverKey }
  station = await createBagStation(place('kho'), known)
  neighbour = await createBagStation(place('kho khác'), known, { commune: OTHER_COMMUNE })
})
afterAll(async () => {
  await station.vault.close()
  await neighbour.vault.close()
  await removeServer(server)
  await rm(folder, { recursive: true, force: true })
})

const title = (value: string) => [{ record: recordId('case', crypto.randomUUID()), path: '/title', value }]

async function only(at: string, way: 'up' | 'down'): Promise<string> {
  const [name] = (await readdir(at)).filter((each) => each.startsWith(`hsx-${way}`))
  return path.join(at, name ?? '')
}

/** What lies beside the work folder: nothing may be added to it. */
async function outside(): Promise<readonly string[]> {
  const names = await readdir(folder)
  return [
    ...names,
    ...(await readdir(path.dirname(folder))).filter((name) => name.startsWith('ra-ngoai')),
  ].sort()
}

async function createUpBags(): Promise<readonly string[]> {
  await station.vault.append(title('một'))
  await station.deposit(3000)
  await station.write(place('up'))
  await station.write(place('up 2'))
  await neighbour.vault.append(title('hai'))
  await neighbour.write(place('up 3'))
  return Promise.all(['up', 'up 2', 'up 3'].map((name) => only(place(name), 'up')))
}

test(`[SY38] seed ${SEED}: mutated bags of a station never do more than a sound part of them may`, async () => {
  const bags = await createUpBags()
  const random = seeded(SEED)
  const { publicKey } = station.vault.station
  const ports = {
    random,
    bags,
    publicKey,
    commune: COMMUNE,
    sign: (text: string) => station.vault.station.sign(text),
  }
  const copy = place('work', path.basename(bags[0] ?? ''))
  const counts: Record<string, number> = {}
  await mutateBag(copy, ports)
  const before = await outside()
  const startBytes = memoryUsage().rss
  let peakBytes = 0

  for (let index = 0; index < BAGS / 2; index += 1) {
    const done = await mutateBag(copy, ports)
    const { reports } = await server.bags.take(await server.bags.find(copy), {
      answersTo: null,
      signal: RUNNING,
    })
    const [report] = reports
    const outcome = report?.fault?.code ?? report?.result ?? 'nothing'
    if (outcome !== 'taken' && !refusals.includes(outcome)) throw new Error(`${index} ${done}: ${outcome}`)
    counts[outcome] = (counts[outcome] ?? 0) + 1
    peakBytes = Math.max(peakBytes, memoryUsage().rss - startBytes)
  }

  expect(await outside()).toEqual(before)
  expect(Object.keys(counts).length).toBeGreaterThan(3)
  expect(peakBytes).toBeLessThan(MOST_MORE_BYTES)
  // What was taken is what the station wrote and nothing else; the other commune's bag gave nothing.
  const archive = await server.console()
  expect(await archive.communes({})).toMatchObject([{ code: COMMUNE }, { code: OTHER_COMMUNE, openFiles: 0 }])
}, 900_000)

test(`[SY38] seed ${SEED + 1}: mutated answers leave a station as it is, or bring what a sound one brings`, async () => {
  await station.write(place('asked'))
  await server.bags.take(await server.bags.find(place('asked')), {
    answersTo: place('asked'),
    signal: RUNNING,
  })
  await neighbour.write(place('asked 2'))
  await server.bags.take(await server.bags.find(place('asked 2')), {
    answersTo: place('asked 2'),
    signal: RUNNING,
  })
  const bags = await Promise.all(['asked', 'asked 2'].map((name) => only(place(name), 'down')))
  const random = seeded(SEED + 1)
  // A station cannot sign as the server: the third that is signed again is signed by another key.
  const { publicKey } = station.vault.station
  const ports = {
    random,
    bags,
    publicKey,
    commune: COMMUNE,
    sign: (text: string) => station.vault.station.sign(text),
  }
  const copy = place('work', path.basename(bags[0] ?? ''))
  await mutateBag(copy, ports)
  const before = await outside()
  const vector = station.vault.vector()
  const counts: Record<string, number> = {}

  for (let index = 0; index < BAGS / 2; index += 1) {
    const done = await mutateBag(copy, ports)
    const { bags: read } = await station.read(copy)
    const outcome = read[0]?.refusal?.code ?? 'taken'
    if (outcome !== 'taken' && !refusals.includes(outcome)) throw new Error(`${index} ${done}: ${outcome}`)
    counts[outcome] = (counts[outcome] ?? 0) + 1
  }

  expect(await outside()).toEqual(before)
  expect(station.vault.vector()).toEqual(vector)
  expect(Object.keys(counts).length).toBeGreaterThan(3)
}, 900_000)
