import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { goByRail } from '../support/desk-steps.ts'
import { samplesFolder } from '../support/engine.ts'
import { type MainWindow, mainWindows } from '../support/main-windows.ts'
import { fillFirstRun, openProgram, type ProgramWindow, shotsFolder } from '../support/window.ts'

const PASSPHRASE = 'một câu thật dài'
const TYPED = 'Về việc gõ dở lúc mất điện'

let folder: string
let program: ProgramWindow

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'e2e-window-'))
  program = await start()
  const { page } = program
  await fillFirstRun(page, PASSPHRASE)
  await page.getByRole('button', { name: 'Lập kho' }).click()
  await page.getByRole('heading', { name: 'Phiếu khôi phục' }).waitFor()
  await restart()
})
afterAll(async () => {
  await program.close()
  await rm(folder, { recursive: true, force: true, maxRetries: 5 })
})

const start = (): Promise<ProgramWindow> => openProgram(path.join(folder, 'app'))
const first = (): MainWindow => mainWindows(program.app).nth(0)

async function unlock(page: Page): Promise<void> {
  await page.getByLabel('Mật khẩu').fill(PASSPHRASE)
  await page.keyboard.press('Enter')
  await page.getByRole('navigation').waitFor()
}

/** Kills the whole program with SIGKILL, starts it again and unlocks the vault. */
async function restart(): Promise<Page> {
  await program.kill()
  program = await start()
  await unlock(program.page)
  return program.page
}

/** Long enough for what is promised within a second, with nothing that would make it sooner. */
const aSecond = (page: Page): Promise<void> =>
  page.evaluate(() => new Promise<void>((resolve) => setTimeout(resolve, 1000)))

test('[UI27] the screen is found again after the program was killed', async () => {
  await goByRail(program.page, 'Danh mục')
  await aSecond(program.page)

  const page = await restart()

  await expect.poll(() => page.getByRole('heading', { name: 'Danh mục', level: 1 }).count()).toBe(1)
})

test('[UI28][UI27] what is typed in review stands there again a second later, after a kill', async () => {
  const { page } = program
  await program.drop([path.join(samplesFolder, 'quyet-dinh.pdf')])
  await goByRail(page, 'Soát')
  const subject = page.getByLabel('Trích yếu')
  await subject.waitFor({ timeout: 120_000 })
  await subject.fill(TYPED)
  await aSecond(page)

  const reopened = await restart()

  await reopened.getByRole('heading', { name: 'Soát', level: 1 }).waitFor()
  await expect.poll(() => reopened.getByLabel('Trích yếu').inputValue()).toBe(TYPED)
  await program.shot('window-01-draft')
})

test('[UI30][UI28] a window that breaks down says so, and goes on with what was typed', async () => {
  await program.page.getByLabel('Trích yếu').fill(`${TYPED} lần hai`)
  await aSecond(program.page)
  await first().crash()

  await expect.poll(() => first().text()).toContain('Cửa sổ vừa gặp sự cố')
  expect(await first().text()).toContain('Mọi việc đã lưu còn nguyên')
  await first().shot('window-02-rescue')
  await first().press('Mở lại')

  await expect.poll(() => first().valueOf('Trích yếu'), { timeout: 20_000 }).toBe(`${TYPED} lần hai`)
  const lines = (await readFile(path.join(folder, 'app/chan-doan.jsonl'), 'utf8')).trim().split('\n')
  expect(lines).toHaveLength(1)
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ part: 'window' })
})

test('[UI30] a window that breaks down three times in a minute is not opened again by itself, and can be locked', async () => {
  for (let crash = 1; crash <= 3; crash += 1) {
    await first().crash()
    await expect.poll(() => first().text()).toMatch(/Cửa sổ (vừa gặp sự cố|gặp sự cố nhiều lần)/)
  }
  await expect.poll(() => first().text()).toContain('nhiều lần liền')
  await first().shot('window-03-repeated')
  await first().press('Khoá kho')

  await expect.poll(() => first().text(), { timeout: 20_000 }).toContain('Mật khẩu')
  await restart()
})

