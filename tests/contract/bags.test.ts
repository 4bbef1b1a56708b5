import { execFileSync } from 'node:child_process'
import { cp, mkdir, readdir, readFile, rm, symlink, truncate, unlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readBagName } from '../../domain/bag/bag-format.ts'
import { recordId } from '../../domain/op.ts'
import { type BagStation, createBagStation, RUNNING } from '../support/bag-world.ts'
import { bagFaults, filesOf } from '../support/bagit-rules.ts'
import { COMMUNE, OTHER_COMMUNE, removeServer, startServer, type TestServer } from '../support/test-server.ts'
import { faultOf, temporaryFolder } from '../support/test-vault.ts'

let server: TestServer
let serverKey: string
let station: BagStation
let folder: string
let stick: string

async function keyOf(asked: TestServer): Promise<string> {
  const hello: unknown = await (await fetch(new URL('/v1/hello', asked.url))).json()
  return (hello as { serverKey: string }).serverKey
}

beforeEach(async () => {
  folder = await temporaryFolder()
  stick = path.join(folder, 'stick')
  server = await startServer()
  serverKey = await keyOf(server)
  station = await createBagStation(path.join(folder, 'kho'), { ...server, serverKey })
})
afterEach(async () => {
  await station.vault.close()
  await removeServer(server)
})

/** What the officer of the province does with a stick. */
async function office(at = stick, from = server) {
  const found = await from.bags.find(at)
  return from.bags.take(found, { answersTo: at, signal: RUNNING })
}

test('[SY30] a bag is one by RFC 8493, its names fit FAT32 and tell nothing of what is in it', async () => {
  const { sha } = await station.deposit(300_000)

  const written = await station.write(stick)

  expect(written).toMatchObject({ blobs: 1, absentBlobs: 0 })
  expect(written.ops).toBeGreaterThan(5)
  const [name = ''] = written.names
  expect(await bagFaults(path.join(stick, name))).toEqual([])
  execFileSync('sha256sum', ['--check', '--quiet', 'manifest-sha256.txt'], { cwd: path.join(stick, name) })
  execFileSync('sha256sum', ['--check', '--quiet', 'tagmanifest-sha256.txt'], { cwd: path.join(stick, name) })
  const files = [...(await filesOf(path.join(stick, name))).keys()]
  expect(new Set(files.map((each) => each.toLowerCase())).size).toBe(files.length)
  for (const part of [name, ...files].flatMap((each) => each.split('/'))) {
    expect(part).toMatch(/^[A-Za-z0-9._-]{1,120}$/)
    expect(part).not.toMatch(/[. ]$/)
  }
  const everything = Buffer.concat(
    await Promise.all(files.map((each) => readFile(path.join(stick, name, each)))),
  )
  for (const told of [sha, 'hộ nghèo', 'Trần Thị Mẫu']) {
    expect(everything.includes(told) || files.join().includes(told)).toBe(false)
  }
})

test('[SY33][SY34] what goes by stick is taken as over the line, and only the answer makes it sent', async () => {
  const { deposit, sha, bytes } = await station.deposit(300_000)
  await station.write(stick)
  const before = station.ports.server.known()

  const { reports, answers } = await office()

  expect(before).toMatchObject({ epoch: '', vector: {}, receipts: [] })
  expect(reports).toMatchObject([{ result: 'taken', refusedBatches: [], blobs: { stored: 1, refused: 0 } }])
  expect(answers).toHaveLength(1)
  expect(await bagFaults(path.join(stick, answers[0] ?? ''))).toEqual([])
  const archive = await server.console()
  const shown = await archive.deposit({ commune: COMMUNE, id: deposit })
  expect(shown).toMatchObject({ manifestMatches: true })
  await archive.acceptDeposit({ commune: COMMUNE, deposit })
  const blob = await readFile(path.join(server.dataFolder, 'blobs', 'H27.38.05', sha.slice(0, 2), sha))
  expect(blob.equals(bytes)).toBe(true)

  // The acceptance comes with the answer to the next visit.
  await station.read(stick)
  expect(station.ports.server.known().vector).toEqual(station.vault.vector())
  const again = await station.write(stick)
  expect(again).toMatchObject({ ops: 0, blobs: 0 })
  await office()
  const read = await station.read(stick)

  expect(read).toMatchObject({ receipts: 1, refusedOps: null, waitingBatches: 0 })
  expect(read.bags.every(({ refusal }) => refusal === null)).toBe(true)
  expect(station.ports.server.known().receipts.at(-1)?.body.deposit?.id).toBe(deposit)
  // Both again: nothing changes, nothing is refused.
  const vector = station.vault.vector()
  expect((await office()).reports.every(({ result }) => result === 'taken')).toBe(true)
  expect(await station.read(stick)).toMatchObject({ ops: 0, receipts: 0, blobs: 0 })
  expect(station.vault.vector()).toEqual(vector)
})

