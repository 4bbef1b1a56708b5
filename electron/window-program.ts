import { availableParallelism } from 'node:os'
import path from 'node:path'
import { app, BrowserWindow } from 'electron'
import { type DemoFile, fillDemoVault, makeDemoVault, readDemoFile } from './compose/demo.ts'
import type { Demo } from './compose/open-vault.ts'
import { realLine, realSurroundings } from './compose/surroundings.ts'
import { systemInstaller } from './compose/update.ts'
import { createApp } from './compose.ts'
import { createDesktop, type Desktop } from './shell/desktop.ts'
import { createShellCalls } from './shell/dialogs.ts'
import { listen } from './shell/ipc.ts'
import { onLeaving } from './shell/leaving.ts'
import { isPackageName, openedFile } from './shell/opened-file.ts'
import { serve } from './shell/protocol.ts'
import { createUtilityFork } from './shell/utility-reader.ts'
import { denyPermissions, removeMenu } from './shell/window.ts'

const out = path.join(import.meta.dirname, '..')

/** There is one once the engine is there; before, nobody hears what it tells. */
const desk = { desktop: null as Desktop | null }

async function start(): Promise<void> {
  const demoFile = app.commandLine.getSwitchValue('demo')
  denyPermissions()
  removeMenu()
  const demo = demoFile === '' ? null : await readDemoFile(demoFile)
  const engine = await createApp({
    vaultFolder: demo?.vaultFolder ?? path.join(app.getPath('userData'), 'kho'),
    assetsFolder: path.join(app.getAppPath(), 'assets'),
    samplesFolder: path.join(out, 'electron/samples'),
    fork: createUtilityFork(path.join(out, 'reader/reader-process.mjs')),
    indexWorker: path.join(out, 'index/index-worker.mjs'),
    readers: Math.max(1, Math.min(4, availableParallelism() - 1)),
    surroundings: realSurroundings((event) => desk.desktop?.hear(event)),
    line: realLine(),
    demo: demo === null ? null : shownDemo(demo),
    update: { electron: process.versions.electron, installer: systemInstaller(process.execPath), end: leave },
  })
  const desktop = createDesktop({ engine, preload: path.join(out, 'electron/preload.cjs') })
  desk.desktop = desktop
  serve({ uiFolder: path.join(out, 'renderer'), pageImage: engine.pageImage })
  listen({
    dispatch: engine.dispatch,
    shell: createShellCalls(demo === null ? null : shownDemo(demo).url),
    windows: desktop.calls,
    windowOf: (event) => BrowserWindow.fromWebContents(event.sender),
  })
  closeBeforeQuit(() => engine.close())
  onLeaving(desktop.lock)
  const open = (argv: readonly string[], folder: string): void => {
    const file = openedFile(argv, folder)
    if (file !== null) engine.openFile(file)
  }
  app.on('second-instance', (_event, argv, folder) => open(argv, folder))
  if (demo !== null) await makeDemoVault(engine)
  await desktop.open()
  open(process.argv, process.cwd())
  if (demo !== null) await fillDemoVault(engine, demo)
}

const shownDemo = ({ url, consoleUser, consolePassword }: DemoFile): Demo => ({
  url: new URL('/console/', url).href,
  consoleUser,
  consolePassword,
})

/** After an update: the program that took the place of this one is started, or its setup goes on alone. */
function leave(way: 'restart' | 'quit'): void {
  // What was opened with this start is done.
  const args = process.argv.slice(1).filter((word) => !isPackageName(word))
  if (way === 'restart') app.relaunch({ args })
  app.quit()
}

/** Quits only when what is under way is durable. */
function closeBeforeQuit(close: () => Promise<void>): void {
  app.once('will-quit', (event) => {
    event.preventDefault()
    void close().finally(() => app.exit(0))
  })
}

/** Shows the program's window; a second start brings the first one forward. */
export function runWindow(): void {
  if (!app.requestSingleInstanceLock()) return app.quit()
  app.on('second-instance', () => desk.desktop?.show())
  // Not awaited at the top level: Electron is ready only once this module has finished loading.
  void app
    .whenReady()
    .then(start)
    .catch((error: unknown) => {
      process.stderr.write(`${String(error)}\n`)
      app.exit(1)
    })
}
