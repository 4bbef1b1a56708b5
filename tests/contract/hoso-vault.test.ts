import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { CheckReport } from '../../domain/care-api.ts'
import { createVault, openVault } from '../../electron/store/vault.ts'
import { edit, newRecord, piecesOf, testPorts } from '../support/test-vault.ts'

const entry = path.join(import.meta.dirname, '../../out/cli/hoso.mjs')
const PASSPHRASE = 'mật khẩu của kho thử'

let folder: string
let kho: string
let secret: string

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'hoso-vault-'))
  kho = path.join(folder, 'kho')
  secret = path.join(folder, 'mật khẩu.txt')
  await writeFile(secret, `${PASSPHRASE}\n`)
  const { vault } = await createVault(kho, { passphrase: PASSPHRASE }, testPorts())
  const { sha } = await vault.blobs.put(piecesOf(randomBytes(100_000)))
  await vault.append([
    edit(newRecord('case'), '/title', 'Hồ sơ cấp đất'),
    edit(newRecord('doc'), '/pages', [{ id: 'p1', source: sha, index: 0 }]),
  ])
  await vault.close()
})
afterEach(() => rm(folder, { recursive: true, force: true }))

function hoso(...args: readonly string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [entry, 'vault', ...args], (_error, stdout, stderr) => {
      resolve({ code: child.exitCode ?? -1, stdout, stderr })
    })
    child.stdin?.end()
  })
}

async function damageBlob(): Promise<void> {
  const entries = await readdir(path.join(kho, 'blobs'), { recursive: true, withFileTypes: true })
  const found = entries.find((each) => each.isFile())
  const file = path.join(found?.parentPath ?? '', found?.name ?? '')
  const bytes = await readFile(file)
  bytes.writeUInt8(bytes.readUInt8(90_000) ^ 1, 90_000)
  await writeFile(file, bytes)
}

test('[CA6] hoso vault check ends with 0 for a whole vault, 1 for a damaged one and 2 where it could not run', async () => {
  const options = ['--vault', kho, '--passphrase-file', secret]
  const whole = await hoso('check', ...options, '--json')
  await damageBlob()
  const damaged = await hoso('check', ...options)
  const report = await hoso('check', ...options, '--json')
  await writeFile(secret, 'sai')
  const wrong = await hoso('check', ...options)
  const unasked = await hoso('check', '--vault', kho)
  const nowhere = await hoso('check', '--vault', path.join(folder, 'không có'), '--passphrase-file', secret)

  expect([whole.code, damaged.code, report.code, wrong.code, unasked.code, nowhere.code]).toEqual([
    0, 1, 1, 2, 2, 2,
  ])
  expect(CheckReport.parse(JSON.parse(whole.stdout))).toMatchObject({
    faults: [],
    facts: { ops: 2, blobs: 1 },
  })
  expect(damaged.stdout).toMatch(/^blob-damaged blob [0-9a-f]{64}, record doc_/)
  expect(CheckReport.parse(JSON.parse(report.stdout)).faults).toHaveLength(1)
  expect(damaged.stdout + report.stdout).not.toContain('cấp đất')
  expect(wrong.stderr).toContain('wrong-passphrase')
})

test('[CA1] [CA7] hoso vault backs up, repairs and restores', async () => {
  const options = ['--vault', kho, '--passphrase-file', secret]
  const stick = path.join(folder, 'usb')
  const missing = await hoso('backup', stick, ...options)
  await mkdir(stick)
  const first = await hoso('backup', stick, ...options)
  const second = await hoso('backup', stick, ...options)
  await damageBlob()
  const repaired = await hoso('repair', '--from', stick, ...options)
  const checked = await hoso('check', ...options)
  const to = path.join(folder, 'nơi khác')
  const restored = await hoso('restore', stick, to, '--passphrase-file', secret)
  const again = await hoso('restore', stick, to, '--passphrase-file', secret)

  expect([missing, first, second, repaired, checked, restored, again].map(({ code }) => code)).toEqual([
    2, 0, 0, 0, 0, 0, 2,
  ])
  expect(first.stdout).toMatch(/^copied 6 files .*, kept 0 /)
  expect(second.stdout).toMatch(/^copied 0 files .*, kept 6 /)
  expect(repaired.stdout).toContain('repaired 1 blobs and 0 segments')
  expect(again.stderr).toContain('conflict')
  const vault = await openVault(to, PASSPHRASE, testPorts())
  expect([vault.notices, Object.values(vault.vector())]).toEqual([[], [2]])
  await vault.close()
})

test('hoso vault says how it is used when it was not told enough', async () => {
  const runs = [
    await hoso(),
    await hoso('backup'),
    await hoso('repair', '--vault', kho),
    await hoso('check', '--nothing'),
  ]

  expect(runs.map(({ code }) => code)).toEqual([2, 2, 2, 2])
  for (const { stderr } of runs) expect(stderr).toContain('usage: hoso vault check')
})
