import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import ExcelJS from 'exceljs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dueOf } from '../../domain/due-list.ts'
import type {
  CaseListFilter,
  CaseListQuery,
  ListChange,
  ListQuery,
  ListSelection,
} from '../../domain/list-api.ts'
import { sortKey } from '../../domain/list-keys.ts'
import type { RecordId } from '../../domain/op.ts'
import { caseFileView } from '../../domain/records/case-file.ts'
import { createVault, openVault, type Vault } from '../../electron/store/vault.ts'
import { appendAll } from '../support/large-vault.ts'
import { FILES, files, listedRecords, openLists } from '../support/listed-vault.ts'
import { edit, faultOf, PASSPHRASE, testPorts } from '../support/test-vault.ts'

let folder: string
let vault: Vault
let desk: ReturnType<typeof openLists>

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'lists-'))
  vault = (await createVault(path.join(folder, 'kho'), { passphrase: PASSPHRASE }, testPorts())).vault
  desk = openLists(vault)
  await appendAll(vault, listedRecords())
}, 240_000)
afterAll(async () => {
  await vault.close()
  await rm(folder, { recursive: true, force: true })
})

const query = (
  filter: CaseListFilter = {},
  by: CaseListQuery['sort']['by'] = 'title',
  isDescending = false,
) => ({ list: 'cases', filter, sort: { by, isDescending } }) as const
const every = { list: 'documents', filter: {}, sort: { by: 'made', isDescending: false } } as const
const all = (of: ListQuery, except: readonly RecordId[] = []): ListSelection => ({
  kind: 'all',
  query: of,
  except: [...except],
})
const titles = async (of: CaseListQuery, offset: number, limit = 3) =>
  (await desk.caseList({ query: of, offset, limit })).rows.map(({ title }) => title)

test('[UI60] any span of a list comes in the order of any column, numbers by their value, with the whole count', async () => {
  expect(await titles(query(), 0)).toEqual(['Việc số 0', 'Việc số 1', 'Việc số 2'])
  expect(await titles(query(), 1500)).toEqual(['Việc số 1500', 'Việc số 1501', 'Việc số 1502'])
  expect(await titles(query(), 2998, 50)).toEqual(['Việc số 2998', 'Việc số 2999'])
  expect(await titles(query({}, 'title', true), 0)).toEqual(['Việc số 2999', 'Việc số 2998', 'Việc số 2997'])
  expect(await titles(query({}, 'title', true), 2000)).toEqual(['Việc số 999', 'Việc số 998', 'Việc số 997'])
  expect((await desk.caseList({ query: query(), offset: 9000, limit: 5 })).rows).toEqual([])
  const { rows, total } = await desk.caseList({ query: query({}, 'missing', true), offset: 999, limit: 2 })
  expect(total).toBe(FILES)
  expect(rows.map(({ missing }) => missing)).toEqual([1, 0])
})

test('[UI60] a list counts what lies in its case files, whichever came first', async () => {
  const { rows } = await desk.caseList({ query: query(), offset: 499, limit: 2 })
  const after = (await desk.caseList({ query: query(), offset: 1000, limit: 1 })).rows[0]

  expect(rows.map(({ documents, pages, sheets, missing }) => [documents, pages, sheets, missing])).toEqual([
    [2, 2, 2, 1],
    [2, 2, 2, 1],
  ])
  expect(after).toMatchObject({ documents: 0, pages: 0, missing: 0, state: 'closed' })
})

test('[UI61] a list is narrowed by year, state, retention, maker and text, alone and together, in every order', async () => {
  const count = async (filter: CaseListFilter) =>
    (await desk.caseList({ query: query(filter), offset: 0, limit: 1 })).total

  expect(await count({ year: 2025 })).toBe(1000)
  expect(await count({ states: ['closed'] })).toBe(1000)
  expect(await count({ states: ['open', 'closed'], retention: '03' })).toBe(1500)
  expect(await count({ maker: 'Đỗ Văn Ví', year: 2024 })).toBe(0)
  expect(await count({ isMissing: true })).toBe(1000)
  expect(await count({ text: 'viec 2999' })).toBe(1)
  expect(await count({ text: 'VIỆC', year: 2026, retention: '01' })).toBe(500)
  expect(await count({ text: 'không có' })).toBe(0)
  expect(await titles(query({ year: 2025 }, 'title', true), 998)).toEqual(['Việc số 4', 'Việc số 1'])
  const years = await desk.listChoices({ list: 'cases' })
  expect(years.years).toEqual([2026, 2025, 2024])
  expect(years.makers).toEqual(expect.arrayContaining([{ value: 'Đỗ Văn Ví', rows: 1000 }]))
})

