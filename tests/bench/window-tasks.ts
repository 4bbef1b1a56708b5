import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { JSHandle, Page } from 'playwright-core'
import { openConsole } from '../support/console-page.ts'
import { connect, depositClosed } from '../support/desk-steps.ts'
import { samplesFolder } from '../support/engine.ts'
import { type Province, startProvince } from '../support/province.ts'
import { fillFirstRun, openProgram, type ProgramWindow } from '../support/window.ts'
import type { Row } from './report.ts'
import { goToReview } from './window-desk.ts'
import { WINDOW_PASSPHRASE } from './window-vault.ts'

const LONG_MS = 100
const SCREENS = 10

/** A task of the window's thread, or a frame of it with the scripts that it ran. */
interface Held {
  readonly atMs: number
  readonly forMs: number
  readonly by: string
}

/** Tasks that hold up the window on the way from the first run to the receipt. */
export async function measureTasks(): Promise<readonly Row[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'bench-window-'))
  const province = await startProvince(path.join(folder, 'server'))
  try {
    const program = await openProgram(path.join(folder, 'app'))
    program.page.setDefaultTimeout(120_000)
    try {
      const watch = await program.page.evaluateHandle(watchInside)
      const steps: { readonly name: string; readonly untilMs: number }[] = []
      await travel(program, province, async (name) => {
        steps.push({ name, untilMs: await program.page.evaluate(() => performance.now()) })
      })
      return await rowsOf(watch, steps)
    } finally {
      await program.close()
    }
  } finally {
    await province.stop()
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

interface Watched {
  readonly tasks: readonly Held[]
  readonly frames: readonly Held[]
}

async function rowsOf(
  watch: JSHandle<Watched>,
  steps: readonly { readonly name: string; readonly untilMs: number }[],
): Promise<readonly Row[]> {
  const { tasks, frames } = await watch.jsonValue()
  const stepAt = (atMs: number): string => steps.find(({ untilMs }) => atMs < untilMs)?.name ?? 'the end'
  const long = tasks.filter(({ forMs }) => forMs > LONG_MS)
  const longFrames = frames.filter(({ forMs }) => forMs > LONG_MS)
  for (const [kind, all] of [
    ['task', long],
    ['frame', longFrames],
  ] as const) {
    for (const { atMs, forMs, by } of all)
      console.log(`  ${kind} of ${Math.round(forMs)} ms during "${stepAt(atMs)}": ${by}`)
  }
  return [
    { what: `steps, and tasks longer than 50 ms in them: ${steps.length}`, value: tasks.length, unit: '' },
    { what: `tasks longer than ${LONG_MS} ms (wanted: 0)`, value: long.length, unit: '' },
    { what: 'the longest task', value: Math.max(0, ...tasks.map(({ forMs }) => forMs)), unit: 'ms' },
    { what: `frames longer than ${LONG_MS} ms`, value: longFrames.length, unit: '' },
  ]
}

/** Runs in the window. */
function watchInside(): Watched {
  interface Script {
    readonly invoker: string
    readonly sourceURL: string
    readonly sourceFunctionName: string
    readonly sourceCharPosition: number
    readonly duration: number
    readonly forcedStyleAndLayoutDuration: number
  }
  const tasks: Held[] = []
  const frames: Held[] = []
  const scriptWords = (script: Script): string =>
    `${Math.round(script.duration)} ms ${script.invoker} ${script.sourceFunctionName} ` +
    `${script.sourceURL.split('/').at(-1)}:${script.sourceCharPosition} ` +
    `(layout ${Math.round(script.forcedStyleAndLayoutDuration)})`
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const held = { atMs: entry.startTime, forMs: entry.duration, by: entry.name }
      // The types of the DOM do not know the entries of frames yet.
      const { scripts } = entry as PerformanceEntry & { readonly scripts?: readonly Script[] }
      if (scripts === undefined) tasks.push(held)
      else frames.push({ ...held, by: scripts.map(scriptWords).join('; ') })
    }
  })
  observer.observe({ type: 'longtask', buffered: true })
  observer.observe({ type: 'long-animation-frame', buffered: true })
  return { tasks, frames }
}

