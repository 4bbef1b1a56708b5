import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { loadHelp } from '../../electron/desk/help-files.ts'
import { type Engine, startEngine } from '../support/engine.ts'

let folder: string
const engines: Engine[] = []

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'guide-'))
})
afterEach(async () => {
  for (const engine of engines.splice(0)) await engine.app.close()
  await rm(folder, { recursive: true, force: true, maxRetries: 5 })
})

const vaultFolder = (): string => path.join(folder, 'kho')

async function start(): Promise<Engine> {
  const engine = await startEngine(vaultFolder(), { scryptLogN: 10 })
  engines.push(engine)
  return engine
}

const real = {
  agencyCode: 'H27.38.05',
  communeName: 'xã Ví Dụ',
  userName: 'Trần Thị Mẫu',
  passphrase: 'con đường làng dài',
}

describe('[UI78] a vault of samples', () => {
  test('takes the samples in, says what it is, joins no province, and is thrown away whole', async () => {
    const { client } = await start()

    await client.createSampleVault({})
    const status = await client.status({})
    expect(status).toMatchObject({ kind: 'open', hasRecoverySheet: true })
    const sample = status.kind === 'open' ? status.sample : null
    await expect
      .poll(async () => (await client.overview({})).pagesToRead, { timeout: 60_000 })
      .toBeGreaterThan(0)
    expect((await client.progressCharts({})).days.at(-1)?.pages).toBeGreaterThan(0)
    await expect(client.connect({ url: 'http://127.0.0.1:9', code: 'ABCD' })).rejects.toMatchObject({
      code: 'forbidden',
      detail: { reason: 'sample' },
    })

    await client.lockVault({})
    expect(await client.status({})).toEqual({ kind: 'locked', sample })
    await client.unlockVault({ secret: sample?.passphrase ?? '' })
    await client.discardSampleVault({})

    expect(await client.status({})).toEqual({ kind: 'first-run' })
    expect((await readdir(folder)).filter((name) => name.startsWith('kho'))).toEqual([])
  })

  test('is the only one that can be thrown away', async () => {
    const { client } = await start()
    await client.createVault(real)

    await expect(client.discardSampleVault({})).rejects.toMatchObject({
      code: 'forbidden',
      detail: { reason: 'not-sample' },
    })

    expect(await client.status({})).toMatchObject({ kind: 'open', sample: null })
    expect((await stat(vaultFolder())).isDirectory()).toBe(true)
    await expect(client.createSampleVault({})).rejects.toMatchObject({ code: 'conflict' })
  })
})

test('[UI76] a vault begins with the template, or with an empty plan for a workbook', async () => {
  const { client } = await start()

  await client.createVault({ ...real, isPlanEmpty: true })

  expect((await client.overview({})).planEntries).toBe(0)
})

describe('[UI75] what the charts are drawn from', () => {
  test('counts open files by how long they are open, and pages by the day they came in', async () => {
    const { client } = await start()
    await client.createVault(real)
    const { entries } = await client.plan({ year: null })
    for (const { id } of entries.slice(0, 3)) await client.openCaseFile({ planEntry: id })

    const { ages, days } = await client.progressCharts({})

    expect(ages).toEqual([
      { band: 'month', files: 3 },
      { band: 'quarter', files: 0 },
      { band: 'half', files: 0 },
      { band: 'year', files: 0 },
      { band: 'older', files: 0 },
    ])
    expect(days).toHaveLength(28)
    expect(days.every(({ pages }) => pages === 0)).toBe(true)
  })
})

describe('[UI80] help', () => {
  test('is told before there is a vault', async () => {
    const { client } = await start()

    const book = await client.helpBook({})

    expect(book.entries.length).toBeGreaterThan(30)
  })

  test.each([
    ['is no JSON', '{'],
    ['lacks its entries', '{"file":"help/fields","version":"2026-01-01","source":"x"}'],
    ['says that it is another', '{"file":"help/other","version":"2026-01-01","source":"x","entries":[]}'],
  ])('that %s is refused by its name', async (_why, text) => {
    await writeFile(path.join(folder, 'fields.json'), text)

    await expect(loadHelp(folder)).rejects.toMatchObject({ code: 'damaged', detail: { file: 'fields.json' } })
  })
})
