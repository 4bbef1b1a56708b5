import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Edit } from '../../domain/op.ts'
import { newBatch } from '../../domain/records/batch.ts'
import { type FieldName, fieldNames } from '../../domain/records/document.ts'
import { newFonds } from '../../domain/records/fonds.ts'
import { caseFileHandlers } from '../../electron/desk/case-file-handlers.ts'
import { completeHandlers } from '../../electron/desk/complete/complete-handlers.ts'
import { createDepositDesk } from '../../electron/desk/deposit-desk.ts'
import { documentHandlers } from '../../electron/desk/document-handlers.ts'
import { overviewHandlers } from '../../electron/desk/overview-handlers.ts'
import { planHandlers } from '../../electron/desk/plan-handlers.ts'
import { createVault, type Vault } from '../../electron/store/vault.ts'
import { acceptedDeposit } from '../support/accepted-deposit.ts'
import { allRows } from '../support/all-rows.ts'
import { appendAll, caseFileEdits, documentEdits, planEntryEdits, receiptOf } from '../support/large-vault.ts'
import { shippedAuthority } from '../support/shipped-authority.ts'
import { edit, newRecord, testPorts } from '../support/test-vault.ts'

/*
 * 3,000 case files and 20,000 documents: twenty entries of the plan in two years with 150 case files each, six documents
 * in each case file and 1,000 more in the first, 500 to review, 500 to file.
 */
const PER_ENTRY = 150
const fonds = newRecord('fonds')
const entries = [2025, 2026].flatMap((year) =>
  Array.from({ length: 10 }, (_, n) => ({ id: newRecord('plan'), year, n })),
)
const files = entries.flatMap((entry) =>
  Array.from({ length: PER_ENTRY }, (_, n) => ({
    id: newRecord('case'),
    entry,
    title: `Việc số ${entry.n}-${n}`,
  })),
)
const orphan = newRecord('case')
const batch = newRecord('batch')
const proven = newRecord('deposit')
const doubted = newRecord('deposit')
const MANIFEST = 'b'.repeat(64)
const closed = files.filter((_, index) => index % 3 === 1)
const ofProven = closed.slice(0, 50)
const ofDoubted = closed.slice(50, 80)
const first = files[0]?.id ?? ''
const firstEntry = entries[0]?.id ?? ''

let folder: string
let vault: Vault
let handlers: ReturnType<typeof createHandlers>

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'desk-'))
  vault = (await createVault(path.join(folder, 'kho'), { passphrase: 'một câu thật dài' }, testPorts())).vault
  handlers = createHandlers()
  await appendAll(vault, records())
  await vault.append(
    acceptedDeposit(
      proven,
      { fonds, ordinal: 1, manifest: MANIFEST },
      ofProven.map(({ id }) => id),
    ),
  )
  await vault.append(
    acceptedDeposit(
      doubted,
      { fonds, ordinal: 2, manifest: MANIFEST },
      ofDoubted.map(({ id }) => id),
    ),
  )
  for (const id of [...ofProven, ...ofDoubted])
    await vault.append([edit(id.id, '/state', { name: 'accepted', reason: null })])
}, 240_000)
afterAll(async () => {
  await vault.close()
  await rm(folder, { recursive: true, force: true })
})

function* records(): Iterable<readonly Edit[]> {
  yield newFonds(fonds, { agencyCode: 'H27.38.05', agencyName: 'UBND xã Ví Dụ', isOpen: true })
  yield newBatch(batch, '2026-01-05T00:00:00.000Z', [])
  for (const { id, year, n } of entries) yield planEntryEdits(id, { fonds, year, n })
  for (const { id, entry, title } of files)
    yield caseFileEdits(id, { fonds, planEntry: entry.id, year: entry.year, title })
  yield caseFileEdits(orphan, { fonds, planEntry: newRecord('plan'), year: 2026, title: 'Mục chưa tới' })
  const whole = { batch, isAccepted: true, confidence: 1, fields: fieldNames, position: 0 }
  for (const { id: caseFile } of files) {
    for (let position = 6; position > 0; position -= 1)
      yield documentEdits({ ...whole, caseFile, position }).edits
  }
  const lacking: readonly FieldName[] = ['number', 'notation', 'issuer', 'subject', 'type']
  for (let at = 0; at < 1000; at += 1) {
    yield documentEdits({ ...whole, fields: lacking, caseFile: first, position: 7 + at }).edits
  }
  for (let at = 0; at < 500; at += 1) {
    yield documentEdits({ ...whole, caseFile: null }).edits
    yield documentEdits({ ...whole, caseFile: null, isAccepted: false, confidence: ((at * 7) % 80) / 100 })
      .edits
  }
  for (const { id } of closed) yield [edit(id, '/state', { name: 'closed', reason: null })]
}

