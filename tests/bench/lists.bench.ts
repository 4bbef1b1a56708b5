// The long list of 100,000 case files in the real window: how soon it can be used, how smoothly it scrolls, how long a
// sort and a change of many rows take. `--scale=0.01` makes a smaller vault, `--keep=FOLDER` leaves it there for another
// run, `--shots=FOLDER` takes screenshots.
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Page } from 'playwright-core'
import type { RecordId } from '../../domain/op.ts'
import { openVault, type VaultPorts } from '../../electron/store/vault.ts'
import { fillFirstRun, openProgram, type ProgramWindow } from '../support/window.ts'
import { median, percentile, printRows } from './report.ts'
import { fillVault } from './scale-vault.ts'

const PASSPHRASE = 'một câu thật dài'
const FILES = 100_000
const DOCUMENTS_PER_FILE = 1
const FILES_PER_GROUP = 100
const SCROLL_MS = 5000
const BULK_ROWS = 1000
const ROUNDS = 5
const option = (name: string): string | undefined =>
  process.argv.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3)
const shots = option('shots')

const ports: VaultPorts = {
  clock: { nowMs: () => Date.now() },
  createId: () => crypto.randomUUID(),
  // This bundle stands in out/bench.
  indexWorker: path.join(import.meta.dirname, '../index/index-worker.mjs'),
}

/** A vault as the first run makes it, filled behind the window's back. */
async function makeVault(data: string, files: number): Promise<void> {
  const program = await openProgram(data)
  await fillFirstRun(program.page, PASSPHRASE)
  await program.page.getByRole('button', { name: 'Lập kho' }).click()
  await program.page.getByRole('heading', { name: 'Phiếu khôi phục' }).waitFor()
  await program.close()
  const vault = await openVault(path.join(data, 'kho'), PASSPHRASE, ports)
  const [first] = vault.records('fonds')
  if (first === undefined) throw new Error('the vault has no fonds')
  const fonds: RecordId = first.id
  await fillVault(vault, files, {
    fonds,
    documentsPerFile: DOCUMENTS_PER_FILE,
    filesPerGroup: FILES_PER_GROUP,
    onFiles: (done) => {
      if (done % 10_000 === 0) console.error(`${done} case files`)
    },
  })
  await vault.close()
}

const grid = (page: Page) => page.getByRole('grid', { name: /^Danh sách hồ sơ/ })

/** From the passphrase to the rows of the list. */
async function unlockToList({ page }: ProgramWindow): Promise<number> {
  await page.getByLabel('Mật khẩu').fill(PASSPHRASE)
  const began = performance.now()
  await page.keyboard.press('Enter')
  await page.getByRole('navigation').waitFor({ timeout: 120_000 })
  await page.keyboard.press('Control+4')
  await page.keyboard.press('Alt+h')
  await grid(page).getByRole('row').nth(5).waitFor()
  return performance.now() - began
}

/** Milliseconds between frames while the list runs through the window. */
function scroll(page: Page, pxPerFrame: number): Promise<number[]> {
  return page.evaluate(
    ({ forMs, step }) =>
      new Promise<number[]>((resolve) => {
        const list = document.querySelector('[role="grid"]')
        const frames: number[] = []
        let before = performance.now()
        const end = before + forMs
        const draw = (now: number): void => {
          frames.push(now - before)
          before = now
          if (list !== null) list.scrollTop += step
          if (now < end) requestAnimationFrame(draw)
          else resolve(frames.slice(1))
        }
        requestAnimationFrame(draw)
      }),
    { forMs: SCROLL_MS, step: pxPerFrame },
  )
}

async function sortBy(page: Page, name: string): Promise<number> {
  const head = grid(page).getByRole('columnheader', { name })
  const before = await head.getAttribute('aria-sort')
  const began = performance.now()
  await head.click()
  await page.waitForFunction(
    ({ text, was }) => {
      const heads = [...document.querySelectorAll('[role="columnheader"]')]
      const own = heads.find((each) => each.textContent === text)
      const isLoaded = document.querySelector('[role="row"][aria-rowindex="2"]:not([aria-busy])') !== null
      return own?.getAttribute('aria-sort') !== was && isLoaded
    },
    { text: name, was: before },
  )
  return performance.now() - began
}

