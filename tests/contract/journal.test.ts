import { mkdir, readdir } from 'node:fs/promises'
import path from 'node:path'
import ExcelJS from 'exceljs'
import { expect, test } from 'vitest'
import { newAccess } from '../../domain/access.ts'
import type { JournalEntry, JournalFilter } from '../../domain/journal-api.ts'
import type { Edit } from '../../domain/op.ts'
import { setIsolation } from '../../domain/records/document.ts'
import { newFonds } from '../../domain/records/fonds.ts'
import { setUser } from '../../domain/user.ts'
import { journalHandlers } from '../../electron/desk/journal/journal-handlers.ts'
import { saveForm } from '../../electron/forms/save-form.ts'
import type { Vault } from '../../electron/store/vault.ts'
import { caseFileEdits, documentEdits } from '../support/large-vault.ts'
import { shippedAuthority } from '../support/shipped-authority.ts'
import { createTestVault, edit, newRecord, temporaryFolder } from '../support/test-vault.ts'

const DAY_MS = 86_400_000
const FIRST_DAY = new Date(2026, 0, 5, 8).getTime()

function deskOf(vault: Vault) {
  return journalHandlers({
    records: vault,
    log: vault,
    station: vault.station.id,
    authority: () => shippedAuthority,
    surroundings: { clock: { nowMs: () => FIRST_DAY } },
    saveForm,
  })
}

/** All entries, by as many calls as that takes. */
async function entriesOf(vault: Vault, filter: JournalFilter = {}, limit = 200): Promise<JournalEntry[]> {
  const desk = deskOf(vault)
  const found: JournalEntry[] = []
  let page = await desk.journal({ filter, cursor: null, limit })
  found.push(...page.entries)
  while (page.next !== null) {
    page = await desk.journal({ filter, cursor: page.next, limit })
    found.push(...page.entries)
  }
  return found
}

const fonds = newRecord('fonds')
const file = newRecord('case')
const planEntry = newRecord('plan')

/** Four days of work of two people. */
async function fourDays() {
  const clock = { now: FIRST_DAY }
  const { vault } = await createTestVault({ clock: { nowMs: () => clock.now } })
  const { id: document, edits } = documentEdits({
    batch: newRecord('batch'),
    caseFile: null,
    position: 0,
    isAccepted: false,
    confidence: 1,
    fields: ['subject'],
  })
  const days: readonly (readonly [string, readonly Edit[]])[] = [
    ['Trần Thị Mẫu', newFonds(fonds, { agencyCode: 'H27.38.05', agencyName: 'UBND xã Ví Dụ', isOpen: true })],
    ['Trần Thị Mẫu', caseFileEdits(file, { fonds, planEntry, year: 2026, title: 'Cấp đất' })],
    ['Lê Văn Ví', edits],
    ['Lê Văn Ví', [edit(document, '/caseFile', file), edit(document, '/position', 1)]],
  ]
  for (const [author, group] of days) {
    vault.setAuthor(author)
    await vault.append(group)
    clock.now += DAY_MS
  }
  return { vault, document, clock }
}

test('[UI65] the journal tells what was done in one go, by whom, to what and with what, newest first', async () => {
  const { vault, document } = await fourDays()

  const entries = await entriesOf(vault)

  expect(entries.map(({ kind, by, recordsTotal }) => [kind, by, recordsTotal])).toEqual([
    ['file', 'Lê Văn Ví', 1],
    ['intake', 'Lê Văn Ví', 1],
    ['open', 'Trần Thị Mẫu', 1],
    ['fonds', 'Trần Thị Mẫu', 1],
  ])
  expect(entries[0]?.records).toMatchObject([{ id: document, kind: 'doc' }])
  expect(entries[0]?.changes).toEqual([
    { label: 'doc-caseFile', element: '', text: '01.TH Cấp đất', told: null, isRemoved: false },
    { label: 'doc-position', element: '', text: '1', told: null, isRemoved: false },
  ])
  expect(entries[0]?.station).toMatchObject({ isOwn: true })
  expect(entries[0]?.at).toBe(new Date(FIRST_DAY + 3 * DAY_MS).toISOString())
})

