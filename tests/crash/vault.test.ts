import { access, readdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkBackup } from '../../electron/store/care/backup-check.ts'
import { mediumOf } from '../../electron/store/care/backup-medium.ts'
import { restoreVault } from '../../electron/store/care/restore.ts'
import { type Failpoint, failpoints } from '../../electron/store/files/failpoint.ts'
import { createNodeFiles } from '../../electron/store/files/node-files.ts'
import { createVault, openVault, vaultExists } from '../../electron/store/vault.ts'
import { bundleChild } from '../support/bundle-child.ts'
import { edit, faultOf, newRecord, PASSPHRASE, temporaryFolder, testPorts } from '../support/test-vault.ts'
import { formatOfVault, isTrialWhole, trialFile, trialMigration } from '../support/trial-migration.ts'
import { type Acknowledgement, backupsOf, expectAcknowledged, startChild } from '../support/vault-run.ts'

let program = ''

beforeAll(async () => {
  program = await bundleChild('tests/support/vault-child.ts')
})
afterAll(() => rm(program, { force: true }))

const start = (task: string, folder: string, rest: readonly (string | number)[] = []) =>
  startChild(program, { task, folder, rest: rest.map(String) })

async function newVault(): Promise<string> {
  const folder = path.join(await temporaryFolder(), 'kho')
  await (await createVault(folder, { passphrase: PASSPHRASE }, testPorts())).vault.close()
  return folder
}

/** Opens the vault, expects everything in it, and works on. */
async function expectWhole(folder: string, said: readonly Acknowledgement[]): Promise<void> {
  const vault = await openVault(folder, PASSPHRASE, testPorts())
  try {
    await expectAcknowledged(vault, said)
    await vault.append([edit(newRecord('case'), '/title', 'sau khi mở lại')])
  } finally {
    await vault.close()
  }
}

/** Expects every backup that was acknowledged to be whole, and the medium to hold no torn one. */
async function expectBackups(folder: string, said: readonly Acknowledgement[]): Promise<void> {
  const medium = mediumOf(createNodeFiles(), `${folder}-backup`)
  for (const snapshot of backupsOf(said)) {
    expect((await checkBackup(medium, { snapshot })).faults).toEqual([])
  }
}

type Task = 'create' | 'work' | 'restore' | 'repair' | 'migrate'

/** Failpoint, its time in the run, and what the run does. */
const moments: readonly (readonly [Failpoint, number, Task])[] = [
  ['replacement-written', 1, 'create'],
  ['replacement-synced', 2, 'create'],
  ['replacement-renamed', 3, 'create'],
  ['key-slots-written', 1, 'create'],
  ['vault-written', 1, 'create'],
  ['segment-created', 1, 'work'],
  ['frame-written', 1, 'work'],
  ['frame-written', 3, 'work'],
  ['frame-synced', 1, 'work'],
  ['frame-synced', 3, 'work'],
  ['ledger-written', 1, 'work'],
  ['ledger-written', 4, 'work'],
  ['ledger-committed', 2, 'work'],
  ['blob-written', 2, 'work'],
  ['blob-synced', 2, 'work'],
  ['blob-renamed', 2, 'work'],
  ['blob-stored', 2, 'work'],
  ['blob-quarantined', 1, 'work'],
  ['replacement-written', 1, 'work'],
  ['replacement-synced', 2, 'work'],
  ['replacement-renamed', 2, 'work'],
  ['replacement-renamed', 6, 'work'],
  ['key-slot-added', 1, 'work'],
  ['key-header-written', 2, 'work'],
  ['key-slot-removed', 1, 'work'],
  ['index-updated', 2, 'work'],
  ['ballast-written', 1, 'work'],
  ['backup-object-written', 3, 'work'],
  ['backup-object-stored', 5, 'work'],
  ['backup-manifest-written', 1, 'work'],
  ['backup-complete', 1, 'work'],
  ['restore-copied', 1, 'restore'],
  ['restore-complete', 1, 'restore'],
  ['repair-blob-replaced', 1, 'repair'],
  ['repair-segment-replaced', 1, 'repair'],
  ['backup-object-written', 2, 'migrate'],
  ['backup-manifest-written', 1, 'migrate'],
  ['backup-complete', 1, 'migrate'],
  ['replacement-written', 1, 'migrate'],
  ['replacement-renamed', 2, 'migrate'],
  ['replacement-synced', 3, 'migrate'],
  ['migration-backed-up', 1, 'migrate'],
  ['migration-step-run', 1, 'migrate'],
  ['migration-step-run', 2, 'migrate'],
  ['migration-header-written', 1, 'migrate'],
  ['migration-header-written', 2, 'migrate'],
  ['migration-done', 1, 'migrate'],
]
const ofTask = (task: Task) => moments.filter(([, , each]) => each === task)

test('every failpoint has a row in the table', () => {
  expect(new Set(moments.map(([name]) => name))).toEqual(new Set(failpoints))
})

