import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { FrameLocator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { seriousFaults } from '../support/axe.ts'
import { cutThings } from '../support/cut-things.ts'
import { createKeyboard } from '../support/keyboard.ts'
import { picturesFolder } from '../support/manual-camera.ts'
import { aTestScanner, walkForPictures } from '../support/manual-journey.ts'
import { startProvince } from '../support/province.ts'
import { fillFirstRun, openProgram, type ProgramWindow } from '../support/window.ts'

/** `HOSO_MANUAL=write` takes the pictures of the manual anew. */
const isWriting = process.env['HOSO_MANUAL'] === 'write'

async function writePictures(): Promise<void> {
  const place = await mkdtemp(path.join(tmpdir(), 'e2e-manual-pictures-'))
  await aTestScanner()
  const held = { province: await startProvince(path.join(place, 'server')) }
  const restart = async () => {
    const { port } = new URL(held.province.url)
    await held.province.stop()
    held.province = await startProvince(path.join(place, 'server'), Number(port))
    return held.province
  }
  const shown = await openProgram(path.join(place, 'app'))
  try {
    await walkForPictures(shown, held.province, restart)
  } catch (error) {
    await shown.shot('manual-failed')
    throw error
  } finally {
    await shown.close()
    await held.province.stop()
    await rm(place, { recursive: true, force: true, maxRetries: 5 })
  }
}

test.each(isWriting ? ['docs/manual/pictures'] : [])(
  '[UI90] the pictures in %s are taken of the real window',
  async () => {
    await rm(picturesFolder, { recursive: true, force: true })
    await writePictures()
    expect((await readdir(picturesFolder)).length).toBeGreaterThan(20)
  },
  900_000,
)

let folder: string
let program: ProgramWindow
let page: Page
/** The chapter that is shown. */
let chapter: FrameLocator

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'e2e-manual-'))
  program = await openProgram(path.join(folder, 'app'))
  page = program.page
  chapter = page.frameLocator('iframe')
})
afterAll(async () => {
  await program.close()
  await rm(folder, { recursive: true, force: true, maxRetries: 5 })
})
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await program.shot('manual-failed')
})

const manual = () => page.getByRole('dialog', { name: 'Sách hướng dẫn' })
const heading = (name: string | RegExp) => chapter.getByRole('heading', { name })

async function wear(look: object): Promise<void> {
  await page.evaluate((patch) => {
    // What the preload puts into the window, which the types of this test know nothing of.
    const { hoso } = window as unknown as { hoso: { call(name: string, input: unknown): Promise<unknown> } }
    return hoso.call('setPreferences', patch)
  }, look)
}

test('[UI92] before a vault is open help leads to the manual, whose pictures are there', async () => {
  await page.keyboard.press('F1')
  await page.getByRole('button', { name: 'Sách hướng dẫn' }).click()

  await manual().waitFor()
  await heading('1 Cài đặt và lần đầu mở').waitFor()
  const picture = chapter.getByRole('img').first()
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1366)
  await page.keyboard.press('Escape')
  await manual().waitFor({ state: 'detached' })
})

test('[UI92] one key opens it at the chapter about the screen, and it is walked and searched without a mouse', async () => {
  const keys = createKeyboard(page)
  await fillFirstRun(page, 'một câu thật dài')
  await page.getByRole('button', { name: 'Lập kho' }).click()
  await page.getByText('Tôi đã in hoặc chép lại').click()
  await page.getByRole('button', { name: 'Vào làm việc' }).click()
  await page.getByRole('heading', { name: 'Tổng quan', level: 1 }).waitFor()
  await keys.press('Control+h')
  await page.getByRole('heading', { name: 'Nhật ký', level: 1 }).waitFor()

  await keys.press('Shift+F1')
  await heading('8 Nhật ký').waitFor()
  await program.shot('manual-1-chapter')
  await keys.press('Tab', 'ArrowDown', 'Home', 'ArrowDown', 'Enter')
  await heading('2 Tiếp nhận').waitFor()

  await keys.press('Shift+Tab')
  await keys.type('phieu khoi phuc')
  await page.getByText(/^\d+ chỗ trong sách$/).waitFor()
  await keys.press('Tab', 'Enter')
  const found = heading('Phiếu khôi phục')
  await found.waitFor()
  await expect.poll(() => found.evaluate((element) => element.matches(':target'))).toBe(true)
  await program.shot('manual-2-search')
})

test('[UI92] a link in a chapter leads on, and Escape inside the chapter leaves the manual', async () => {
  await chapter.getByRole('link', { name: /Chương sau/ }).click()
  await heading('2 Tiếp nhận').waitFor()
  await expect.poll(() => page.getByTitle('Chương đang đọc: Tiếp nhận').count()).toBe(1)

  await chapter.getByRole('link', { name: /Chương sau/ }).focus()
  await page.keyboard.press('Escape')
  await manual().waitFor({ state: 'detached' })
})

test('[UI92] it has no serious accessibility fault in either theme, and nothing is cut at 200 %', async () => {
  const faults: string[] = []
  await page.keyboard.press('Shift+F1')
  await heading('8 Nhật ký').waitFor()
  for (const theme of ['light', 'dark'] as const) {
    await wear({ theme })
    await expect.poll(() => chapter.locator('html').getAttribute('data-theme')).toBe(theme)
    faults.push(...(await seriousFaults(page, `manual ${theme}`)))
    await program.shot(`manual-3-${theme}`)
  }
  expect(faults).toEqual([])
  await wear({ theme: 'light', textPercent: 200 })
  await expect.poll(() => chapter.locator('html').getAttribute('data-text')).toBe('200')
  expect(await cutThings(page)).toEqual([])
  await program.shot('manual-4-large')
})

test('[UI92] [SE1] its pages run no script and stand in no other window', async () => {
  const policy = await page.evaluate(async () => {
    const answer = await fetch('./manual/soat.html')
    return answer.headers.get('content-security-policy') ?? ''
  })

  expect(policy).toContain("default-src 'none'")
  expect(policy).not.toContain('script-src')
  expect(policy).toContain("frame-ancestors 'self'")
})
