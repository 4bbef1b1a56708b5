import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accessView } from '../../domain/access.ts'
import { PackageCheck, PackagesReport } from '../../domain/package-api.ts'
import { createVault, openVault } from '../../electron/store/vault.ts'
import { startEngine } from '../support/engine.ts'
import { CLERK_NAME, fillPackable, packableFile } from '../support/packable-vault.ts'
import { edit, testPorts } from '../support/test-vault.ts'

const entry = path.join(import.meta.dirname, '../../out/cli/hoso.mjs')
const PASSPHRASE = 'mật khẩu của kho thử'

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'export-'))
  await writeFile(path.join(folder, 'mật khẩu.txt'), `${PASSPHRASE}\n`)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

interface Ended {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

function hoso(...args: readonly string[]): Promise<Ended> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [entry, ...args], (_error, stdout, stderr) => {
      resolve({ code: child.exitCode ?? -1, stdout, stderr })
    })
    child.stdin?.end()
  })
}

/** A vault on the disk, closed, and what a command needs to open it. */
async function vaultOf(
  name: string,
  packable: Parameters<typeof fillPackable>[1],
): Promise<readonly string[]> {
  const kho = path.join(folder, name)
  const { vault } = await createVault(kho, { passphrase: PASSPHRASE }, testPorts())
  await fillPackable(vault, packable)
  await vault.close()
  return ['--vault', kho, '--passphrase-file', path.join(folder, 'mật khẩu.txt')]
}

/** How often it is written down that the clerk took a case file out. */
async function exportsNoted(name: string): Promise<number> {
  const vault = await openVault(path.join(folder, name), PASSPHRASE, testPorts())
  const records = vault.records('access').map((record) => accessView(record))
  await vault.close()
  return records.filter((record) => record?.what === 'export' && record.by === CLERK_NAME).length
}

test('[PA26][PA30][KY11] hoso export packs what is closed, hoso verify finds it whole, and says what was changed since', async () => {
  const options = await vaultOf('kho', { files: 3, documents: 2, role: 'clerk' })
  const out = path.join(folder, 'ra')

  const exported = await hoso('export', ...options, '--out', out, '--all', '--json')

  expect([exported.code, exported.stderr.trim().split('\n').at(-1)]).toEqual([
    0,
    JSON.stringify({ done: 3, refused: 0, total: 3 }),
  ])
  const report = PackagesReport.parse(JSON.parse(exported.stdout))
  expect([report.selected, report.packed.length, report.refused]).toEqual([3, 3, []])
  const names = report.packed.map(({ name }) => name)
  expect((await readdir(out)).toSorted()).toEqual(names.toSorted())
  const zips = names.map((name) => path.join(out, name))
  const verified = await hoso('verify', ...zips, '--json')
  const checks = PackageCheck.array().parse(JSON.parse(verified.stdout))
  expect(verified.code).toBe(0)
  expect(checks.map(({ kind, documents, faults }) => [kind, documents, faults])).toEqual(
    checks.map(() => ['sip', 2, []]),
  )

  const bytes = await readFile(zips[1] ?? '')
  bytes.writeUInt8(bytes.readUInt8(5000) ^ 1, 5000)
  await writeFile(zips[1] ?? '', bytes)
  const tampered = await hoso('verify', ...zips)
  expect(tampered.code).toBe(1)
  expect(tampered.stdout).toContain(`${zips[0]}: sip, 14 files, 2 documents, 0 faults`)
  expect(tampered.stdout).toMatch(/^(structure|wrong-hash) representations\/rep1\/data\/.*\.pdf: /m)

  const again = await hoso('export', ...options, '--out', out, '--all')
  expect(again.code).toBe(1)
  expect(again.stdout).toMatch(/refused case_.* 01\.ĐĐ: conflict, reason name-exists/)
  expect(again.stdout).toContain('3 selected, 0 packed, 3 refused')

  expect(await exportsNoted('kho')).toBe(6)
})

