import { BrowserWindow } from 'electron'
import type { CrashBook } from './crash-book.ts'
import type { Breakdown } from './diagnostics.ts'
import { UI_ORIGIN } from './protocol.ts'
import type { Language } from './shell-texts.ts'
import { pageSafety } from './window.ts'

/** What somebody can do about a window that broke down. */
export type RescueAction = 'open' | 'wait' | 'lock' | 'quit'

export const rescueActions: readonly RescueAction[] = ['open', 'wait', 'lock', 'quit']

export interface RescuePorts {
  readonly preload: string
  readonly look: () => { readonly language: Language; readonly theme: string }
  readonly book: CrashBook
  readonly onBreakdown: (breakdown: Breakdown) => void
}

export interface Rescue {
  /** Shows what happened when the window breaks down or answers nothing any more, and waits for a person. */
  watch(window: BrowserWindow): void
  /** The window that an action of a rescue page is about: itself, or the one that hangs. */
  meant(page: BrowserWindow): BrowserWindow
  /** Opens the page of the window anew, also where it hangs. */
  reopen(window: BrowserWindow): Promise<void>
  /** Goes on waiting for a window that hangs. */
  wait(window: BrowserWindow): void
}

export const CLERK_PAGE = `${UI_ORIGIN}/index.html`

type Why = 'crashed' | 'repeated' | 'hung'

const HANG_PAGE = { width: 660, height: 560 }

export function createRescue({ preload, look, book, onBreakdown }: RescuePorts): Rescue {
  /** Hanging window -> the small one that tells of it. */
  const tellers = new Map<BrowserWindow, BrowserWindow>()
  /** Windows whose page is ended on purpose. */
  const reopening = new WeakSet<BrowserWindow>()

  const pageOf = (why: Why): string => {
    const query = new URLSearchParams({ why, ...look() })
    return `${UI_ORIGIN}/rescue.html?${query.toString()}`
  }
  const stopTelling = (window: BrowserWindow): void => {
    const teller = tellers.get(window)
    tellers.delete(window)
    if (teller !== undefined && !teller.isDestroyed()) teller.destroy()
  }
  const tellHang = (window: BrowserWindow): void => {
    if (tellers.has(window) || window.isDestroyed()) return
    onBreakdown({ part: 'hang', reason: 'unresponsive', exitCode: null })
    const { x, y, width, height } = window.getBounds()
    const teller = new BrowserWindow({
      ...HANG_PAGE,
      x: Math.round(x + (width - HANG_PAGE.width) / 2),
      y: Math.round(y + (height - HANG_PAGE.height) / 2),
      parent: window,
      minimizable: false,
      maximizable: false,
      autoHideMenuBar: true,
      webPreferences: pageSafety(preload),
    })
    tellers.set(window, teller)
    // Closed by its own button it means: wait.
    teller.on('closed', () => {
      if (tellers.get(window) === teller) tellers.delete(window)
    })
    void teller.loadURL(pageOf('hung'))
  }
  return {
    watch: (window) => {
      window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
        if (reason === 'clean-exit' || window.isDestroyed()) return
        stopTelling(window)
        if (reopening.delete(window)) return void window.loadURL(CLERK_PAGE)
        onBreakdown({ part: 'window', reason, exitCode })
        void window.loadURL(pageOf(book.note() ? 'repeated' : 'crashed'))
      })
      window.on('unresponsive', () => tellHang(window))
      window.on('responsive', () => stopTelling(window))
      window.on('closed', () => stopTelling(window))
    },
    meant: (page) => [...tellers].find(([, teller]) => teller === page)?.[0] ?? page,
    reopen: async (window) => {
      if (!tellers.has(window)) return window.loadURL(CLERK_PAGE)
      stopTelling(window)
      reopening.add(window)
      // What hangs does not listen: its process is ended, and its page loaded into a new one.
      window.webContents.forcefullyCrashRenderer()
    },
    wait: stopTelling,
  }
}
