import { randomBytes, randomUUID } from 'node:crypto'
import { readdirSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import path from 'node:path'
import { argv, env, kill, pid, stdin } from 'node:process'
import * as z from 'zod'
import type { IndexedDocument } from '../../domain/indexed.ts'
import type { Json } from '../../domain/json.ts'
import { type RecordId, recordId } from '../../domain/op.ts'
import { repairVault } from '../../electron/store/care/repair.ts'
import { restoreVault } from '../../electron/store/care/restore.ts'
import type { ReachFailpoint } from '../../electron/store/files/failpoint.ts'
import { createVault, openVault, type Vault, type VaultPorts } from '../../electron/store/vault.ts'
import { trialMigration } from './trial-migration.ts'

/*
 * Works on a vault until it reaches a failpoint for the given time, and kills itself there, or until it is killed. What
 * was acknowledged is told line by line, at once. Arguments: what to do, the folder of the vault, the passphrase, the
 * failpoint, which of its times, and how many rounds of work.
 */
const [task = '', folder = '', passphrase = '', failpoint = '', time = '1', rounds = '3'] = argv.slice(2)
const backupFolder = `${folder}-backup`

let reached = 0
const reachFailpoint: ReachFailpoint = (name) => {
  if (name !== failpoint) return
  reached += 1
  if (reached === Number(time)) kill(pid, 'SIGKILL')
}
const ports: VaultPorts = {
  clock: { nowMs: () => Date.now() },
  indexWorker: env['INDEX_WORKER'] ?? '',
  createId: () => randomUUID(),
  scryptLogN: 2,
  failpoint: reachFailpoint,
  space: { ballastBytes: 100_000, reserveBytes: 0 },
}
const carePorts = { createId: ports.createId, nowMs: ports.clock.nowMs, failpoint: reachFailpoint }

function tell(acknowledged: Json): void {
  writeSync(1, `${JSON.stringify(acknowledged)}\n`)
}

async function* pieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 30_000) yield bytes.subarray(at, at + 30_000)
}

async function save(vault: Vault, record: RecordId, cells: Readonly<Record<string, Json>>): Promise<void> {
  await vault.append(Object.entries(cells).map(([path, value]) => ({ record, path, value })))
  tell({ kind: 'edits', record, cells })
}

/** A scanned file comes in: its bytes, then what names them, beside the case file that it goes into. */
async function takeIn(vault: Vault, round: number): Promise<RecordId> {
  const { sha } = await vault.blobs.put(pieces(randomBytes(100_000)))
  tell({ kind: 'blob', sha })
  const file = recordId('case', randomUUID())
  await Promise.all([
    save(vault, recordId('doc', randomUUID()), { '/pages': [sha], '/caseFile': file }),
    save(vault, file, { '/title': `hồ sơ ${round}`, '/year': 2025 }),
  ])
  await vault.index.put([indexed(file)])
  return file
}

function indexed(document: RecordId): IndexedDocument {
  const words = { number: '', notation: '', type: '', issuedDate: '', issuer: '', subject: '', signer: '' }
  return { ...words, document, caseFile: null, stamp: '1', year: 2025, pages: ['đất'] }
}

/** The same cell again and again: never a value older than the one acknowledged last. */
async function count(vault: Vault, record: RecordId, from: number): Promise<void> {
  for (let value = from + 1; value <= from + 5; value += 1) {
    await vault.append([{ record, path: '/maker', value }])
    tell({ kind: 'count', record, value })
  }
}

async function close(vault: Vault, file: RecordId): Promise<void> {
  await save(vault, file, {
    '/startDate': '2025-01-02',
    '/endDate': '2025-11-20',
    '/state': { name: 'closed', reason: null },
  })
}

