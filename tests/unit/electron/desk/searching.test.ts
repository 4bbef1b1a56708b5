import { rm } from 'node:fs/promises'
import path from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import type { EngineEvent } from '../../../../domain/api.ts'
import type { RecordId } from '../../../../domain/op.ts'
import { caseFileView, moveCaseFile, newCaseFile } from '../../../../domain/records/case-file.ts'
import { type FieldName, newDocument } from '../../../../domain/records/document.ts'
import { noFilters, type SearchFilters } from '../../../../domain/search-api.ts'
import type { TextLayer } from '../../../../domain/text-layer.ts'
import { createIndexer, type Indexer } from '../../../../electron/desk/indexer.ts'
import { searchHandlers } from '../../../../electron/desk/search-handlers.ts'
import { putTextLayer } from '../../../../electron/desk/text-blobs.ts'
import type { Vault } from '../../../../electron/store/vault.ts'
import { createTestVault, edit, newRecord } from '../../../support/test-vault.ts'

const SOURCE = 'ab'.repeat(32)

/** Every word as wide as it has letters, one line below the other; the page is 1000 x 1000. */
function layerOf(text: string): TextLayer {
  const lines = text.split('\n').map((line, row) => {
    let left = 0
    const words = line.split(' ').map((word) => {
      const box: [number, number, number, number] = [left, row * 10, left + word.length * 10, row * 10 + 8]
      left += (word.length + 1) * 10
      return { text: word, box, confidence: 0.9 }
    })
    return { box: [0, row * 10, 1000, row * 10 + 8] as [number, number, number, number], words }
  })
  return { version: 1, widthPx: 1000, heightPx: 1000, engine: 'thử', lines }
}

async function addDocument(
  vault: Vault,
  pages: readonly string[],
  values: Readonly<Partial<Record<FieldName, string>>> = {},
): Promise<RecordId> {
  const id = newRecord('doc')
  const edits = [
    ...newDocument(
      id,
      newRecord('batch'),
      pages.map((_, index) => ({ id: `p${index}`, source: SOURCE, index })),
    ),
  ]
  for (const [index, text] of pages.entries()) {
    edits.push(edit(id, `/text/p${index}`, await putTextLayer(vault.blobs, layerOf(text))))
  }
  for (const [name, value] of Object.entries(values)) edits.push(edit(id, `/field/${name}`, value))
  await vault.append(edits)
  return id
}

interface Desk {
  readonly indexer: Indexer
  readonly events: readonly EngineEvent[]
  readonly bugs: readonly unknown[]
  search(
    query: string,
    filters?: Partial<SearchFilters>,
  ): ReturnType<ReturnType<typeof searchHandlers>['search']>
  find(query: string): Promise<readonly string[]>
}

function openDesk(vault: Vault): Desk {
  const events: EngineEvent[] = []
  const bugs: unknown[] = []
  const indexer = createIndexer({
    records: vault,
    blobs: vault.blobs,
    index: vault.index,
    surroundings: {
      clock: { nowMs: () => Date.now() },
      emit: (event) => events.push(event),
      onBug: (_, error) => bugs.push(error),
    },
  })
  onTestFinished(vault.onChange((ids) => indexer.changed(ids)))
  const handlers = searchHandlers({
    records: vault,
    blobs: vault.blobs,
    search: vault.index,
    believed: (file) => file,
    documentTypes: () => [{ code: '02', name: 'Quyết định', abbreviation: 'QĐ' }],
    status: indexer.status,
  })
  const search: Desk['search'] = (query, filters = {}) =>
    handlers.search({ query, filters: { ...noFilters, ...filters }, limit: 20 })
  return {
    indexer,
    events,
    bugs,
    search,
    find: async (query) => (await search(query)).hits.map(({ document }) => document.id),
  }
}

test('[ST19] a saved document is found within a second, and so is what changes of it', async () => {
  const { vault } = await createTestVault()
  const { find, bugs } = openDesk(vault)
  const began = performance.now()
  const id = await addDocument(vault, ['giải quyết tranh chấp đất'])
  await vi.waitFor(async () => expect(await find('tranh chap')).toEqual([id]), {
    timeout: 1000,
    interval: 10,
  })
  expect(performance.now() - began).toBeLessThan(2000)

  await vault.append([edit(id, '/field/signer', 'Lê Thị Hoa')])
  await vi.waitFor(async () => expect(await find('nguoiky:hoa')).toEqual([id]), {
    timeout: 1000,
    interval: 10,
  })
  expect(bugs).toEqual([])
})