function createHandlers() {
  const surroundings = {
    clock: { nowMs: () => 1_767_571_200_000 },
    createId: () => randomUUID(),
    emit: () => {},
    onBug: (where: string, error: unknown) => expect.fail(`${where}: ${String(error)}`),
  }
  const deposits = createDepositDesk({
    records: vault,
    surroundings,
    receipts: () => [receiptOf(proven, MANIFEST)],
  })
  const opening = { createId: surroundings.createId, ordinal: () => 1, userName: () => 'Trần Thị Mẫu' }
  return {
    deposits,
    ...planHandlers({ records: vault, deposits }),
    ...caseFileHandlers({ records: vault, opening, deposits }),
    ...documentHandlers({ records: vault, blobs: vault.blobs }),
    ...completeHandlers({
      records: vault,
      blobs: vault.blobs,
      search: vault.index,
      authority: () => shippedAuthority,
      surroundings,
      userName: opening.userName,
    }),
    ...overviewHandlers({ records: vault, deposits }),
  }
}

test('the overview counts everything, and calls accepted only what a checked receipt bears out', async () => {
  expect(await handlers.overview({})).toEqual({
    planEntries: 20,
    openFiles: 2001,
    closedFiles: 920,
    depositedFiles: 30,
    returnedFiles: 0,
    acceptedFiles: 50,
    documentsToReview: 500,
    documentsToFile: 500,
    pagesToRead: 0,
    refusedSources: 0,
  })
})

test('the counts of the plan are those of its lists, for every entry and state', async () => {
  const counts = await handlers.planCounts({ year: null })

  expect(counts.reduce((sum, { files: count }) => sum + count, 0)).toBe(3001)
  for (const { planEntry, state: name, files: count } of counts) {
    const { total } = await handlers.caseFiles({
      planEntry,
      states: [name],
      order: 'oldest',
      limit: 1,
      offset: 0,
    })
    expect([planEntry, name, total]).toEqual([planEntry, name, count])
  }
  const ofYear = await handlers.planCounts({ year: 2025 })
  expect(ofYear.reduce((sum, { files: count }) => sum + count, 0)).toBe(1501)
  const outside = await handlers.caseFiles({ planEntry: null, order: 'oldest', limit: 9, offset: 0 })
  expect(outside.rows.map(({ file }) => file.id)).toEqual([orphan])
})

test('[SY1] a list of one state holds each case file once, and the doubted ones as deposited', async () => {
  const idsIn = async (name: 'deposited' | 'accepted' | 'closed'): Promise<readonly string[]> => {
    const { rows } = await allRows((span) => handlers.caseFiles({ states: [name], order: 'oldest', ...span }))
    expect(rows.every(({ file }) => file.state === name)).toBe(true)
    return rows.map(({ file }) => file.id).sort()
  }

  expect(await idsIn('deposited')).toEqual(ofDoubted.map(({ id }) => id).sort())
  expect(await idsIn('accepted')).toEqual(ofProven.map(({ id }) => id).sort())
  expect(await idsIn('closed')).toHaveLength(920)
})

test('an entry of the plan gives its case files in pages, as they were opened, with what each holds', async () => {
  const expected = files.filter(({ entry }) => entry.id === firstEntry).map(({ id }) => id)

  const { rows } = await allRows((span) =>
    handlers.caseFiles({ planEntry: firstEntry, order: 'oldest', ...span }),
  )
  const newest = await handlers.caseFiles({ planEntry: firstEntry, order: 'newest', limit: 1, offset: 0 })
  const [branch] = await handlers.planBranches({ planEntries: [firstEntry], limit: 10 })

  expect(rows.map(({ file }) => file.id)).toEqual(expected)
  expect(rows.slice(0, 2).map(({ documents, pages }) => [documents, pages])).toEqual([
    [1006, 1006],
    [6, 6],
  ])
  expect(newest.rows[0]?.file.id).toBe(expected.at(-1))
  expect(branch?.rows.map(({ file }) => file.id)).toEqual(expected.slice(0, 10))
})

