import { expect, test } from 'vitest'
import { z } from 'zod'
import { Fault } from '../../../../domain/fault.ts'
import { shownValue } from '../../../../domain/merge.ts'
import { createVault, openVault, type Vault } from '../../../../electron/store/vault.ts'
import type { FaultyFiles, TornWrite } from '../../../support/faulty-files.ts'
import {
  diskInMemory,
  edit,
  faultOf,
  losePower,
  newRecord,
  PASSPHRASE,
  piecesOf,
  testPorts,
} from '../../../support/test-vault.ts'

const schema = z.array(z.string())

/** What was acknowledged while the disk did what it wanted. */
interface Acknowledged {
  readonly values: Map<string, string>
  readonly blobs: Map<string, Buffer>
  settings: readonly string[]
}

/** A little work, each step of which may fail; only what resolved is noted. */
async function work(vault: Vault, acknowledged: Acknowledged): Promise<void> {
  const record = newRecord('case')
  const setting = await vault.settings('thu', schema, [])
  for (const round of ['một', 'hai', 'ba']) {
    const bytes = Buffer.from(`tờ giấy ${round} `.repeat(9000))
    await attempt(async () => {
      const { sha } = await vault.blobs.put(piecesOf(bytes, 20_000))
      acknowledged.blobs.set(sha, bytes)
      const document = newRecord('doc')
      await vault.append([edit(document, '/caseFile', record), edit(document, '/pages', [sha])])
      acknowledged.values.set(`${document}/pages`, JSON.stringify([sha]))
    })
    await attempt(async () => {
      await vault.append([edit(record, '/title', round), edit(record, '/year', round)])
      acknowledged.values.set(`${record}/title`, JSON.stringify(round))
      acknowledged.values.set(`${record}/year`, JSON.stringify(round))
    })
    await attempt(async () => {
      await setting.save([...acknowledged.settings, round])
      acknowledged.settings = setting.value
    })
  }
}

async function attempt(step: () => Promise<void>): Promise<void> {
  try {
    await step()
  } catch (error) {
    const isOfDisk =
      error instanceof Fault ? ['disk-full', 'read-only'].includes(error.code) : isInputOutput(error)
    if (!isOfDisk) throw error
  }
}

function isInputOutput(error: unknown): boolean {
  return error instanceof Error && error.message === 'EIO'
}

async function expectAll(vault: Vault, { values, blobs, settings }: Acknowledged): Promise<void> {
  for (const [cell, value] of values) {
    const slash = cell.indexOf('/')
    expect(JSON.stringify(shownValue(vault.record(cell.slice(0, slash)), cell.slice(slash)))).toBe(value)
  }
  for (const [sha, bytes] of blobs) {
    const reader = await vault.blobs.open(sha)
    expect(bytes.equals(await reader.read(0, reader.sizeBytes))).toBe(true)
    await reader.close()
  }
  for (const document of vault.records('doc')) {
    const pages = z.array(z.string()).parse(shownValue(document, '/pages'))
    for (const sha of pages) expect(await vault.blobs.has(sha)).toBe(true)
  }
  expect(schema.parse((await vault.settings('thu', schema, [])).value).slice(0, settings.length)).toEqual(
    settings,
  )
  expect(vault.notices).toEqual([])
}

async function newVault(): Promise<{ vault: Vault; files: FaultyFiles; folder: string }> {
  const { folder, files } = await diskInMemory()
  const { vault } = await createVault(folder, { passphrase: PASSPHRASE }, testPorts({ files }))
  return { vault, files, folder }
}

test.each<TornWrite>(['nothing', 'half', 'half-then-zeros', 'everything'])(
  '[ST2] everything that was acknowledged survives a power cut that leaves %s of what was under way',
  async (torn) => {
    const { vault, files, folder } = await newVault()
    const acknowledged: Acknowledged = { values: new Map(), blobs: new Map(), settings: [] }
    await work(vault, acknowledged)
    expect([acknowledged.values.size, acknowledged.blobs.size, acknowledged.settings.length]).toEqual([
      5, 3, 3,
    ])

    files.failAt(files.calls + 2, 'EIO')
    await faultOf(vault.append([edit(newRecord('case'), '/title', 'chưa lưu xong')]))
    await losePower(vault, files, torn)

    const again = await openVault(folder, PASSPHRASE, testPorts({ files }))
    await expectAll(again, acknowledged)
    await work(again, acknowledged)
    await expectAll(again, acknowledged)
    await again.close()
  },
)

test('[ST5] whichever call fails, and the power with it, nothing that was acknowledged is lost and work goes on', async () => {
  const { vault, files } = await newVault()
  const before = files.calls
  await work(vault, { values: new Map(), blobs: new Map(), settings: [] })
  const calls = files.calls - before
  await vault.close()
  expect(calls).toBeGreaterThan(60)

  for (let call = 1; call <= calls; call += 1) {
    const run = await newVault()
    const acknowledged: Acknowledged = { values: new Map(), blobs: new Map(), settings: [] }
    run.files.failAt(run.files.calls + call, call % 2 === 0 ? 'ENOSPC' : 'EIO')
    await work(run.vault, acknowledged)
    await losePower(run.vault, run.files)

    const again = await openVault(run.folder, PASSPHRASE, testPorts({ files: run.files }))
    await expectAll(again, acknowledged)
    await work(again, acknowledged)
    await expectAll(again, acknowledged)
    await again.close()
  }
}, 60_000)

test('[ST16] a disk that is full is said to be full, and what was saved stays readable', async () => {
  const { vault, files } = await newVault()
  const acknowledged: Acknowledged = { values: new Map(), blobs: new Map(), settings: [] }
  await work(vault, acknowledged)
  const record = newRecord('case')

  files.failAlways('ENOSPC')
  const full = { code: 'disk-full' }
  expect(await faultOf(vault.blobs.put(piecesOf(Buffer.from('x'))))).toMatchObject(full)
  expect(await faultOf((await vault.settings('thu', schema, [])).save(['x']))).toMatchObject(full)
  expect(await faultOf(vault.append([edit(record, '/title', 'x')]))).toMatchObject(full)
  files.failAlways(null)

  await expectAll(vault, acknowledged)
  await vault.close()
})

test('a vault whose making failed at any call does not exist, and can be made then', async () => {
  const { folder, files } = await diskInMemory()
  const start = files.calls
  await (await createVault(folder, { passphrase: PASSPHRASE }, testPorts({ files }))).vault.close()
  const calls = files.calls - start

  for (let call = 1; call <= calls - 1; call += 3) {
    const disk = await diskInMemory()
    const ports = testPorts({ files: disk.files })
    disk.files.failAt(call, 'ENOSPC')
    const made = await createVault(disk.folder, { passphrase: PASSPHRASE }, ports).then(
      ({ vault }) => vault.close().then(() => true),
      () => false,
    )
    disk.files.cutPower()
    const vault = made
      ? await openVault(disk.folder, PASSPHRASE, ports)
      : (await createVault(disk.folder, { passphrase: PASSPHRASE }, ports)).vault
    await vault.append([edit(newRecord('case'), '/title', 'đất')])
    expect([vault.records('case').length, vault.notices]).toEqual([1, []])
    await vault.close()
  }
})
