import { expect, test } from 'vitest'
import { shownValue } from '../../../../../domain/merge.ts'
import type { Files } from '../../../../../electron/store/files/files.ts'
import { createNodeFiles } from '../../../../../electron/store/files/node-files.ts'
import { createTestVault, edit, faultOf, newRecord } from '../../../../support/test-vault.ts'

/** The real file system, counting what is written to logs. */
function countingFiles(): { files: Files; counts: { writes: number; syncs: number } } {
  const real = createNodeFiles()
  const counts = { writes: 0, syncs: 0 }
  const files: Files = {
    ...real,
    create: async (path) => {
      const file = await real.create(path)
      if (!path.endsWith('.log')) return file
      return {
        ...file,
        write: (bytes, position) => {
          counts.writes += 1
          return file.write(bytes, position)
        },
        datasync: () => {
          counts.syncs += 1
          return file.datasync()
        },
      }
    },
  }
  return { files, counts }
}

test('appends that wait together share one write and one sync', async () => {
  const { files, counts } = countingFiles()
  const { vault } = await createTestVault({ files })
  const record = newRecord('case')

  await Promise.all(Array.from({ length: 200 }, (_, n) => vault.append([edit(record, '/year', n)])))

  expect(counts.syncs).toBe(counts.writes)
  expect(counts.syncs).toBeLessThanOrEqual(3)
  expect(vault.record(record).cells['/year']?.heads.map((op) => op.val)).toEqual([199])
  expect(Object.values(vault.vector())).toEqual([200])
})

test('an edit is in the records once it is durable, not before', async () => {
  const { vault } = await createTestVault()
  const record = newRecord('case')

  const saving = vault.append([edit(record, '/title', 'đất')])

  expect(shownValue(vault.record(record), '/title')).toBeUndefined()
  await saving
  expect(shownValue(vault.record(record), '/title')).toBe('đất')
})

test('a listener hears once of each change, before it is acknowledged', async () => {
  const { vault } = await createTestVault()
  const [one, other] = [newRecord('case'), newRecord('doc')]
  const heard: unknown[] = []
  const end = vault.onChange((ids, revision) => heard.push([[...ids], revision]))

  await vault.append([edit(one, '/title', 'a'), edit(other, '/batch', 'b'), edit(one, '/year', 1)])
  expect(heard).toEqual([[[one, other], 1]])
  await vault.append([edit(one, '/title', 'c')])
  end()
  await vault.append([edit(one, '/title', 'd')])

  expect(heard).toEqual([
    [[one, other], 1],
    [[one], 2],
  ])
})

test('an edit that no op can be made of is refused alone', async () => {
  const { vault } = await createTestVault()
  const record = newRecord('case')

  const ends = await Promise.allSettled([
    vault.append([edit(record, '/title', 'trước')]),
    vault.append([edit(record, '/year', 1), edit(record, 'không có gạch chéo', 1)]),
    vault.append([edit(record, '/title', 'x'.repeat(70_000))]),
    vault.append([edit(record, '/title', 'sau')]),
  ])

  expect(ends.map((end) => end.status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled'])
  expect(vault.record(record).cells['/title']?.heads.map((op) => op.val)).toEqual(['sau'])
  expect(shownValue(vault.record(record), '/year')).toBeUndefined()
  expect(await faultOf(vault.append([edit(record, '/x', 'y'.repeat(70_000))]))).toEqual({
    code: 'invalid-input',
    detail: { reason: 'too-long', path: '/x' },
  })
})

test('[MG7] a clock that goes back does not put an edit behind the one it replaces', async () => {
  const clock = { ms: 4_070_908_800_000, nowMs: () => clock.ms }
  const { vault, reopen } = await createTestVault({ clock })
  const record = newRecord('case')
  await vault.append([edit(record, '/title', 'năm 2099')])

  clock.ms = 0
  const again = await reopen()
  await again.append([edit(record, '/title', 'năm 1970')])

  const [head] = again.record(record).cells['/title']?.heads ?? []
  expect(head?.val).toBe('năm 1970')
  expect(head?.t).toEqual([4_070_908_800_000, 1])
})

test('a removed value is gone from the view and stays in the log', async () => {
  const { vault } = await createTestVault()
  const record = newRecord('case')
  await vault.append([edit(record, '/title', 'đất')])

  await vault.append([{ record, path: '/title', remove: true }])

  expect(shownValue(vault.record(record), '/title')).toBeUndefined()
  const unsent = await vault.unsent({}, { ops: 10, bytes: 10_000 })
  expect(unsent?.ops).toHaveLength(2)
})

test('a closed vault takes nothing more', async () => {
  const { vault } = await createTestVault()
  await vault.close()

  expect(await faultOf(vault.append([edit(newRecord('case'), '/title', 'đất')]))).toMatchObject({
    code: 'locked',
  })
})

test('a large append to one record is quick', async () => {
  const { vault, reopen } = await createTestVault()
  const record = newRecord('batch')
  const edits = Array.from({ length: 10_000 }, (_, n) =>
    edit(record, `/source/${n}`, { name: `tệp ${n}.pdf` }),
  )

  const start = performance.now()
  await vault.append(edits)
  expect(performance.now() - start).toBeLessThan(5000)

  const again = await reopen()
  expect(Object.keys(again.record(record).cells)).toHaveLength(10_000)
})
