import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { RecordId } from '../../domain/op.ts'
import type { Document } from '../../domain/records/document.ts'
import { noFilters } from '../../domain/search-api.ts'
import { wordPlace } from '../../domain/word-corrections.ts'
import { type Engine, startEngine } from '../support/engine.ts'
import { mixedPdf } from '../support/mixed-pdf.ts'
import { tinyDecision } from '../support/tiny-sources.ts'

let folder: string
let engine: Engine
let paper: Document

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'words-'))
  engine = await startEngine(path.join(folder, 'kho'))
  await engine.client.createVault({
    agencyCode: 'H27.38.05',
    communeName: 'xã Cẩm Hoà',
    userName: 'Trần Thị Mẫu',
    passphrase: 'một câu thật dài',
  })
  const file = path.join(folder, 'quyet-dinh.pdf')
  await writeFile(file, await mixedPdf([{ kind: 'text', lines: tinyDecision }]))
  await engine.client.startBatch({ paths: [file], isStatementMade: true })
  await engine.app.settled()
  const [document] = (await engine.client.documents({ filter: 'to-review', limit: 9 })).rows
  if (document === undefined) throw new Error('nothing to review')
  paper = document
})
afterAll(async () => {
  await engine.app.close()
  await rm(folder, { recursive: true, force: true })
})

const id = (): RecordId => RecordId.parse(paper.id)
const pageId = (): string => paper.pages[0]?.id ?? ''
const found = async (query: string) =>
  (await engine.client.search({ query, filters: noFilters, limit: 9 })).hits

/** Where the first word of the page stands that has these letters. */
async function placeOf(text: string): Promise<string> {
  const { layer } = await engine.client.pageText({ text: paper.texts[pageId()] ?? '' })
  const word = layer.lines.flatMap(({ words }) => words).find((each) => each.text === text)
  if (word === undefined) throw new Error(`no ${text} on the page`)
  return wordPlace(word.box, layer)
}

test('[DG41] a word that a person put right is found, lit and exported as said, and taken back as one step', async () => {
  const { client } = engine
  const place = await placeOf('QUYẾT')

  await client.correctWord({ id: id(), page: pageId(), place, text: 'KHUYẾN' })

  expect((await client.document({ id: id() })).corrections).toEqual({ [pageId()]: { [place]: 'KHUYẾN' } })
  await expect.poll(async () => (await found('khuyến'))[0]?.document.id, { timeout: 20_000 }).toBe(paper.id)
  const [hit] = await found('khuyến')
  expect(hit?.boxes.length).toBeGreaterThan(0)
  await client.exportDocument({ id: id(), folder, extras: ['text'] })
  const name = '44-QD-UBND-2021'
  expect(await readFile(path.join(folder, `${name}.txt`), 'utf8')).toContain('KHUYẾN ĐỊNH')

  expect(await client.undo({})).toEqual({ label: 'correct-word' })
  expect((await client.document({ id: id() })).corrections).toEqual({})
  await expect.poll(async () => (await found('khuyến')).length, { timeout: 20_000 }).toBe(0)
})

test('[DG41] a place is that of a page of the document, and in a case file that is closed no word is changed', async () => {
  const { client } = engine
  const place = await placeOf('QUYẾT')
  await expect(client.correctWord({ id: id(), page: 'another', place, text: 'A' })).rejects.toMatchObject({
    code: 'not-found',
  })
  await expect(
    client.correctWord({ id: id(), page: pageId(), place: '../x', text: 'A' }),
  ).rejects.toMatchObject({ code: 'invalid-input' })

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

  await expect(client.correctWord({ id: id(), page: pageId(), place, text: 'KHUYẾN' })).rejects.toMatchObject(
    { code: 'case-closed' },
  )
})
