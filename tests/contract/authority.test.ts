import { appendFile, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import * as z from 'zod'
import { AUTHORITY_FILE_BYTES } from '../../domain/authority-file.ts'
import { type Engine, samplesFolder, startEngine } from '../support/engine.ts'
import { shippedAuthority } from '../support/shipped-authority.ts'
import { COMMUNE, startServer, type TestServer } from '../support/test-server.ts'
import { faultOf } from '../support/test-vault.ts'

const passphrase = 'một câu thật dài'
const { retentions, schedule } = shippedAuthority
const NEWER = {
  file: 'retentions',
  version: '2099-01-01',
  source: 'Sở Nội vụ',
  entries: [...retentions.entries, { code: '08', name: '40 năm', years: 40 }],
}

let folder: string
const engines: Engine[] = []

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'law-'))
})
afterEach(async () => {
  for (const { app } of engines.splice(0)) await app.close()
  await rm(folder, { recursive: true, force: true })
})

async function open(name: string): Promise<Engine> {
  const engine = await startEngine(path.join(folder, name))
  engines.push(engine)
  return engine
}

async function make(name: string): Promise<Engine> {
  const engine = await open(name)
  await engine.client.createVault({
    agencyCode: COMMUNE,
    communeName: 'xã Cẩm Hoà',
    userName: 'Trần Thị Mẫu',
    passphrase,
  })
  return engine
}

async function offer(name: string, content: unknown): Promise<{ readonly path: string }> {
  const file = path.join(folder, name)
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content))
  return { path: file }
}

const codes = async ({ client }: Engine): Promise<readonly string[]> =>
  (await client.authority({})).retentions.entries.map(({ code }) => code)

test('[CF11] a newer data file holds at once, after a restart, and until it is taken back', async () => {
  const engine = await make('kho')

  const imported = await engine.client.importAuthority(await offer('thoi-han.json', NEWER))

  expect(imported).toEqual({
    name: 'retentions',
    version: '2099-01-01',
    replaced: retentions.version,
    entries: retentions.entries.length + 1,
  })
  expect(await codes(engine)).toContain('08')
  expect(engine.events.map(({ name }) => name)).toContain('authorityChanged')
  await engine.app.close()

  const again = await open('kho')
  expect(await codes(again)).not.toContain('08')
  await again.client.unlockVault({ secret: passphrase })
  expect(await codes(again)).toContain('08')
  const { files } = await again.client.authorityState({})
  expect(files.find(({ name }) => name === 'retentions')).toMatchObject({
    version: '2099-01-01',
    imported: { by: 'Trần Thị Mẫu' },
    unusable: null,
  })
})

test('[CF11] an import is taken back as one step', async () => {
  const engine = await make('kho')
  await engine.client.importAuthority(await offer('thoi-han.json', NEWER))

  expect(await engine.client.undo({})).toEqual({ label: 'import-authority' })

  await expect.poll(() => codes(engine)).not.toContain('08')
})

test('[CF11] what cannot be used is refused with the reason, and everything stays as it was', async () => {
  const engine = await make('kho')
  const { client } = engine
  const before = await client.authorityState({})
  const refused = async (name: string, content: unknown): Promise<unknown> =>
    reasonOf(client.importAuthority(await offer(name, content)))

  expect(await refused('a.json', { ...NEWER, version: retentions.version })).toEqual([
    'conflict',
    'authority-version',
  ])
  expect(await refused('b.json', '{')).toEqual(['file-corrupt', 'authority'])
  expect(await refused('c.json', '['.repeat(500_000))).toEqual(['file-corrupt', 'authority'])
  expect(await refused('d.json', '\u0000\u0001')).toEqual(['file-corrupt', 'authority'])
  expect(await refused('e.json', { hello: 'world' })).toEqual(['file-unsupported', 'authority'])
  expect(await refused('f.json', '')).toEqual(['file-empty', ''])
  expect(await refused('g.json', { ...NEWER, entries: [{ code: 1 }] })).toEqual([
    'file-corrupt',
    'authority-place',
  ])
  expect(await refused('h.json', { ...NEWER, entries: NEWER.entries.slice(0, 3) })).toEqual([
    'invalid-input',
    'authority-unknown-code',
  ])
  expect(await refused('i.json', '{"__proto__":{"file":"retentions"}}')).toEqual([
    'file-unsupported',
    'authority',
  ])
  await expect(client.importAuthority({ path: path.join(folder, 'none.json') })).rejects.toMatchObject({
    code: 'file-missing',
  })
  await expect(client.importAuthority({ path: folder })).rejects.toMatchObject({ code: 'file-unsupported' })
  const huge = await offer('huge.json', JSON.stringify(NEWER))
  await truncate(huge.path, AUTHORITY_FILE_BYTES + 1)
  await expect(client.importAuthority(huge)).rejects.toMatchObject({ code: 'file-too-large' })
  const binary = await offer('binary.json', '')
  await appendFile(binary.path, Buffer.from([0xff, 0xfe, 0x00]))
  await expect(client.importAuthority(binary)).rejects.toMatchObject({ code: 'file-corrupt' })

  expect(await client.authorityState({})).toEqual(before)
  expect(await client.undoState({})).toEqual({ undo: null, redo: null })
})

