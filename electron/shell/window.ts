import path from 'node:path'
import { app, BrowserWindow, Menu, session } from 'electron'
import { UI_ORIGIN } from './protocol.ts'

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

/** The clerk's window. */
export async function openWindow(preload: string): Promise<BrowserWindow> {
  const window = new BrowserWindow({
    width: 1366,
    height: 768,
    minWidth: 1024,
    minHeight: 640,
    show: false,
    autoHideMenuBar: true,
    backgroundColor: '#f6f5f2',
    icon: path.join(app.getAppPath(), 'assets/icons/icon.png'),
    title: app.name,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
    },
  })
  window.once('ready-to-show', () => window.show())
  // A renderer that died holds nothing that is not in the vault: show the window anew.
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason !== 'clean-exit' && !window.isDestroyed()) window.webContents.reload()
  })
  await window.loadURL(`${UI_ORIGIN}/index.html`)
  return window
}
