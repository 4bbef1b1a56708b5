import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { stdout } from 'node:process'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Document, fieldValue } from '../../domain/records/document.ts'
import { heap, heapFiles } from '../fixtures/mixed-heap.ts'
import { type Engine, startEngine } from '../support/engine.ts'
import { heapPdf } from '../support/heap-pdf.ts'

let folder: string
let engine: Engine

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'filing-'))
  engine = await startEngine(path.join(folder, 'kho'))
  await engine.client.createVault({
    agencyCode: 'H27.38.05',
    communeName: 'xã Đông Hà',
    userName: 'Trần Thị Mẫu',
    passphrase: 'một câu thật dài',
  })
})
afterAll(async () => {
  await engine.app.close()
  await rm(folder, { recursive: true, force: true })
})

/** The subject as it was read says which paper of the heap it is. */
function paperOf(document: Document) {
  const code = `${fieldValue(document, 'number')}/${fieldValue(document, 'notation')}`
  return heap.find(({ number, notation }) => `${number}/${notation}` === code)
}

test('[CF22] [CF24] forty mixed papers are read, accepted and put away by their proposals, and that is one step to take back', async () => {
  const { client, app } = engine
  const paths = await Promise.all(
    heap.map(async (paper, at) => {
      const file = path.join(folder, `${String(at).padStart(2, '0')}.pdf`)
      await writeFile(file, heapPdf(paper))
      return file
    }),
  )
  await client.startBatch({ paths, isStatementMade: true })
  await app.settled()
  const { rows, total } = await client.documents({ filter: 'to-review', limit: 100 })
  expect(total).toBe(heap.length)
  expect(rows.filter((document) => paperOf(document) !== undefined)).toHaveLength(heap.length)
  for (const document of rows) {
    // Ids of the API are record ids.
    await client.acceptDocument({ id: document.id as `doc_${string}`, values: {} })
  }

  // The six files, each begun with its first paper as a clerk would.
  const fonds = (await client.fondsList({}))[0]?.fonds.id as `fonds_${string}`
  const files = new Map<string, `case_${string}`>()
  for (const { notation, title } of heapFiles) {
    const opened = await client.openOutsidePlan({
      fonds,
      year: 2025,
      notation,
      title,
      retention: '01',
      basis: 'TT 10/2022/TT-BNV',
      maker: 'Trần Thị Mẫu',
      startDate: '2025-01-02',
    })
    files.set(notation, opened.id as `case_${string}`)
  }
  let right = 0
  let refused = 0
  for (let round = 0; round < 4; round += 1) {
    const { offers } = await client.filingOffers({ limit: 10 })
    const filings = offers.map(({ document, proposals }) => {
      const truth = files.get(paperOf(document)?.file ?? '')
      if (truth === undefined) throw new Error('a paper without a file')
      if (proposals[0]?.target.id === truth) right += 1
      return { document: document.id as `doc_${string}`, target: truth }
    })
    const outcome = await client.fileDocuments({ filings })
    refused += outcome.refused.length
    expect(outcome.filed + outcome.refused.length).toBe(filings.length)
  }
  stdout.write(
    `filing: ${right} of ${heap.length} first proposals right in rounds of ten, ${refused} refused\n`,
  )
  expect(refused).toBe(0)
  expect(right).toBeGreaterThanOrEqual(heap.length * 0.7)
  expect((await client.filingOffers({ limit: 10 })).total).toBe(0)

  expect(await client.undo({})).toEqual({ label: 'file-documents' })
  expect((await client.filingOffers({ limit: 10 })).total).toBe(10)
  await client.redo({})
  expect((await client.filingOffers({ limit: 10 })).total).toBe(0)
}, 300_000)

test('[CF27] of documents that cannot be put away each says why, and the others go', async () => {
  const { client } = engine
  await client.undo({})
  const { offers, total } = await client.filingOffers({ limit: 1 })
  const [waiting] = offers
  const entry = (await client.plan({ year: null })).entries[0]
  if (waiting === undefined || entry === undefined) throw new Error('nothing waits')
  const outcome = await client.fileDocuments({
    filings: [
      // Ids of the API are record ids.
      { document: waiting.document.id as `doc_${string}`, target: entry.id as `plan_${string}` },
      { document: `doc_${nobody}`, target: entry.id as `plan_${string}` },
      { document: waiting.document.id as `doc_${string}`, target: `case_${nobody}` },
    ],
  })
  expect(outcome).toMatchObject({ filed: 1, opened: 1 })
  expect(outcome.refused.map(({ code }) => code)).toEqual(['not-found', 'not-found'])
  expect((await client.filingOffers({ limit: 1 })).total).toBe(total - 1)
})

const nobody = '00000000-0000-4000-8000-000000000000'
