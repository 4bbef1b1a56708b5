import { readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { documentStages } from '../../../../../domain/catalogue.ts'
import { shownValue } from '../../../../../domain/merge.ts'
import type { Edit, RecordId } from '../../../../../domain/op.ts'
import type { Vault } from '../../../../../electron/store/vault.ts'
import { createTestVault, edit, newRecord } from '../../../../support/test-vault.ts'

const SHA = 'a'.repeat(64)

function newDocument(file: RecordId | null, position: number): readonly Edit[] {
  const id = newRecord('doc')
  return [
    edit(id, '/batch', 'batch_1'),
    edit(id, '/pages', [
      { id: 'p1', source: SHA, index: 0 },
      { id: 'p2', source: SHA, index: 1 },
    ]),
    edit(id, '/caseFile', file),
    edit(id, '/position', position),
  ]
}

function caseFile(
  notation: string,
  year: number,
): { readonly id: RecordId; readonly edits: readonly Edit[] } {
  const id = newRecord('case')
  const cells = { notation, year, title: notation, state: { name: 'open', reason: null } }
  return { id, edits: Object.entries(cells).map(([name, value]) => edit(id, `/${name}`, value)) }
}

const countOf = (vault: Vault, stage: string) => vault.catalogue.stages('doc').get(stage)

test('[ST31] a document moves through the stages as it is read, accepted and filed, and the counts move with it', async () => {
  const { vault } = await createTestVault()
  const file = caseFile('01.TH', 2026)
  const edits = newDocument(null, 1)
  const id = edits[0]?.record ?? ''
  await vault.append([...file.edits, ...edits])
  const stages: string[] = []
  const note = (): void => {
    const found = documentStages.filter((stage) => (countOf(vault, stage)?.records ?? 0) === 1)
    stages.push(found.join())
  }

  note()
  await vault.append([edit(id, '/text/p1', SHA), edit(id, '/unread/p2', 'file-corrupt')])
  note()
  expect(countOf(vault, 'to-review')).toMatchObject({
    records: 1,
    pages: 2,
    pagesRead: 1,
    pagesUnread: 1,
    refused: 0,
  })
  expect(vault.catalogue.ids({ kind: 'doc', isDue: true, limit: 9 })).toEqual([id])
  await vault.append([edit(id, '/proposals', {}), edit(id, '/isAccepted', true)])
  note()
  expect(vault.catalogue.ids({ kind: 'doc', isDue: true, limit: 9 })).toEqual([])
  await vault.append([edit(id, '/caseFile', file.id)])
  note()

  expect(stages).toEqual(['to-read', 'to-review', 'to-file', 'filed'])
  expect(vault.catalogue.below('doc', [file.id]).get(file.id)).toMatchObject({ records: 1, pages: 2 })
})

test('lists come in pages, in the order that was asked for, numbers by their value', async () => {
  const { vault } = await createTestVault()
  const notations = ['10.TH', '2.TH', '1.ĐĐ', '02.TC']
  const files = notations.map((notation, index) => caseFile(notation, 2020 + index))
  for (const { edits } of files) await vault.append(edits)
  const shown = (ids: readonly RecordId[]) => ids.map((id) => shownValue(vault.record(id), '/notation'))

  expect(shown(vault.catalogue.ids({ kind: 'case', order: 'label', limit: 10 }))).toEqual([
    '1.ĐĐ',
    '02.TC',
    '2.TH',
    '10.TH',
  ])
  expect(shown(vault.catalogue.ids({ kind: 'case', order: 'label', limit: 2, offset: 2 }))).toEqual([
    '2.TH',
    '10.TH',
  ])
  expect(shown(vault.catalogue.ids({ kind: 'case', year: 2021, limit: 10 }))).toEqual(['2.TH'])
  expect(vault.catalogue.tally({ kind: 'case', stages: ['open'] }).records).toBe(4)
})

test('a walk comes by every record once, whatever is written meanwhile', async () => {
  const { vault } = await createTestVault()
  for (let n = 0; n < 25; n += 1) await vault.append(newDocument(null, n))
  const seen: RecordId[] = []

  for (let after: number | null = 0; after !== null; ) {
    const step = vault.catalogue.walk('doc', after, 10)
    seen.push(...step.ids)
    for (const id of step.ids) await vault.append([edit(id, '/position', 7)])
    after = step.next
  }

  expect(new Set(seen).size).toBe(25)
  expect(seen).toHaveLength(25)
})

test('an undone case file is in no list', async () => {
  const { vault } = await createTestVault()
  const file = caseFile('01.TH', 2026)
  await vault.append(file.edits)
  await vault.append(
    ['/notation', '/title', '/year', '/state'].map((of) => ({ record: file.id, path: of, remove: true })),
  )

  expect(vault.catalogue.ids({ kind: 'case', limit: 10 })).toEqual([])
  expect(vault.catalogue.tally({ kind: 'case' }).records).toBe(0)
})

test.each(['deleted', 'cut', 'altered', 'replaced by another vault’s'])(
  '[ST9] a ledger that is %s is made again from the log',
  async (spoil) => {
    const { folder, vault, reopen } = await createTestVault()
    for (let n = 0; n < 40; n += 1) await vault.append(newDocument(null, n))
    const before = vault.records('doc')
    await vault.close()
    const file = path.join(folder, 'ledger.db')
    const bytes = await readFile(file)
    if (spoil === 'deleted') await rm(file)
    if (spoil === 'cut') await writeFile(file, bytes.subarray(0, 4096 * 3))
    if (spoil === 'altered')
      await writeFile(
        file,
        bytes.map((byte, at) => (at % 4096 === 2000 ? byte ^ 1 : byte)),
      )
    if (spoil.startsWith('replaced')) {
      const other = await createTestVault()
      await other.vault.append(newDocument(null, 1))
      await other.vault.close()
      await writeFile(file, await readFile(path.join(other.folder, 'ledger.db')))
    }

    const read = async (): Promise<unknown> => (await reopen()).records('doc')
    // Damage that shows only when a state is read closes the vault; the next opening makes the ledger anew.
    const found = await read().catch(read)

    expect(found).toEqual(before)
    expect((await reopen()).catalogue.tally({ kind: 'doc' })).toMatchObject({ records: 40, pages: 80 })
  },
)

test('making the ledger anew tells how much of the log was read', async () => {
  const { folder, vault, reopen } = await createTestVault()
  for (let n = 0; n < 20; n += 1) await vault.append(newDocument(null, n))
  await vault.close()
  await rm(path.join(folder, 'ledger.db'))
  const log = path.join(folder, 'log', `${vault.station.id}.0`, '000000001.log')
  const told: { readBytes: number; totalBytes: number }[] = []

  await reopen({ onProgress: (progress) => told.push({ ...progress }) })

  const { length } = await readFile(log)
  expect(told.at(-1)).toEqual({ readBytes: length, totalBytes: length })
})
