import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { RecordId } from '../../domain/op.ts'
import type { Document } from '../../domain/records/document.ts'
import { noFilters } from '../../domain/search-api.ts'
import { type Engine, startEngine } from '../support/engine.ts'
import { mixedPdf } from '../support/mixed-pdf.ts'
import { tinyDecision } from '../support/tiny-sources.ts'
import { expectLawful, pdfjsTexts } from '../support/written-pdf.ts'

const passphrase = 'một câu thật dài'
let folder: string
let engine: Engine
let pile: Document

/** The decision with another number, so that it is another paper. */
const other = tinyDecision.map((line) => ({ ...line, text: line.text.replace('44/', '58/') }))
const list = tinyDecision.map((line) => ({ ...line, text: `Danh sách hộ ${line.text.toLowerCase()}` }))

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'papers-'))
  engine = await startEngine(path.join(folder, 'kho'))
  await engine.client.createVault({
    agencyCode: 'H27.38.05',
    communeName: 'xã Cẩm Hoà',
    userName: 'Trần Thị Mẫu',
    passphrase,
  })
  const file = path.join(folder, 'chong.pdf')
  const pages = [tinyDecision, list, other].map((lines) => ({ kind: 'text', lines }) as const)
  await writeFile(file, await mixedPdf(pages))
  await engine.client.startBatch({ paths: [file], isStatementMade: true })
  await engine.app.settled()
  const [document] = (await engine.client.documents({ filter: 'to-review', limit: 9 })).rows
  if (document === undefined) throw new Error('nothing to review')
  pile = document
})
afterAll(async () => {
  await engine.app.close()
  await rm(folder, { recursive: true, force: true })
})

const id = (): RecordId => RecordId.parse(pile.id)
const toReview = async (): Promise<readonly Document[]> =>
  (await engine.client.documents({ filter: 'to-review', limit: 9 })).rows
const numbers = (documents: readonly Document[]) =>
  new Set(documents.map(({ proposals }) => proposals?.number?.value))

test('[DG37] the parts of a scan are described each by itself, and found', async () => {
  const { client, app } = engine

  const { ids } = await client.splitDocument({ id: id(), at: [2] })
  await app.settled()

  const parts = await toReview()
  expect(new Set(parts.map(({ pages }) => pages.length))).toEqual(new Set([1, 2]))
  expect(numbers(parts)).toEqual(new Set(['44', '58']))
  expect(parts.map(({ batch }) => batch)).toEqual([pile.batch, pile.batch])
  const found = async () => (await client.search({ query: '58/QĐ-UBND', filters: noFilters, limit: 9 })).hits
  await expect.poll(async () => (await found())[0]?.document.id, { timeout: 20_000 }).toBe(ids[0])
})

test('[DG38] a cut is taken back and done again in one step', async () => {
  const { client } = engine

  expect(await client.undo({})).toEqual({ label: 'split-document' })
  const [whole, ...others] = await toReview()
  expect(others).toEqual([])
  expect(whole).toMatchObject({ id: pile.id, pages: pile.pages, texts: pile.texts, isOneDocument: false })

  expect(await client.redo({})).toEqual({ label: 'split-document' })
  expect(numbers(await toReview())).toEqual(new Set(['44', '58']))
  expect(await client.undo({})).toEqual({ label: 'split-document' })
})

test('[DG38] in a closed case file nothing is cut', async () => {
  const { client } = engine
  const entry = (await client.plan({ year: null })).entries.find(({ notation }) => notation === '02.XH')
  const caseFile = await client.openCaseFile({ planEntry: RecordId.parse(entry?.id) })
  const values = {
    type: '02',
    issuedDate: '2021-03-12',
    issuer: 'UBND xã Đại Nghĩa',
    subject: 'Về việc trợ cấp',
  }
  await client.acceptDocument({ id: id(), values })
  await client.fileDocument({ id: id(), caseFile: caseFile.id })
  await client.closeCaseFile({ ...caseFile, isOverlooking: true })

  await expect(client.splitDocument({ id: id(), at: [2] })).rejects.toMatchObject({ code: 'case-closed' })
  await expect(client.dismissSplits({ id: id() })).rejects.toMatchObject({ code: 'case-closed' })

  await client.reopenCaseFile({ id: caseFile.id, reason: 'tách hai văn bản' })
  const { ids } = await client.splitDocument({ id: id(), at: [2] })
  const contents = (await client.contents({ id: caseFile.id, limit: 9 })).rows
  expect(contents.map((document) => [document.id, document.isAccepted])).toEqual([
    [pile.id, true],
    [ids[0], false],
  ])
})

test('[PA17][PA21][KY11] a part of a source is written from the vault, described as accepted, and the export is recorded', async () => {
  const { client, events } = engine
  const out = await mkdtemp(path.join(folder, 'usb-'))

  const exported = await client.exportDocument({ id: id(), folder: out, extras: ['text', 'alto'] })

  const name = '44-QD-UBND-2021'
  expect(exported).toMatchObject({
    files: [`${name}.pdf`, `${name}.txt`, `${name}.alto.xml`],
    pdf: { kind: 'made', hasSignedPages: false },
  })
  const pdf = await readFile(path.join(out, `${name}.pdf`))
  await expectLawful(pdf)
  const texts = await pdfjsTexts(pdf)
  expect(texts).toHaveLength(2)
  expect(texts[0]).toContain('Số: 44/QĐ-UBND')
  expect(pdf.toString('utf8')).toContain('>Về việc trợ cấp<')
  expect(pdf.toString('utf8')).toContain('>Quyết định 44/QĐ-UBND<')
  expect(events.findLast((event) => event.name === 'exportProgress')?.payload).toEqual({
    id: pile.id,
    pagesDone: 2,
    pagesTotal: 2,
  })
  const [record] = (await client.accessRecords({ limit: 1 })).rows
  expect(record).toMatchObject({ what: 'export', subject: pile.id, by: 'Trần Thị Mẫu' })

  await expect(client.exportDocument({ id: id(), folder: out, extras: [] })).rejects.toMatchObject({
    code: 'conflict',
    detail: { reason: 'name-exists', name: `${name}.pdf` },
  })
  expect((await readdir(out)).toSorted()).toEqual(exported.files.toSorted())
})
