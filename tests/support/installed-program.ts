import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chown, copyFile } from 'node:fs/promises'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { attachTo, freePort } from './debugging-port.ts'

/** Where the package of Debian puts the program. */
export const installedFolder = '/opt/Hồ Sơ Xã'

/** The installed program in its window, driven as a browser is: its runtime lets no debugger in. */
export interface InstalledProgram {
  readonly child: ChildProcess
  page(): Page
  /** Waits for the window of the program that took this one's place, after an update. */
  follow(): Promise<void>
  /** Ends the program as the system does at shutdown. */
  close(): Promise<void>
}

interface Start {
  /** Takes the place of the user's own folder. */
  readonly dataFolder: string
  /** Files to open, as a file manager hands them over. */
  readonly files?: readonly string[]
  /** Somebody without rights over the system, for whom the sandbox is on; root otherwise. */
  readonly user?: { readonly uid: number; readonly gid: number }
}

export async function openInstalled({ dataFolder, files = [], user }: Start): Promise<InstalledProgram> {
  const port = await freePort()
  const switches = [
    `--remote-debugging-port=${port}`,
    `--data=${dataFolder}`,
    '--force-device-scale-factor=1',
  ]
  const asRoot = user === undefined ? ['--no-sandbox'] : []
  const child = spawn('/usr/bin/ho-so-xa', [...asRoot, ...switches, ...files], {
    stdio: 'ignore',
    env: { ...process.env, HOME: dataFolder, LANG: 'vi_VN.UTF-8', ...(await screenOf(dataFolder, user)) },
    ...user,
  })
  const held = await attached(port)
  return {
    child,
    page: () => held.page,
    follow: async () => {
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
      await held.browser.close()
      Object.assign(held, await attached(port))
    },
    close: () => endOf(held.browser, dataFolder),
  }
}

/** The cookie of the screen is root's own; another user gets a copy. */
async function screenOf(home: string, user: Start['user']): Promise<NodeJS.ProcessEnv> {
  const cookie = process.env['XAUTHORITY']
  if (user === undefined || cookie === undefined) return {}
  const own = path.join(home, '.Xauthority')
  await copyFile(cookie, own)
  await chown(own, user.uid, user.gid)
  return { XAUTHORITY: own }
}

async function attached(port: number): Promise<{ browser: Browser; page: Page }> {
  const { browser, page } = await attachTo(port)
  page.setDefaultTimeout(30_000)
  await page.setViewportSize({ width: 1366, height: 768 })
  await page.getByRole('heading').first().waitFor()
  return { browser, page }
}

/** The first process may have been followed by another, which only its folder of data tells. */
async function endOf(browser: Browser, dataFolder: string): Promise<void> {
  await browser.close()
  const running = (): Promise<number> =>
    new Promise((resolve) => {
      spawn('pkill', ['-TERM', '-f', `--data=${dataFolder}`], { stdio: 'ignore' }).once('exit', (code) =>
        resolve(code ?? 1),
      )
    })
  // It ends with 1 when there is none any more.
  while ((await running()) === 0) await new Promise((resolve) => setTimeout(resolve, 200))
}
