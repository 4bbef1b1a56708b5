import { randomUUID } from 'node:crypto'
import { appendFile, copyFile, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { samplesFolder } from '../support/engine.ts'
import { openScanDesk, type ScanDesk, withComment } from '../support/scan-desk.ts'

const PACE = { everyMs: 80, quietMs: 250 }
const DAY_MS = 24 * 3_600_000
const sample = path.join(samplesFolder, 'thong-bao.jpg')

let desk: ScanDesk
let watched: string
/** How far the clock of the program is ahead. */
let aheadMs: number
beforeEach(async () => {
  aheadMs = 0
  desk = await openScanDesk({}, { watchPace: PACE, ...clockPart() })
  watched = path.join(desk.folder, 'may-photo')
  await mkdir(watched)
})
afterEach(() => desk.close())

function clockPart() {
  const clock = { nowMs: () => new Date().getTime() + aheadMs }
  return {
    surroundings: {
      clock,
      createId: () => randomUUID(),
      emit: () => {},
      onBug: (where: string, error: unknown) => expect.fail(`${where}: ${String(error)}`),
    },
  }
}

const client = () => desk.engine().client
const file = (name: string): string => path.join(watched, name)
const start = (hasSubfolders = false) =>
  client().startWatch({ folder: watched, hasSubfolders, isStatementMade: true })

async function outcomes(): Promise<Record<string, string>> {
  const { recent } = await client().watchState({})
  return Object.fromEntries(recent.map(({ name, outcome }) => [name, outcome]))
}

async function takenNames(): Promise<readonly string[]> {
  await desk.engine().app.settled()
  const { rows } = await client().batches({ offset: 0, limit: 50 })
  const names: string[] = []
  for (const { id } of rows) {
    const sources = await client().batchSources({ id, outcome: 'taken', offset: 0, limit: 50 })
    names.push(...sources.rows.map(({ source }) => source.name))
  }
  return names.toSorted()
}

const soon = { timeout: 20_000 }

test('[SC20] new scans are taken by themselves, and their files stay as they were', async () => {
  await copyFile(sample, file('truoc.jpg'))
  await start()
  await expect.poll(outcomes, soon).toEqual({ 'truoc.jpg': 'taken' })
  await writeFile(file('ghi-chu.txt'), 'không phải bản quét')
  await writeFile(file('dang-tai.jpg.part'), await readFile(sample))
  await writeFile(file('sau.jpg'), withComment(await readFile(sample), 'b'))

  await expect.poll(outcomes, soon).toEqual({ 'truoc.jpg': 'taken', 'sau.jpg': 'taken' })
  await expect.poll(takenNames, soon).toEqual(['sau.jpg', 'truoc.jpg'])
  expect(await readFile(file('truoc.jpg'))).toEqual(await readFile(sample))
  expect((await client().watchState({})).taken).toBe(2)
})

test('[SC21] a file that is written slowly is taken only when it is whole', async () => {
  await start()
  const whole = await readFile(sample)
  const step = Math.ceil(whole.length / 4)
  for (let at = 0; at < whole.length; at += step) {
    await appendFile(file('cham.jpg'), whole.subarray(at, at + step))
    await expect.poll(async () => Object.keys(await outcomes()), soon).toEqual(['cham.jpg'])
    if (at + step >= whole.length) break
    // Longer than a file must stand still: half a file has no end.
    const { mtimeMs } = await stat(file('cham.jpg'))
    await expect
      .poll(() => new Date().getTime() - mtimeMs, soon)
      .toBeGreaterThan(PACE.quietMs + 2 * PACE.everyMs)
    expect(await takenNames()).toEqual([])
  }

  await expect.poll(takenNames, soon).toEqual(['cham.jpg'])
  const { rows } = await client().batches({ offset: 0, limit: 5 })
  expect(rows).toMatchObject([{ taken: 1, refused: 0 }])
})

test('[SC22] nothing is taken twice: not under another name, not twice the same, not after a restart', async () => {
  await start()
  await copyFile(sample, file('mot.jpg'))
  await expect.poll(outcomes, soon).toEqual({ 'mot.jpg': 'taken' })

  await rename(file('mot.jpg'), file('hai.jpg'))
  await copyFile(sample, file('ba.jpg'))
  await expect.poll(outcomes, soon).toMatchObject({ 'hai.jpg': 'known', 'ba.jpg': 'known' })
  await desk.engine().app.settled()

  await desk.restart()
  await expect.poll(outcomes, soon).toMatchObject({ 'hai.jpg': 'known', 'ba.jpg': 'known' })
  await writeFile(file('bon.jpg'), withComment(await readFile(sample), 'd'))
  await expect.poll(outcomes, soon).toMatchObject({ 'bon.jpg': 'taken' })
  await expect.poll(takenNames, soon).toEqual(['bon.jpg', 'mot.jpg'])
})

test('[SC23] a folder that goes away is told, and what came meanwhile is taken when it is back', async () => {
  await start()
  await expect.poll(async () => (await client().watchState({})).problem, soon).toBeNull()
  await rename(watched, `${watched}-mat`)
  await expect
    .poll(async () => (await client().watchState({})).problem, soon)
    .toEqual({ code: 'file-missing', detail: { reason: 'watched-folder' } })

  await copyFile(sample, path.join(`${watched}-mat`, 'moi.jpg'))
  await rename(`${watched}-mat`, watched)

  await expect.poll(outcomes, soon).toEqual({ 'moi.jpg': 'taken' })
  expect((await client().watchState({})).problem).toBeNull()
  await expect(
    client().startWatch({ folder: file('khong-co'), hasSubfolders: false, isStatementMade: true }),
  ).rejects.toMatchObject({ code: 'file-missing' })
})

test('[SC24] the statement holds for a day: then files wait until it is made again', async () => {
  await start()
  aheadMs = DAY_MS + 1000
  await copyFile(sample, file('hom-sau.jpg'))

  await expect.poll(async () => (await client().watchState({})).isStatementDue, soon).toBe(true)
  expect(await takenNames()).toEqual([])

  await start()
  await expect.poll(outcomes, soon).toEqual({ 'hom-sau.jpg': 'taken' })
})

test('[SC20] subfolders are watched where that is wanted, and nothing once it is off', async () => {
  await mkdir(file('phong-1'))
  await copyFile(sample, path.join(file('phong-1'), 'trong.jpg'))
  await start(true)
  await expect.poll(outcomes, soon).toEqual({ [path.join('phong-1', 'trong.jpg')]: 'taken' })

  await client().stopWatch({})
  await writeFile(file('muon.jpg'), withComment(await readFile(sample), 'e'))
  await desk.restart()
  expect(await client().watchState({})).toMatchObject({ isOn: false, recent: [] })
  await rm(file('muon.jpg'))
})
