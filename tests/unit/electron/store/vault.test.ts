import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import * as z from 'zod'
import { shownValue } from '../../../../domain/merge.ts'
import { createVault, openVault, vaultExists } from '../../../../electron/store/vault.ts'
import { anEntry } from '../../../support/test-index.ts'
import {
  createTestVault,
  edit,
  faultOf,
  newRecord,
  PASSPHRASE,
  piecesOf,
  temporaryFolder,
  testPorts,
} from '../../../support/test-vault.ts'

test('[ST1] what was saved is there after closing and opening, with its author', async () => {
  const { vault, reopen } = await createTestVault()
  const id = newRecord('case')
  vault.setAuthor('Nguyễn Thị Lan')
  await vault.append([edit(id, '/title', 'Cấp đất'), edit(id, '/year', 2025)])
  await vault.append([edit(id, '/title', 'Cấp đất ở')])

  const again = await reopen()

  expect(again.record(id)).toEqual(vault.record(id))
  expect(shownValue(again.record(id), '/title')).toBe('Cấp đất ở')
  expect(again.record(id).cells['/title']?.heads[0]?.by).toBe('Nguyễn Thị Lan')
  expect(again.records('case').map((record) => record.id)).toEqual([id])
  expect(again.records('doc')).toEqual([])
  expect(again.notices).toEqual([])
})

test('[ST10] a second opening is told that the vault is in use, until the first is closed', async () => {
  const { folder, vault } = await createTestVault()

  expect(await faultOf(openVault(folder, PASSPHRASE, testPorts()))).toMatchObject({ code: 'in-use' })
  expect(await faultOf(openVault(folder, 'sai', testPorts()))).toMatchObject({ code: 'in-use' })
  await vault.close()
  expect(await faultOf(openVault(folder, 'sai', testPorts()))).toMatchObject({ code: 'wrong-passphrase' })

  const again = await openVault(folder, PASSPHRASE, testPorts())
  await again.close()
})

test('[ST12] a vault of a newer format is refused and left as it is', async () => {
  const { folder, vault } = await createTestVault()
  await vault.close()
  const file = path.join(folder, 'vault.json')
  const header = z.looseObject({}).parse(JSON.parse(await readFile(file, 'utf8')))
  await writeFile(file, JSON.stringify({ ...header, format: 2, shape: 'new' }))
  const before = await contentOf(folder)

  expect(await faultOf(openVault(folder, PASSPHRASE, testPorts()))).toEqual({
    code: 'newer-version',
    detail: { format: 2, known: 1 },
  })
  expect(await faultOf(createVault(folder, { passphrase: PASSPHRASE }, testPorts()))).toMatchObject({
    code: 'conflict',
  })
  expect(await contentOf(folder)).toEqual(before)
})

test('there is no vault in an empty folder, and what is left of one is never overwritten', async () => {
  const nowhere = path.join(await temporaryFolder(), 'kho')
  expect(await vaultExists(nowhere)).toBe(false)
  expect(await faultOf(openVault(nowhere, PASSPHRASE, testPorts()))).toMatchObject({ code: 'not-found' })

  const { folder, vault } = await createTestVault()
  await vault.append([edit(newRecord('case'), '/title', 'đất')])
  await vault.close()
  await rm(path.join(folder, 'vault.json'))

  expect(await vaultExists(folder)).toBe(true)
  expect(await faultOf(createVault(folder, { passphrase: PASSPHRASE }, testPorts()))).toMatchObject({
    code: 'conflict',
  })
})

test('a vault whose header or station key was altered says that it is damaged', async () => {
  const { folder, vault } = await createTestVault()
  await vault.close()
  const header = await readFile(path.join(folder, 'vault.json'))

  await writeFile(path.join(folder, 'vault.json'), '{"format":1')
  expect(await faultOf(openVault(folder, PASSPHRASE, testPorts()))).toMatchObject({ code: 'damaged' })
  await writeFile(path.join(folder, 'vault.json'), header)
  await writeFile(path.join(folder, 'station.key'), 'x'.repeat(200))
  expect(await faultOf(openVault(folder, PASSPHRASE, testPorts()))).toEqual({
    code: 'damaged',
    detail: { part: 'station' },
  })
})

