import { availableParallelism } from 'node:os'
import path from 'node:path'
import { app, BrowserWindow } from 'electron'
import { type DemoFile, fillDemoVault, makeDemoVault, readDemoFile } from './compose/demo.ts'
import type { Demo } from './compose/open-vault.ts'
import { realLine, realSurroundings } from './compose/surroundings.ts'
import { createApp } from './compose.ts'
import { createShellCalls } from './shell/dialogs.ts'
import { broadcast, listen } from './shell/ipc.ts'
import { onLeaving } from './shell/leaving.ts'
import { registerScheme, serve } from './shell/protocol.ts'
import { createUtilityFork } from './shell/utility-reader.ts'
import { denyPermissions, hardenPages, nameForRequests, openWindow, removeMenu } from './shell/window.ts'

const out = path.join(import.meta.dirname, '..')
const dataFolder = app.commandLine.getSwitchValue('data')
const demoFile = app.commandLine.getSwitchValue('demo')

if (dataFolder !== '') app.setPath('userData', path.resolve(dataFolder))
// Root (a container, CI) cannot have Chromium's sandbox and starts with --no-sandbox; the two together crash.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
app.commandLine.appendSwitch('lang', 'vi')
registerScheme()
nameForRequests()
hardenPages()

async function start(): Promise<void> {
  denyPermissions()
  removeMenu()
  const demo = demoFile === '' ? null : await readDemoFile(demoFile)
  const engine = await createApp({
    vaultFolder: demo?.vaultFolder ?? path.join(app.getPath('userData'), 'kho'),
    assetsFolder: path.join(app.getAppPath(), 'assets'),
    fork: createUtilityFork(path.join(out, 'reader/reader-process.mjs')),
    indexWorker: path.join(out, 'index/index-worker.mjs'),
    readers: Math.max(1, Math.min(4, availableParallelism() - 1)),
    surroundings: realSurroundings((event) => broadcast(BrowserWindow.getAllWindows(), event)),
    line: realLine(),
    demo: demo === null ? null : shownDemo(demo),
  })
  serve({ uiFolder: path.join(out, 'renderer'), pageImage: engine.pageImage })
  listen({
    dispatch: engine.dispatch,
    shell: createShellCalls(demo === null ? null : shownDemo(demo).url),
    windowOf: (event) => BrowserWindow.fromWebContents(event.sender),
  })
  closeBeforeQuit(() => engine.close())
  onLeaving(engine.lock)
  if (demo !== null) await makeDemoVault(engine)
  await openWindow(path.join(out, 'electron/preload.cjs'))
  if (demo !== null) await fillDemoVault(engine, demo)
}

const shownDemo = ({ url, consoleUser, consolePassword }: DemoFile): Demo => ({
  url: new URL('/console/', url).href,
  consoleUser,
  consolePassword,
})

/** Quits only when what is under way is durable. */
function closeBeforeQuit(close: () => Promise<void>): void {
  app.once('will-quit', (event) => {
    event.preventDefault()
    void close().finally(() => app.exit(0))
  })
}

if (app.requestSingleInstanceLock()) {
  app.on('window-all-closed', () => app.quit())
  app.on('second-instance', () => BrowserWindow.getAllWindows()[0]?.focus())
  // Not awaited at the top level: Electron is ready only once this module has finished loading.
  void app
    .whenReady()
    .then(start)
    .catch((error: unknown) => {
      process.stderr.write(`${String(error)}\n`)
      app.exit(1)
    })
} else {
  app.quit()
}
