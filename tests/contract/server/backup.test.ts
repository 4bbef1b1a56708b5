import { randomBytes } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { blobPlace, readManifest, verifyBackup } from '../../../server/care/backup-manifest.ts'
import { askForBackup } from '../../../server/care/control.ts'
import { restoreBackup } from '../../../server/care/restore.ts'
import { createLog } from '../../../server/log.ts'
import { startServer, type TestServer } from '../../support/test-server.ts'
import { nameOf, newId, type TestStation } from '../../support/test-station.ts'

const folders: string[] = []
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true })
})

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'hoso-backup-'))
  folders.push(folder)
  return folder
}

const log = createLog(() => undefined, Date.now)
const restore = (from: string, dataFolder: string) =>
  restoreBackup({ from, dataFolder, clock: Date.now, log })

function write(station: TestStation, count: number): void {
  for (let op = 0; op < count; op += 1) {
    station.write({ record: newId('case'), path: '/title', value: `hồ sơ ${op}` })
  }
}

async function start(options: Parameters<typeof startServer>[0] = {}): Promise<TestServer> {
  const server = await startServer(options)
  folders.push(server.dataFolder)
  return server
}

test('[SV24] a server put back to yesterday gets back from its stations all that came since', async () => {
  const server = await start()
  const to = await newFolder()
  const station = await server.enrol()
  const neighbour = await server.enrol()
  write(station, 3)
  await station.sync({ push: [station.batch()] })
  const yesterday = await station.upload(randomBytes(50_000))
  const { folder } = await server.makeBackup(to, 3)

  write(station, 4)
  await station.sync({ push: [station.batch()] })
  write(neighbour, 2)
  await neighbour.sync({ push: [neighbour.batch()] })
  const bytes = randomBytes(40_000)
  await station.upload(bytes)
  const late = await server.enrol()
  write(late, 1)
  await late.sync({ push: [late.batch()] })
  const epochBefore = (await station.hello()).epoch
  const keyBefore = (await station.hello()).serverKey
  await server.close()

  const dataFolder = path.join(await newFolder(), 'data')
  await restore(folder, dataFolder)
  const restored = await start({ dataFolder })
  for (const each of [station, neighbour, late]) each.url = restored.url
  await station.openSession()
  await neighbour.openSession()
  const { epoch, serverKey } = await station.hello()
  expect(epoch).not.toBe(epochBefore)
  expect(serverKey).toBe(keyBefore)
  expect((await station.sync()).vector).toEqual({ [station.origin]: 3 })

  // Each sends what the server's vector says it lacks; one passes on what another wrote that it had pulled.
  await station.sync({ push: [station.batch(4)] })
  const { vector } = await neighbour.sync({ push: [neighbour.batch()] })
  expect(vector).toMatchObject({ [station.origin]: 7, [neighbour.origin]: 2 })
  await station.upload(bytes)
  for (const sha of [yesterday, nameOf(bytes)]) {
    const blob = Buffer.from(await (await station.send(`/v1/blobs/${sha}`)).arrayBuffer())
    expect(nameOf(blob)).toBe(sha)
  }
  // Enrolled after the backup, it is unknown now and needs a new code; then its ops are here again as well.
  expect((await late.post('/v1/sync', {})).status).toBe(401)
  await late.enrol((await restored.registry.createEnrolmentCode('H27.38.05')).code)
  await late.openSession()
  expect((await late.sync({ push: [late.batch()] })).vector).toMatchObject({ [late.origin]: 1 })
  const notes = await restored.audit.page({ limit: 10, offset: 0 }, { action: 'server-restored' })
  expect(notes.total).toBe(1)
  expect(await restored.audit.firstBroken()).toBeNull()
  await restored.close()
})

test('[SV24] a backup is made while stations write, shares blobs with the one before, and old ones go', async () => {
  const plain = await start()
  const to = await newFolder()
  const station = await plain.enrol()
  const first = await station.upload(randomBytes(30_000))
  const made = await plain.makeBackup(to, 2)
  const second = await station.upload(randomBytes(30_000))
  write(station, 50)
  plain.clock.nowMs += 1000
  const [again] = await Promise.all([
    plain.makeBackup(to, 2),
    ...Array.from({ length: 5 }, () => station.sync({ push: [station.batch()] })),
  ])

  expect([made.blobs, made.linkedBlobs, again.blobs, again.linkedBlobs]).toEqual([1, 0, 2, 1])
  const manifest = await verifyBackup(again.folder)
  expect(manifest.blobs.map(({ sha }) => sha).sort()).toEqual([first, second].sort())
  const place = blobPlace(again.folder, { commune: 'H27.38.05', sha: first })
  expect((await stat(place)).nlink).toBe(2)
  plain.clock.nowMs += 1000
  await plain.makeBackup(to, 2)
  expect(await readdir(to)).toHaveLength(2)
  expect((await plain.audit.page({ limit: 10, offset: 0 }, { action: 'backup-made' })).total).toBe(3)
  await plain.close()
})

test('[SV24] one changed byte, a missing file or a data folder in use, and nothing is restored', async () => {
  const server = await start()
  const to = await newFolder()
  const station = await server.enrol()
  const sha = await station.upload(randomBytes(10_000))
  const { folder } = await server.makeBackup(to, 3)
  await server.close()
  const target = path.join(await newFolder(), 'data')
  const blob = blobPlace(folder, { commune: 'H27.38.05', sha })
  const bytes = await readFile(blob)

  for (const file of [blob, path.join(folder, 'server.sqlite'), path.join(folder, 'identity.json')]) {
    const whole = await readFile(file)
    const changed = Buffer.from(whole)
    changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1
    await writeFile(file, changed)
    await expect(restore(folder, target)).rejects.toMatchObject({ code: 'damaged' })
    await writeFile(file, whole)
  }
  await rm(blob)
  await expect(restore(folder, target)).rejects.toMatchObject({ code: 'damaged' })
  await writeFile(blob, bytes)
  await expect(restore(folder, server.dataFolder)).rejects.toMatchObject({ code: 'conflict' })
  expect((await restore(folder, target)).blobs).toHaveLength(1)
  await expect(restore(to, path.join(to, 'x'))).rejects.toMatchObject({ code: 'damaged' })
})

test('[SV24] only who can read the data folder may ask the running server for a backup', async () => {
  const server = await start()
  const to = await newFolder()
  const control = path.join(server.dataFolder, 'control.json')
  const { url } = JSON.parse(await readFile(control, 'utf8')) as { url: string }

  expect(((await stat(control)).mode & 0o777).toString(8)).toBe('600')
  expect((await fetch(`${url}/backup`, { method: 'POST', body: '{}' })).status).toBe(401)
  const done = await askForBackup(server.dataFolder, { to, keep: 1 })
  expect((await readManifest(done?.folder ?? '')).files.map(({ name }) => name)).toEqual([
    'server.sqlite',
    'identity.json',
  ])
  await server.close()
  expect(await askForBackup(server.dataFolder, { to, keep: 1 })).toBeNull()
})

test('[SV24] backups by plan are made when the latest is old enough, also after a restart', async () => {
  const to = await newFolder()
  const first = await start({ backups: { to, everyMs: 86_400_000, keep: 7 } })
  await expect
    .poll(async () => (await readdir(to)).filter((name) => !name.endsWith('unfinished')))
    .toHaveLength(1)
  await first.close()
  const second = await start({ dataFolder: first.dataFolder, backups: { to, everyMs: 86_400_000, keep: 7 } })
  await second.close()

  expect(await readdir(to)).toHaveLength(1)
})
