import { type BrowserWindow, type IpcMainInvokeEvent, ipcMain } from 'electron'
import type { EngineEvent } from '../../domain/api.ts'
import type { Reply } from '../../domain/rpc.ts'
import { UI_ORIGIN } from './protocol.ts'

/** What the window may ask of the shell itself; none of it touches the vault. */
export interface ShellCalls {
  chooseFiles(window: BrowserWindow): Promise<readonly string[]>
  chooseFolder(window: BrowserWindow): Promise<string | null>
  chooseUpdate(window: BrowserWindow): Promise<string | null>
  printRecovery(window: BrowserWindow): Promise<'printed' | 'saved' | 'cancelled'>
  saveRecovery(window: BrowserWindow): Promise<'saved' | 'cancelled'>
  printOverview(window: BrowserWindow): Promise<'printed' | 'saved' | 'cancelled'>
  openConsole(): Promise<void>
  openManualFile(): Promise<'opened' | 'missing' | 'no-reader'>
}

/** What a window may ask about windows themselves. */
export interface WindowCalls {
  newWindow(): Promise<void>
  windowPlace(window: BrowserWindow): unknown
  keepWindowPlace(window: BrowserWindow, place: unknown): void
  /** What somebody chose on the page of a window that broke down. */
  rescue(page: BrowserWindow, action: unknown): Promise<void>
}

interface IpcPorts {
  readonly dispatch: (name: string, input: unknown) => Promise<Reply>
  readonly shell: ShellCalls
  readonly windows: WindowCalls
  readonly windowOf: (event: IpcMainInvokeEvent) => BrowserWindow | null
}

const refusal: Reply = { ok: false, code: 'forbidden', detail: {} }

/** The only channels into the main process. A call counts only from the top frame of our own pages. */
export function listen({ dispatch, shell, windows, windowOf }: IpcPorts): void {
  ipcMain.handle('api', (event, name: unknown, input: unknown) =>
    isTrusted(event) && typeof name === 'string' ? dispatch(name, input) : refusal,
  )
  ipcMain.handle('shell', async (event, name: unknown) => {
    const window = windowOf(event)
    if (!isTrusted(event) || window === null) return refusal
    if (name === 'chooseFiles') return shell.chooseFiles(window)
    if (name === 'chooseFolder') return shell.chooseFolder(window)
    if (name === 'chooseUpdate') return shell.chooseUpdate(window)
    if (name === 'printRecovery') return shell.printRecovery(window)
    if (name === 'saveRecovery') return shell.saveRecovery(window)
    if (name === 'printOverview') return shell.printOverview(window)
    if (name === 'openConsole') return shell.openConsole()
    if (name === 'openManualFile') return shell.openManualFile()
    return refusal
  })
  ipcMain.handle('window', async (event, name: unknown, input: unknown) => {
    const window = windowOf(event)
    if (!isTrusted(event) || window === null) return refusal
    if (name === 'newWindow') return windows.newWindow()
    if (name === 'windowPlace') return windows.windowPlace(window)
    if (name === 'keepWindowPlace') return windows.keepWindowPlace(window, input)
    if (name === 'rescue') return windows.rescue(window, input)
    return refusal
  })
}

function isTrusted(event: IpcMainInvokeEvent): boolean {
  const frame = event.senderFrame
  return frame !== null && frame === event.sender.mainFrame && frame.origin === UI_ORIGIN
}

/** Tells every window what happened. */
export function broadcast(windows: readonly BrowserWindow[], event: EngineEvent): void {
  for (const window of windows) if (!window.isDestroyed()) window.webContents.send('event', event)
}
