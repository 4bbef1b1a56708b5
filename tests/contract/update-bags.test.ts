import { mkdir, readdir, readFile, truncate, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readTold } from '../../electron/compose/bags.ts'
import { checkUpdate } from '../../electron/update/check-update.ts'
import { openExchangeFolder } from '../../server/bag/exchange-folder.ts'
import { createLog } from '../../server/log.ts'
import { type BagStation, createBagStation, RUNNING } from '../support/bag-world.ts'
import { COMMUNE, removeServer, startServer, type TestServer } from '../support/test-server.ts'
import { temporaryFolder } from '../support/test-vault.ts'
import { anUpdateFile, aReleaser, present } from '../support/update-files.ts'

const releaser = aReleaser()
const NAME = `ho-so-xa-0.2.0-${process.platform}-${process.arch}.hoso`
let server: TestServer
let station: BagStation
let folder: string
let stick: string
let update: Buffer

beforeEach(async () => {
  folder = await temporaryFolder()
  stick = path.join(folder, 'stick')
  server = await startServer()
  const hello: unknown = await (await fetch(new URL('/v1/hello', server.url))).json()
  const { serverKey } = hello as { serverKey: string }
  station = await createBagStation(path.join(folder, 'kho'), { ...server, serverKey })
  update = await readFile(await anUpdateFile(folder, releaser))
  await mkdir(path.join(server.dataFolder, 'updates'))
  for (const name of [
    NAME,
    NAME.replace('0.2.0', '0.1.5'),
    NAME.replace(process.arch, 'arm64'),
    'đọc tôi.txt',
  ]) {
    await writeFile(path.join(server.dataFolder, 'updates', name), update)
  }
})
afterEach(async () => {
  await station.vault.close()
  await removeServer(server)
})

/** A stick goes to the province and comes back. */
async function roundTrip(): Promise<void> {
  await station.deposit(10_000)
  await station.write(stick)
  await server.bags.take(await server.bags.find(stick), { answersTo: stick, signal: RUNNING })
}

const read = () =>
  readTold(station.ports, { folder: stick, tell: () => {}, signal: new AbortController().signal })

test('[UP12] the newest update for each kind of PC travels beside the answer, as it was signed, and is offered', async () => {
  await roundTrip()

  const carried = await server.bags.carryUpdates(stick)
  const again = await server.bags.carryUpdates(stick)
  const told = await read()

  const names = [NAME.replace(process.arch, 'arm64'), NAME].sort()
  expect(carried.map(({ name }) => name).sort()).toEqual(names)
  expect(new Set(carried.map(({ result }) => result))).toEqual(new Set(['written']))
  expect(new Set(again.map(({ result }) => result))).toEqual(new Set(['there']))
  const place = path.join(stick, 'ho-so-xa-cap-nhat')
  expect((await readdir(place)).sort()).toEqual(names)
  expect((await readFile(path.join(place, NAME))).equals(update)).toBe(true)
  expect(told.bags.every(({ refusal }) => refusal === null)).toBe(true)
  expect(told.update).toEqual({ path: path.join(place, NAME), version: '0.2.0', sizeBytes: update.length })
  const judge = { keys: releaser.trusted, present }
  const work = { onBytes: () => {}, signal: new AbortController().signal }
  expect((await checkUpdate(told.update?.path ?? '', judge, work)).version).toBe('0.2.0')
})

test('[UP12] a program that knows of no updates takes the answer beside them as ever', async () => {
  await roundTrip()
  await server.bags.carryUpdates(stick)

  const { bags, receipts } = await station.read(stick)

  expect(bags.map(({ refusal }) => refusal)).toEqual([null])
  expect(receipts).toBeGreaterThanOrEqual(0)
  expect(await server.bags.writeAll(COMMUNE, stick)).toHaveLength(1)
})

test('[UP12] a half copied update is written anew, and without any there is none to tell of', async () => {
  await roundTrip()
  await server.bags.carryUpdates(stick)
  const file = path.join(stick, 'ho-so-xa-cap-nhat', NAME)
  await truncate(file, 100)

  const carried = await server.bags.carryUpdates(stick)

  expect(carried.find(({ name }) => name === NAME)?.result).toBe('written')
  expect((await readFile(file)).equals(update)).toBe(true)
  const bare = path.join(folder, 'trống')
  await mkdir(bare)
  expect((await station.read(stick)).bags).toHaveLength(1)
  expect((await server.bags.carryUpdates(bare)).length).toBe(2)
})

test('[UP12] the folder of the office lays them beside the answers that it writes', async () => {
  await station.deposit(10_000)
  await station.write(stick)
  const lines: string[] = []
  const log = createLog(
    (line) => lines.push(line),
    () => 0,
  )
  const exchange = openExchangeFolder({ folder: stick, office: server.bags, log })
  // A bag is taken when it stayed the same from one look to the next.
  await exchange.look()
  const reports = await exchange.look()
  await exchange.close()

  expect(reports.map(({ result }) => result)).toEqual(['taken'])
  expect(await readdir(path.join(stick, 'ho-so-xa-cap-nhat'))).toHaveLength(2)
  expect(lines.filter((line) => line.includes('an update file for the communes'))).toHaveLength(2)
})
