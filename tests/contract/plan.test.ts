import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { EntryForm } from '../../domain/plan-api.ts'
import { realLine } from '../../electron/compose/surroundings.ts'
import { writeWorkbook } from '../support/any-workbook.ts'
import { type Engine, startEngine } from '../support/engine.ts'
import { COMMUNE, removeServer, startServer, type TestServer } from '../support/test-server.ts'

/** One PC of the commune; its line can be cut. */
interface Pc extends Engine {
  readonly vaultFolder: string
  readonly line: { isUp: boolean }
}

let folder: string
let server: TestServer
let first: Pc
let second: Pc

async function openPc(vaultFolder: string): Promise<Pc> {
  const line = { isUp: true }
  const real = realLine()
  const openLane: typeof real.openLane = (trust) => {
    const lane = real.openLane(trust)
    const cut: typeof lane.fetch = (url, init) =>
      line.isUp ? lane.fetch(url, init) : Promise.reject(new TypeError('the line is cut'))
    return { ...lane, fetch: cut }
  }
  const engine = await startEngine(vaultFolder, { line: { ...real, openLane }, readers: 1, scryptLogN: 10 })
  return { ...engine, vaultFolder, line }
}

async function newPc(name: string, userName: string): Promise<Pc> {
  const pc = await openPc(path.join(folder, name))
  const passphrase = `mật khẩu của ${name}`
  await pc.client.createVault({ agencyCode: COMMUNE, communeName: 'xã Cẩm Hoà', userName, passphrase })
  return pc
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'plan-'))
  server = await startServer()
  first = await newPc('một', 'Trần Thị Mẫu')
  second = await newPc('hai', 'Lê Văn Mẫu')
}, 60_000)
afterAll(async () => {
  await first.app.close()
  await second.app.close()
  await removeServer(server)
  await rm(folder, { recursive: true, force: true })
})

async function connect({ client }: Pc): Promise<void> {
  const { code } = await server.registry.createEnrolmentCode(COMMUNE)
  await client.connect({ url: server.url, code })
}

/** Both have what both wrote. */
async function meet(): Promise<void> {
  for (const pc of [first, second]) pc.line.isUp = true
  for (const pc of [first, second, first]) await pc.client.syncNow({})
}

function part(): void {
  for (const pc of [first, second]) pc.line.isUp = false
}

const form: EntryForm = {
  heading: 'I. Tổng hợp',
  notation: '',
  title: 'Hồ sơ bổ sung',
  retention: '05',
  basis: '',
  maker: '',
  note: '',
}

async function proposal({ client }: Pc): Promise<{ fonds: string; year: number; notation: string }> {
  const { fonds, year } = await client.planSheet({ fonds: null, year: null })
  const place = { fonds: fonds.id, year }
  const { notation } = await client.proposeNotation({ ...place, heading: form.heading })
  return { ...place, notation }
}

async function openOutside(pc: Pc, title: string): Promise<string> {
  const place = await proposal(pc)
  const head = { title, retention: '05', basis: '', maker: 'x', startDate: '2026-01-05' }
  await pc.client.openOutsidePlan({ ...place, ...head })
  return place.notation
}

const notations = async ({ client }: Pc): Promise<readonly string[]> => {
  const { rows } = await client.caseFiles({ limit: 200 })
  return rows.map(({ file }) => file.notation).sort()
}

test('[CF20] numbers that two PCs gave before they knew of each other are found and given anew', async () => {
  expect(await openOutside(first, 'Việc một')).toBe(await openOutside(second, 'Việc hai'))
  await connect(first)
  await connect(second)
  await meet()

  const { fonds, entries, year } = await first.client.planSheet({ fonds: null, year: null })
  expect(await second.client.planSheet({ fonds: null, year: null })).toEqual(
    await first.client.planSheet({ fonds: null, year: null }),
  )
  expect(await first.client.fondsList({})).toHaveLength(1)
  expect(entries).toHaveLength(24)
  const [clash] = await first.client.notationClashes({})
  expect(await second.client.notationClashes({})).toEqual([clash])
  expect(clash?.holders.map(({ title }) => title)).toEqual(['Việc một', 'Việc hai'])

  const { notation } = await second.client.renumber({ id: clash?.renumber ?? '' })
  expect(notation).toBe('51.TH')
  await meet()
  expect(await first.client.notationClashes({})).toEqual([])
  await expect(
    first.client.addPlanEntry({ ...form, fonds: fonds.id, year, notation: '51.th' }),
  ).rejects.toMatchObject({ code: 'conflict', detail: { reason: 'notation-taken' } })
}, 60_000)