/** The whole journey of the papers, told after each step. */
async function travel(
  { page, drop }: ProgramWindow,
  province: Province,
  tell: (step: string) => Promise<void>,
): Promise<void> {
  const papers = (await readdir(samplesFolder)).filter((name) => /[.](pdf|jpg|png|tif)$/.test(name))
  await tell('start')
  await fillFirstRun(page, WINDOW_PASSPHRASE)
  await page.getByRole('button', { name: 'Lập kho' }).click()
  await page.getByText('Tôi đã in hoặc chép lại').click()
  await page.getByRole('button', { name: 'Vào làm việc' }).click()
  await page.getByRole('heading', { name: 'Tổng quan', level: 1 }).waitFor()
  await tell('first run')
  await drop(papers.map((name) => path.join(samplesFolder, name)))
  await page.getByText(/^Đã đọc xong/).waitFor({ timeout: 600_000 })
  await tell('intake')
  await reviewAll(page)
  await tell('review and viewer')
  await fileAndClose(page)
  await tell('case file')
  await search(page)
  await tell('search')
  for (let screen = 0; screen < SCREENS; screen += 1) await page.keyboard.press(`Control+${screen}`)
  await page.keyboard.press('Control+h')
  await page.getByRole('article').first().waitFor()
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog').waitFor()
  await page.keyboard.type('nop luu')
  await page.keyboard.press('Escape')
  await tell('every screen and the palette')
  await deposit(page, province)
  await tell('deposit and receipt')
}

async function reviewAll(page: Page): Promise<void> {
  await goToReview(page)
  await view(page)
  const waiting = page.getByText(/văn bản chờ soát/)
  while ((await waiting.count()) > 0) {
    const before = await waiting.first().innerText()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.waitForFunction((was) => !document.querySelector('main')?.innerText.includes(was), before)
  }
}

async function view(page: Page): Promise<void> {
  await page.keyboard.press('Control+Shift+V')
  await page.locator("section:is([data-shown='full'], [data-shown='fine'])").first().waitFor()
  await page.keyboard.press('+')
  await page.keyboard.press('0')
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
}

async function fileAndClose(page: Page): Promise<void> {
  await page.keyboard.press('Control+4')
  await page.getByRole('heading', { name: 'Hồ sơ', level: 1 }).waitFor()
  await page
    .getByRole('row', { name: /02\.XH/ })
    .first()
    .click()
  await page.getByRole('button', { name: 'Mở hồ sơ mới' }).click()
  await page.getByRole('button', { name: 'Xếp vào 02.XH' }).first().click()
  await page.getByText('Hồ sơ, 1 văn bản').waitFor()
  await page.getByRole('button', { name: /^Kết thúc hồ sơ/ }).click()
  const dialog = page.getByRole('dialog', { name: /^Kết thúc hồ sơ/ })
  await dialog.getByText(/Tôi đã xem .* điều nên sửa/).click()
  await dialog.getByRole('button', { name: /^Kết thúc hồ sơ/ }).click()
  await page.getByText(/Đã kết thúc hồ sơ/).waitFor()
}

async function search(page: Page): Promise<void> {
  await page.keyboard.press('Control+5')
  await page.getByRole('searchbox').first().fill('quyết định')
  await page.getByRole('option').first().waitFor()
}

async function deposit(page: Page, province: Province): Promise<void> {
  await page.keyboard.press('Control+6')
  await connect(page, province)
  await depositClosed(page)
  await page.getByText('đã gửi', { exact: true }).first().waitFor()
  const archive = await openConsole(province)
  await archive.signIn()
  await archive.acceptFirstDeposit()
  await archive.close()
  await page.keyboard.press('F5')
  await page.getByText('đã nộp', { exact: true }).first().waitFor()
}
