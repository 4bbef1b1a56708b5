import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { _electron, type ElectronApplication, type Locator, type Page } from 'playwright-core'

const root = path.join(import.meta.dirname, '../..')

/** Screenshots of every step, kept by CI; the folder is ignored by git. */
export const shotsFolder = path.join(root, 'artifacts/e2e')

/** The real program in its real window. */
export interface ProgramWindow {
  readonly app: ElectronApplication
  readonly page: Page
  /** Drops files on the window as a file manager would. */
  drop(paths: readonly string[]): Promise<void>
  shot(name: string): Promise<void>
  /** Kills the main process with SIGKILL; nothing gets to clean up. */
  kill(): Promise<void>
  close(): Promise<void>
}

export async function openProgram(dataFolder: string, args: readonly string[] = []): Promise<ProgramWindow> {
  const app = await _electron.launch({
    args: [root, `--data=${dataFolder}`, '--force-device-scale-factor=1', ...args],
    env: { ...definedEnv(), LANG: 'vi_VN.UTF-8' },
  })
  const page = await app.firstWindow()
  page.setDefaultTimeout(15_000)
  await page.setViewportSize({ width: 1366, height: 768 })
  await page.getByRole('heading').first().waitFor()
  return {
    app,
    page,
    drop: (paths) => dropFiles(page, paths),
    shot: (name) => shoot(page, name),
    kill: async () => {
      const child = app.process()
      const gone = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGKILL')
      await gone
    },
    close: () => app.close(),
  }
}

/** Fills the form of the first run for the commune of the samples; sending it is left to the caller. */
export async function fillFirstRun(page: Page, passphrase: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Mã định danh cơ quan' }).fill('H27.38.05')
  await page.getByRole('combobox', { name: 'Tên cơ quan' }).fill('UBND xã Cẩm Hoà')
  await page.getByRole('textbox', { name: 'Họ và tên của bạn' }).fill('Trần Thị Mẫu')
  await page.getByLabel('Mật khẩu', { exact: true }).fill(passphrase)
  await page.getByLabel('Nhập lại mật khẩu').fill(passphrase)
}

/** Keeps what is on the screen as an artefact. */
export async function shoot(page: Page, name: string): Promise<void> {
  await mkdir(shotsFolder, { recursive: true })
  await page.screenshot({ path: path.join(shotsFolder, `${name}.png`) })
}

function definedEnv(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
}

function isShownSoon(locator: Locator): Promise<boolean> {
  return locator.waitFor({ timeout: 500 }).then(
    () => true,
    () => false,
  )
}

/** Drags files over the middle of a window until it shows that it takes them, drops them, and states that none is secret. */
export async function dropFiles(page: Page, paths: readonly string[]): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const data = { items: [], files: [...paths], dragOperationsMask: 1 }
  const drag = (type: 'dragEnter' | 'dragOver' | 'drop') =>
    session.send('Input.dispatchDragEvent', { type, x: 600, y: 400, data })
  const invitation = page.getByText(/^(Thả để đưa vào kho|Drop to bring in)$/)
  await drag('dragEnter')
  await drag('dragOver')
  // As a hand does: what the window does not take yet is moved on over it.
  for (let moves = 30; moves > 0 && !(await isShownSoon(invitation)); moves -= 1) await drag('dragOver')
  await drag('drop')
  await session.detach()
  // What is stated before each batch.
  await page.getByRole('dialog').waitFor()
  await page.keyboard.press('Enter')
}
