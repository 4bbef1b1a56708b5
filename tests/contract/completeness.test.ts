import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Edit, RecordId, Sha256 } from '../../domain/op.ts'
import { newBatch } from '../../domain/records/batch.ts'
import { caseFileView, newCaseFile } from '../../domain/records/case-file.ts'
import { newDocument } from '../../domain/records/document.ts'
import { newFonds } from '../../domain/records/fonds.ts'
import { newPlanEntry } from '../../domain/records/plan-entry.ts'
import { completeHandlers } from '../../electron/desk/complete/complete-handlers.ts'
import { createIndexer } from '../../electron/desk/indexer.ts'
import { putTextLayer } from '../../electron/desk/text-blobs.ts'
import type { Vault } from '../../electron/store/vault.ts'
import { findings } from '../support/faulty-case-files.ts'
import { layerOf, proseOf } from '../support/prose-layer.ts'
import { shippedAuthority } from '../support/shipped-authority.ts'
import { createTestVault, edit, faultOf, newRecord } from '../support/test-vault.ts'

const NOW_MS = Date.parse('2026-11-23T08:00:00.000Z')
const AGENCY = 'UBND xã Cẩm Hoà'
const fonds = newRecord('fonds')
const plan = newRecord('plan')
const file = newRecord('case')
const other = newRecord('case')
const batch = newRecord('batch')

/** A vault with an open case file, another one, and a real index. */
async function openDesk() {
  const { vault } = await createTestVault({ clock: { nowMs: () => NOW_MS } })
  vault.setAuthor('Trần Thị Mẫu')
  const entry = {
    fonds,
    year: 2026,
    notation: '05.TH',
    title: 'Sửa đường thôn',
    retention: '05',
    maker: 'Mẫu',
  }
  await vault.append([
    ...newFonds(fonds, { agencyCode: 'H27.38.05', agencyName: AGENCY, isOpen: true }),
    ...newPlanEntry(plan, { ...entry, heading: 'I. Tổng hợp', note: '', basis: 'TT 10/2022/TT-BNV' }),
    ...newCaseFile(file, { ...entry, planEntry: plan, basis: 'TT 10/2022/TT-BNV' }),
    ...newCaseFile(other, { ...entry, notation: '06.TH', planEntry: plan, basis: 'TT 10/2022/TT-BNV' }),
    edit(file, '/place', { store: '1', shelf: '2', box: '3' }),
    ...newBatch(batch, new Date(NOW_MS).toISOString(), []),
  ])
  const surroundings = {
    clock: { nowMs: () => NOW_MS },
    createId: () => randomUUID(),
    emit: () => {},
    onBug: (where: string, error: unknown) => {
      throw new Error(where, { cause: error })
    },
  }
  const indexer = createIndexer({ records: vault, blobs: vault.blobs, index: vault.index, surroundings })
  const handlers = completeHandlers({
    records: vault,
    blobs: vault.blobs,
    search: vault.index,
    authority: () => shippedAuthority,
    surroundings,
    userName: () => 'Trần Thị Mẫu',
  })
  const put = async (...documents: readonly Put[]): Promise<void> => {
    for (const document of documents) await vault.append(await documentEdits(vault, document))
    indexer.changed(documents.map(({ id }) => id))
    await indexer.settled()
  }
  const codes = async (): Promise<readonly string[]> =>
    (await handlers.checkCaseFile({ id: file })).faults.map(({ code }) => code)
  return { vault, handlers, indexer, put, codes }
}

interface Put {
  readonly id: RecordId
  readonly number: string
  readonly notation?: string
  readonly texts: readonly string[]
  readonly caseFile?: RecordId | null
  readonly source?: Sha256
  readonly cited?: Parameters<typeof findings>[0]
}

let position = 0

async function documentEdits(vault: Vault, document: Put): Promise<readonly Edit[]> {
  const { id, number, notation = 'QĐ-UBND', texts, cited, caseFile = file } = document
  const source = document.source ?? id.slice(-12).padStart(64, '0')
  const pages = texts.map((_, index) => ({ id: `${id.slice(-12)}-${index}`, source, index }))
  const layers = await Promise.all(
    texts.map((text) => putTextLayer(vault.blobs, layerOf(text, text === COARSE ? 2 : 1))),
  )
  const values = {
    type: '02',
    number,
    notation,
    issuedDate: '2026-03-05',
    issuer: AGENCY,
    subject: 'Về việc sửa đường',
  }
  position += 1
  return [
    ...newDocument(id, batch, pages),
    ...layers.map((sha, at) => edit(id, `/text/${pages[at]?.id}`, sha)),
    ...Object.entries(values).map(([name, value]) => edit(id, `/field/${name}`, value)),
    edit(id, '/isAccepted', true),
    edit(id, '/sheets', { count: texts.length, first: null }),
    ...(cited === undefined ? [] : [edit(id, '/findings', findings(cited))]),
    ...(caseFile === null ? [] : [edit(id, '/caseFile', caseFile), edit(id, '/position', position)]),
  ]
}

const COARSE = `Số: 3\n${proseOf(3)}`
const doc = (): RecordId => newRecord('doc')
const cite = (number: string) => ({
  page: 0,
  box: null,
  confidence: 0.9,
  type: null,
  issuedDate: null,
  issuer: null,
  number,
  notation: 'TTr-UBND',
  text: `Tờ trình số ${number}/TTr-UBND`,
})

