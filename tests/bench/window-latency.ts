import { appendFile, copyFile, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { digitise } from '../../electron/compose/digitise.ts'
import { createNodeFork } from '../../electron/compose/node-reader.ts'
import { samplesFolder } from '../support/engine.ts'
import { percentile, type Row } from './report.ts'
import { goToList, goToReview, openDesk } from './window-desk.ts'
import { type KeyTimes, type KeyWatch, watchKeys } from './window-keys.ts'
import { makeWindowVault } from './window-vault.ts'

const PAPERS = 60
const CASE_FILES = 5000
const SLOWER = 4
const SAMPLES = /[.](pdf|jpg|png|tif)$/

interface Effort {
  readonly rounds: number
  /** Times that all the samples are dropped. */
  readonly drops: number
}

/**
 * From a key to the frame it leads to, in lists and in review: in a window slowed down by itself, and, slowed down and not,
 * while one page is read in the program and one beside it.
 */
export async function measureLatency({ rounds, drops }: Effort): Promise<readonly Row[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'bench-window-'))
  try {
    await makeWindowVault(path.join(folder, 'app'), { caseFiles: CASE_FILES, papers: PAPERS })
    const program = await openDesk(path.join(folder, 'app'))
    const { page } = program
    const keys = await watchKeys(page)
    const rows: Row[] = []
    const measure = async (name: string, slower: number): Promise<void> => {
      await keys.slowDown(slower)
      rows.push(...(await measureLists(page, keys, { rounds, slower, name })))
      rows.push(...(await measureReview(page, keys, { rounds, slower, name })))
    }
    await measure(`, alone, ${SLOWER}x slower`, SLOWER)
    await keys.slowDown(1)
    const beside = readBeside(path.join(folder, 'beside'))
    try {
      await program.drop(await copySamples(path.join(folder, 'papers'), drops))
      await page.getByText(/^Đã đọc \d+\/\d+ trang/).waitFor()
      await measure('', 1)
      await measure(`, ${SLOWER}x slower`, SLOWER)
      await keys.close()
      const isRead = (await page.getByText(/^Đã đọc \d+\/\d+ trang/).count()) > 0
      rows.push({ what: 'pages still to be read at the end (1: yes)', value: Number(isRead), unit: '' })
      rows.push({ what: 'pages read beside it', value: await beside.stop(), unit: '' })
      return rows
    } finally {
      await beside.stop()
      await program.close()
    }
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

interface Round {
  readonly rounds: number
  readonly slower: number
  /** What the rows say of it after what was pressed. */
  readonly name: string
}

const times = (key: string, count: number): readonly string[] => Array.from({ length: count }, () => key)

async function measureLists(page: Page, keys: KeyWatch, round: Round): Promise<readonly Row[]> {
  const { rounds } = round
  await goToList(page)
  await page.getByRole('grid', { name: /^Danh sách hồ sơ/ }).focus()
  const walk = [
    ...times('ArrowDown', 20 * rounds),
    ...times('PageDown', 5 * rounds),
    ...times('ArrowUp', 10 * rounds),
  ]
  const arrows = await keys.round(walk)
  await page.getByRole('searchbox', { name: 'Tìm trong danh sách' }).focus()
  const word = [...Array.from('ho tich 2015'), ...times('Backspace', 12)]
  const typed = await keys.round(times('', rounds).flatMap(() => word))
  return [...rowsOf('list: arrows', arrows, round), ...rowsOf('list: filter', typed, round)]
}

async function measureReview(page: Page, keys: KeyWatch, round: Round): Promise<readonly Row[]> {
  const { rounds } = round
  await goToReview(page)
  await page.getByLabel('Trích yếu', { exact: true }).focus()
  await page.keyboard.press('End')
  const sentence = Array.from(' ve viec ho tro tien dien')
  const typed = await keys.round(times('', rounds).flatMap(() => sentence))
  const walked = await keys.round(times('Tab', 6 * rounds))
  const accepted: KeyTimes[] = []
  for (let nth = 0; nth < 2 * rounds; nth += 1) {
    const before = await shownDocument(page)
    await page.getByLabel('Trích yếu', { exact: true }).focus()
    accepted.push(await keys.round(['Enter']))
    await page.waitForFunction(
      (was) => document.querySelector('main img')?.getAttribute('src') !== was,
      before,
    )
  }
  return [
    ...rowsOf('review: letters', typed, round),
    ...rowsOf('review: Tab', walked, round),
    ...rowsOf('review: Enter', together(accepted), round),
  ]
}

const shownDocument = (page: Page): Promise<string | null> =>
  page.locator('main img').first().getAttribute('src')

function together(all: readonly KeyTimes[]): KeyTimes {
  return {
    frames: all.flatMap(({ frames }) => frames),
    painted: all.flatMap(({ painted }) => painted),
    workMs: all.reduce((sum, { workMs }) => sum + workMs, 0),
  }
}

function rowsOf(what: string, { frames, painted, workMs }: KeyTimes, round: Round): readonly Row[] {
  const name = `${what}${round.name}`
  const wanted = round.slower === 1 ? 50 : 100
  return [
    { what: `${name}: ${frames.length} keys, to the frame, p50`, value: percentile(frames, 0.5), unit: 'ms' },
    {
      what: `${name}: to the frame, p95 (wanted: below ${wanted})`,
      value: percentile(frames, 0.95),
      unit: 'ms',
    },
    { what: `${name}: to the screen, p50`, value: percentile(painted, 0.5), unit: 'ms' },
    {
      what: `${name}: to the screen, p95 (wanted: below ${wanted})`,
      value: percentile(painted, 0.95),
      unit: 'ms',
    },
    { what: `${name}: the window's own work for a key`, value: workMs / frames.length, unit: 'ms' },
  ]
}

/** The samples several times over; each copy is another file. */
async function copySamples(folder: string, copies: number): Promise<readonly string[]> {
  await mkdir(folder)
  const names = (await readdir(samplesFolder)).filter((name) => SAMPLES.test(name))
  const paths: string[] = []
  for (let copy = 0; copy < copies; copy += 1) {
    for (const name of names) {
      const file = path.join(folder, `${copy}-${name}`)
      await copyFile(path.join(samplesFolder, name), file)
      await appendFile(file, '\n'.repeat(copy + 1))
      paths.push(file)
    }
  }
  return paths
}

/** Reads the samples over and over beside the program, one page at a time. */
function readBeside(outFolder: string): { stop(): Promise<number> } {
  const ending = new AbortController()
  const state = { pages: 0 }
  const read = async (): Promise<void> => {
    while (!ending.signal.aborted) {
      const names = (await readdir(samplesFolder)).filter((name) => SAMPLES.test(name))
      await digitise({
        asked: names.map((name) => path.join(samplesFolder, name)),
        outFolder,
        extra: [],
        keepsGoing: true,
        languages: ['vie'],
        dpi: null,
        watch: null,
        signal: ending.signal,
        assetsFolder: path.resolve('assets'),
        fork: createNodeFork(path.resolve('out/reader/reader-process.mjs')),
        readers: 1,
        onProgress: () => {
          state.pages += 1
        },
      })
      await rm(outFolder, { recursive: true, force: true })
    }
  }
  const reading = read()
  return {
    stop: async () => {
      ending.abort()
      await reading
      return state.pages
    },
  }
}
