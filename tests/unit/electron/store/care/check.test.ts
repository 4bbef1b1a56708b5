import { randomBytes } from 'node:crypto'
import { appendFile, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import * as z from 'zod'
import { shownValue } from '../../../../../domain/merge.ts'
import { checkVault } from '../../../../../electron/store/care/check.ts'
import { repairVault } from '../../../../../electron/store/care/repair.ts'
import { createNodeFiles } from '../../../../../electron/store/files/node-files.ts'
import { openVault, type Vault } from '../../../../../electron/store/vault.ts'
import { readHeader } from '../../../../../electron/store/vault-header.ts'
import { carePorts } from '../../../../support/test-care.ts'
import {
  createTestVault,
  edit,
  faultOf,
  newRecord,
  PASSPHRASE,
  piecesOf,
  temporaryFolder,
  testPorts,
} from '../../../../support/test-vault.ts'

// Matchers stand for values; their own type says nothing of that.
const A_DOCUMENT: unknown = expect.stringMatching(/^doc_/)
const A_NUMBER: unknown = expect.any(Number)
const SECRET_TITLE = 'Hồ sơ cấp đất cho bà Ngọc'

/** A case file with two documents, each with a page. */
async function fill(vault: Vault) {
  const file = newRecord('case')
  const documents = [newRecord('doc'), newRecord('doc')]
  await vault.append([edit(file, '/title', SECRET_TITLE)])
  for (const document of documents) {
    const { sha } = await vault.blobs.put(piecesOf(randomBytes(150_000), 50_000))
    await vault.append([
      edit(document, '/caseFile', file),
      edit(document, '/pages', [{ id: 'p1', source: sha, index: 0 }]),
    ])
  }
  return { file, documents }
}

async function blobFiles(folder: string): Promise<readonly string[]> {
  const entries = await readdir(path.join(folder, 'blobs'), { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name))
}

async function flip(file: string, at: number): Promise<void> {
  const bytes = await readFile(file)
  const place = at < 0 ? bytes.length + at : at
  bytes.writeUInt8(bytes.readUInt8(place) ^ 1, place)
  await writeFile(file, bytes)
}

const check = (folder: string, isFast = false) =>
  checkVault(folder, PASSPHRASE, { isFast, ports: carePorts() })

test('[CA6] a whole vault has no faults, and what is in it is counted', async () => {
  const { vault, folder } = await createTestVault()
  await fill(vault)
  await vault.blobs.put(piecesOf(Buffer.from('không ai nhắc đến')))
  expect((await vault.care.check({})).faults).toEqual([])
  expect(await faultOf(check(folder))).toMatchObject({ code: 'in-use' })
  await vault.close()

  const report = await check(folder)

  expect(report.faults).toEqual([])
  expect(report.facts).toMatchObject({
    origins: 1,
    ops: 5,
    records: 3,
    blobs: 3,
    orphanBlobs: 1,
    blobsElsewhere: 0,
    quarantined: 0,
    leftovers: 0,
    tornLogs: 0,
  })
  expect((await check(folder, true)).faults).toEqual([])
})

test('[CA6] every fault is listed, none ends the check, and none tells of content', async () => {
  const { vault, folder } = await createTestVault()
  const { documents } = await fill(vault)
  const lost = newRecord('case')
  await vault.append([edit(documents[0] ?? '', '/caseFile', lost)])
  await (await vault.settings('thu', z.string(), '')).save('x')
  await vault.close()
  const origin = `${vault.station.id}.0`
  const [first = '', second = ''] = await blobFiles(folder)
  await flip(first, 70_000)
  await rm(second)
  await flip(path.join(folder, 'settings', 'thu.json'), 20)
  await flip(path.join(folder, 'station.key'), 20)
  const { slots } = await readHeader(createNodeFiles(), folder)
  const slot = slots.find(({ kind }) => kind === 'recovery')?.id ?? ''
  await writeFile(path.join(folder, 'keys', `${slot}.age`), 'không phải age')
  await writeFile(path.join(folder, 'tmp', 'bỏ dở'), 'x')

  const report = await check(folder)

  expect(report.faults).toEqual(
    expect.arrayContaining([
      { code: 'setting-damaged', detail: { name: 'thu.json' } },
      { code: 'station-unreadable', detail: {} },
      { code: 'slot-unreadable', detail: { slot } },
      { code: 'reference-missing', detail: { record: documents[0], target: lost } },
      {
        code: 'blob-damaged',
        detail: { blob: path.basename(first), record: A_DOCUMENT },
      },
      {
        code: 'blob-missing',
        detail: { blob: path.basename(second), record: A_DOCUMENT },
      },
    ]),
  )
  expect(report.facts).toMatchObject({ leftovers: 1, origins: 1 })
  expect(JSON.stringify(report)).not.toContain('Ngọc')
  // A flip inside a chunk is not seen by the quick check, a missing file is.
  expect((await check(folder, true)).faults.map(({ code }) => code)).toEqual(
    expect.arrayContaining(['blob-missing']),
  )

  await flip(path.join(folder, 'log', origin, '000000001.log'), 300)
  const damaged = await check(folder)
  expect(damaged.faults).toContainEqual({
    code: 'log-damaged',
    detail: { origin, segment: 1, n: A_NUMBER },
  })
  expect(await readdir(path.join(folder, 'quarantine'))).toEqual([])
})

test('[CA6] a tail that was cut short is no fault, and the check leaves it as it is', async () => {
  const { vault, folder } = await createTestVault()
  await fill(vault)
  await vault.close()
  const segment = path.join(folder, 'log', `${vault.station.id}.0`, '000000001.log')
  await appendFile(segment, Buffer.from([40, 0, 0]))
  const before = await readFile(segment)

  const report = await check(folder)

  expect([report.faults, report.facts.tornLogs]).toEqual([[], 1])
  expect(await readFile(segment)).toEqual(before)
})

test('[CA7] damaged and missing blobs and segments come back from a backup, and what was written since stays', async () => {
  const { vault, folder } = await createTestVault()
  const { file } = await fill(vault)
  const stick = await temporaryFolder()
  await vault.care.backUp(stick, {})
  await vault.append([edit(file, '/title', 'sau bản sao lưu')])
  await vault.close()
  const origin = `${vault.station.id}.0`
  const [first = '', second = ''] = await blobFiles(folder)
  const whole = await readFile(first)
  await flip(first, 70_000)
  await rm(second)
  await flip(path.join(folder, 'log', origin, '000000001.log'), 300)

  const outcome = await repairVault({ folder, secret: PASSPHRASE, from: stick }, carePorts())

  expect(outcome).toEqual({ kind: 'repaired', blobs: 2, segments: [{ origin, segment: 1 }], unrepaired: [] })
  expect((await check(folder)).faults).toEqual([])
  expect(await readFile(first)).toEqual(whole)
  // What was damaged is kept.
  expect(await readdir(path.join(folder, 'quarantine'))).toHaveLength(2)
  const again = await openVault(folder, PASSPHRASE, testPorts())
  expect([again.notices, again.vector()]).toEqual([[], { [origin]: 6 }])
  expect(shownValue(again.record(file), '/title')).toBe('sau bản sao lưu')
  await again.append([edit(file, '/title', 'làm tiếp')])
  await again.close()
})

test('[CA7] damage behind the backup is said to be left, and a damaged or foreign backup repairs nothing', async () => {
  const { vault, folder } = await createTestVault()
  const { file } = await fill(vault)
  const stick = await temporaryFolder()
  await vault.care.backUp(stick, {})
  await vault.append([edit(file, '/title', 'sau bản sao lưu')])
  await vault.close()
  const origin = `${vault.station.id}.0`
  const segment = path.join(folder, 'log', origin, '000000001.log')
  await flip(segment, -5)
  const before = await readFile(segment)

  const outcome = await repairVault({ folder, secret: PASSPHRASE, from: stick }, carePorts())

  expect(outcome).toEqual({ kind: 'repaired', blobs: 0, segments: [], unrepaired: [{ origin, n: 6 }] })
  expect(await readFile(segment)).toEqual(before)

  const foreign = await createTestVault()
  const theirs = await temporaryFolder()
  await foreign.vault.care.backUp(theirs, {})
  expect(await faultOf(repairVault({ folder, secret: PASSPHRASE, from: theirs }, carePorts()))).toMatchObject(
    {
      code: 'damaged',
    },
  )
  const empty = await temporaryFolder()
  expect(await repairVault({ folder, secret: PASSPHRASE, from: empty }, carePorts())).toEqual({
    kind: 'refused',
    faults: [{ code: 'no-snapshot', file: '' }],
  })
})

test('[CA7] a segment that is gone comes back from a backup', async () => {
  const { vault, folder } = await createTestVault()
  await fill(vault)
  const stick = await temporaryFolder()
  await vault.care.backUp(stick, {})
  await vault.close()
  const origin = `${vault.station.id}.0`
  await mkdir(path.join(folder, 'weg'))
  await rename(path.join(folder, 'log', origin), path.join(folder, 'weg', origin))

  const outcome = await repairVault({ folder, secret: PASSPHRASE, from: stick }, carePorts())

  expect(outcome).toMatchObject({ kind: 'repaired', segments: [{ origin, segment: 1 }], unrepaired: [] })
  const again = await openVault(folder, PASSPHRASE, testPorts())
  expect([again.notices, again.vector()]).toEqual([[], { [origin]: 5 }])
  await again.close()
})