test('[ST20] a hit names its page and where the words stand, with tone marks where they stand so', async () => {
  const { vault } = await createTestVault()
  const { indexer, search } = openDesk(vault)
  await addDocument(vault, ['trang bìa', 'đạt đất ở\nCấp đất, ở'], {
    number: '45',
    notation: 'QĐ-UBND',
    type: '02',
  })
  await indexer.settled()

  const { hits, total } = await search('đất')
  expect(total).toBe(1)
  expect(hits[0]?.page).toBe(1)
  expect(hits[0]?.boxes).toEqual([
    [0.04, 0, 0.07, 0.008],
    [0.04, 0.01, 0.08, 0.018],
  ])
  expect(hits[0]?.snippet.filter(({ isMatch }) => isMatch).map(({ text }) => text)).toEqual(['đất', 'đất,'])
  expect((await search('"cap dat"')).hits[0]?.boxes).toHaveLength(2)
  // Where only the description fits, its words are shown.
  expect((await search('45/QD-UBND')).hits[0]?.snippet[0]).toEqual({ text: '45/QĐ-UBND', isMatch: true })
  expect((await search('loai:"quyet dinh"')).total).toBe(1)
  expect((await search('loai:QĐ dat')).total).toBe(1)
  expect((await search('loai:"to trinh"')).total).toBe(0)
})

test('a case file that changes its state is found by the new one', async () => {
  const { vault } = await createTestVault()
  const { indexer, search } = openDesk(vault)
  const file = newRecord('case')
  await vault.append(
    newCaseFile(file, {
      fonds: newRecord('fonds'),
      planEntry: null,
      year: 2026,
      notation: '01',
      title: 'Đất đai',
      retention: '01',
      maker: '',
    }),
  )
  const id = await addDocument(vault, ['đất'])
  await vault.append([edit(id, '/caseFile', file)])
  await indexer.settled()
  expect((await search('dat', { states: ['open'] })).total).toBe(1)
  expect((await search('dat', { years: ['2026'] })).total).toBe(1)

  await vault.append([moveCaseFile(caseFileView(vault.record(file)), 'closed')])
  await vi.waitFor(async () => expect((await search('dat', { states: ['closed'] })).total).toBe(1))
  expect((await search('dat', { states: ['open'] })).suggestion).toEqual({
    kind: 'without-filters',
    total: 1,
  })
})

test('[ST9] an index that was deleted is filled again from the vault, and says how far it is', async () => {
  const { vault, folder, reopen } = await createTestVault()
  const first = openDesk(vault)
  for (let n = 0; n < 5; n++) await addDocument(vault, [`đất số ${n}`])
  await first.indexer.settled()
  await first.indexer.close()
  await vault.close()
  await rm(path.join(folder, 'index.db'))

  const again = await reopen()
  const { indexer, find, events } = openDesk(again)
  expect(indexer.status()).toEqual({ kind: 'building', documentsDone: 0, documentsTotal: 5 })
  await indexer.settled()

  expect(indexer.status()).toEqual({ kind: 'complete' })
  expect(events.filter(({ name }) => name === 'searchChanged').length).toBeGreaterThan(0)
  expect(await find('dat')).toHaveLength(5)
  expect(again.index.covered).toEqual(again.vector())
})

test('[ST21] filling goes on where it ended: what stands in the index already is not read again', async () => {
  const { vault, reopen } = await createTestVault()
  const first = openDesk(vault)
  const kept = await addDocument(vault, ['đất cũ'])
  await first.indexer.settled()
  await first.indexer.close()
  const added = await addDocument(vault, ['đất mới'])

  const again = await reopen()
  const read: string[] = []
  const blobs = { ...again.blobs, open: (sha: string) => (read.push(sha), again.blobs.open(sha)) }
  const { find, indexer } = openDesk({ ...again, blobs })
  await indexer.settled()

  expect(read).toHaveLength(1)
  expect(new Set(await find('dat'))).toEqual(new Set([kept, added]))
})

test('a hit whose document is gone is left out, and a text that cannot be read does no harm', async () => {
  const { vault } = await createTestVault()
  const { indexer, search } = openDesk(vault)
  const id = await addDocument(vault, ['đất', 'trang hai'])
  await vault.append([edit(id, '/text/p1', 'cd'.repeat(32))])
  await indexer.settled()
  await vault.index.put([
    {
      document: newRecord('doc'),
      caseFile: null,
      stamp: 's',
      number: '',
      notation: '',
      type: '',
      issuedDate: '',
      year: 0,
      issuer: '',
      subject: '',
      signer: '',
      pages: ['đất'],
    },
  ])

  const { hits, total } = await search('dat')
  expect(hits.map(({ document }) => document.id)).toEqual([id])
  expect(total).toBe(1)
})
