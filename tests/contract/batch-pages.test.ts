import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { PageRef } from '../../domain/batch-pages-api.ts'
import { RecordId } from '../../domain/op.ts'
import { type Engine, startEngine } from '../support/engine.ts'
import { tinyDecision, tinyTextPdf } from '../support/tiny-sources.ts'

let folder: string
let engine: Engine

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'batch-pages-'))
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

/** The pages of a batch, each as its document by order of appearance and its place in the file, like `a0 a1 b0`. */
async function laid(batch: RecordId): Promise<string> {
  const { rows } = await engine.client.batchPages({ id: batch, ...span })
  const documents = [...new Set(rows.map(({ document }) => document))]
  const files = [...new Set(rows.map(({ page }) => page.source))].sort()
  return rows
    .map(
      ({ document, page }) =>
        `${'abcdefgh'[documents.indexOf(document)]}${files.indexOf(page.source)}${page.index}`,
    )
    .join(' ')
}

async function refs(batch: RecordId): Promise<readonly PageRef[]> {
  const { rows } = await engine.client.batchPages({ id: batch, ...span })
  return rows.map(({ document, page }) => ({ document, page: page.id }))
}

const at = (pages: readonly PageRef[], place: number): PageRef => {
  const page = pages[place]
  if (page === undefined) throw new Error(`no page ${place}`)
  return page
}

test('[UI37] pages are laid in another order, turned, cut, joined and moved, each taken back in one step, with the files untouched', async () => {
  const { client } = engine
  const files = [await writePaper('mot', [11, 12, 13]), await writePaper('hai', [21, 22])]
  const bytes = await Promise.all(files.map((file) => readFile(file)))
  const batch = await takeIn(...files)
  const pages = await refs(batch)
  const before = await laid(batch)
  const [first, third, fourth] = [at(pages, 0), at(pages, 2), at(pages, 3)]
  const sources = (await client.batchPages({ id: batch, ...span })).rows.map(({ page }) => page.source)
  const [x, y] = [...new Set(sources)].toSorted().indexOf(sources[0] ?? '') === 0 ? [0, 1] : [1, 0]

  // The last page of the first paper goes first, and its fields are found in the new order.
  await client.layPages({ pages: [third], to: first.document, after: null })
  expect(await laid(batch)).toBe(`a${x}2 a${x}0 a${x}1 b${y}0 b${y}1`)
  expect((await client.document({ id: first.document })).proposals?.number?.value).toBe('13')
  await client.turnPages({ pages: [first, fourth], by: 90 })
  const turns = (await client.batchPages({ id: batch, ...span })).rows.map(({ turn }) => turn)
  expect(turns).toEqual([0, 90, 0, 90, 0])
  const { ids } = await client.splitDocument({ id: first.document, at: [1] })
  // The parts of a scan stand in the order of its pages.
  expect(await laid(batch)).toBe(`a${x}0 a${x}1 b${x}2 c${y}0 c${y}1`)
  // It begins with the page that once began the whole, and is cut there again.
  const begun = ids[0] ?? first.document
  await client.layPages({ pages: [{ document: begun, page: at(pages, 1).page }], to: begun, after: null })
  await client.splitDocument({ id: ids[0] ?? first.document, at: [1] })
  expect((await laid(batch)).split(' ').map((name) => name[0])).toEqual(['a', 'b', 'c', 'd', 'd'])
  await client.layPages({ pages: [fourth], to: first.document, after: third.page })
  await client.mergeDocuments({ documents: [first.document, at(pages, 4).document], values: {} })
  expect(await laid(batch)).toBe(`a${x}0 b${x}1 c${x}2 c${y}0 c${y}1`)

  for (const label of [
    'merge-documents',
    'insert-pages',
    'split-document',
    'lay-pages',
    'split-document',
    'turn-page',
    'lay-pages',
  ])
    expect(await client.undo({})).toEqual({ label })
  expect(await laid(batch)).toBe(before)
  expect(await Promise.all(files.map((file) => readFile(file)))).toEqual(bytes)
})

test('[UI37] a page is put away, a whole paper as well, and comes back where it stood', async () => {
  const { client } = engine
  const batch = await takeIn(await writePaper('mot', [11, 12]), await writePaper('hai', [21]))
  const before = await laid(batch)
  const pages = await refs(batch)

  await client.putAwayPages({ pages: [at(pages, 0), at(pages, 2)] })
  expect(await refs(batch)).toEqual([at(pages, 1)])
  const bin = await client.batchBin({ id: batch, ...span })
  expect(bin.rows.map(({ document, page }) => ({ document, page: page.id }))).toEqual([
    at(pages, 0),
    at(pages, 2),
  ])
  expect((await client.documents({ filter: 'to-review', ...span })).total).toBe(1)

  await client.bringBackPages({ pages: [at(pages, 2)] })
  expect((await client.documents({ filter: 'to-review', ...span })).total).toBe(2)
  await client.undo({})
  expect(await client.undo({})).toEqual({ label: 'bin-pages' })
  expect(await laid(batch)).toBe(before)
})

