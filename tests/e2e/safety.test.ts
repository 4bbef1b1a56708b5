import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seriousFaults } from '../support/axe.ts'
import { samplesFolder } from '../support/engine.ts'
import { fillFirstRun, openProgram, type ProgramWindow } from '../support/window.ts'

const PASSPHRASE = 'một câu thật dài'
let folder: string
let program: ProgramWindow

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'e2e-safety-'))
  program = await openProgram(folder)
})
afterAll(async () => {
  await program.close()
  await rm(folder, { recursive: true, force: true, maxRetries: 5 })
})

test('[SE1] the window is sandboxed, isolated, without Node, and runs no inline code', async () => {
  const { app, page } = program
  const preferences = await app.evaluate(({ webContents }) => {
    const [contents] = webContents.getAllWebContents()
    // Playwright's types do not know this method of Electron's.
    const read = contents as unknown as { getLastWebPreferences(): Record<string, unknown> }
    const { sandbox, contextIsolation, nodeIntegration, webviewTag } = read.getLastWebPreferences()
    return { sandbox, contextIsolation, nodeIntegration, webviewTag }
  })
  expect(preferences).toEqual({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webviewTag: false,
  })
  const found = await page.evaluate(() => {
    const script = document.createElement('script')
    script.textContent = 'window.wasRun = true'
    document.head.append(script)
    return ['require', 'process', 'module', 'wasRun'].filter((name) => name in window)
  })
  expect(found).toEqual([])
})

test('[SE3] a call with a wrong name or shape is refused by the engine', async () => {
  const replies = await program.page.evaluate(async () => {
    // The bridge of the preload, as hostile code in the window would use it.
    const { hoso } = window as unknown as { hoso: { call(name: string, input: unknown): Promise<unknown> } }
    return Promise.all([
      hoso.call('__proto__', {}),
      hoso.call('createVault', { agencyCode: '../..', passphrase: 'x' }),
      hoso.call('document', { id: '../../etc/passwd' }),
      hoso.call('overview', {}),
    ])
  })

  expect(replies).toEqual([
    { ok: false, code: 'invalid-input', detail: {} },
    { ok: false, code: 'invalid-input', detail: {} },
    { ok: false, code: 'locked', detail: {} },
    { ok: false, code: 'locked', detail: {} },
  ])
})

test('[UI4] no screen of the job has a serious accessibility fault, in light and in dark', async () => {
  const { page } = program
  const serious = (screen: string) => seriousFaults(page, screen)
  const faults = await serious('first run')
  await fillFirstRun(page, PASSPHRASE)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Phiếu khôi phục' }).waitFor()
  faults.push(...(await serious('recovery sheet')))
  await page.getByText('Tôi đã in hoặc chép lại').click()
  await page.getByRole('button', { name: 'Vào làm việc' }).click()
  await page.getByRole('heading', { name: 'Tổng quan' }).waitFor()
  await program.drop([path.join(samplesFolder, 'thong-bao.jpg')])
  await page.getByText('1/1 trang', { exact: true }).waitFor({ timeout: 60_000 })
  for (const screen of ['Tổng quan', 'Tiếp nhận', 'Soát', 'Hồ sơ', 'Tìm kiếm', 'Nộp lưu', 'Thiết lập']) {
    const name = new RegExp(`^${screen}`)
    await page.getByRole('navigation').getByRole('button', { name }).click()
    await page.getByRole('heading', { name: screen, level: 1 }).waitFor()
    faults.push(...(await serious(screen)))
  }

  expect(faults).toEqual([])
})

test('[SE2] the window can neither navigate, nor open windows, nor fetch from elsewhere', async () => {
  const { app, page } = program
  const before = page.url()
  const refused = await page.evaluate(async () => {
    const opened = window.open('https://example.invalid/')
    const fetched = await fetch('https://example.invalid/').then(
      () => true,
      () => false,
    )
    window.location.href = 'https://example.invalid/'
    return { opened: opened === null, fetched }
  })

  expect(refused).toEqual({ opened: true, fetched: false })
  expect(page.url()).toBe(before)
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
})

test('[ST10] a second start with the same data brings no second window', async () => {
  const start = path.join(import.meta.dirname, '../../build/start.mjs')
  const second = spawn(process.execPath, [start, `--data=${folder}`], { stdio: 'ignore' })
  const code = await new Promise((resolve) => second.once('exit', resolve))

  expect(code).toBe(0)
  expect(await program.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
})