async function changeUsers(vault: Vault): Promise<void> {
  const added = `mật khẩu ${randomUUID()}`
  const slot = await vault.keySlots.addPassphrase(added)
  tell({ kind: 'user', passphrase: added })
  const leaving = await vault.keySlots.addPassphrase(`mật khẩu ${randomUUID()}`)
  await vault.keySlots.remove([leaving.id])
  // Ten users are enough: trying a passphrase costs a little for each.
  if (vault.keySlots.slots().length > 10) {
    tell({ kind: 'user-leaves', passphrase: added })
    await vault.keySlots.remove([slot.id])
  }
}

/** The ballast was given up for an edit, and there is room again. */
async function renewBallast(vault: Vault): Promise<void> {
  rmSync(path.join(folder, 'ballast'), { force: true })
  await vault.care.space.keepBallast()
}

/** A blob that no record names loses a bit and goes to the quarantine, as the scrub finds it. */
async function loseBit(vault: Vault): Promise<void> {
  const before = new Set(blobFiles())
  await vault.blobs.put(pieces(randomBytes(1000)))
  const added = blobFiles().find((file) => !before.has(file))
  if (added === undefined) throw new Error('no blob was added')
  flipBit(added)
  await vault.blobs.shelves.quarantine(path.basename(added))
}

function filesBelow(name: string): readonly string[] {
  const entries = readdirSync(path.join(folder, name), { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name))
}

function blobFiles(): readonly string[] {
  return filesBelow('blobs')
}

function flipBit(file: string): void {
  const bytes = readFileSync(file)
  const at = bytes.length >> 1
  bytes[at] = (bytes[at] ?? 0) ^ 1
  writeFileSync(file, bytes)
}

async function work(vault: Vault): Promise<void> {
  const setting = await vault.settings('thu', z.number(), 0)
  for (let round = 1; round <= Number(rounds); round += 1) {
    const file = await takeIn(vault, round)
    await setting.save(setting.value + 1)
    tell({ kind: 'setting', value: setting.value })
    await count(vault, file, 0)
    if (round % 2 === 0) await close(vault, file)
    if (round % 3 === 1) await renewBallast(vault)
    if (round % 3 === 2) await backUp(vault)
    if (round % 4 === 1) await changeUsers(vault)
    if (round % 4 === 2) await loseBit(vault)
  }
  await vault.close()
  tell({ kind: 'closed' })
}

async function backUp(vault: Vault): Promise<void> {
  const { snapshot } = await vault.care.backUp(backupFolder, {})
  tell({ kind: 'backup', snapshot })
}

/** Everything that the vault holds now is in the backup, then the disk loses bits of it. */
async function damage(vault: Vault): Promise<void> {
  await takeIn(vault, 1)
  await count(vault, recordId('case', randomUUID()), 0)
  await backUp(vault)
  await vault.close()
  for (const file of [...blobFiles(), ...filesBelow('log')]) flipBit(file)
  tell({ kind: 'closed' })
}

const tasks: Readonly<Record<string, () => Promise<void>>> = {
  create: async () => {
    const { vault } = await createVault(folder, { passphrase }, ports)
    tell({ kind: 'created' })
    await vault.close()
  },
  work: async () => work(await openVault(folder, passphrase, ports)),
  migrate: async () => {
    const vault = await openVault(folder, passphrase, { ...ports, migration: trialMigration })
    await vault.close()
    tell({ kind: 'closed' })
  },
  hold: async () => {
    await openVault(folder, passphrase, ports)
    tell({ kind: 'held' })
    stdin.resume()
  },
  damage: async () => damage(await openVault(folder, passphrase, ports)),
  repair: async () => {
    const outcome = await repairVault({ folder, secret: passphrase, from: backupFolder }, carePorts)
    tell({ kind: outcome.kind })
  },
  restore: async () => {
    const restoring = { from: backupFolder, to: `${folder}-restored`, secret: passphrase }
    const outcome = await restoreVault(restoring, carePorts)
    tell({ kind: outcome.kind })
  },
}

const chosen = tasks[task]
if (chosen === undefined) throw new Error(`no task ${task}`)
await chosen()
