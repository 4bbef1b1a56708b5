import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { separatorSheets } from '../../domain/labels.ts'
import { RecordId } from '../../domain/op.ts'
import type { CaseFile } from '../../domain/records/case-file.ts'
import type { Document } from '../../domain/records/document.ts'
import { type Engine, startEngine } from '../support/engine.ts'
import { aFonds } from '../support/memory-vault.ts'
import { type HeapPage, scannedHeap } from '../support/scanned-heap.ts'
import { tinyDecision } from '../support/tiny-sources.ts'

let folder: string
let engine: Engine
let files: readonly CaseFile[]

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'assembly-'))
  engine = await startEngine(path.join(folder, 'kho'))
  const { client } = engine
  await client.createVault({
    agencyCode: 'H27.38.05',
    communeName: 'xã Cẩm Hoà',
    userName: 'Trần Thị Mẫu',
    passphrase: 'một câu thật dài',
  })
  const { entries } = await client.plan({ year: null })
  const opened: CaseFile[] = []
  for (const entry of entries.slice(0, 2)) {
    const { id } = await client.openCaseFile({ planEntry: RecordId.parse(entry.id) })
    opened.push((await client.caseFile({ id })).file)
  }
  files = opened
})
afterAll(async () => {
  await engine.app.close()
  await rm(folder, { recursive: true, force: true })
})

const fileAt = (at: number): CaseFile => {
  const file = files[at]
  if (file === undefined) throw new Error(`no case file ${at}`)
  return file
}
const idAt = (at: number): RecordId => RecordId.parse(fileAt(at).id)
const span = { offset: 0, limit: 50 }
const contents = async (at: number): Promise<readonly Document[]> =>
  (await engine.client.contents({ id: idAt(at), ...span })).rows
const numbersOf = (documents: readonly Document[]) =>
  documents.map(({ proposals }) => proposals?.number?.value ?? '')

/** The decision with another number. */
const paper = (number: number): HeapPage => ({
  kind: 'text',
  lines: tinyDecision.map((line) => ({ ...line, text: line.text.replace('44/', `${number}/`) })),
})
const annex: HeapPage = { kind: 'text', lines: [{ text: 'Danh sách hộ được trợ cấp', x: 0.3, y: 0.2 }] }

function sheet(file: Pick<CaseFile, 'id' | 'notation' | 'title' | 'year' | 'place'>, ordinal: number | null) {
  const ordinals = ordinal === null ? null : { from: ordinal, to: ordinal }
  const [label] = separatorSheets(file, aFonds(), ordinals)
  if (label === undefined) throw new Error('no sheet')
  return { kind: 'sheet', label, tier: 'B' } as const satisfies HeapPage
}

test('[CF34] [CF35] a scanned heap is cut at its separator sheets and filed, in one step that is taken back', async () => {
  const { client, app } = engine
  const foreign = { ...fileAt(0), id: 'case_11111111-2222-4333-8444-555555555555' }
  const heap = path.join(folder, 'xap.pdf')
  const pages = [
    sheet(fileAt(0), 2),
    paper(58),
    annex,
    sheet(fileAt(0), 1),
    paper(44),
    sheet(fileAt(1), null),
    paper(71),
    sheet(foreign, null),
    paper(90),
  ]
  await writeFile(heap, await scannedHeap(pages))

  const { id: batch } = await client.startBatch({ paths: [heap], isStatementMade: true })
  await app.settled()
  expect(await contents(0)).toEqual([])
  const [found] = await client.separations({ batch })
  expect(found?.sheets.map(({ index, kind, ordinal }) => [index, kind, ordinal])).toEqual([
    [0, 'case-file', 2],
    [3, 'case-file', 1],
    [5, 'case-file', null],
    [7, 'unknown', null],
  ])
  const cut = {
    document: found?.document ?? RecordId.parse(''),
    sheets: (found?.sheets ?? []).map(({ page }) => page.id),
  }
  expect(await client.separateScans({ scans: [cut] })).toEqual({ documents: 4, filed: 3 })
  await app.settled()

  const first = await contents(0)
  expect(numbersOf(first)).toEqual(['44', '58'])
  expect(first.map((document) => document.pages.map(({ index }) => index))).toEqual([[4], [1, 2]])
  expect(numbersOf(await contents(1))).toEqual(['71'])
  const loose = (await client.documents({ filter: 'to-review', limit: 50, offset: 0 })).rows
  expect(numbersOf(loose.filter(({ caseFile }) => caseFile === null))).toEqual(['90'])
  const taken = await client.batchSources({ id: batch, outcome: 'taken', ...span })
  expect(taken.rows[0]?.source.outcome).toMatchObject({
    kind: 'taken',
    pages: 9,
    sheets: { sheets: 4, filed: 3, unknown: 1 },
  })

  expect(await client.undo({})).toEqual({ label: 'file-by-sheets' })
  expect(await contents(0)).toEqual([])
  const whole = (await client.batchPages({ id: batch, ...span })).rows
  expect(new Set(whole.map(({ document }) => document)).size).toBe(1)
  expect(whole.map(({ page }) => page.index)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8])

  expect(await client.redo({})).toEqual({ label: 'file-by-sheets' })
  expect(numbersOf(await contents(0))).toEqual(['44', '58'])
})

const texts = (document: Document | undefined) => Object.keys(document?.texts ?? {}).sort()
const pageIds = (document: Document | undefined) => (document?.pages ?? []).map(({ id }) => id)
const described = (documents: readonly Document[]) => documents.map(({ id, proposals }) => [id, proposals])

test('[CF30] [CF31] documents are merged and pages put away, each taken back in one step, with the originals untouched', async () => {
  const { client } = engine
  const before = await contents(0)
  const ids = before.map(({ id }) => RecordId.parse(id))
  const id = ids[0] ?? ''

  await client.mergeDocuments({ documents: ids, values: {} })
  const [merged, ...none] = await contents(0)
  expect(none).toEqual([])
  expect(merged?.pages.map(({ index }) => index)).toEqual([4, 1, 2])
  expect(texts(merged)).toEqual(pageIds(merged).toSorted())

  const [first = '', , last = ''] = pageIds(merged)
  await client.binPages({ id, pages: [last] })
  await client.turnPage({ id, page: first, by: 90 })
  expect((await contents(0))[0]).toMatchObject({ pages: [{ index: 4 }, { index: 1 }] })
  expect((await client.sheetNumbers({ id: idAt(0) })).total).toBe(2)

  for (const label of ['turn-page', 'bin-pages', 'merge-documents'])
    expect(await client.undo({})).toEqual({ label })
  expect((await contents(0)).map(({ pages }) => pages.length)).toEqual([1, 2])
  expect(described(await contents(0))).toEqual(described(before))
})

test('[CF32] [CF33] a place is set for many case files at once, and labels are printed', async () => {
  const { client } = engine
  const place = { store: 'Kho 1', shelf: 'G2', box: '7' }

  await client.setPlace({ caseFiles: [idAt(0), idAt(1)], place })
  expect((await client.caseFile({ id: idAt(1) })).file.place).toEqual(place)
  const labels = await client.printBoxLabels({ caseFiles: [idAt(0), idAt(1)], folder })
  const sheets = await client.printSeparators({
    caseFiles: [idAt(0)],
    ordinals: { from: 1, to: 3 },
    folder,
  })

  expect([labels.pages, sheets.pages]).toEqual([1, 3])
  expect(await readdir(folder)).toEqual(expect.arrayContaining([labels.file, sheets.file]))
})