test('[CF17] the same entry opened on two PCs without a line is one case file', async () => {
  const { entries } = await first.client.planSheet({ fonds: null, year: null })
  const planEntry = entries.find(({ entry }) => entry.notation === '02.XH')?.entry.id ?? ''
  part()

  const [ofFirst, ofSecond] = [
    await first.client.openCaseFile({ planEntry }),
    await second.client.openCaseFile({ planEntry }),
  ]
  expect(ofFirst).toEqual(ofSecond)
  const further = [
    await first.client.openCaseFile({ planEntry }),
    await second.client.openCaseFile({ planEntry }),
  ]
  expect(further[0]).not.toEqual(further[1])
  await meet()

  for (const { client } of [first, second]) {
    const { rows } = await client.caseFiles({ planEntry, limit: 9 })
    expect(rows.map(({ file }) => file.notation).sort()).toEqual(['02.XH', '04.XH', '51.XH'])
    expect(await client.notationClashes({})).toEqual([])
    expect((await client.caseFile(ofFirst)).file).toMatchObject({ notation: '02.XH', state: 'open' })
  }
}, 60_000)

test('[CF17] additions and files outside the plan get different numbers on PCs without a line', async () => {
  part()
  const [a, b] = [await proposal(first), await proposal(second)]
  await first.client.addPlanEntry({ ...form, ...a })
  await second.client.addPlanEntry({ ...form, ...b })
  await openOutside(first, 'Việc ba')
  await openOutside(second, 'Việc bốn')
  await meet()

  const all = await notations(first)
  expect(all).toEqual(await notations(second))
  expect(new Set(all).size).toBe(all.length)
  expect(await first.client.notationClashes({})).toEqual([])
}, 60_000)

test('[CF17] what numbers a PC may give outlives a restart, and each user opens their own PC', async () => {
  const { notation } = await proposal(second)
  await second.app.close()
  second = await openPc(second.vaultFolder)
  await second.client.unlockVault({ secret: 'mật khẩu của hai' })

  expect((await proposal(second)).notation).toBe(notation)
  expect(Number.parseInt(notation, 10)).toBeGreaterThan(50)
  expect((await second.client.users({})).map(({ name }) => name)).toEqual(['Lê Văn Mẫu'])
}, 60_000)

test('[CF16] an approved plan stays as it is on every PC, and its additions say who put them in', async () => {
  const { fonds, year, entries } = await first.client.planSheet({ fonds: null, year: null })
  const place = { fonds: fonds.id, year }
  const id = entries[0]?.entry.id ?? ''
  await first.client.approvePlan({ ...place, decision: '15/QĐ-UBND', decidedOn: '2026-01-05' })
  await meet()

  const { entry } = entries[0] ?? { entry: form }
  const { heading, notation, title, retention, basis, maker, note } = entry
  const same = { heading, notation, title, retention, basis, maker, note }
  await expect(second.client.editPlanEntry({ ...same, id, title: 'Khác' })).rejects.toMatchObject({
    detail: { reason: 'plan-approved' },
  })
  await expect(second.client.deletePlanEntries({ ids: [id] })).rejects.toMatchObject({ code: 'conflict' })
  const { notation: free } = await proposal(second)
  await second.client.addPlanEntry({ ...form, ...place, notation: free })
  await meet()
  const sheet = await first.client.planSheet({ fonds: fonds.id, year })
  expect(sheet.entries.filter(({ added }) => added !== null)).toMatchObject([
    { entry: { notation: free, isAddition: true }, added: { by: 'Lê Văn Mẫu' } },
  ])

  await first.client.withdrawApproval({ ...place, reason: 'Sai số quyết định' })
  expect(await first.client.planSheet({ fonds: fonds.id, year })).toMatchObject({
    approval: null,
    withdrawn: [{ by: 'Trần Thị Mẫu', reason: 'Sai số quyết định', decision: '15/QĐ-UBND' }],
  })
}, 60_000)