/** Shift and End of a thousand rows, another retention for them, and one step back. */
async function changeMany(
  page: Page,
): Promise<{ readonly previewMs: number; readonly changeMs: number; readonly undoMs: number }> {
  await grid(page).focus()
  await page.keyboard.press('Control+Home')
  await page.keyboard.press('Space')
  const isSmall = (await page.getByRole('grid').getAttribute('aria-rowcount')) ?? '0'
  const rows = Math.min(BULK_ROWS, Number(isSmall) - 1)
  // The last of them is gone to by the keyboard as well.
  for (let row = 1; row < rows; row += 1) await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('F2')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: /^Giá trị mới|Chọn giá trị/ }).click()
  const previewed = performance.now()
  await page.getByRole('option').nth(3).click()
  const submit = dialog.getByRole('button', { name: /^Đổi [\d.]+ hồ sơ$/ })
  await submit.waitFor()
  await page.waitForFunction(() =>
    [...document.querySelectorAll('[role="dialog"] button')].some(
      (each) => /^Đổi [1-9]/.test(each.textContent ?? '') && !each.hasAttribute('disabled'),
    ),
  )
  const previewMs = performance.now() - previewed
  if (shots !== undefined) await page.screenshot({ path: path.join(shots, 'bulk.png') })
  const began = performance.now()
  await submit.click()
  await page.getByRole('dialog', { name: /^Đã đổi/ }).waitFor({ timeout: 120_000 })
  const changeMs = performance.now() - began
  if (shots !== undefined) await page.screenshot({ path: path.join(shots, 'bulk-done.png') })
  await page.keyboard.press('Escape')
  const undone = performance.now()
  await page.keyboard.press('Control+z')
  await page.getByText('Đã hoàn tác').waitFor({ timeout: 120_000 })
  return { previewMs, changeMs, undoMs: performance.now() - undone }
}

async function openJournal(page: Page): Promise<number> {
  const began = performance.now()
  await page.keyboard.press('Control+h')
  await page.getByRole('article').first().waitFor({ timeout: 60_000 })
  return performance.now() - began
}

async function takeShots({ page }: ProgramWindow): Promise<void> {
  if (shots === undefined) return
  for (const [size, width, height] of [
    ['768', 1366, 768],
    ['1080', 1920, 1080],
  ] as const) {
    await page.setViewportSize({ width, height })
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await page.keyboard.press('Control+4')
      await page.keyboard.press('Alt+h')
      await grid(page).focus()
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('Shift+ArrowDown')
      await page.keyboard.press('Shift+ArrowDown')
      await page.screenshot({ path: path.join(shots, `cases-${size}-${colorScheme}.png`) })
      await page.keyboard.press('Alt+v')
      await page
        .getByRole('grid', { name: /^Danh sách văn bản/ })
        .getByRole('row')
        .nth(3)
        .waitFor()
      await page.screenshot({ path: path.join(shots, `documents-${size}-${colorScheme}.png`) })
      await page.keyboard.press('Control+h')
      await page.getByRole('article').first().waitFor()
      await page.screenshot({ path: path.join(shots, `journal-${size}-${colorScheme}.png`) })
    }
  }
  await page.keyboard.press('Control+4')
  await page.keyboard.press('Alt+h')
  await grid(page).focus()
  await page.keyboard.press('Control+Shift+C')
  await page.getByRole('dialog').waitFor()
  await page.screenshot({ path: path.join(shots, 'columns.png') })
}

async function measure(data: string, files: number): Promise<void> {
  if (!existsSync(path.join(data, 'kho/vault.json'))) await makeVault(data, files)
  const started = performance.now()
  const program = await openProgram(data)
  const windowMs = performance.now() - started
  program.page.setDefaultTimeout(120_000)
  try {
    const listMs = await unlockToList(program)
    const { page } = program
    if (shots !== undefined) await page.screenshot({ path: path.join(shots, 'first.png') })
    const slow = await scroll(page, 24)
    const fast = await scroll(page, 600)
    const sorts: number[] = []
    for (let round = 0; round < ROUNDS; round += 1) sorts.push(await sortBy(page, 'Tiêu đề hồ sơ'))
    const many = await changeMany(page)
    const journalMs = await openJournal(page)
    await takeShots(program)
    const frames = [...slow, ...fast]
    printRows(`lists: ${files} case files`, [
      { what: 'from the start to the window', value: windowMs, unit: 'ms' },
      { what: 'from the passphrase to a usable list (wanted: below 3000)', value: listMs, unit: 'ms' },
      { what: `frames in ${(2 * SCROLL_MS) / 1000} s of scrolling`, value: frames.length, unit: '' },
      { what: 'frame time by rows, p95', value: percentile(slow, 0.95), unit: 'ms' },
      { what: 'frame time by screens, p95', value: percentile(fast, 0.95), unit: 'ms' },
      { what: 'the slowest frame', value: Math.max(...frames), unit: 'ms' },
      { what: 'another order until it stands, median', value: median(sorts), unit: 'ms' },
      { what: `what a change of ${BULK_ROWS} rows would do`, value: many.previewMs, unit: 'ms' },
      { what: 'that change until it is told as done', value: many.changeMs, unit: 'ms' },
      { what: 'the same taken back', value: many.undoMs, unit: 'ms' },
      { what: 'the journal until its first entries stand', value: journalMs, unit: 'ms' },
    ])
  } catch (error) {
    if (shots !== undefined) await program.page.screenshot({ path: path.join(shots, 'failed.png') })
    throw error
  } finally {
    await program.close()
  }
}

const kept = option('keep')
const data = kept ?? (await mkdtemp(path.join(tmpdir(), 'bench-lists-')))
try {
  await measure(data, Math.round(FILES * Number(option('scale') ?? 1)))
} finally {
  if (kept === undefined) await rm(data, { recursive: true, force: true, maxRetries: 5 })
}