test.each(ofTask('work'))(
  '[ST1] [ST2] killed at %s, time %i, the vault has all that was acknowledged and goes on',
  async (failpoint, time) => {
    const folder = await newVault()

    const child = start('work', folder, [failpoint, time])
    expect(await child.ended).toBe('SIGKILL')

    await expectWhole(folder, child.said)
    expect(await readdir(path.join(folder, 'tmp'))).toEqual([])
    await expectBackups(folder, child.said)
    const again = start('work', folder, ['none'])
    expect(await again.ended).toBe(0)
    await expectWhole(folder, [...child.said, ...again.said])
    await expectBackups(folder, again.said)
  },
)

test.each(ofTask('create'))(
  'killed at %s, time %i, while it is made, a vault is there whole or can be made',
  async (failpoint, time) => {
    const folder = path.join(await temporaryFolder(), 'kho')

    const child = start('create', folder, [failpoint, time])
    expect(await child.ended).toBe('SIGKILL')

    if (!(await vaultExists(folder))) {
      await (await createVault(folder, { passphrase: PASSPHRASE }, testPorts())).vault.close()
    }
    await expectWhole(folder, [])
  },
)

test.each(ofTask('restore'))(
  '[ST1] killed at %s, time %i, a restored vault is there whole or can be restored',
  async (failpoint, time) => {
    const folder = await newVault()
    const worked = start('work', folder, ['none', 1, 2])
    expect(await worked.ended).toBe(0)

    expect(await start('restore', folder, [failpoint, time]).ended).toBe('SIGKILL')
    const isThere = await vaultExists(`${folder}-restored`)
    const again = isThere ? null : start('restore', folder)
    expect(await (again?.ended ?? 0)).toBe(0)

    // What came after the backup is not in it: the last case file was closed before, its users and its lost bit after.
    const backedUp = worked.said.slice(
      0,
      worked.said.findIndex(({ kind }) => kind === 'backup'),
    )
    await expectWhole(
      `${folder}-restored`,
      backedUp.filter(({ kind }) => kind !== 'setting'),
    )
  },
)

test.each(ofTask('repair'))(
  '[ST1] killed at %s, time %i, a repair can be made again',
  async (failpoint, time) => {
    const folder = await newVault()
    const damaged = start('damage', folder)
    expect(await damaged.ended).toBe(0)

    expect(await start('repair', folder, [failpoint, time]).ended).toBe('SIGKILL')
    const again = start('repair', folder)
    expect([await again.ended, again.said]).toEqual([0, [{ kind: 'repaired' }]])

    await expectWhole(folder, damaged.said)
  },
)

test('a run that is not killed reaches its end', async () => {
  const folder = await newVault()

  const child = start('work', folder)

  expect(await child.ended).toBe(0)
  expect(child.said.filter((each) => each.kind === 'edits')).toHaveLength(7)
  expect(child.said.at(-1)).toEqual({ kind: 'closed' })
  await access(`${folder}-backup`)
})

test('[ST10] a vault held by another process is in use until that process is gone, however it dies', async () => {
  const folder = await newVault()

  const child = start('hold', folder)
  await expect.poll(() => child.said.length, { timeout: 10_000 }).toBe(1)
  expect(await faultOf(openVault(folder, PASSPHRASE, testPorts()))).toMatchObject({ code: 'in-use' })
  child.process.kill('SIGKILL')
  await child.ended

  const vault = await openVault(folder, PASSPHRASE, testPorts())
  await vault.close()
})

test.each(ofTask('migrate'))(
  '[UP10] killed at %s, time %i, a vault has the old or the new format whole, and its change goes on',
  async (failpoint, time) => {
    const folder = await newVault()
    const worked = start('work', folder, ['none', 1, 1])
    expect(await worked.ended).toBe(0)

    const child = start('migrate', folder, [failpoint, time])
    expect(await child.ended).toBe('SIGKILL')

    expect(await isTrialWhole(folder)).toBe(true)
    const again = start('migrate', folder, ['none'])
    expect(await again.ended).toBe(0)
    expect(await formatOfVault(folder)).toBe(3)
    expect((await readdir(folder)).filter((name) => name.startsWith('trial'))).toEqual([trialFile(3)])
    const copy = `${folder}-sao-luu-truoc-ban-3`
    expect((await checkBackup(mediumOf(createNodeFiles(), copy))).faults).toEqual([])
    const vault = await openVault(folder, PASSPHRASE, testPorts({ migration: trialMigration }))
    await expectAcknowledged(vault, worked.said)
    await vault.close()
    const back = `${folder}-cũ`
    const restored = { from: copy, to: back, secret: PASSPHRASE }
    await restoreVault(restored, { createId: testPorts().createId, nowMs: () => Date.now() })
    expect(await formatOfVault(back)).toBe(1)
    const old = await openVault(back, PASSPHRASE, testPorts())
    await expectAcknowledged(old, worked.said)
    await old.close()
  },
)
