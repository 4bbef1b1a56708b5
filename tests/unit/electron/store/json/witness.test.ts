import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import * as z from 'zod'
import { shownValue } from '../../../../../domain/merge.ts'
import type { RecordId } from '../../../../../domain/op.ts'
import type { Files } from '../../../../../electron/store/files/files.ts'
import { createNodeFiles } from '../../../../../electron/store/files/node-files.ts'
import type { Vault } from '../../../../../electron/store/vault.ts'
import { createTestStation } from '../../../../support/test-station.ts'
import { createTestVault, edit, faultOf, newRecord, piecesOf } from '../../../../support/test-vault.ts'

const COMMUNE = 'H27.38.05'

/** Two case files with documents, one document outside, and ops of another station. */
async function fill(vault: Vault): Promise<{ files: readonly RecordId[]; documents: readonly RecordId[] }> {
  const files = [newRecord('case'), newRecord('case')]
  const documents = [newRecord('doc'), newRecord('doc'), newRecord('doc')]
  for (const [index, file] of files.entries()) {
    await vault.append([
      edit(file, '/title', `hồ sơ ${index}`),
      edit(documents[index] ?? file, '/caseFile', file),
    ])
  }
  await vault.append([edit(documents[2] ?? '', '/batch', 'x')])
  const other = createTestStation('http://127.0.0.1', { commune: COMMUNE })
  other.write(edit(files[0] ?? '', '/title', 'nơi khác'), edit(newRecord('fonds'), '/agencyName', 'UBND xã'))
  await vault.ingest(other.batch(), COMMUNE)
  return { files, documents }
}

function allOf(vault: Vault): unknown {
  const kinds = ['fonds', 'plan', 'case', 'doc', 'batch', 'deposit'] as const
  const records = kinds.flatMap((kind) => vault.records(kind)).sort((a, b) => (a.id < b.id ? -1 : 1))
  return { records, vector: vault.vector(), notices: vault.notices }
}

/** The real file system, noting which files are read whole. */
function readingFiles(): { files: Files; read: string[] } {
  const real = createNodeFiles()
  const read: string[] = []
  return {
    read,
    files: {
      ...real,
      read: (file) => {
        read.push(path.basename(file))
        return real.read(file)
      },
    },
  }
}

test('[ST9] deleting every snapshot, setting and index loses nothing', async () => {
  const { folder, vault, reopen } = await createTestVault()
  await fill(vault)
  await (await vault.settings('thu', z.number(), 1)).save(2)
  await vault.derived.put('x', Buffer.from('x'))
  const { sha } = await vault.blobs.put(piecesOf(Buffer.from('tờ giấy')))
  const before = allOf(vault)
  await vault.close()

  for (const name of ['snap', 'settings', 'derived', 'index.db', 'ledger.db', 'tmp']) {
    await rm(path.join(folder, name), { recursive: true })
  }
  const again = await reopen()

  expect(allOf(again)).toEqual(before)
  expect(await again.blobs.has(sha)).toBe(true)
  expect((await again.settings('thu', z.number(), 1)).value).toBe(1)
  expect(again.index.covered).toBeNull()
  await again.derived.put('x', Buffer.from('x'))
  await (await again.settings('thu', z.number(), 1)).save(3)
})

test('opening from the ledger gives the same records, and goes on from there', async () => {
  const { vault, reopen } = await createTestVault()
  const { files } = await fill(vault)
  const before = allOf(vault)

  const second = await reopen()
  expect(allOf(second)).toEqual(before)
  await second.append([edit(files[1] ?? '', '/title', 'sửa lại')])
  const after = allOf(second)

  const third = await reopen()
  expect(allOf(third)).toEqual(after)
  expect(await third.unsent({}, { ops: 100, bytes: 1_000_000 })).toMatchObject({ from: 1, to: 6 })
})

test('a start with a ledger that fits reads the end of the log only, and closing without a change writes nothing', async () => {
  const { files, read } = readingFiles()
  const { folder, vault, reopen } = await createTestVault({ files })
  const record = newRecord('case')
  const large = 'x'.repeat(60_000)
  for (let n = 0; n < 300; n += 1) await vault.append([edit(record, '/note', `${n}${large}`)])
  const origin = `${vault.station.id}.0`
  await vault.close()
  const segments = await readdir(path.join(folder, 'log', origin))
  expect(segments.length).toBeGreaterThan(2)

  const before = await filesIn(path.join(folder, 'snap'))
  read.length = 0
  const again = await reopen()
  expect(shownValue(again.record(record), '/note')).toBe(`299${large}`)
  expect(new Set(read.filter((name) => name.endsWith('.log')))).toEqual(new Set([segments.at(-1)]))

  await again.close()
  expect(await filesIn(path.join(folder, 'snap'))).toEqual(before)
})

test('the witness is written after many ops, also while the vault stays open, and keeps three generations', async () => {
  const { folder, vault, reopen } = await createTestVault()
  const record = newRecord('batch')
  const snap = path.join(folder, 'snap')

  await vault.append(Array.from({ length: 2500 }, (_, n) => edit(record, `/source/${n}`, n)))
  await expect.poll(() => readdir(snap)).toEqual(['heads.json'])
  for (let time = 0; time < 3; time += 1) {
    await (await reopen()).append([edit(record, '/createdAt', `lần ${time}`)])
  }
  await (await reopen()).close()

  expect(await readdir(snap)).toEqual(['heads.1.json', 'heads.2.json', 'heads.json'])
})

test('[ST4] a log that ends before what was witnessed is damaged, and gives no number twice', async () => {
  const { folder, vault, reopen } = await createTestVault()
  const record = newRecord('case')
  await vault.append([edit(record, '/title', 'một')])
  const file = path.join(folder, 'log', `${vault.station.id}.0`, '000000001.log')
  const older = await readFile(file)
  await vault.append([edit(record, '/title', 'hai')])
  await vault.close()

  await writeFile(file, older)
  const again = await reopen()

  expect(again.notices).toEqual([
    { code: 'damaged', detail: { part: 'log', origin: `${vault.station.id}.0`, n: 2 } },
  ])
  expect(shownValue(again.record(record), '/title')).toBe('một')
  expect(await faultOf(again.append([edit(record, '/title', 'hai khác')]))).toMatchObject({
    code: 'read-only',
  })
})

test('[ST4] a log that went another way than was witnessed is told', async () => {
  const { folder, vault, reopen } = await createTestVault()
  const record = newRecord('case')
  await vault.append([edit(record, '/title', 'một')])
  const snap = path.join(folder, 'snap')
  const file = path.join(folder, 'log', `${vault.station.id}.0`, '000000001.log')
  const earlier = await readFile(file)
  await vault.append([edit(record, '/title', 'hai')])
  await vault.close()
  const witness = await filesIn(snap)

  // An earlier log takes its place, and another second op of the same length is written.
  await rm(snap, { recursive: true })
  await rm(path.join(folder, 'ledger.db'))
  await writeFile(file, earlier)
  const second = await reopen()
  await second.append([edit(record, '/title', 'bai')])
  await second.close()
  for (const [name, bytes] of witness) await writeFile(path.join(snap, name), bytes)

  const third = await reopen()
  expect(shownValue(third.record(record), '/title')).toBe('bai')
  expect(third.notices).toMatchObject([{ code: 'fork', detail: { part: 'log', n: 2 } }])
})

async function filesIn(folder: string): Promise<Map<string, Buffer>> {
  const found = new Map<string, Buffer>()
  for (const name of await readdir(folder)) found.set(name, await readFile(path.join(folder, name)))
  return found
}
