import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Engine, startEngine } from '../support/engine.ts'

let folder: string
const engines: Engine[] = []

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'care-'))
})
afterEach(async () => {
  for (const { app } of engines.splice(0)) await app.close()
  await rm(folder, { recursive: true, force: true })
})

async function start(name: string): Promise<Engine> {
  const engine = await startEngine(path.join(folder, name), { scryptLogN: 10 })
  engines.push(engine)
  return engine
}

test('[CA1] [CA15] the engine backs up, checks and, on another machine, restores for the window', async () => {
  const { client, events } = await start('kho')
  const passphrase = 'một câu thật dài'
  await client.createVault({ agencyCode: 'H27.38.05', communeName: 'xã Mẫu', userName: 'Lan', passphrase })
  const stick = path.join(folder, 'usb')
  await mkdir(stick)

  await client.startBackup({ folder: stick })
  await expect.poll(async () => (await client.backupState({})).work.kind).toBe('idle')
  await client.checkVault({ isFast: false })
  await expect.poll(async () => (await client.backupState({})).lastCheck?.faults).toEqual([])

  expect(await client.backupState({})).toMatchObject({
    lastBackup: { folder: stick, keptFiles: 0 },
    isBackupDue: false,
    problem: null,
  })
  expect(events.some(({ name }) => name === 'careChanged')).toBe(true)
  await expect.poll(async () => (await client.spaceState({})).hasBallast).toBe(true)

  const other = await start('máy khác')
  expect(await other.client.status({})).toEqual({ kind: 'first-run' })
  expect(await other.client.restoreVault({ folder: stick, secret: passphrase })).toMatchObject({
    kind: 'restored',
  })
  expect(await other.client.status({})).toMatchObject({ kind: 'locked' })
  await other.client.unlockVault({ secret: passphrase })
  expect(await other.client.status({})).toMatchObject({ kind: 'open', notices: [] })
})
