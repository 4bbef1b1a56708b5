import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { ElectronApplication } from 'playwright-core'

const shotsFolder = path.join(import.meta.dirname, '../../artifacts/e2e')

/** A window as the main process holds it: also one whose page Playwright has given up, because it broke down. */
export interface MainWindow {
  /** All that can be read on its page; empty while there is none. */
  text(): Promise<string>
  /** The value of the box with this label. */
  valueOf(label: string): Promise<string>
  /** Presses the button with this text. */
  press(button: string): Promise<void>
  /** Ends its page as a fault of the page would. */
  crash(): Promise<void>
  shot(name: string): Promise<void>
}

/** The windows of the program in the order in which they were opened. */
export function mainWindows(app: ElectronApplication): {
  nth(at: number): MainWindow
  count(): Promise<number>
} {
  const run = (at: number, script: string): Promise<unknown> =>
    app.evaluate(
      async ({ BrowserWindow }, [nth, code]) => {
        const window = BrowserWindow.getAllWindows().toSorted((a, b) => a.id - b.id)[Number(nth)]
        if (window === undefined || window.webContents.isCrashed() || window.webContents.isLoading())
          return ''
        // A page that breaks down meanwhile never answers.
        const silence = new Promise<string>((resolve) => setTimeout(resolve, 2000, ''))
        const answer: Promise<unknown> = window.webContents.executeJavaScript(String(code), true)
        return Promise.race([answer, silence])
      },
      [String(at), script],
    )
  return {
    count: () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length),
    nth: (at) => ({
      text: async () => String(await run(at, 'document.body.innerText')),
      valueOf: async (label) =>
        String(
          await run(
            at,
            `(() => {
              const named = [...document.querySelectorAll('label')].find((each) => each.textContent.startsWith(${JSON.stringify(label)}))
              return named === undefined ? '' : (document.getElementById(named.htmlFor)?.value ?? '')
            })()`,
          ),
        ),
      press: async (button) => {
        await run(
          at,
          `[...document.querySelectorAll('button')].find((each) => each.textContent === ${JSON.stringify(button)})?.click()`,
        )
      },
      crash: () =>
        app.evaluate(({ BrowserWindow }, nth) => {
          const window = BrowserWindow.getAllWindows().toSorted((a, b) => a.id - b.id)[nth]
          window?.webContents.forcefullyCrashRenderer()
        }, at),
      shot: async (name) => {
        const png = await app.evaluate(async ({ BrowserWindow }, nth) => {
          const window = BrowserWindow.getAllWindows().toSorted((a, b) => a.id - b.id)[nth]
          return (await window?.webContents.capturePage())?.toPNG().toString('base64') ?? ''
        }, at)
        await mkdir(shotsFolder, { recursive: true })
        await writeFile(path.join(shotsFolder, `${name}.png`), Buffer.from(png, 'base64'))
      },
    }),
  }
}
