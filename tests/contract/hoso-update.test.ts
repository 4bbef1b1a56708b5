import { mkdir, readdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { UpdateKeys, UpdateManifest } from '../../domain/update/update-format.ts'
import { runCommand } from '../../electron/cli/run-command.ts'
import { createVault } from '../../electron/store/vault.ts'
import { PASSPHRASE, temporaryFolder, testPorts } from '../support/test-vault.ts'
import { anUpdateFile, aReleaser, payloadBytes } from '../support/update-files.ts'

const releaser = aReleaser()
const here = { platform: process.platform as 'linux', arch: process.arch as 'x64' }

/** The command line of a program that trusts the releaser. */
async function aProgram(keysJson = releaser.keysJson) {
  const folder = await temporaryFolder()
  await mkdir(path.join(folder, 'assets/update'), { recursive: true })
  await writeFile(path.join(folder, 'assets/update/keys.json'), keysJson)
  const hoso = async (...args: readonly string[]) => {
    const [printed, told] = [[] as string[], [] as string[]]
    const code = await runCommand(['update', ...args], {
      assetsFolder: path.join(folder, 'assets'),
      fork: () => {
        throw new Error('nothing is read here')
      },
      indexWorker: '',
      serve: async () => 1,
      print: (line) => printed.push(line),
      error: (line) => told.push(line),
    })
    return { code, stdout: printed.join('\n'), stderr: told.join('\n') }
  }
  return { folder, hoso }
}

test('[UP13] hoso update sign writes what hoso update check takes, and key tells who signed', async () => {
  const { folder, hoso } = await aProgram()
  const key = path.join(folder, 'khoá.pem')
  const payload = path.join(folder, 'ho-so-xa_0.2.0_amd64.deb')
  await writeFile(key, releaser.pem)
  await writeFile(payload, payloadBytes(10_000))
  const out = path.join(folder, 'phát hành')
  const wanted = ['--key', key, '--payload', payload, '--version', '0.2.0', '--out', out]

  const signed = await hoso('sign', ...wanted, '--notes-vi', 'Quét nhanh hơn.', '--from', '0.1.0')
  const [name = ''] = await readdir(out)
  const checked = await hoso('check', path.join(out, name))
  const told = await hoso('check', path.join(out, name), '--json')
  const entry = await hoso('key', '--key', key)

  expect(signed).toEqual({ code: 0, stdout: path.join(out, name), stderr: '' })
  expect(name).toBe(`ho-so-xa-0.2.0-${process.platform}-${process.arch}.hoso`)
  expect(checked).toEqual({
    code: 0,
    stdout: `version 0.2.0 for ${process.platform} ${process.arch}: good`,
    stderr: '',
  })
  expect(UpdateManifest.parse(JSON.parse(told.stdout))).toMatchObject({
    vaultFormat: 1,
    oldestFrom: '0.1.0',
    notes: { vi: 'Quét nhanh hơn.', en: '' },
  })
  expect(UpdateKeys.parse({ keys: [JSON.parse(entry.stdout)] })).toEqual(JSON.parse(releaser.keysJson))
})

test('[UP13] what is refused ends with 1, what could not be tried with 2, and says why as JSON too', async () => {
  const { folder, hoso } = await aProgram()
  const older = await anUpdateFile(folder, releaser, { manifest: { ...here, version: '0.0.1' } })
  const foreign = await aProgram(aReleaser().keysJson)
  const key = path.join(folder, 'khoá.pem')
  await writeFile(key, 'không phải khoá')

  const refused = await hoso('check', older, '--json')
  const codes = [
    refused,
    await foreign.hoso('check', older),
    await hoso('check', path.join(folder, 'không có.hoso')),
    await hoso('check'),
    await hoso('sign', '--key', key),
    await hoso(
      'sign',
      '--key',
      key,
      '--payload',
      older,
      '--version',
      '1.0.0',
      '--out',
      folder,
      '--arch',
      'mips',
    ),
    await hoso('key', '--key', key),
    await hoso('đốt'),
    await hoso('check', older, '--lạ'),
  ].map(({ code }) => code)

  expect(codes).toEqual([1, 1, 2, 2, 2, 2, 2, 2, 2])
  expect(JSON.parse(refused.stdout)).toEqual({
    fault: 'conflict',
    detail: { version: '0.0.1', present: '0.1.0', reason: 'update-older' },
  })
})

test('[UP13] [UP8] hoso update install lays the verified file down, and waits for no window that has the vault open', async () => {
  const { folder, hoso } = await aProgram()
  const file = await anUpdateFile(folder, releaser, { manifest: here })
  const kho = path.join(folder, 'dữ liệu', 'kho')
  const { vault } = await createVault(kho, { passphrase: PASSPHRASE }, testPorts())

  const held = await hoso('install', file, '--vault', kho)
  await vault.close()
  const done = await hoso('install', file, '--vault', kho)

  expect(held.code).toBe(2)
  expect(held.stderr).toContain('in-use')
  // This test runs in a Node.js that no package of ours installed.
  expect(done.code).toBe(1)
  expect(done.stdout).toContain(path.join(folder, 'dữ liệu/updates/0.2.0/ho-so-xa_0.2.0_amd64.deb'))
  expect(await readdir(path.join(folder, 'dữ liệu/updates/0.2.0'))).toEqual(['ho-so-xa_0.2.0_amd64.deb'])
})
