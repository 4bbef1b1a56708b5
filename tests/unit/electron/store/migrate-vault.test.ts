import { access, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { shownValue } from '../../../../domain/merge.ts'
import { checkBackup } from '../../../../electron/store/care/backup-check.ts'
import { mediumOf } from '../../../../electron/store/care/backup-medium.ts'
import { restoreVault } from '../../../../electron/store/care/restore.ts'
import { createNodeFiles } from '../../../../electron/store/files/node-files.ts'
import type { OnMigrating } from '../../../../electron/store/migrate-vault.ts'
import { readMigrationNote } from '../../../../electron/store/migration-note.ts'
import { createVault, openVault, type VaultPorts } from '../../../../electron/store/vault.ts'
import {
  edit,
  faultOf,
  newRecord,
  PASSPHRASE,
  piecesOf,
  temporaryFolder,
  testPorts,
} from '../../../support/test-vault.ts'
import { formatOfVault, isTrialWhole, trialFile, trialMigration } from '../../../support/trial-migration.ts'

const files = createNodeFiles()
const record = newRecord('case')
const newer = (ports: Partial<VaultPorts> = {}) =>
  testPorts({ migration: trialMigration, space: { reserveBytes: 0 }, ...ports })

/** A vault of the first format with something in it. */
async function oldVault(): Promise<string> {
  const folder = path.join(await temporaryFolder(), 'kho của xã')
  const { vault } = await createVault(folder, { passphrase: PASSPHRASE }, testPorts())
  const { sha } = await vault.blobs.put(piecesOf(Buffer.alloc(50_000, 3)))
  await vault.append([edit(record, '/title', 'Hồ sơ cấp đất'), edit(newRecord('doc'), '/pages', [sha])])
  await vault.close()
  return folder
}

const copyOf = (folder: string): string => `${folder}-sao-luu-truoc-ban-3`

test('[UP9] a vault of an older format is copied whole beside itself, the copy is read, then it is changed', async () => {
  const folder = await oldVault()
  const told: Parameters<OnMigrating>[0][] = []

  const vault = await openVault(folder, PASSPHRASE, newer({ onMigrating: (progress) => told.push(progress) }))

  expect(shownValue(vault.record(record), '/title')).toBe('Hồ sơ cấp đất')
  expect(vault.notices).toEqual([])
  await vault.close()
  expect(await formatOfVault(folder)).toBe(3)
  expect((await readdir(folder)).filter((name) => name.startsWith('trial'))).toEqual([trialFile(3)])
  const copy = await checkBackup(mediumOf(files, copyOf(folder)))
  expect(copy.faults).toEqual([])
  expect(await readMigrationNote(files, folder)).toMatchObject({
    from: 1,
    to: 3,
    folder: copyOf(folder),
    sizeBytes: copy.bytes,
    isDone: true,
    isSeen: false,
  })
  expect([...new Set(told.map(({ step }) => step))]).toEqual(['copying', 'checking', 'changing'])
  expect(told.findLast(({ step }) => step === 'copying')).toMatchObject({
    done: copy.files,
    total: copy.files,
  })
})

test('[UP9] a vault of the present format is neither copied nor changed', async () => {
  const folder = await oldVault()
  await (await openVault(folder, PASSPHRASE, newer())).close()
  const before = await readdir(path.join(copyOf(folder), 'ho-so-xa-backup', 'snapshots'))

  await (await openVault(folder, PASSPHRASE, newer())).close()

  expect(await readdir(path.join(copyOf(folder), 'ho-so-xa-backup', 'snapshots'))).toEqual(before)
})

test('[UP9] without room for the copy nothing is touched, and how much is needed is told', async () => {
  const folder = await oldVault()
  const before = await readdir(folder)

  const fault = await faultOf(
    openVault(folder, PASSPHRASE, newer({ space: { freeBytes: async () => 40_000, reserveBytes: 1000 } })),
  )

  expect(fault).toMatchObject({ code: 'disk-full', detail: { reason: 'migration', free: 40_000 } })
  expect(await formatOfVault(folder)).toBe(1)
  expect(await readdir(folder)).toEqual(before)
  await expect(access(copyOf(folder))).rejects.toThrow(/ENOENT/)
})

test('[UP9] a wrong passphrase, a damaged log and a missing way leave the vault as it was', async () => {
  const folder = await oldVault()
  const none = testPorts({ migration: { format: 3, steps: trialMigration.steps.slice(0, 1) } })

  expect((await faultOf(openVault(folder, 'sai', newer()))).code).toBe('wrong-passphrase')
  expect(await faultOf(openVault(folder, PASSPHRASE, none))).toMatchObject({
    code: 'damaged',
    detail: { reason: 'migration-way', format: 1 },
  })
  const [origin = ''] = await readdir(path.join(folder, 'log'))
  const [segment = ''] = await readdir(path.join(folder, 'log', origin))
  const log = path.join(folder, 'log', origin, segment)
  const bytes = await readFile(log)
  bytes.writeUInt8(bytes.readUInt8(20) ^ 1, 20)
  await writeFile(log, bytes)
  expect(await faultOf(openVault(folder, PASSPHRASE, newer()))).toEqual({
    code: 'damaged',
    detail: { part: 'log', reason: 'migration' },
  })
  expect(await formatOfVault(folder)).toBe(1)
  await expect(access(copyOf(folder))).rejects.toThrow(/ENOENT/)
})

test('[UP11] [ST12] the older program refuses the changed vault and leaves it, and opens the copy made before', async () => {
  const folder = await oldVault()
  await (await openVault(folder, PASSPHRASE, newer())).close()

  expect(await faultOf(openVault(folder, PASSPHRASE, testPorts()))).toEqual({
    code: 'newer-version',
    detail: { format: 3, known: 1 },
  })
  expect(await formatOfVault(folder)).toBe(3)

  const to = path.join(path.dirname(folder), 'trở về')
  const ports = { createId: testPorts().createId, nowMs: () => 1_767_571_200_000 }
  const outcome = await restoreVault({ from: copyOf(folder), to, secret: PASSPHRASE }, ports)
  const back = await openVault(to, PASSPHRASE, testPorts())

  expect(outcome.kind).toBe('restored')
  expect(shownValue(back.record(record), '/title')).toBe('Hồ sơ cấp đất')
  await back.close()
  expect(await formatOfVault(to)).toBe(1)
})

test('[UP11] a backup of the older format that is restored into the newer program is brought to its format', async () => {
  const folder = await oldVault()
  await (await openVault(folder, PASSPHRASE, newer())).close()
  const copy = path.join(path.dirname(folder), 'usb')
  await mkdir(copy)
  await rename(copyOf(folder), path.join(copy, 'bản cũ'))
  await rm(folder, { recursive: true })
  const ports = { createId: testPorts().createId, nowMs: () => 1_767_571_200_000 }

  await restoreVault({ from: path.join(copy, 'bản cũ'), to: folder, secret: PASSPHRASE }, ports)
  const vault = await openVault(folder, PASSPHRASE, newer())

  expect(shownValue(vault.record(record), '/title')).toBe('Hồ sơ cấp đất')
  await vault.close()
  expect(await formatOfVault(folder)).toBe(3)
})

test('[UP10] a step that fails leaves the vault at the format before, and the next opening goes on from there', async () => {
  const folder = await oldVault()
  const [first, second] = trialMigration.steps
  if (first === undefined || second === undefined) throw new Error('two steps')
  const broken = {
    format: 3,
    steps: [first, { ...second, run: () => Promise.reject(new Error('hỏng giữa chừng')) }],
  }

  await expect(openVault(folder, PASSPHRASE, newer({ migration: broken }))).rejects.toThrow(/hỏng giữa chừng/)
  expect(await formatOfVault(folder)).toBe(2)
  const snapshots = path.join(copyOf(folder), 'ho-so-xa-backup', 'snapshots')
  const copied = await readdir(snapshots)
  const vault = await openVault(folder, PASSPHRASE, newer())

  expect(shownValue(vault.record(record), '/title')).toBe('Hồ sơ cấp đất')
  await vault.close()
  expect(await formatOfVault(folder)).toBe(3)
  expect(await isTrialWhole(folder)).toBe(true)
  // The copy of the first try is the one that counts: it holds the format that was there before everything.
  expect(await readdir(snapshots)).toEqual(copied)
})