test('[CF36] hashes, texts and citations of a real vault show doubles, drafts, blank and coarse pages', async () => {
  const { handlers, put, codes } = await openDesk()
  await put({ id: doc(), number: '1', texts: [`Số: 1\n${proseOf(1)}`] })
  await handlers.setSignature({ id: file, state: 'unsigned' })
  expect(await codes()).toEqual([])

  const source = 'c'.repeat(64)
  await put(
    { id: doc(), number: '2', texts: [`Số: 2\n${proseOf(2)}`, '. '], source },
    { id: doc(), number: '4', texts: [`Số: 4\n${proseOf(4)}`, proseOf(44)], source },
    { id: doc(), number: '3', texts: [COARSE] },
    { id: doc(), number: '', notation: '', texts: [proseOf(5)] },
    { id: doc(), number: '', notation: '', texts: [`${proseOf(5)} nơi nhận`] },
    { id: doc(), number: '7', texts: [`DỰ THẢO\n${proseOf(7)}`], cited: [cite('12'), cite('13')] },
    { id: doc(), number: '12', notation: 'TTr-UBND', texts: [proseOf(12)], caseFile: other },
  )

  expect(await codes()).toEqual([
    'duplicate-bytes',
    'cited-elsewhere',
    'cited-missing',
    'number-gap',
    'number-gap',
    'duplicate-text',
    'draft-heading',
    'page-blank',
    'resolution-low',
  ])
})

test('[CF38] a large file is looked through piece by piece, and what was seen is remembered', async () => {
  const { handlers, put } = await openDesk()
  const texts = Array.from({ length: 80 }, (_, n) => proseOf(n))
  await put({ id: doc(), number: '1', texts }, { id: doc(), number: '2', texts: texts.map((t) => `${t} b`) })

  const left = async () => (await handlers.checkCaseFile({ id: file })).pagesLeft
  expect([await left(), await left(), await left()]).toEqual([10, 0, 0])
})

test('[CF41] closing checks again, takes what was decided, writes who and when, and locks', async () => {
  const { vault, handlers, put } = await openDesk()
  await put({ id: doc(), number: '1', texts: [`Số: 1\n${proseOf(1)}`] })

  expect(await faultOf(handlers.closeCaseFile({ id: file, isOverlooking: false }))).toMatchObject({
    code: 'incomplete',
    detail: { count: 1, reason: 'shoulds' },
  })
  const early = { id: file, endDate: '2026-03-04', isOverlooking: true }
  expect(await faultOf(handlers.closeCaseFile(early))).toMatchObject({ detail: { reason: 'end-date' } })
  const short = { id: file, retention: '07-5', isOverlooking: true }
  expect((await faultOf(handlers.closeCaseFile(short))).code).toBe('incomplete')
  expect(await handlers.closing({ id: file })).toMatchObject({
    startDate: '2026-03-05',
    endDate: '2026-03-05',
    retention: '05',
    leastRetention: '05',
    figures: { documents: 1, sheets: 1, first: 1, last: 1, doubled: [], missing: [], listPages: 1 },
  })

  const basis = 'Thông tư 10/2022/TT-BNV'
  await handlers.closeCaseFile({
    id: file,
    endDate: '2026-11-20',
    retention: '01',
    basis,
    isOverlooking: true,
  })

  expect(caseFileView(vault.record(file))).toMatchObject({
    state: 'closed',
    startDate: '2026-03-05',
    endDate: '2026-11-20',
    retention: '01',
    basis,
    closing: { at: '2026-11-23T08:00:00.000Z', by: 'Trần Thị Mẫu' },
  })
  expect((await faultOf(vault.append([edit(file, '/retention', '05')]))).code).toBe('case-closed')
  expect((await faultOf(handlers.setSignature({ id: file, state: 'signed' }))).code).toBe('case-closed')
})

test('[CF42] reopening keeps who closed and who reopened it when and why', async () => {
  const { vault, handlers, put } = await openDesk()
  await put({ id: doc(), number: '1', texts: [`Số: 1\n${proseOf(1)}`] })
  await handlers.closeCaseFile({ id: file, isOverlooking: true })

  await handlers.reopenCaseFile({ id: file, reason: 'Thiếu tờ trình' })

  expect(caseFileView(vault.record(file))).toMatchObject({ state: 'open', closing: null })
  expect(await handlers.caseFileLife({ id: file })).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ what: 'reopened', reason: 'Thiếu tờ trình', by: 'Trần Thị Mẫu' }),
      expect.objectContaining({ what: 'closed', overlooked: 1, by: 'Trần Thị Mẫu' }),
    ]),
  )
})

test('[CF43] a file that is left out takes no document, is never closed, and goes back', async () => {
  const { vault, handlers, put } = await openDesk()
  const loose = doc()
  await put({ id: loose, number: '1', texts: [proseOf(1)], caseFile: null })

  await handlers.excludeCaseFile({ id: file, exclusion: { reason: 'state-secret', documents: 4 } })

  const filing = vault.append([edit(loose, '/caseFile', file)])
  expect(await faultOf(filing)).toMatchObject({ code: 'conflict', detail: { reason: 'excluded' } })
  expect(await faultOf(handlers.closeCaseFile({ id: file, isOverlooking: true }))).toMatchObject({
    detail: { reason: 'excluded' },
  })
  expect(vault.catalogue.stages('case').get('excluded')?.records).toBe(1)

  await handlers.excludeCaseFile({ id: file, exclusion: null })
  await vault.append([edit(loose, '/caseFile', file)])
  const again = handlers.excludeCaseFile({ id: file, exclusion: { reason: 'complex', documents: 4 } })
  expect(await faultOf(again)).toMatchObject({ detail: { reason: 'excluded-documents' } })
})
