import path from 'node:path'
import { app, BrowserWindow, Menu, screen, session, type WebPreferences } from 'electron'
import { UI_ORIGIN } from './protocol.ts'
import { windowTitle } from './shipped.ts'
import { type KeptBounds, LEAST_SIZE, placeWindow } from './window-bounds.ts'

/** Headers hold Latin letters only: the program's own name in the user agent would break every request of a page. */
export function nameForRequests(): void {
  app.userAgentFallback = `HoSoXa/${app.getVersion()}`
}

/** Nothing but our own pages, no new windows, no permissions: for every page this process will ever hold. */
export function hardenPages(): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
    contents.on('will-navigate', (event) => {
      if (!event.url.startsWith(`${UI_ORIGIN}/`)) event.preventDefault()
    })
    contents.on('will-attach-webview', (event) => event.preventDefault())
  })
}

export function denyPermissions(): void {
  session.defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  session.defaultSession.setPermissionCheckHandler(() => false)
}

/** Without Electron's own menu its keys are gone too: reloading and the developer tools are no part of the desk. */
export function removeMenu(): void {
  if (process.platform !== 'darwin') Menu.setApplicationMenu(null)
}

/** What every page of ours may do: nothing but ask through the preload. */
export function pageSafety(preload: string): WebPreferences {
  return {
    preload,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webviewTag: false,
    spellcheck: false,
  }
}

export function iconFile(): string {
  return path.join(app.getAppPath(), 'assets/icons/icon.png')
}

/** A clerk's window without its page yet, where windows stood last as far as a display still shows that. */
export function createWindow(preload: string, kept: KeptBounds | null, others: number): BrowserWindow {
  const areas = [screen.getPrimaryDisplay(), ...screen.getAllDisplays()].map(({ workArea }) => workArea)
  const bounds = placeWindow(kept?.bounds ?? null, areas, others)
  const window = new BrowserWindow({
    ...bounds,
    minWidth: Math.min(LEAST_SIZE.width, bounds.width),
    minHeight: Math.min(LEAST_SIZE.height, bounds.height),
    show: false,
    autoHideMenuBar: true,
    backgroundColor: '#f6f5f2',
    icon: iconFile(),
    title: windowTitle(),
    webPreferences: pageSafety(preload),
  })
  if (kept?.isMaximized === true) window.maximize()
  window.once('ready-to-show', () => window.show())
  // The bar tells what the page cannot know: whether this package is for real work.
  window.on('page-title-updated', (event) => event.preventDefault())
  return window
}
