// Does the window stay quick while pages are read? Delay of the main process's event loop while a 20-page PDF is read.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { generateDocument } from '../fixtures/document.ts'
import { encodePdf } from '../fixtures/encode.ts'
import type { PageImage } from '../fixtures/page-image.ts'
import { fillFirstRun, openProgram } from '../support/window.ts'
import { printRows } from './report.ts'

const PAGES = 20
const MS = 1e6

/** What stands in the main process while the figures are taken. */
interface Watch {
  watch: { reset(): void; percentile(p: number): number; max: number; mean: number }
}

const folder = await mkdtemp(path.join(tmpdir(), 'bench-read-'))
try {
  const pages: PageImage[] = []
  for (let seed = 1; pages.length < PAGES; seed++) {
    pages.push(
      ...generateDocument({ seed: `bench ${seed}`, template: 'qd-tro-cap', tier: 'A', dpi: 200 }).pages,
    )
  }
  const pdf = path.join(folder, 'hai-muoi-trang.pdf')
  await writeFile(pdf, await encodePdf(pages.slice(0, PAGES), 70))

  const program = await openProgram(path.join(folder, 'app'))
  const { app, page } = program
  await fillFirstRun(page, 'một câu thật dài')
  await page.keyboard.press('Enter')
  await page.getByText('Tôi đã in hoặc chép lại').click()
  await page.getByRole('button', { name: 'Vào làm việc' }).click()

  await app.evaluate(() => {
    const { monitorEventLoopDelay } = process.getBuiltinModule('node:perf_hooks')
    const watch = monitorEventLoopDelay({ resolution: 5 })
    watch.enable()
    Object.assign(globalThis, { watch })
  })
  const began = performance.now()
  await program.drop([pdf])
  await page.locator('main img').first().waitFor()
  const firstPageMs = performance.now() - began
  await page.getByText(`${PAGES}/${PAGES} trang`).waitFor({ timeout: 600_000 })
  const allPagesMs = performance.now() - began
  const delay = await app.evaluate(() => {
    // Placed there above.
    const { watch } = globalThis as unknown as Watch
    return { p50: watch.percentile(50), p99: watch.percentile(99), max: watch.max }
  })
  await program.close()
  printRows('read', [
    { what: 'first page on the screen after the drop', value: firstPageMs, unit: 'ms' },
    { what: `${PAGES} pages read`, value: allPagesMs / 1000, unit: 's' },
    { what: 'a page', value: allPagesMs / 1000 / PAGES, unit: 's' },
    { what: 'event loop delay of the main process, p50', value: delay.p50 / MS, unit: 'ms' },
    { what: 'event loop delay, p99 (wanted: below 50)', value: delay.p99 / MS, unit: 'ms' },
    { what: 'event loop delay, worst', value: delay.max / MS, unit: 'ms' },
  ])
} finally {
  await rm(folder, { recursive: true, force: true, maxRetries: 5 })
}