test('[CF12] rows of the schedule are changed, taken out and added, and each step is taken back', async () => {
  const { client } = await make('kho')
  const [first, second] = schedule.entries
  if (first === undefined || second === undefined) throw new Error('the schedule has rows')
  const row = { group: 'Đất đai', title: 'Hồ sơ đo đạc', retention: ['05'], basis: 'TT 1', verified: true }

  await client.setScheduleRow({ id: first.id, row })
  await client.removeScheduleRow({ id: second.id })
  const { id } = await client.setScheduleRow({ id: null, row: { ...row, title: 'Việc mới' } })

  const entries = async () => (await client.authority({})).schedule.entries
  expect((await entries())[0]).toEqual({ ...row, id: first.id })
  expect((await entries()).map((one) => one.id)).not.toContain(second.id)
  expect((await entries()).at(-1)).toEqual({ ...row, id, title: 'Việc mới' })
  await client.undo({})
  await client.undo({})
  await expect.poll(async () => (await entries()).map((one) => one.id)).toContain(second.id)
  await client.resetScheduleRow({ id: first.id })
  expect(await entries()).toEqual(schedule.entries)
  await expect(client.setScheduleRow({ id: 'moon', row })).rejects.toMatchObject({ code: 'not-found' })
  await expect(client.setScheduleRow({ id: null, row: { ...row, retention: ['99'] } })).rejects.toMatchObject(
    { code: 'invalid-input', detail: { reason: 'retention' } },
  )
})

test('[CF13] what people enter is checked and stored below its element, and nothing that is computed', async () => {
  const { client, app, events } = await make('kho')
  await client.startBatch({ paths: [path.join(samplesFolder, 'quyet-dinh.pdf')], isStatementMade: true })
  await app.settled()
  const ids = events.flatMap((event) => (event.name === 'recordsChanged' ? event.payload.ids : []))
  const document = ids.find((id) => id.startsWith('doc_')) ?? ''
  const { entries } = await client.plan({ year: null })
  const caseFile = (await client.openCaseFile({ planEntry: entries[0]?.id ?? '' })).id
  const extra = async () => (await client.caseFile({ id: caseFile })).file.extra

  await client.describe({
    id: caseFile,
    values: { keyword: 'trợ cấp', language: '01,02', riskRecovery: '0' },
  })
  expect(await extra()).toEqual({ keyword: 'trợ cấp', language: '01,02' })
  await client.describe({ id: caseFile, values: { language: '01', confidenceLevel: '03' } })
  expect(await extra()).toEqual({ keyword: 'trợ cấp', confidenceLevel: '03' })
  const { elements } = await client.description({ id: caseFile })
  expect(elements.find(({ element }) => element.name === 'confidenceLevel')).toMatchObject({
    entered: '03',
    computed: '02',
  })

  const refused = async (values: Record<string, string>): Promise<unknown> =>
    reasonOf(client.describe({ id: caseFile, values }))
  expect(await refused({ keyword: 'x'.repeat(101) })).toEqual(['invalid-input', 'describe-too-long'])
  expect(await refused({ format: '09' })).toEqual(['invalid-input', 'describe-not-in-list'])
  expect(await refused({ mode: '03' })).toEqual(['invalid-input', 'describe-unknown'])
  expect(await refused({ keyword: 'a\u0007b' })).toEqual(['invalid-input', 'describe-unknown'])
  expect(await refused({ description: 'Tờ 3\nTUYỆT MẬT' })).toEqual(['state-secret', 'describe'])
  expect(await extra()).toEqual({ keyword: 'trợ cấp', confidenceLevel: '03' })
  await client.describe({ id: document, values: { autograph: 'Đồng ý. BẢO MẬT thông tin' } })
  expect((await client.document({ id: document })).extra).toEqual({ autograph: 'Đồng ý. BẢO MẬT thông tin' })
  expect(await client.undo({})).toEqual({ label: 'describe' })
  expect((await client.document({ id: document })).extra).toEqual({})
})

test('[CF14] the profile of Thông tư 05/2025 holds until another one is chosen', async () => {
  const { client } = await make('kho')
  expect((await client.authorityState({})).profile).toBe('tt05-2025')

  await client.chooseProfile({ profile: 'tt02-2019' })

  expect((await client.authorityState({})).profile).toBe('tt02-2019')
  await expect(client.chooseProfile({ profile: 'tt00' })).rejects.toMatchObject({ code: 'not-found' })
  await client.chooseProfile({ profile: 'tt05-2025' })
  expect((await client.authorityState({})).profile).toBe('tt05-2025')
})

test('[CF11] an imported data file and a rule come to another PC of the commune', async () => {
  const server = await startServer()
  try {
    const first = await make('mot')
    const second = await make('hai')
    for (const { client } of [first, second])
      await client.connect({ url: server.url, code: await codeOf(server) })
    const [row] = schedule.entries
    const said = { group: 'Tổng hợp', title: 'Đã hỏi tỉnh', retention: ['01'], basis: 'CV 1', verified: true }

    await first.client.importAuthority(await offer('thoi-han.json', NEWER))
    await first.client.setScheduleRow({ id: row?.id ?? '', row: said })
    await first.client.syncNow({})
    await expect
      .poll(
        async () => {
          await second.client.syncNow({})
          return codes(second)
        },
        { timeout: 30_000, interval: 500 },
      )
      .toContain('08')
    const { schedule: rows } = await second.client.authorityState({})
    expect(rows[0]).toEqual({ row: { ...said, id: row?.id }, origin: 'changed' })
  } finally {
    await server.close()
  }
}, 60_000)

async function codeOf(server: TestServer): Promise<string> {
  const { code } = await (await server.console('administrator')).createEnrolmentCode({ commune: COMMUNE })
  return code
}

async function reasonOf(call: Promise<unknown>): Promise<unknown> {
  const { code, detail } = await faultOf(call)
  return [code, z.object({ reason: z.string().default('') }).parse(detail).reason]
}
