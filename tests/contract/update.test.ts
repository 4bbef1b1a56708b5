import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { updateFault } from '../../domain/update/update-refusal.ts'
import type { UpdatePlace } from '../../electron/compose/update.ts'
import { lockFolder } from '../../electron/store/files/folder-lock.ts'
import type { Installer } from '../../electron/update/system-installer.ts'
import { type Engine, startEngine } from '../support/engine.ts'
import { faultOf, temporaryFolder } from '../support/test-vault.ts'
import { anUpdateFile, aReleaser, payloadBytes, type Releaser } from '../support/update-files.ts'

const PASSPHRASE = 'một câu thật dài'
const releaser = aReleaser()
const here = { platform: process.platform as 'linux', arch: process.arch as 'x64' }

interface Pc {
  readonly folder: string
  readonly engine: Engine
  readonly ends: readonly string[]
  start(part?: Partial<UpdatePlace>): Promise<Engine>
}

/** A PC with an open vault and a program that trusts a releaser. */
async function aPc(installer: Installer, { trusts = releaser as Releaser | null } = {}): Promise<Pc> {
  const folder = await temporaryFolder()
  const assets = path.join(folder, 'chương trình', 'assets')
  await cp(path.join(import.meta.dirname, '../../assets'), assets, { recursive: true })
  if (trusts !== null) await writeFile(path.join(assets, 'update/keys.json'), trusts.keysJson)
  const ends: string[] = []
  const place: UpdatePlace = { electron: '45.4.1', installer, end: (way) => ends.push(way) }
  const running: Engine[] = []
  const start = async (part: Partial<UpdatePlace> = {}): Promise<Engine> => {
    for (const { app } of running.splice(0)) await app.close()
    const engine = await startEngine(path.join(folder, 'dữ liệu', 'kho'), {
      assetsFolder: assets,
      scryptLogN: 2,
      update: { ...place, ...part },
    })
    running.push(engine)
    return engine
  }
  onTestFinished(async () => {
    for (const { app } of running) await app.close()
  })
  const engine = await start()
  await engine.client.createVault({
    agencyCode: 'H27.38.05',
    communeName: 'xã Mẫu',
    userName: 'Lan',
    passphrase: PASSPHRASE,
  })
  return { folder, engine, ends, start }
}

const byInstaller = (start: Installer['start'] = async () => {}): Installer => ({
  wayOf: async () => 'installer',
  start,
})

test('[UP1] [UP6] a good file is offered, installed with the vault closed, and the program starts anew', async () => {
  const seen: unknown[] = []
  const pc = await aPc(
    byInstaller(async (payload) => {
      seen.push((await readFile(payload)).equals(payloadBytes(300_000)))
      // Whoever holds the lock has the vault: nobody has.
      lockFolder(path.join(pc.folder, 'dữ liệu/kho/lock')).release()
      seen.push((await pc.engine.client.status({})).kind)
    }),
  )
  const file = await anUpdateFile(pc.folder, releaser, { manifest: here, payload: payloadBytes(300_000) })

  const offer = await pc.engine.client.checkUpdate({ path: file })
  const outcome = await pc.engine.client.installUpdate({ path: file })

  expect(offer).toMatchObject({
    version: '0.2.0',
    changesVault: false,
    way: 'installer',
    notes: { vi: 'Quét nhanh hơn.' },
  })
  expect(offer.neededBytes).toBeGreaterThan(300_000)
  expect(outcome).toEqual({ kind: 'installed', version: '0.2.0' })
  expect(seen).toEqual([true, 'locked'])
  await expect.poll(() => pc.ends, { timeout: 5000 }).toEqual(['restart'])
  const steps = pc.engine.events.flatMap((event) =>
    event.name === 'updateProgress' ? [event.payload.step] : [],
  )
  expect([...new Set(steps)]).toEqual(['checking', 'copying', 'closing', 'installing'])
})

test.each([
  ['was not confirmed', updateFault('declined', 'no'), 'cancelled'],
  ['failed', updateFault('install', 'dpkg ended with 1', { detail: { exit: 1, said: 'hỏng' } }), 'conflict'],
] as const)(
  '[UP6] an installation that %s says so and leaves program and vault as they were',
  async (_how, fault, code) => {
    const pc = await aPc(byInstaller(() => Promise.reject(fault)))
    const { client } = pc.engine
    const file = await anUpdateFile(pc.folder, releaser, { manifest: here })

    expect(await faultOf(client.installUpdate({ path: file }))).toEqual({ code, detail: fault.detail })

    await client.unlockVault({ secret: PASSPHRASE })
    expect(await client.status({})).toMatchObject({ kind: 'open', notices: [] })
    expect(pc.ends).toEqual([])
    expect((await client.updateState({})).version).toBe('0.1.0')
  },
)