test('[UI66] the journal is narrowed to a person, days, a kind of work and a record, page by page', async () => {
  const { vault, document } = await fourDays()
  const kinds = async (filter: JournalFilter) => (await entriesOf(vault, filter, 1)).map(({ kind }) => kind)

  expect(await kinds({})).toEqual(['file', 'intake', 'open', 'fonds'])
  expect(await kinds({ by: 'Trần Thị Mẫu' })).toEqual(['open', 'fonds'])
  expect(await kinds({ from: '2026-01-06', to: '2026-01-07' })).toEqual(['intake', 'open'])
  expect(await kinds({ to: '2026-01-04' })).toEqual([])
  expect(await kinds({ from: '2026-01-08' })).toEqual(['file'])
  expect(await kinds({ kinds: ['open'] })).toEqual(['open'])
  expect(await kinds({ record: document })).toEqual(['file', 'intake'])
})

test('[UI65] one go of many ops is one entry, and what machines read is told apart', async () => {
  const { vault, document, clock } = await fourDays()
  const many = Array.from({ length: 1500 }, () => newRecord('case'))
  await vault.append(many.flatMap((id) => caseFileEdits(id, { fonds, planEntry, year: 2026, title: 'Loạt' })))
  clock.now += 1000
  await vault.append([edit(document, '/proposals', {}), edit(document, '/text/p', 'b'.repeat(64))])

  const [read, opened] = await entriesOf(vault)

  expect(read).toMatchObject({ kind: 'read', ops: 2 })
  expect(opened).toMatchObject({ kind: 'open', recordsTotal: 1500 })
  expect(opened?.records).toHaveLength(3)
})

test('[UI65] views of restricted files stand in it, users by their names, and nothing of a state secret', async () => {
  const { vault, document } = await fourDays()
  vault.setAuthor('Quản trị')
  await vault.append([
    newAccess(newRecord('access'), { what: 'view', subject: file, at: '2026-01-09T00:00:00.000Z' }),
  ])
  await vault.append([
    setUser(fonds, { id: '2', name: 'Người mới', role: 'clerk', slot: 'khe', isRemoved: false }),
  ])
  await vault.append([setIsolation(document, { at: '2026-01-09T00:00:00.000Z' })])

  const entries = await entriesOf(vault)

  expect(entries[0]).toMatchObject({ kind: 'secret', changes: [], records: [{ title: '' }] })
  expect(entries[1]).toMatchObject({ kind: 'users', records: [{ kind: 'user', title: 'Người mới' }] })
  expect(JSON.stringify(entries[1])).not.toContain('khe')
  expect(entries[2]).toMatchObject({
    kind: 'view',
    records: [{ id: file, kind: 'case', title: '01.TH Cấp đất' }],
  })
  // What was written of the document before is told no more either.
  expect(entries[3]).toMatchObject({ kind: 'file', changes: [], records: [{ title: '' }] })
})

test('[UI67] a span of days is written as a workbook and as PDF, and a file that is there stays', async () => {
  const { vault } = await fourDays()
  const folder = path.join(await temporaryFolder(), 'xuat')
  await mkdir(folder)
  const desk = deskOf(vault)
  const filter = { from: '2026-01-05', to: '2026-01-06' }
  const words = {
    'kind.open': 'Mở hồ sơ',
    'record.case': 'Hồ sơ',
    own: 'máy này',
    'cell.case-title': 'Tiêu đề',
  }

  const sheet = await desk.exportJournal({ filter, format: 'xlsx', folder, words })
  const paper = await desk.exportJournal({ filter, format: 'pdf', folder, words })

  expect([sheet.written, paper.written]).toEqual([2, 2])
  expect((await readdir(folder)).sort()).toEqual([paper.file, sheet.file])
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.readFile(path.join(folder, sheet.file))
  const row = workbook.getWorksheet('Nhật ký')?.getRow(2)
  expect([2, 3, 4, 5].map((cell) => row?.getCell(cell).value)).toEqual([
    'Trần Thị Mẫu',
    'máy này',
    'Mở hồ sơ',
    'Hồ sơ: 01.TH Cấp đất',
  ])
  await expect(desk.exportJournal({ filter, format: 'pdf', folder, words })).rejects.toMatchObject({
    detail: { reason: 'name-exists' },
  })
})