test('[UI30] a window that hangs is told beside it, and can be opened again', async () => {
  const { app, page } = program
  // Ends with its page.
  void page
    .evaluate(() => {
      for (;;) Math.random()
    })
    .catch(() => {})
  // Chromium's own watch is off while a debugger, such as this test, is attached: its word is said for it.
  await app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.emit('unresponsive')
  })
  const teller = mainWindows(app).nth(1)
  await expect.poll(() => teller.text(), { timeout: 60_000 }).toContain('không phản hồi')
  await teller.shot('window-04-hang')
  await teller.press('Mở lại')

  await expect.poll(() => mainWindows(app).count()).toBe(1)
  await expect.poll(() => first().valueOf('Trích yếu'), { timeout: 20_000 }).toContain(TYPED)
  await restart()
})

test('[UI31][UI32] two windows show the same vault; what one saved is never written over unseen by the other', async () => {
  const { app, page } = program
  const opened = app.waitForEvent('window')
  await page.keyboard.press('Control+Shift+N')
  const other = await opened
  other.setDefaultTimeout(15_000)
  await other.getByLabel('Trích yếu').fill('Về việc gõ ở cửa sổ thứ hai')

  await page.getByLabel('Trích yếu').fill('Về việc lưu ở cửa sổ thứ nhất')
  await page.keyboard.press('Enter')
  await page.getByText(/Đã lưu văn bản/).waitFor()

  const told = other.getByRole('alert').filter({ hasText: 'vừa được lưu ở cửa sổ khác' })
  await told.waitFor()
  expect(await told.innerText()).toContain('Về việc lưu ở cửa sổ thứ nhất')
  await other.screenshot({ path: path.join(shotsFolder, 'window-05-meanwhile.png') })
  await other.getByLabel('Trích yếu').press('Enter')
  await other.getByRole('button', { name: 'Dùng giá trị vừa lưu' }).click()
  expect(await other.getByLabel('Trích yếu').inputValue()).toBe('Về việc lưu ở cửa sổ thứ nhất')
})

test('[UI31] each window goes its own way, a lock locks both, and one closes without the other', async () => {
  const { app, page } = program
  const [, other] = app.windows()
  if (other === undefined) throw new Error('there is no second window')
  await goByRail(other, 'Danh mục')
  expect(await page.getByRole('heading', { name: 'Danh mục', level: 1 }).count()).toBe(0)

  await page.keyboard.press('Control+L')
  await Promise.all([page, other].map((each) => each.getByLabel('Mật khẩu').waitFor()))
  await unlock(page)
  await other.getByRole('navigation').waitFor()

  await other.close()
  await expect.poll(() => mainWindows(app).count()).toBe(1)
  await goByRail(page, 'Hồ sơ')
})

test('[UI31] a second start brings the window that is there and ends', async () => {
  const { app } = program
  const second = spawn(app.process().spawnfile, app.process().spawnargs.slice(1), { stdio: 'ignore' })
  const code = await new Promise((resolve) => second.once('exit', resolve))
  expect(code).toBe(0)
  expect(await mainWindows(app).count()).toBe(1)
})

test('[UI33] the window comes back where it stood', async () => {
  const wanted = { x: 20, y: 30, width: 1100, height: 700 }
  await program.app.evaluate(
    ({ BrowserWindow }, bounds) => BrowserWindow.getAllWindows()[0]?.setBounds(bounds),
    wanted,
  )
  await program.close()
  const kept: unknown = JSON.parse(await readFile(path.join(folder, 'app/windows.json'), 'utf8'))
  expect(kept).toMatchObject({ isMaximized: false })
  program = await start()
  const bounds = await program.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.getBounds(),
  )
  expect(bounds).toMatchObject({ x: wanted.x })
})