test('the plan is given a year at a time, the latest first', async () => {
  const latest = await handlers.plan({ year: null })
  const older = await handlers.plan({ year: 2025 })

  expect([latest.year, latest.years, latest.entries.length]).toEqual([2026, [2026, 2025], 10])
  expect(older.entries.map(({ notation }) => notation)).toEqual(
    entries.slice(0, 10).map(({ n }) => `0${n}.TH`),
  )
})

test('a case file is found by any part of its words among those that are open, then the plan', async () => {
  const found = await handlers.findTargets({ query: 'viec SO 3-12 2026', limit: 50 })
  const closedOnes = new Set(closed.map(({ id }) => id))
  const meant = files.filter(
    ({ id, entry, title }) => entry.year === 2026 && title.includes('số 3-12') && !closedOnes.has(id),
  )

  expect(found.rows.map(({ id }) => id).sort()).toEqual(meant.map(({ id }) => id).sort())
  expect(found.total).toBe(meant.length)
  expect((await handlers.findTargets({ query: 'muc 4 cua nam 2025', limit: 5 })).rows).toMatchObject([
    { id: entries[4]?.id, isNew: true },
  ])
  expect((await handlers.findTargets({ query: '', limit: 5 })).total).toBe(2001 + 20)
})

test('the review queue begins with the most doubtful document and holds each once', async () => {
  const { rows } = await allRows((span) => handlers.documents({ filter: 'to-review', ...span }))
  const confidences = rows.map(({ proposals }) => proposals?.subject?.confidence ?? 1)

  expect(new Set(rows.map(({ id }) => id)).size).toBe(500)
  expect(confidences).toEqual([...confidences].sort((a, b) => a - b))
})

test('a large case file opens as counts, the first of its faults and pages of its contents', async () => {
  const detail = await handlers.caseFile({ id: first })
  const { rows } = await allRows((span) => handlers.contents({ id: first, ...span }))

  expect(detail).toMatchObject({ documents: 1006, pages: 1006, musts: 1000, shoulds: 0 })
  expect(rows.map(({ position }) => position)).toEqual(Array.from({ length: 1006 }, (_, at) => at + 1))
})

test('[CF38] a large case file is tested as a whole, and the first hundred of its faults are listed', async () => {
  const { rows } = await allRows((span) => handlers.contents({ id: first, ...span }))
  const { musts, faults, points } = await handlers.checkCaseFile({ id: first })

  expect(musts).toBeGreaterThan(1000)
  expect(faults).toHaveLength(100)
  const unreviewed = points.find(({ point }) => point === 4)?.musts ?? 0
  expect(unreviewed).toBeGreaterThanOrEqual(1000)
  const named = faults.map(({ jump }) => jump.document).filter((id) => id !== null)
  expect(named).toEqual(rows.flatMap(({ id }) => (named.includes(id) ? [id] : [])))
  await expect(handlers.closeCaseFile({ id: first, isOverlooking: true })).rejects.toMatchObject({
    code: 'incomplete',
  })
})

test('a document that is put into a case file comes last', async () => {
  const [document] = (await handlers.documents({ filter: 'to-file', limit: 1, offset: 0 })).rows
  const target = files[2]?.id ?? ''

  await handlers.fileDocument({ id: document?.id ?? '', caseFile: target })

  const { rows, total } = await handlers.contents({ id: target, limit: 50, offset: 0 })
  expect(total).toBe(7)
  expect(rows.at(-1)).toMatchObject({ id: document?.id, position: 7 })
  expect((await handlers.documents({ filter: 'to-file', limit: 1, offset: 0 })).total).toBe(499)
})

test('deposits come newest first, with their case files in pages, and the next has the next ordinal', async () => {
  const { rows, total } = handlers.deposits.list({ limit: 9, offset: 0 })
  expect(total).toBe(2)
  expect(rows.map(({ deposit: { id, outcome }, caseFiles }) => [id, outcome !== null, caseFiles])).toEqual([
    [doubted, false, 30],
    [proven, true, 50],
  ])
  const page = handlers.deposits.files(proven, { limit: 20, offset: 40 })
  expect(page.rows.map(({ id }) => id)).toEqual(ofProven.slice(40).map(({ id }) => id))
  expect(page.total).toBe(50)

  const id = await handlers.deposits.create(closed.slice(100, 140).map((file) => file.id))

  expect(handlers.deposits.deposit(id)).toMatchObject({ ordinal: 3, outcome: null })
  expect(await handlers.overview({})).toMatchObject({ closedFiles: 880, depositedFiles: 70 })
})