test('[UI61] documents are narrowed by their case file, stage and text, and sorted by their case file', async () => {
  const first = files[0]?.id ?? ''
  const of = (filter: object) =>
    desk.documentList({ query: { ...every, filter }, offset: 0, limit: 5 }).then(({ total }) => total)

  expect(await of({})).toBe(2000)
  expect(await of({ caseFile: first })).toBe(2)
  expect(await of({ caseFile: null })).toBe(0)
  expect(await of({ stages: ['filed'] })).toBe(2000)
  expect(await of({ isDoubtful: true })).toBe(1000)
  expect(await of({ text: 'subject', year: 2026 })).toBe(1000)
  const sorted = { ...every, sort: { by: 'caseFile', isDescending: false } } as const
  const { rows } = await desk.documentList({ query: sorted, offset: 0, limit: 1 })
  expect(rows[0]?.caseFile?.notation).toBe('01.TH')
})

test('[UI62] typing letters finds the first row that begins so, in both directions', async () => {
  const title = query()
  expect(await desk.listPlace({ query: title, begins: 'viec so 25' })).toEqual({ index: 25 })
  expect(await desk.listPlace({ query: title, begins: 'z' })).toEqual({ index: FILES - 1 })
  expect(await desk.listPlace({ query: query({}, 'maker'), begins: 'lê' })).toEqual({ index: 1000 })
  expect(await desk.listPlace({ query: query({}, 'maker', true), begins: 'lê' })).toEqual({ index: 1000 })
  expect(await desk.listPlace({ query: query({}, 'pages'), begins: '1' })).toBeNull()
  expect((await desk.listIds({ query: title, offset: 1, limit: 2 })).length).toBe(2)
})

test('[UI63] a change of many is told before, done as one step, refused where the file is closed, and taken back at once', async () => {
  const change: ListChange = { field: 'retention', value: '05' }
  const selection = all(query({ year: 2024 }))
  const before = vault.vector()
  const preview = await desk.previewListEdit({ selection, change })
  expect(preview).toMatchObject({ selected: 1000, changing: 1000, same: 0, refused: 0 })
  expect(vault.vector()).toEqual(before)

  const mixed = all(query({ states: ['open', 'closed'], retention: '01', year: 2025 }))
  const closed = await desk.editList({ selection: mixed, change, expected: 500 })
  expect(closed).toMatchObject({ selected: 500, changing: 0, refused: 500 })
  expect(closed.reasons).toMatchObject([{ why: 'closed', count: 500 }])
  expect(closed.reasons[0]?.examples).toHaveLength(3)

  const everything = all(query())
  const outcome = await desk.editList({ selection: everything, change, expected: FILES })
  expect(outcome).toMatchObject({ selected: FILES, changing: 2000, same: 0, refused: 1000 })
  expect((await desk.caseList({ query: query({ retention: '05' }), offset: 0, limit: 1 })).total).toBe(2000)
  expect(await desk.undoState({})).toMatchObject({ undo: 'edit-list' })

  await desk.undo({})
  expect((await desk.caseList({ query: query({ retention: '05' }), offset: 0, limit: 1 })).total).toBe(0)
  expect((await desk.caseList({ query: query({ retention: '01' }), offset: 0, limit: 1 })).total).toBe(1500)
})

test('[UI63] where another number of rows is chosen by now than was confirmed, nothing changes', async () => {
  const selection = all(query({ year: 2024 }), [files[0]?.id ?? ''])
  const change: ListChange = { field: 'maker', value: 'Người khác' }
  const before = vault.vector()

  const refused = await faultOf(desk.editList({ selection, change, expected: 1000 }))

  expect(refused).toMatchObject({ code: 'conflict', detail: { reason: 'selection-changed', count: 999 } })
  expect(vault.vector()).toEqual(before)
  expect(
    await faultOf(desk.previewListEdit({ selection, change: { field: 'retention', value: 'nein' } })),
  ).toMatchObject({ code: 'invalid-input' })
  expect(
    await faultOf(desk.previewListEdit({ selection, change: { field: 'note', value: 'TỐI MẬT' } })),
  ).toMatchObject({ code: 'state-secret' })
  expect(
    await faultOf(desk.previewListEdit({ selection, change: { field: 'type', value: 'QĐ' } })),
  ).toMatchObject({ code: 'invalid-input' })
})

test('[UI63] the place of paper is set for closed files too, and what says so already is counted apart', async () => {
  const value = { store: 'Kho 1', shelf: 'G2', box: '7' }
  const chosen = files.slice(0, 6).map(({ id }) => id)
  const selection: ListSelection = { kind: 'ids', query: query(), ids: chosen }

  const first = await desk.editList({ selection, change: { field: 'place', value }, expected: 6 })
  const again = await desk.editList({ selection, change: { field: 'place', value }, expected: 6 })

  expect(first).toMatchObject({ changing: 6, refused: 0 })
  expect(again).toMatchObject({ changing: 0, same: 6 })
  expect(caseFileView(vault.record(chosen[1] ?? '')).place).toEqual(value)
})

