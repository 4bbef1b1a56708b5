// How soon is a page of a large scan seen in the real window, and does memory stay as it is while it is paged through?
// npm run bench -- viewer [--pages=500]
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import type { Page } from 'playwright-core'
import { createNodeFork } from '../../electron/compose/node-reader.ts'
import { createPageImages } from '../../electron/desk/page-images.ts'
import { createReaderPool } from '../../electron/digitise/reader-pool.ts'
import { childPids, memoryOf } from '../support/process-memory.ts'
import { makeViewedVault, VIEWED_PASSPHRASE } from '../support/viewed-vault.ts'
import { openProgram } from '../support/window.ts'
import { writeLargeScan } from './large-scan.ts'
import { runMeasured } from './ocr-rivals.ts'
import { median, percentile, printRows } from './report.ts'

const MEBIBYTE = 2 ** 20
const OPENINGS = 9
/** From here on nothing new is loaded but pages. */
const SETTLED_AT_PAGE = 50
const TOLD_EVERY = 50
const { values } = parseArgs({ args: process.argv.slice(2), options: { pages: { type: 'string' } } })
const pages = Number(values.pages ?? 500)
// This bundle stands in out/bench.
const out = path.join(import.meta.dirname, '..')

/** A vault with a scan in it, whose pages were drawn once while it was taken in, as the program does. */
async function takeIn(folder: string, file: string): Promise<void> {
  const fork = createNodeFork(path.join(out, 'reader/reader-process.mjs'))
  const reader = createReaderPool({ fork, readers: 1, requestTimeoutMs: 120_000 })
  const scan = { file, pages, subject: 'Một tập quét lớn', layer: () => null }
  const indexWorker = path.join(out, 'index/index-worker.mjs')
  await makeViewedVault({ dataFolder: folder, indexWorker }, scan, async ({ blobs, derived }, source) => {
    const images = createPageImages({ blobs, derived, reader })
    const blob = await blobs.open(source)
    const open = await reader.openSource({ ...blob, name: source })
    for (let page = 0; page < pages; page += 1) {
      await images.prepare(source, page, open)
      if ((page + 1) % TOLD_EVERY === 0) console.log(`  taken in: ${page + 1} of ${pages} pages`)
    }
    await open.close()
    await blob.close()
  })
  await reader.close()
}

/** Milliseconds from a key to the frame after the page was decoded in full. */
async function untilPainted(window: Page, key: string, page: number): Promise<number> {
  // The clock must stand ready before the key: the two go to the window by different ways.
  const clock = await window.evaluateHandle(
    (wanted) => ({
      painted: new Promise<number>((resolve, reject) => {
        const pressed = (): void => {
          const began = performance.now()
          const look = (): void => {
            if (document.querySelector(`section[data-page='${wanted}'][data-shown='full']`) !== null)
              requestAnimationFrame(() => resolve(performance.now() - began))
            else if (performance.now() - began > 20_000) reject(new Error(`page ${wanted} was not shown`))
            else requestAnimationFrame(look)
          }
          requestAnimationFrame(look)
        }
        globalThis.addEventListener('keydown', pressed, { once: true, capture: true })
      }),
    }),
    page,
  )
  await window.keyboard.press(key)
  const tookMs = await clock.evaluate(({ painted }) => painted)
  await clock.dispose()
  return tookMs
}

/** Of all processes of the program, what they share counted once. */
function memoryMb(pid: number): number {
  const all = [pid, ...childPids(pid)].flatMap((each) => memoryOf(each) ?? [])
  return all.reduce((sum, each) => sum + each.proportional, 0) / MEBIBYTE
}

async function enter(window: Page): Promise<void> {
  await window.getByLabel('Mật khẩu').fill(VIEWED_PASSPHRASE)
  await window.keyboard.press('Enter')
  await window.getByRole('heading', { name: 'Tổng quan' }).waitFor()
  await window.keyboard.press('Control+4')
  await window.getByRole('button', { name: 'Xem văn bản' }).focus()
}

const folder = await mkdtemp(path.join(tmpdir(), 'bench-viewer-'))
const file = path.join(folder, 'scan.pdf')
const { sizeBytes } = await writeLargeScan(file, pages)
console.log(`  a scan of ${pages} pages, ${Math.round(sizeBytes / MEBIBYTE)} MB`)
await takeIn(path.join(folder, 'app'), file)
const program = await openProgram(path.join(folder, 'app'))
try {
  const window = program.page
  const pid = program.app.process().pid ?? 0
  await enter(window)
  const atRest = memoryMb(pid)
  const openings: number[] = []
  for (let round = 0; round < OPENINGS; round += 1) {
    openings.push(await untilPainted(window, 'Enter', 0))
    await window.keyboard.press('Escape')
    await window.getByRole('dialog').waitFor({ state: 'detached' })
  }
  await window.keyboard.press('Enter')
  await window.getByRole('group', { name: 'Các trang', exact: true }).waitFor()
  await window.keyboard.press('9')
  const steps: number[] = []
  const memory: number[] = []
  for (let page = 1; page < pages; page += 1) {
    steps.push(await untilPainted(window, 'n', page))
    if ((page + 1) % TOLD_EVERY === 0) memory.push(memoryMb(pid))
  }
  const settled = memory[SETTLED_AT_PAGE / TOLD_EVERY - 1] ?? Number.NaN
  // What else draws the page from the file: a run of its own for one page, the file in the system's cache.
  const drawFirst = ['pdftoppm', '-r', '200', '-f', '1', '-l', '1', '-jpeg', file, path.join(folder, 'page')]
  await runMeasured(drawFirst)
  const poppler = await runMeasured(drawFirst)
  printRows('viewer', [
    { what: 'first opening: key to first page painted', value: openings[0] ?? Number.NaN, unit: 'ms' },
    { what: 'later openings, median (wanted: below 300)', value: median(openings.slice(1)), unit: 'ms' },
    { what: 'next page painted, median', value: median(steps), unit: 'ms' },
    { what: 'next page painted, 95th of 100', value: percentile(steps, 0.95), unit: 'ms' },
    { what: 'memory of all processes before opening', value: atRest, unit: 'MB' },
    { what: `memory at page ${SETTLED_AT_PAGE}`, value: settled, unit: 'MB' },
    { what: `memory at page ${pages}`, value: memory.at(-1) ?? Number.NaN, unit: 'MB' },
    { what: 'most memory while paging', value: Math.max(...memory), unit: 'MB' },
    { what: 'pdftoppm: page 1 at 200 dpi, a run of its own', value: poppler.wallSeconds * 1000, unit: 'ms' },
  ])
} finally {
  await program.close()
  await rm(folder, { recursive: true, force: true, maxRetries: 5 })
}