test('[CF19] a plan that was copied or imported goes again in one step, unless a file was opened from it', async () => {
  const { client } = first
  const { fonds, year } = await client.planSheet({ fonds: null, year: null })
  const next = { fonds: fonds.id, year: year + 1 }
  const file = await writeWorkbook(path.join(folder, 'danh-muc.xlsx'), [
    ['Số và ký hiệu HS', 'Tên đề mục và tiêu đề hồ sơ', 'Thời hạn bảo quản'],
    ['I', 'Tổng hợp'],
    ['90.TH', 'Nhập từ tệp', 20],
    ['91.TH', 'Thời hạn lạ', '7 năm'],
  ])

  const { copied } = await client.copyPlan({ ...next, from: year, entries: null })
  expect((await client.planSheet(next)).entries).toHaveLength(copied)
  expect(await client.undo({})).toEqual({ label: 'copy-plan' })
  expect((await client.planSheet(next)).entries).toEqual([])
  expect(await client.redo({})).toEqual({ label: 'copy-plan' })

  const { sha, taken, refused } = await client.previewPlanImport({ ...next, path: file })
  expect([taken, refused]).toEqual([1, 1])
  expect((await client.planSheet(next)).entries).toHaveLength(copied)
  expect(await client.importPlan({ ...next, path: file, sha })).toEqual({ taken: 1, refused: 1 })
  const imported = (await client.planSheet(next)).entries.find(({ entry }) => entry.notation === '90.TH')
  await client.openCaseFile({ planEntry: imported?.entry.id ?? '' })
  await expect(client.deletePlanEntries({ ids: [imported?.entry.id ?? ''] })).rejects.toMatchObject({
    detail: { reason: 'entry-in-use' },
  })
  await client.undo({})
  expect(await client.undo({})).toEqual({ label: 'import-plan' })
  const out = await client.exportPlan({ ...next, folder })
  await expect(client.exportPlan({ ...next, folder })).rejects.toMatchObject({
    detail: { reason: 'name-exists', name: out.file },
  })
}, 60_000)

test('[CF15] a commune that is merged closes its fonds and opens the next; the backlog goes into the closed one', async () => {
  const { client } = first
  const { fonds: old, year } = await client.planSheet({ fonds: null, year: null })
  const successor = { agencyCode: 'H27.40.01', agencyName: 'UBND xã Thiên Cầm', code: '', extra: {} }
  const { id } = await client.closeFonds({ id: old.id, closedOn: `${year}-06-30`, successor })

  const list = await client.fondsList({})
  expect(list.map(({ fonds }) => [fonds.agencyName, fonds.isOpen])).toEqual([
    ['UBND xã Thiên Cầm', true],
    ['UBND xã Cẩm Hoà', false],
  ])
  const head = { title: 'Tồn đọng', retention: '05', basis: '', maker: 'x', startDate: '2019-02-03' }
  await client.openOutsidePlan({ ...head, fonds: old.id, year: 2019, notation: '01.TĐ' })
  await expect(
    client.openOutsidePlan({ ...head, fonds: old.id, year: year + 1, notation: '01.TĐ' }),
  ).rejects.toMatchObject({ detail: { reason: 'fonds-year' } })
  await expect(
    client.openOutsidePlan({ ...head, fonds: id, year: 2019, notation: '01.TĐ' }),
  ).rejects.toMatchObject({ detail: { reason: 'fonds-year' } })
  expect((await client.caseFiles({ fonds: old.id, year: 2019, limit: 9 })).total).toBe(1)
  expect((await client.caseFiles({ fonds: id, limit: 9 })).total).toBe(0)
  expect((await client.findTargets({ query: 'cam hoa tồn đọng', limit: 9 })).rows).toMatchObject([
    { title: 'Tồn đọng', year: 2019 },
  ])
  expect((await client.users({})).map(({ name }) => name)).toEqual(['Trần Thị Mẫu'])
}, 60_000)