test('[PA26] what is refused is named, and the exit code says so', async () => {
  const options = await vaultOf('kho 2', { files: 2, documents: 1, role: 'clerk' })
  const vault = await openVault(path.join(folder, 'kho 2'), PASSPHRASE, testPorts())
  await vault.append([edit(packableFile(1), '/state', { name: 'open', reason: 'thiếu văn bản' })])
  await vault.close()
  const ids = [packableFile(0), packableFile(1)].join(',')

  const some = await hoso('export', ...options, '--out', path.join(folder, 'ra 2'), '--case-files', ids)
  const bag = await hoso(
    'export',
    ...options,
    '--out',
    path.join(folder, 'ra 3'),
    '--all',
    '--format',
    'bagit',
  )
  const noProfile = await hoso('export', ...options, '--out', folder, '--all', '--profile', 'tt99-2099')

  expect([some.code, bag.code, noProfile.code]).toEqual([1, 0, 2])
  expect(some.stdout).toContain(`refused ${packableFile(1)} 02.ĐĐ: incomplete, reason not-closed, state open`)
  expect(some.stdout).toContain('2 selected, 1 packed, 1 refused')
  const [name = ''] = await readdir(path.join(folder, 'ra 3'))
  const verified = await hoso('verify', path.join(folder, 'ra 3', name))
  expect([verified.code, verified.stdout]).toEqual([
    0,
    expect.stringContaining(': bagit, 15 files, 1 documents, 0 faults'),
  ])
})

test('[PA26][KY8] whoever may only look takes nothing out, and wrong use says how it is used', async () => {
  const options = await vaultOf('kho 3', { files: 1, documents: 1, role: 'leader' })
  const out = path.join(folder, 'ra 4')

  const leader = await hoso('export', ...options, '--out', out, '--all')
  const wrong = [
    await hoso('export', ...options, '--all'),
    await hoso('export', ...options, '--out', out),
    await hoso('export', ...options, '--out', out, '--all', '--format', 'rar'),
    await hoso('export', ...options, '--out', out, '--case-files', '../x'),
    await hoso('verify'),
    await hoso('verify', '--nothing', 'x'),
  ]

  expect([leader.code, leader.stderr]).toEqual([2, expect.stringContaining('forbidden')])
  expect(await readdir(out)).toEqual([])
  expect(wrong.map(({ code }) => code)).toEqual([2, 2, 2, 2, 2, 2])
  for (const { stderr } of wrong) expect(stderr).toContain('usage: hoso ')
})

test('[PA29][PA32][KY11] the window packs by the same rules, with the schemas that the office imported', async () => {
  await vaultOf('kho 4', { files: 2, documents: 1, role: 'administrator' })
  const engine = await startEngine(path.join(folder, 'kho 4'))
  try {
    const { client, events } = engine
    await client.unlockVault({ secret: PASSPHRASE })
    const out = await mkdtemp(path.join(folder, 'usb-'))
    const caseFiles = [packableFile(0), packableFile(1)]
    const schema = path.join(folder, 'mets.xsd')
    await writeFile(schema, '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"/>')
    const imported = await client.importAuthority({ path: schema })

    const report = await client.exportPackages({
      caseFiles,
      folder: out,
      format: 'sip',
      profile: 'tt05-2025',
    })

    expect(imported.name).toBe('schemas/mets.xsd')
    expect([report.packed.length, report.refused]).toEqual([2, []])
    expect(events.findLast(({ name }) => name === 'packagesProgress')?.payload).toEqual({
      done: 2,
      refused: 0,
      total: 2,
    })
    const paths = report.packed.map(({ name }) => path.join(out, name))
    const checks = await client.checkPackages({ paths })
    expect(checks.map(({ files, faultCount }) => [files, faultCount])).toEqual([
      [12, 0],
      [12, 0],
    ])
    expect((await client.authorityState({})).files.map(({ name }) => name)).toContain('schemas/mets.xsd')
  } finally {
    await engine.app.close()
  }
  expect(await exportsNoted('kho 4')).toBe(2)
})
