import { cp, mkdir, rm } from 'node:fs/promises'
import path from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Edit, Op } from '../../../../../domain/op.ts'
import type { OpBatch } from '../../../../../domain/sync/protocol.ts'
import { createVault, openVault, type Vault } from '../../../../../electron/store/vault.ts'
import { createFaultyFiles, type FaultyFiles, type TornWrite } from '../../../../support/faulty-files.ts'
import { edit, newRecord, PASSPHRASE, temporaryFolder, testPorts } from '../../../../support/test-vault.ts'
import {
  allValues,
  batchesOf,
  COMMUNE,
  everyOp,
  twoCopies,
  watchedFiles,
} from '../../../../support/two-copies.ts'

const records = [newRecord('case'), newRecord('case')]
const [one, two] = [records[0] ?? newRecord('case'), records[1] ?? newRecord('case')]

/** A disk in memory with these files on it; what has files of its own is copied beside. */
async function diskOf(template: FaultyFiles, from: string, to: string): Promise<FaultyFiles> {
  await rm(to, { recursive: true, force: true })
  await cp(from, to, { recursive: true })
  const files = createFaultyFiles(path.dirname(to))
  const folders = ['keys', 'log', 'blobs', 'derived', 'snap', 'settings', 'quarantine', 'tmp']
  for (const name of folders) await files.makeFolder(path.join(to, name))
  for (const [file, bytes] of template.entries()) {
    const target = path.join(to, path.relative(from, file))
    await files.makeFolder(path.dirname(target))
    const made = await files.create(target)
    await made.write(bytes, 0)
    await made.datasync()
    await files.syncFolder(path.dirname(target))
    await files.syncFolder(path.dirname(path.dirname(target)))
  }
  for (const name of folders) await files.syncFolder(path.join(to, name))
  for (const folder of [path.join(to, 'log'), to, path.dirname(to)]) await files.syncFolder(folder)
  return files
}

interface Template {
  readonly files: FaultyFiles
  readonly folder: string
  /** What the other copy of it sends. */
  readonly batches: readonly OpBatch[]
  /** What stood in its cells before. */
  readonly values: Readonly<Record<string, readonly string[]>>
}

/** The second copy with its own tail, closed, and what the first wrote. */
async function template(): Promise<Template> {
  const parent = await temporaryFolder()
  const [first, second] = [path.join(parent, 'mot'), path.join(parent, 'hai')]
  const files = createFaultyFiles(parent)
  await mkdir(first)
  const ports = testPorts({ files })
  const made = (await createVault(first, { passphrase: PASSPHRASE }, ports)).vault
  await made.append([edit(one, '/title', 'chung'), edit(two, '/title', 'chung')])
  await made.close()
  const copies = await diskOf(files, first, second)
  const ofFirst = await openVault(first, PASSPHRASE, ports)
  await ofFirst.append([edit(one, '/title', 'máy một')])
  await ofFirst.append([edit(two, '/maker', 'máy một')])
  const batches = await batchesOf(ofFirst)
  await ofFirst.close()
  const ofSecond = await openVault(second, PASSPHRASE, testPorts({ files: copies }))
  await ofSecond.append([edit(one, '/title', 'máy hai'), edit(two, '/title', 'máy hai')])
  await ofSecond.append([edit(one, '/title', 'máy hai, sửa')])
  await ofSecond.append([edit(two, '/maker', 'máy hai')])
  const values = allValues(ofSecond, records)
  await ofSecond.close()
  return { files: copies, folder: second, batches, values }
}

async function take(vault: Vault, batches: readonly OpBatch[]): Promise<void> {
  for (const batch of batches) await vault.ingest(batch, COMMUNE)
}

const expected = {
  [`${one}/title`]: ['"máy hai, sửa"', '"máy một"'],
  [`${two}/maker`]: ['"máy hai"', '"máy một"'],
  [`${two}/title`]: ['"máy hai"'],
}
const sorted = (values: Readonly<Record<string, readonly string[]>>) =>
  Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1))

/** The cells that each of two copies wrote after they parted: the same bytes under the same name are one op, by both. */
async function touchedApart(first: Vault, second: Vault): Promise<readonly [Set<string>, Set<string>]> {
  const own = async (vault: Vault) => (await everyOp(vault))[`${vault.station.id}.0`] ?? []
  const [a, b] = [await own(first), await own(second)]
  const parted = a.findIndex((text, at) => text !== b[at])
  const cellsOf = (texts: readonly string[]) =>
    new Set(
      texts.slice(parted < 0 ? a.length : parted).map((text) => {
        const { f, p } = JSON.parse(text) as Op
        return `${f}${p}`
      }),
    )
  return [cellsOf(a), cellsOf(b)]
}

