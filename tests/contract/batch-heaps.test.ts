import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { patchSheet } from '../../domain/labels.ts'
import { RecordId } from '../../domain/op.ts'
import { fieldNames, fieldValue } from '../../domain/records/document.ts'
import { type Engine, startEngine } from '../support/engine.ts'
import { type HeapPage, scannedHeap } from '../support/scanned-heap.ts'
import { takePapers } from '../support/take-papers.ts'
import { tinyDecision, tinyTextPdf } from '../support/tiny-sources.ts'

let folder: string
let engine: Engine

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'batch-heaps-'))
  engine = await startEngine(path.join(folder, 'kho'))
  await engine.client.createVault({
    agencyCode: 'H27.38.05',
    communeName: 'xã Cẩm Hoà',
    userName: 'Trần Thị Mẫu',
    passphrase: 'một câu thật dài',
  })
})
afterEach(async () => {
  await engine.app.close()
  await rm(folder, { recursive: true, force: true })
})

const span = { offset: 0, limit: 100 }

/** A paper of so many pages, each of which carries its text. */
async function writePaper(name: string, numbers: readonly number[]): Promise<string> {
  const file = path.join(folder, `${name}.pdf`)
  const pages = numbers.map((number) =>
    tinyDecision.map((line) => ({ ...line, text: line.text.replace('44/', `${number}/`) })),
  )
  await writeFile(file, tinyTextPdf(pages))
  return file
}

async function takeIn(...files: readonly string[]): Promise<RecordId> {
  const { id } = await engine.client.startBatch({ paths: [...files], isStatementMade: true })
  await engine.app.settled()
  return id
}

const paper = (number: number): HeapPage => ({
  kind: 'text',
  lines: tinyDecision.map((line) => ({ ...line, text: line.text.replace('44/', `${number}/`) })),
})
const bars: HeapPage = { kind: 'sheet', label: patchSheet('UBND xã Thử'), tier: 'B' }

test('[UI41] what separator sheets would do is told first, is adjusted or refused, and is taken back in one step', async () => {
  const { client, app } = engine
  const file = path.join(folder, 'xap.pdf')
  await writeFile(file, await scannedHeap([bars, paper(58), bars, paper(44), bars, paper(71)]))
  const batch = await takeIn(file)

  const [found, ...others] = await client.separations({ batch })
  if (found === undefined) throw new Error('no sheets were found')
  expect(others).toEqual([])
  expect(found.sheets.map(({ index, kind }) => [index, kind])).toEqual(
    [0, 2, 4].map((index) => [index, 'plain']),
  )
  expect((await client.batchPages({ id: batch, ...span })).rows.map(({ isSheet }) => isSheet)).toEqual(
    [0, 1, 2, 3, 4, 5].map((index) => index % 2 === 0),
  )
  const scan = found.document
  const sheetAt = (place: number): string => found.sheets[place]?.page.id ?? ''

  await client.refuseSeparations({ documents: [scan] })
  expect(await client.separations({ batch })).toEqual([])
  expect(await client.undo({})).toEqual({ label: 'refuse-sheets' })

  const made = await client.separateScans({ scans: [{ document: scan, sheets: [sheetAt(0), sheetAt(2)] }] })
  expect(made).toEqual({ documents: 2, filed: 0 })
  const counts = async () => {
    const { rows } = await client.batchPages({ id: batch, ...span })
    const ids = [...new Set(rows.map(({ document }) => document))]
    return ids.map((id) => rows.filter(({ document }) => document === id).length)
  }
  expect(await counts()).toEqual([3, 1])
  expect(await client.separations({ batch })).toEqual([])
  await app.settled()
  const numbers = (await client.documents({ filter: 'to-review', ...span })).rows.map(
    ({ proposals }) => proposals?.number?.value,
  )
  expect(new Set(numbers)).toEqual(new Set(['58', '71']))

  expect(await client.undo({})).toEqual({ label: 'file-by-sheets' })
  expect(await counts()).toEqual([6])
  expect((await client.separations({ batch }))[0]?.sheets).toHaveLength(3)
}, 180_000)

test('[UI42] refused files stand in one list with their reason, and are tried again all at once', async () => {
  const { client } = engine
  const broken = await Promise.all(
    ['mot', 'hai'].map(async (name) => {
      const file = path.join(folder, `${name}.pdf`)
      await writeFile(file, '')
      return file
    }),
  )
  const batch = await takeIn(...broken)
  const { rows, total } = await client.quarantine(span)
  expect(total).toBe(2)
  expect(rows.map(({ source }) => source.outcome)).toMatchObject([
    { kind: 'refused', code: 'file-empty' },
    { kind: 'refused', code: 'file-empty' },
  ])

  await writePaper('mot', [11])
  expect(await client.retryRefused({ batch: null })).toEqual({ retried: 2 })
  await engine.app.settled()

  expect((await client.quarantine(span)).rows.map(({ source }) => source.name)).toEqual(['hai.pdf'])
  expect((await client.batchPages({ id: batch, ...span })).total).toBe(1)
})

test('[UI45] sure documents are accepted as one step, once a sample of them was looked at', async () => {
  const { client } = engine
  await takePapers(engine, folder, 4)
  const { total, sample } = await client.drawSure({ threshold: 0.5 })
  const waiting = (await client.documents({ filter: 'to-review', ...span })).total
  expect([total > 0, sample.length]).toEqual([true, Math.min(total, 3)])

  await expect(client.acceptSure({ looked: [], count: total })).rejects.toMatchObject({
    code: 'conflict',
    detail: { reason: 'sample' },
  })
  const looked = sample.map(({ id }) => RecordId.parse(id))
  expect(await client.acceptSure({ looked, count: total })).toEqual({ accepted: total })
  expect((await client.documents({ filter: 'to-review', ...span })).total).toBe(waiting - total)
  const accepted = await client.document({ id: looked[0] ?? RecordId.parse('') })
  expect(fieldNames.every((name) => accepted.values[name] === fieldValue(accepted, name))).toBe(true)

  expect(await client.undo({})).toEqual({ label: 'accept-documents' })
  expect((await client.documents({ filter: 'to-review', ...span })).total).toBe(waiting)
})

test('[UI49] sheets with the bars of a Patch T are printed, as many as are wanted', async () => {
  const printed = await engine.client.printPatchSheets({ count: 3, folder })

  expect(printed.pages).toBe(3)
  expect(await readdir(folder)).toContain(printed.file)
})