test('[UP8] where the program was put in place by hand, the verified file is laid down and its place is told', async () => {
  const pc = await aPc({ wayOf: async () => 'by-hand', start: () => Promise.reject(new Error('never')) })
  const file = await anUpdateFile(pc.folder, releaser, { manifest: here, name: 'ho-so-xa-0.2.0.tar.gz' })

  const outcome = await pc.engine.client.installUpdate({ path: file })

  const place = path.join(pc.folder, 'dữ liệu/updates/0.2.0/ho-so-xa-0.2.0.tar.gz')
  expect(outcome).toEqual({ kind: 'by-hand', version: '0.2.0', path: place })
  expect((await readFile(place)).equals(payloadBytes(200_000))).toBe(true)
  expect((await pc.engine.client.status({})).kind).toBe('open')
})

test('[UP4] a program without keys takes no update and says so', async () => {
  const pc = await aPc(byInstaller(), { trusts: null })
  const file = await anUpdateFile(pc.folder, releaser, { manifest: here })

  expect(await pc.engine.client.updateState({})).toMatchObject({ trustedKeys: 0, electron: '45.4.1' })
  expect(await faultOf(pc.engine.client.checkUpdate({ path: file }))).toEqual({
    code: 'forbidden',
    detail: { reason: 'update-no-keys' },
  })
})

test('[UP7] after an update the program tells its new version once, and drops what it had copied', async () => {
  const pc = await aPc(byInstaller())
  expect(await pc.engine.client.updateState({})).toMatchObject({ version: '0.1.0', updatedFrom: null })
  const file = await anUpdateFile(pc.folder, releaser, { manifest: here })
  await pc.engine.client.installUpdate({ path: file })
  expect(await readdir(path.join(pc.folder, 'dữ liệu/updates'))).toContain('0.2.0')

  const newer = { present: { version: '0.2.0' } }
  const first = await pc.start(newer)
  const told = await first.client.updateState({})
  const second = await pc.start(newer)
  const untilSeen = await second.client.updateState({})
  await second.client.noteUpdateSeen({})
  const third = await pc.start(newer)

  expect(told).toMatchObject({ version: '0.2.0', updatedFrom: '0.1.0' })
  expect(untilSeen.updatedFrom).toBe('0.1.0')
  expect((await third.client.updateState({})).updatedFrom).toBeNull()
  expect(await readdir(path.join(pc.folder, 'dữ liệu/updates'))).toEqual(['seen.json'])
  const older = await pc.start({ present: { version: '0.1.0' } })
  expect((await older.client.updateState({})).updatedFrom).toBeNull()
})

test('[UP1] a file that is opened in the system is told to the window, and to one that comes later', async () => {
  const pc = await aPc(byInstaller())
  const file = await anUpdateFile(pc.folder, releaser, { manifest: here })

  pc.engine.app.openFile(file)

  expect(pc.engine.events).toContainEqual({ name: 'updateOpened', payload: { path: file } })
  expect((await pc.engine.client.updateState({})).opened).toBe(file)
  await pc.engine.client.noteUpdateSeen({})
  expect((await pc.engine.client.updateState({})).opened).toBeNull()
})

test('[UP5] one update at a time, and copying is stopped on demand', async () => {
  const pc = await aPc(byInstaller())
  const file = await anUpdateFile(pc.folder, releaser, { manifest: here, payload: payloadBytes(3_000_000) })

  const running = faultOf(pc.engine.client.installUpdate({ path: file }))
  const second = await faultOf(pc.engine.client.checkUpdate({ path: file }))
  await pc.engine.client.cancelUpdate({})

  expect(second).toEqual({ code: 'in-use', detail: { reason: 'update' } })
  expect((await running).code).toBe('cancelled')
  expect((await pc.engine.client.status({})).kind).toBe('open')
  await mkdir(path.join(pc.folder, 'dữ liệu/updates'), { recursive: true })
  expect(await readdir(path.join(pc.folder, 'dữ liệu/updates'))).not.toContain('0.2.0')
})