test('[UI38] pages are put right before they are read, and what is read then stands in its place', async () => {
  const { client, app } = engine
  await client.pauseReading({})
  const batch = await takeIn(await writePaper('mot', [11, 12, 13]), await writePaper('hai', [21]))
  const pages = await refs(batch)
  expect((await client.batchPages({ id: batch, ...span })).rows.map(({ state }) => state)).toEqual(
    Array(4).fill('waiting'),
  )

  await client.layPages({ pages: [at(pages, 2)], to: at(pages, 0).document, after: null })
  const { ids } = await client.splitDocument({ id: at(pages, 0).document, at: [1] })
  await client.layPages({ pages: [at(pages, 3)], to: ids[0] ?? at(pages, 0).document, after: null })
  await client.resumeReading({})
  await expect
    .poll(async () => (await client.documents({ filter: 'to-review', ...span })).total, { timeout: 30_000 })
    .toBe(2)
  await app.settled()

  const numbers = await Promise.all(
    [at(pages, 0).document, ids[0] ?? ''].map(async (id) => {
      const document = await client.document({ id: RecordId.parse(id) })
      expect(document.unread).toEqual({})
      expect(Object.keys(document.texts).sort()).toEqual(document.pages.map((page) => page.id).sort())
      return document.proposals?.number?.value
    }),
  )
  expect(numbers).toEqual(['13', '21'])
  // What the machine found meanwhile does not keep the steps from being taken back.
  for (const label of ['insert-pages', 'split-document', 'lay-pages'])
    expect(await client.undo({})).toEqual({ label })
  await expect
    .poll(async () => (await client.document({ id: at(pages, 0).document })).proposals?.number?.value, {
      timeout: 30_000,
    })
    .toBe('11')
})

test('[UI39] a blank page is flagged where it stands, and stays', async () => {
  const file = path.join(folder, 'mat-sau.pdf')
  await writeFile(file, tinyTextPdf([tinyDecision, []]))
  const batch = await takeIn(file)

  const { rows, total } = await engine.client.batchPages({ id: batch, ...span })
  expect(rows.map(({ isBlank }) => isBlank)).toEqual([false, true])
  expect(total).toBe(2)
}, 120_000)

test('[UI46] what people said of fields and words outlives reading, turning, another order, cutting and moving', async () => {
  const { client, app } = engine
  await client.pauseReading({})
  const batch = await takeIn(await writePaper('mot', [11, 12, 13]), await writePaper('hai', [21]))
  await client.cancelReading({ batch })
  const pages = await refs(batch)
  const [first, second] = [at(pages, 0), at(pages, 1)]
  const word = { id: second.document, page: second.page, place: '4000-1000-4600-1200', text: 'KHUYẾN' }
  const values = { number: '999', signer: 'Lê Văn Mẫu' }
  await client.correctWord(word)
  await client.acceptDocument({ id: first.document, values })
  const said = async (id: RecordId) => {
    const { values: kept, corrections } = await client.document({ id })
    return [kept['number'], kept['signer'], corrections[second.page]]
  }
  const whole = ['999', 'Lê Văn Mẫu', { [word.place]: word.text }]
  expect(await said(first.document)).toEqual(whole)

  await client.resumeReading({})
  await client.readUnread({ of: batch })
  await app.settled()
  await expect
    .poll(async () => (await client.document({ id: first.document })).proposals?.number?.value)
    .toBe('11')
  expect(await said(first.document)).toEqual(whole)
  await client.turnPages({ pages: [second], by: 270 })
  await client.layPages({ pages: [second], to: first.document, after: null })
  expect(await said(first.document)).toEqual(whole)
  await client.splitDocument({ id: first.document, at: [1] })
  expect(await said(first.document)).toEqual(whole)
  await client.layPages({ pages: [second], to: at(pages, 3).document, after: null })
  const moved = await client.document({ id: at(pages, 3).document })
  expect(moved.corrections[second.page]).toEqual({ [word.place]: word.text })
  expect(moved.turned?.[second.page]).toBe(270)
})

test('[IN10] reading that is given up while files still come is not begun again by those that come', async () => {
  const { client, app } = engine
  await client.pauseReading({})
  const files = await Promise.all(['a', 'b', 'c', 'd', 'e', 'f'].map((name) => writePaper(name, [11, 12])))
  const { id } = await client.startBatch({ paths: files, isStatementMade: true })
  await expect.poll(async () => (await client.readingStatus({})).pagesWaiting).toBeGreaterThan(0)

  await client.cancelReading({ batch: null })
  await client.resumeReading({})
  await app.settled()

  const { rows } = await client.batchPages({ id, ...span })
  expect(rows).toHaveLength(12)
  expect(rows.map(({ state }) => state)).toEqual(rows.map(() => 'unread'))
})
