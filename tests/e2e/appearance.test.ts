import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { screens } from '../../renderer/state/view.ts'
import { seriousFaults } from '../support/axe.ts'
import { cutThings } from '../support/cut-things.ts'
import { samplesFolder } from '../support/engine.ts'
import { fillFirstRun, openProgram, type ProgramWindow } from '../support/window.ts'

const PASSPHRASE = 'một câu thật dài'
const bundle = path.join(import.meta.dirname, '../../out/renderer')

let folder: string
let program: ProgramWindow

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'e2e-look-'))
  program = await openProgram(path.join(folder, 'app'))
})
afterAll(async () => {
  await program.close()
  await rm(folder, { recursive: true, force: true, maxRetries: 5 })
})

/** Changes the look as the settings do. */
const wear = (page: Page, look: object): Promise<unknown> =>
  page.evaluate((patch) => {
    // What the preload puts into the window, which the types of this test know nothing of.
    const { hoso } = window as unknown as { hoso: { call(name: string, input: unknown): Promise<unknown> } }
    return hoso.call('setPreferences', patch)
  }, look)

/** Walks through every screen by its key. */
async function throughScreens(page: Page, visit: (screen: string) => Promise<void>): Promise<void> {
  const rail = page.getByRole('navigation').first()
  for (const [at, screen] of screens.entries()) {
    await rail.getByRole('listitem').nth(at).getByRole('button').click()
    await page.getByRole('heading', { level: 1 }).waitFor()
    // What is still being fetched would be looked at as an empty place.
    await expect.poll(() => page.locator('main .lucide-loader-circle').count(), { timeout: 15_000 }).toBe(0)
    await visit(screen)
  }
}

test('[UI23] before a vault is open nothing is cut at 200 %', async () => {
  const { page } = program
  await wear(page, { textPercent: 200 })
  expect(await cutThings(page)).toEqual([])
  await program.shot('look-first-run-200')

  await wear(page, { textPercent: 100 })
  await fillFirstRun(page, PASSPHRASE)
  await page.getByRole('button', { name: 'Lập kho' }).click()
  await page.getByRole('heading', { name: 'Phiếu khôi phục' }).waitFor()
  await wear(page, { textPercent: 200 })
  expect(await cutThings(page)).toEqual([])
  await wear(page, { textPercent: 100 })

  await page.getByText('Tôi đã in hoặc chép lại').click()
  await page.getByRole('button', { name: 'Vào làm việc' }).click()
  await page.getByRole('heading', { name: 'Tổng quan' }).waitFor()
})

test('[UI23] at 1366x768 and 200 % no screen cuts anything off', async () => {
  const { page } = program
  await program.drop([
    path.join(samplesFolder, 'quyet-dinh.pdf'),
    path.join(samplesFolder, 'bad/corrupt.pdf'),
  ])
  await page.keyboard.press('Control+2')
  await page.getByText('Đã đọc xong').waitFor({ timeout: 90_000 })
  await wear(page, { textPercent: 200 })

  await throughScreens(page, async (screen) => {
    await program.shot(`look-${screen}-200`)
    expect({ screen, cut: await cutThings(page) }).toEqual({ screen, cut: [] })
  })
})

test('[UI23] at 200 % a dialog scrolls what it cannot hold', async () => {
  const { page } = program
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog').waitFor()

  expect(await cutThings(page)).toEqual([])
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
})

test('[UI4][UI24] in English, light and dark, no screen has a serious accessibility fault', async () => {
  const { page } = program
  await wear(page, { language: 'en', textPercent: 100, theme: 'system' })
  await page.getByRole('button', { name: /^Settings/ }).waitFor()

  await throughScreens(page, async (screen) => {
    expect(await seriousFaults(page, screen)).toEqual([])
  })
})

test('[UI21] after a restart the window opens as it was left, before anything else is shown', async () => {
  await wear(program.page, { theme: 'dark', language: 'en', textPercent: 125 })
  await program.close()
  program = await openProgram(path.join(folder, 'app'))
  const { page } = program

  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Unlock the vault')
  const root = page.locator('html')
  expect(await root.getAttribute('data-theme')).toBe('dark')
  expect(await root.getAttribute('data-text')).toBe('125')
  expect(await root.getAttribute('lang')).toBe('en')
})

test('[UI26] the program of the window is below 1.5 MB compressed', async () => {
  const files = (await readdir(bundle, { recursive: true })).filter(
    (file) => /\.(?:js|css|html)$/.test(file) && !/pdf/.test(path.basename(file)),
  )
  const sizes = await Promise.all(
    files.map(async (file) => gzipSync(await readFile(path.join(bundle, file))).length),
  )

  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(1_500_000)
})

test('[UI102] the scripts of the window come in parts, none of them most of all', async () => {
  const files = (await readdir(bundle, { recursive: true })).filter((file) => file.endsWith('.js'))
  const sizes = await Promise.all(files.map(async (file) => (await stat(path.join(bundle, file))).size))

  expect(Math.max(...sizes)).toBeLessThan(0.6 * sizes.reduce((sum, size) => sum + size, 0))
})