test('[UI63] documents move into another case file in one step, behind those that lie there', async () => {
  const [source, target] = [files[0]?.id ?? '', files[2999]?.id ?? '']
  const narrow = { ...every, filter: { caseFile: source } } as const
  const change: ListChange = { field: 'caseFile', value: target }

  const outcome = await desk.editList({ selection: all(narrow), change, expected: 2 })

  expect(outcome).toMatchObject({ selected: 2, changing: 2 })
  expect(vault.catalogue.ids({ kind: 'doc', parent: target, order: 'contents', limit: 5 })).toHaveLength(2)
  const row = (await desk.caseList({ query: query(), offset: 2999, limit: 1 })).rows[0]
  expect(row).toMatchObject({ documents: 2, missing: 1 })
  await desk.undo({})
  expect((await desk.caseList({ query: query(), offset: 0, limit: 1 })).rows[0]).toMatchObject({
    documents: 2,
  })
})

test('[UI64] what is chosen is written as a workbook, row by row, all of it and in its order', async () => {
  const to = path.join(folder, 'xuat')
  await rm(to, { recursive: true, force: true })
  await mkdir(to)
  const columns = ['title', 'state', 'documents', 'startDate'].map((id) => ({ id, name: `cột ${id}` }))
  const wanted = {
    selection: all(query({ year: 2025 }, 'title', true)),
    columns,
    words: { closed: 'đã kết thúc' },
  }

  const { file, written } = await desk.exportList({ ...wanted, folder: to })

  expect(written).toBe(1000)
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.readFile(path.join(to, file))
  const sheet = workbook.getWorksheet('Hồ sơ')
  expect(sheet?.rowCount).toBe(1001)
  expect(sheet?.getRow(1).values).toEqual([
    undefined,
    'cột title',
    'cột state',
    'cột documents',
    'cột startDate',
  ])
  expect(sheet?.getRow(2).getCell(1).value).toBe('Việc số 2998')
  expect(sheet?.getRow(2).getCell(2).value).toBe('đã kết thúc')
  expect(sheet?.getRow(2).getCell(3).value).toBe(0)
  expect(await faultOf(desk.exportList({ ...wanted, folder: to }))).toMatchObject({
    detail: { reason: 'name-exists' },
  })
  expect(await readdir(to)).toEqual([file])
  expect(await faultOf(desk.exportList({ ...wanted, folder: path.join(to, 'không') }))).toMatchObject({
    code: 'file-missing',
  })
})

test('[CF50] what is due comes by its day and then its notation, counted by urgency, as each file alone would say', async () => {
  const ends = ['2020-03-01', '2024-12-31', '2025-01-01', '2026-01-02', 'không rõ']
  const marked = files.slice(1500, 1530).filter(({ n }) => n % 3 !== 1)
  await appendAll(
    vault,
    marked.map(({ id, n }) => [
      edit(id, '/endDate', ends[n % ends.length] ?? ''),
      ...(n % 2 === 0 ? [edit(id, '/state', { name: 'closed', reason: null })] : []),
    ]),
  )
  const alone = files
    .flatMap(({ id }) => dueOf(caseFileView(vault.record(id)), '2026-01-05') ?? [])
    .sort(
      (a, b) =>
        a.dueOn.localeCompare(b.dueOn) || sortKey(a.notation).localeCompare(sortKey(b.notation), 'en'),
    )

  const whole = await desk.dueFiles({ offset: 0, limit: 5000 })
  const span = await desk.dueFiles({ offset: 7, limit: 20 })

  expect(whole.rows.map(({ dueOn }) => dueOn)).toEqual(alone.map(({ dueOn }) => dueOn))
  expect(new Set(whole.rows.map(({ id }) => id))).toEqual(new Set(alone.map(({ id }) => id)))
  expect(whole.rows.slice(0, 3).map(({ dueOn }) => dueOn)).toEqual(['2021-12-31', '2021-12-31', '2021-12-31'])
  expect(span.rows).toEqual(whole.rows.slice(7, 27))
  expect(span).toMatchObject({
    total: alone.length,
    overdue: alone.filter(({ urgency }) => urgency === 'overdue').length,
    thisYear: alone.filter(({ urgency }) => urgency === 'this-year').length,
  })
})

test('[UI60] the lists are derived: a ledger that is gone is made anew with the same lists', async () => {
  const before = await desk.caseList({ query: query({}, 'documents', true), offset: 0, limit: 20 })
  await vault.close()
  await rm(path.join(folder, 'kho', 'ledger.db'))
  vault = await openVault(path.join(folder, 'kho'), PASSPHRASE, testPorts())
  desk = openLists(vault)

  const after = await desk.caseList({ query: query({}, 'documents', true), offset: 0, limit: 20 })

  expect(after.total).toBe(before.total)
  expect(after.rows.map(({ documents, missing }) => [documents, missing])).toEqual(
    before.rows.map(({ documents, missing }) => [documents, missing]),
  )
})
