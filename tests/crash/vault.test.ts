import { type ChildProcess, spawn } from 'node:child_process'
import { readdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { shownValue } from '../../domain/merge.ts'
import { JsonValue } from '../../domain/op.ts'
import { type Failpoint, failpoints } from '../../electron/store/files/failpoint.ts'
import { createVault, openVault, type Vault, vaultExists } from '../../electron/store/vault.ts'
import { bundleChild } from '../support/bundle-child.ts'
import { edit, faultOf, newRecord, PASSPHRASE, temporaryFolder, testPorts } from '../support/test-vault.ts'

const Acknowledgement = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('created') }),
  z.object({ kind: z.literal('held') }),
  z.object({ kind: z.literal('closed') }),
  z.object({ kind: z.literal('blob'), sha: z.string() }),
  z.object({ kind: z.literal('setting'), value: z.number() }),
  z.object({ kind: z.literal('edits'), record: z.string(), cells: z.record(z.string(), JsonValue) }),
])
type Acknowledgement = z.infer<typeof Acknowledgement>

let program = ''

beforeAll(async () => {
  program = await bundleChild('tests/support/vault-child.ts')
})
afterAll(() => rm(program, { force: true }))

interface Child {
  readonly process: ChildProcess
  readonly said: Acknowledgement[]
  readonly ended: Promise<NodeJS.Signals | number | null>
}

function start(task: string, folder: string, rest: readonly string[] = []): Child {
  const args = [program, task, folder, PASSPHRASE, ...rest]
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] })
  const said: Acknowledgement[] = []
  const lines = createInterface({ input: child.stdout })
  lines.on('line', (line) => said.push(Acknowledgement.parse(JSON.parse(line))))
  const ended = new Promise<NodeJS.Signals | number | null>((resolve) => {
    child.once('close', (code, signal) => resolve(signal ?? code))
  })
  return { process: child, said, ended }
}

/** Checks that all that was acknowledged is there, that no record names a blob that is not, and that work goes on. */
async function expectWhole(vault: Vault, said: readonly Acknowledgement[]): Promise<void> {
  for (const { sha } of said.filter((each) => each.kind === 'blob')) {
    const reader = await vault.blobs.open(sha)
    expect((await reader.read(0, reader.sizeBytes)).length).toBe(100_000)
    await reader.close()
  }
  for (const { record, cells } of said.filter((each) => each.kind === 'edits')) {
    const found = Object.keys(cells).map((cell) => [cell, shownValue(vault.record(record), cell)])
    expect(Object.fromEntries(found)).toEqual(cells)
  }
  for (const document of vault.records('doc')) {
    expect(Object.keys(document.cells)).toHaveLength(2)
    for (const sha of z.array(z.string()).parse(shownValue(document, '/pages'))) {
      expect(await vault.blobs.has(sha)).toBe(true)
    }
  }
  const saved = said.filter((each) => each.kind === 'setting').length
  expect((await vault.settings('thu', z.number(), 0)).value).toBeGreaterThanOrEqual(saved)
  expect(vault.notices).toEqual([])
  await vault.append([edit(newRecord('case'), '/title', 'sau khi mở lại')])
}

/** Failpoint, its time in the run, and whether the run makes a vault or works on one. */
const moments: readonly [Failpoint, number, 'create' | 'work'][] = [
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
  ['blob-written', 2, 'work'],
  ['blob-synced', 2, 'work'],
  ['blob-renamed', 2, 'work'],
  ['blob-stored', 2, 'work'],
  ['replacement-written', 1, 'work'],
  ['replacement-synced', 2, 'work'],
  ['replacement-renamed', 2, 'work'],
  ['index-updated', 2, 'work'],
  ['snapshot-written', 2, 'work'],
  ['replacement-renamed', 6, 'work'],
  ['snapshots-complete', 1, 'work'],
]

test('every failpoint has a row in the table', () => {
  expect(new Set(moments.map(([name]) => name))).toEqual(new Set(failpoints))
})

test.each(moments.filter(([, , task]) => task === 'work'))(
  '[ST1] [ST2] killed at %s, time %i, the vault has all that was acknowledged and goes on',
  async (failpoint, time) => {
    const folder = path.join(await temporaryFolder(), 'kho')
    await (await createVault(folder, { passphrase: PASSPHRASE }, testPorts())).vault.close()

    const child = start('work', folder, [failpoint, String(time)])
    expect(await child.ended).toBe('SIGKILL')
    const vault = await openVault(folder, PASSPHRASE, testPorts())

    await expectWhole(vault, child.said)
    expect(await readdir(path.join(folder, 'tmp'))).toEqual([])
    await vault.close()
    const again = await openVault(folder, PASSPHRASE, testPorts())
    await expectWhole(again, child.said)
    await again.close()
  },
)

test.each(moments.filter(([, , task]) => task === 'create'))(
  'killed at %s, time %i, while it is made, a vault is there whole or can be made',
  async (failpoint, time) => {
    const folder = path.join(await temporaryFolder(), 'kho')

    const child = start('create', folder, [failpoint, String(time)])
    expect(await child.ended).toBe('SIGKILL')

    const vault = (await vaultExists(folder))
      ? await openVault(folder, PASSPHRASE, testPorts())
      : (await createVault(folder, { passphrase: PASSPHRASE }, testPorts())).vault
    await expectWhole(vault, [])
    await vault.close()
  },
)

test('a run that is not killed reaches its end', async () => {
  const folder = path.join(await temporaryFolder(), 'kho')
  await (await createVault(folder, { passphrase: PASSPHRASE }, testPorts())).vault.close()

  const child = start('work', folder)

  expect(await child.ended).toBe(0)
  expect(child.said.filter((each) => each.kind === 'edits')).toHaveLength(6)
  expect(child.said.at(-1)).toEqual({ kind: 'closed' })
})

test('[ST10] a vault held by another process is in use until that process is gone, however it dies', async () => {
  const folder = path.join(await temporaryFolder(), 'kho')
  await (await createVault(folder, { passphrase: PASSPHRASE }, testPorts())).vault.close()

  const child = start('hold', folder)
  await expect.poll(() => child.said.length, { timeout: 10_000 }).toBe(1)
  expect(await faultOf(openVault(folder, PASSPHRASE, testPorts()))).toMatchObject({ code: 'in-use' })
  child.process.kill('SIGKILL')
  await child.ended

  const vault = await openVault(folder, PASSPHRASE, testPorts())
  await vault.close()
})
