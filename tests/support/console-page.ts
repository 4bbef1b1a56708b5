import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { _electron, type Page } from 'playwright-core'
import { shoot } from './window.ts'

/** The province's console in a real browser: a bare Electron window of its own, so that no other browser is needed. */
export interface ConsolePage {
  readonly page: Page
  signIn(): Promise<void>
  /** Passes every document of the first deposit that waits, accepts it and gives the number of its receipt. */
  acceptFirstDeposit(): Promise<string>
  close(): Promise<void>
}

const browser = `
const { app, BrowserWindow } = require('electron')
app.whenReady().then(() => new BrowserWindow({ width: 1366, height: 768 }).loadURL(process.argv.at(-1)))
app.on('window-all-closed', () => app.quit())
`

interface Archive {
  readonly url: string
  readonly consoleUser: string
  readonly consolePassword: string
}

export async function openConsole({ url, consoleUser, consolePassword }: Archive): Promise<ConsolePage> {
  const folder = await mkdtemp(path.join(tmpdir(), 'console-browser-'))
  await writeFile(path.join(folder, 'package.json'), '{"name":"console-browser","main":"main.js"}')
  await writeFile(path.join(folder, 'main.js'), browser)
  const args = [folder, `--user-data-dir=${path.join(folder, 'data')}`, new URL('/console/', url).href]
  const app = await _electron.launch({ args })
  const page = await app.firstWindow()
  page.setDefaultTimeout(15_000)
  await page.setViewportSize({ width: 1366, height: 768 })
  return {
    page,
    signIn: async () => {
      await page.getByLabel('Tên đăng nhập').fill(consoleUser)
      await page.getByLabel('Mật khẩu').fill(consolePassword)
      await page.keyboard.press('Enter')
      await page.getByRole('heading', { name: 'Hồ sơ chờ tiếp nhận' }).waitFor()
      await shoot(page, 'console-1-deposits')
    },
    acceptFirstDeposit: () => acceptFirstDeposit(page),
    close: async () => {
      await app.close()
      await rm(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

async function acceptFirstDeposit(page: Page): Promise<string> {
  await page.getByRole('row', { name: /Cẩm Hoà/ }).dblclick()
  await page.getByText('Khớp', { exact: true }).waitFor()
  const pass = page.getByRole('button', { name: /^Đạt/ })
  await pass.click()
  await page.getByRole('grid', { name: 'Mục lục văn bản' }).getByText('Đạt', { exact: true }).waitFor()
  await page.getByText(/^Đang mở trang/).waitFor({ state: 'hidden' })
  await shoot(page, 'console-2-deposit')
  await page.getByRole('button', { name: 'Tiếp nhận', exact: true }).click()
  await shoot(page, 'console-3-accept')
  await page.getByRole('button', { name: 'Tiếp nhận và ký biên nhận' }).click()
  const receipt = page.getByRole('region', { name: 'Biên nhận' })
  await receipt.waitFor()
  await shoot(page, 'console-4-receipt')
  return /BN-\d{4}-\d{6}/.exec((await receipt.textContent()) ?? '')?.[0] ?? ''
}