/** A copying program that writes in another order leaves short files: incomplete as well, at every byte of each. */
async function cutEach(bag: string, cut: string, files: readonly string[]): Promise<void> {
  for (const file of files) {
    const whole = await readFile(path.join(bag, file))
    await rm(cut, { recursive: true, force: true })
    await cp(bag, cut, { recursive: true })
    for (let length = whole.length - 1; length >= 0; length -= 1) {
      await truncate(path.join(cut, file), length)
      const { reports } = await office(cut)
      if (reports[0]?.fault?.code !== 'incomplete') throw new Error(`${file} short at ${length}`)
    }
  }
}

test('[SY31] a stick that was pulled while a bag was copied is incomplete at every byte, and nothing of it is taken', async () => {
  await station.vault.append([{ record: recordId('case', crypto.randomUUID()), path: '/title', value: 'x' }])
  const { names } = await station.write(stick)
  const [name = ''] = names
  const bag = path.join(stick, name)
  const written = [
    'data/hello.age',
    ...[...(await filesOf(bag)).keys()].filter((each) => each.startsWith('data/ops')),
  ]
  const order = [
    ...written,
    'bag-info.txt',
    'manifest-sha256.txt',
    'tagmanifest-sha256.txt',
    'bag.sig',
    'bagit.txt',
  ]
  const cut = path.join(folder, 'cut', name)
  let tried = 0
  for (const [index, file] of order.entries()) {
    const whole = await readFile(path.join(bag, file))
    for (let length = 0; length < whole.length; length += 1) {
      if (length === 0) {
        await rm(cut, { recursive: true, force: true })
        for (const before of order.slice(0, index)) await cp(path.join(bag, before), path.join(cut, before))
        await mkdir(path.dirname(path.join(cut, file)), { recursive: true })
      }
      await writeFile(path.join(cut, file), whole.subarray(0, length))
      const { reports } = await office(cut)
      tried += 1
      if (reports[0]?.fault?.code !== 'incomplete')
        throw new Error(`${file} cut at ${length}: ${JSON.stringify(reports)}`)
    }
  }

  expect(tried).toBeGreaterThan(1500)
  await cutEach(bag, cut, written)
  expect(await (await server.console()).communes({})).toMatchObject([{ openFiles: 0 }, { openFiles: 0 }])
  expect((await office(bag)).reports).toMatchObject([{ result: 'taken' }])
}, 240_000)

test('[SY35] what is not for us, altered, or of a later program is refused, each with its own fault', async () => {
  await station.deposit(2000)
  const { names } = await station.write(stick)
  const [name = ''] = names
  const bag = path.join(stick, name)
  const other = await startServer()
  const otherKey = await keyOf(other)
  const faultAt = async (at: string, from = server) => {
    const [report] = (await office(at, from)).reports
    return [report?.fault?.code, report?.fault?.detail['reason']]
  }
  const changed = async (change: (copy: string) => Promise<void>) => {
    const copy = path.join(folder, 'changed', name)
    await rm(copy, { recursive: true, force: true })
    await cp(bag, copy, { recursive: true })
    await change(copy)
    return faultAt(copy)
  }
  const replace = (file: string, from: RegExp, to: string) => async (copy: string) => {
    const text = await readFile(path.join(copy, file), 'utf8')
    await writeFile(path.join(copy, file), text.replace(from, to))
  }

  expect(await faultAt(bag, other)).toEqual(['forbidden', 'bag-station'])
  // The same station is known there, but the bag is sealed to the first server.
  const { id, publicKey: key } = station.vault.station
  const { code } = await other.registry.createEnrolmentCode('H27.38.05')
  await other.registry.enrol({ id, key, name: 'x', code, agencyCode: 'H27.38.05' })
  expect(await faultAt(bag, other)).toEqual(['forbidden', 'bag-receiver'])
  expect(otherKey).not.toBe(serverKey)
  expect(await changed(replace('bag-info.txt', /Hsx-Version: 1/, 'Hsx-Version: 2'))).toEqual([
    'newer-version',
    'bag',
  ])
  expect(await changed(replace('bagit.txt', /1\.0/, '2.0'))).toEqual(['newer-version', 'bag'])
  expect(await changed(replace('bag-info.txt', /Bagging-Date/, 'Bagging-date'))).toEqual(['damaged', 'bag'])
  expect(await changed((copy) => writeFile(path.join(copy, 'fetch.txt'), 'http://x 1 data/x\n'))).toEqual([
    'damaged',
    'bag',
  ])
  expect(await changed((copy) => unlink(path.join(copy, 'data/hello.age')))).toEqual(['incomplete', 'bag'])
  expect(
    await changed(async (copy) => {
      await unlink(path.join(copy, 'data/hello.age'))
      await symlink(path.join(bag, 'data/hello.age'), path.join(copy, 'data/hello.age'))
    }),
  ).toEqual(['damaged', 'bag'])
  await removeServer(other)
})