test('[ST4] damage in a log is told when the vault opens, and other origins go on', async () => {
  const { folder, vault, reopen } = await createTestVault()
  const record = newRecord('case')
  await vault.append([edit(record, '/title', 'đất')])
  await vault.append([edit(record, '/title', 'nhà')])
  await vault.close()
  const origin = `${vault.station.id}.0`
  const file = path.join(folder, 'log', origin, '000000001.log')
  const bytes = await readFile(file)
  bytes.writeUInt8(bytes.readUInt8(bytes.length - 1) ^ 1, bytes.length - 1)
  await writeFile(file, bytes)

  const again = await reopen()

  expect(again.notices).toEqual([{ code: 'damaged', detail: { part: 'log', origin, n: 2 } }])
  expect(shownValue(again.record(record), '/title')).toBe('đất')
  expect(await faultOf(again.append([edit(record, '/title', 'rừng')]))).toMatchObject({ code: 'read-only' })
  expect(await readFile(file)).toEqual(bytes)
  expect(await readdir(path.join(folder, 'quarantine'))).toHaveLength(1)
  expect((await again.blobs.put(piecesOf(Buffer.from('x')))).sizeBytes).toBe(1)
})

test('settings come back, give way to the one before where the file is bad, and fall back where their shape changed', async () => {
  const { folder, vault, reopen } = await createTestVault()
  const schema = z.object({ theme: z.string() })
  const setting = await vault.settings('giao-dien', schema, { theme: 'sáng' })
  expect(setting.value).toEqual({ theme: 'sáng' })
  await Promise.all([setting.save({ theme: 'vừa' }), setting.save({ theme: 'tối' })])
  expect(setting.value).toEqual({ theme: 'tối' })
  expect(await vault.settings('giao-dien', schema, { theme: 'sáng' })).toBe(setting)

  const second = await reopen()
  expect((await second.settings('giao-dien', schema, { theme: 'sáng' })).value).toEqual({ theme: 'tối' })

  const third = await reopen()
  expect((await third.settings('giao-dien', z.object({ size: z.int() }), { size: 1 })).value).toEqual({
    size: 1,
  })

  await third.close()
  const damaged = [{ code: 'damaged', detail: { part: 'settings/giao-dien' } }]
  await writeFile(path.join(folder, 'settings', 'giao-dien.json'), Buffer.alloc(100, 1))
  const fourth = await reopen()
  expect((await fourth.settings('giao-dien', schema, { theme: 'sáng' })).value).toEqual({ theme: 'vừa' })
  expect(fourth.notices).toEqual(damaged)

  await fourth.close()
  await writeFile(path.join(folder, 'settings', 'giao-dien.1.json'), Buffer.alloc(100, 1))
  const fifth = await reopen()
  expect((await fifth.settings('giao-dien', schema, { theme: 'sáng' })).value).toEqual({ theme: 'sáng' })
  expect(fifth.notices).toEqual(damaged)
})

test('a vault lies in a folder of any name, and may be moved while it is closed', async () => {
  const parent = await temporaryFolder()
  const folder = path.join(parent, 'Hồ sơ #1 100% của xã & thôn; file:x')
  const { vault } = await createVault(folder, { passphrase: PASSPHRASE }, testPorts())
  const record = newRecord('case')
  await vault.append([edit(record, '/title', 'đất')])
  await vault.index.put([anEntry({ pages: ['đất'] })])
  await vault.close()
  expect(await readdir(folder)).toEqual(expect.arrayContaining(['lock', 'index.db']))

  await rename(folder, path.join(parent, 'nơi khác'))
  const moved = await openVault(path.join(parent, 'nơi khác'), PASSPHRASE, testPorts())

  expect(shownValue(moved.record(record), '/title')).toBe('đất')
  expect(await moved.index.documents()).toBe(1)
  await moved.close()
})

/** Every file of a folder with what is in it, but for the lock and the index, whose engine lets go of its files late. */
async function contentOf(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter(
    (entry) => entry.isFile() && entry.name !== 'lock' && !entry.name.startsWith('index.db'),
  )
  const content: Record<string, string> = {}
  for (const entry of files) {
    const file = path.join(entry.parentPath, entry.name)
    content[file] = (await readFile(file)).toString('base64')
  }
  return content
}