const torn: readonly TornWrite[] = ['nothing', 'half', 'everything']

test.each(torn)(
  '[SY23] a power cut at any call of the cure that leaves %s of the last write loses nothing and is mended by opening again',
  async (left) => {
    const { files: kept, folder, batches, values } = await template()
    const place = path.join(path.dirname(folder), 'thu', 'kho')
    const outcomes: string[] = []
    for (let call = 1, isDone = false; !isDone; call += 1) {
      const files = await diskOf(kept, folder, place)
      const state = { isArmed: false, calls: 0 }
      const watched = watchedFiles(files, () => {
        if (!state.isArmed) return
        state.calls += 1
        if (state.calls === call) files.failAlways('EIO')
      })
      const opened = await openVault(place, PASSPHRASE, testPorts({ files: watched }))
      state.isArmed = true
      const outcome = await take(opened, batches).then(
        () => 'taken',
        () => 'cut',
      )
      const reached = state.calls >= call
      files.failAlways('EIO')
      await opened.close().catch(() => undefined)
      files.failAlways(null)
      files.cutPower(left)

      const again = await openVault(place, PASSPHRASE, testPorts({ files }))
      try {
        const lost = again.notices.filter(({ code }) => code !== 'fork')
        expect(lost, `call ${call}`).toEqual([])
        const now = allValues(again, records)
        for (const [cell, before] of Object.entries(values)) {
          expect(now[cell], `call ${call}`).toEqual(expect.arrayContaining([...before]))
        }
        await take(again, batches)
        expect(sorted(allValues(again, records)), `call ${call}`).toEqual(sorted(expected))
        const ops = await everyOp(again)
        expect(ops[`${again.station.id}.0`], `call ${call}`).toEqual(batches.flatMap((batch) => batch.ops))
        const anew = Object.keys(ops).filter((origin) => origin !== `${again.station.id}.0`)
        expect(
          anew.flatMap((origin) => ops[origin] ?? []),
          `call ${call}`,
        ).toHaveLength(4)
        expect((await again.care.check({})).faults, `call ${call}`).toEqual([])
      } finally {
        await again.close()
      }
      outcomes.push(outcome)
      isDone = !reached
    }
    expect(outcomes.at(-1)).toBe('taken')
    expect(outcomes.length).toBeGreaterThan(30)
  },
  300_000,
)

test('[SY24] whatever both copies wrote, each value that stood at one of them stands afterwards', async () => {
  const cells = ['/title', '/maker', '/field/number']
  const anyEdit: fc.Arbitrary<Edit> = fc
    .record({
      record: fc.constantFrom(...records),
      cell: fc.constantFrom(...cells),
      value: fc.integer({ min: 0, max: 9 }),
      isGone: fc.boolean(),
    })
    .map(({ record, cell, value, isGone }) =>
      isGone && value < 2 ? { record, path: cell, remove: true } : edit(record, cell, value),
    )
  const anyTail = fc.array(fc.array(anyEdit, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 4 })
  const begun = [edit(one, '/title', 7), edit(one, '/title', 0)]
  const sameBeginning: [Edit[], Edit[][], Edit[][]] = [
    [],
    [begun, [edit(one, '/field/number', 0)]],
    [begun, [{ record: one, path: '/title', remove: true }]],
  ]
  await fc.assert(
    fc.asyncProperty(fc.array(anyEdit, { maxLength: 4 }), anyTail, anyTail, async (shared, a, b) => {
      const [first, second] = await twoCopies(...shared)
      for (const group of a) await first.append(group)
      for (const group of b) await second.append(group)
      const theirs = allValues(first, records)
      const ours = allValues(second, records)
      const touched = await touchedApart(first, second)

      await take(second, await batchesOf(first))

      for (const [cell, values] of Object.entries(allValues(second, records))) {
        const sides = [touched[0].has(cell) ? theirs[cell] : [], touched[1].has(cell) ? ours[cell] : []]
        const written = [...new Set(sides.flatMap((each) => each ?? []))].sort()
        expect(values).toEqual(written.length > 0 ? written : ours[cell])
      }
      await take(first, await batchesOf(second, first.vector()))
      expect(allValues(first, records)).toEqual(allValues(second, records))
      await first.close()
      await second.close()
    }),
    { numRuns: 12, examples: [sameBeginning] },
  )
}, 300_000)