test('[SY35] an answer of another server or for another commune is refused, and changes nothing', async () => {
  const neighbour = await createBagStation(
    path.join(folder, 'kho khác'),
    { ...server, serverKey },
    { commune: OTHER_COMMUNE },
  )
  const impostor = await startServer()
  const third = path.join(folder, 'kho thứ ba')
  const deceived = await createBagStation(third, { ...impostor, serverKey: await keyOf(impostor) })
  const theirs = path.join(folder, 'theirs')
  await neighbour.write(theirs)
  await office(theirs)
  const false_ = path.join(folder, 'false')
  await deceived.write(false_)
  await office(false_, impostor)
  const vector = station.vault.vector()

  const [foreign] = (await station.read(theirs)).bags
  const [suspect] = (await station.read(false_)).bags

  expect(foreign?.refusal).toEqual({ code: 'forbidden', detail: { reason: 'bag-commune' } })
  expect(suspect?.refusal).toEqual({ code: 'server-suspect', detail: { reason: 'bag-server' } })
  expect(station.vault.vector()).toEqual(vector)
  expect(await faultOf(station.read(folder))).toMatchObject({ code: 'not-found', detail: { reason: 'bag' } })
  await neighbour.vault.close()
  await deceived.vault.close()
  await removeServer(impostor)
})

test('[SY32] more than one bag holds becomes several, and a long blob several pieces of them', async () => {
  const limits = { bagBytes: 400_000, bagFiles: 100, pieceBytes: 150_000 }
  const small = await createBagStation(path.join(folder, 'kho nhỏ'), { ...server, serverKey }, { limits })
  const { sha, bytes } = await small.deposit(1_000_000)

  const { names } = await small.write(stick)

  expect(names.length).toBeGreaterThan(2)
  for (const [index, name] of names.entries()) {
    expect(await bagFaults(path.join(stick, name))).toEqual([])
    expect(readBagName(name)?.part).toBe(index + 1)
    const info = await readFile(path.join(stick, name, 'bag-info.txt'), 'utf8')
    expect(info).toContain(`Bag-Count: ${index + 1} of ${names.length}\n`)
    const oxum = Number(/Payload-Oxum: (\d+)\./.exec(info)?.[1])
    expect(oxum).toBeLessThan(limits.bagBytes)
  }
  // The second part is lost on the way: the others are taken, and the whole again by the next hand-over.
  await rm(path.join(stick, names[1] ?? ''), { recursive: true })
  expect((await office()).reports.at(-1)).toMatchObject({ result: 'taken', blobs: { stored: 0 } })
  await small.read(stick)
  await small.write(stick)
  await office()
  const blob = await readFile(path.join(server.dataFolder, 'blobs', 'H27.38.05', sha.slice(0, 2), sha))
  expect(blob.equals(bytes)).toBe(true)
  await small.vault.close()
})

test('[SY36] a stick without room is told before anything is written', async () => {
  await station.deposit(2000)
  const { ports } = station
  const full = { ...ports, disk: { ...ports.disk, freeBytes: async () => 1000 } }
  await mkdir(stick)
  const { exportBags } = await import('../../electron/bag/export-bags.ts')

  const fault = await faultOf(exportBags(full, { folder: stick, onProgress: () => {}, signal: RUNNING }))

  expect(fault).toMatchObject({ code: 'disk-full', detail: { reason: 'bag', freeBytes: 1000 } })
  expect(await readdir(stick)).toEqual([])
})
