import type { BrowserWindow } from 'electron'
import { readBounds, writeBounds } from './kept-bounds.ts'
import { CLERK_PAGE, type Rescue } from './rescue.ts'
import { createWindow } from './window.ts'

interface ClerkPorts {
  readonly preload: string
  /** Where bounds are kept. */
  readonly boundsFile: string
  readonly rescue: Rescue
  /** Asked before the last window goes, only where it is not the whole program that ends; false keeps it. */
  readonly mayCloseLast: (window: BrowserWindow) => boolean
}

/** The windows of one vault; all hear the same events of the one engine. */
export interface ClerkWindows {
  open(): Promise<BrowserWindow>
  all(): readonly BrowserWindow[]
  /** Brings the first window before all others, or opens one. */
  show(): void
  /** Where a window is, in its own words; in memory only. */
  placeOf(window: BrowserWindow): unknown
  keepPlace(window: BrowserWindow, place: unknown): void
  /** A locked vault leaves no trace of where anybody was in it. */
  forgetPlaces(): void
}

export function createClerkWindows({ preload, boundsFile, rescue, mayCloseLast }: ClerkPorts): ClerkWindows {
  const windows = new Set<BrowserWindow>()
  const places = new Map<BrowserWindow, unknown>()
  const open = async (): Promise<BrowserWindow> => {
    const window = createWindow(preload, readBounds(boundsFile), windows.size)
    windows.add(window)
    rescue.watch(window)
    window.on('close', (event) => {
      if (windows.size === 1 && !mayCloseLast(window)) return event.preventDefault()
      writeBounds(boundsFile, { bounds: window.getNormalBounds(), isMaximized: window.isMaximized() })
    })
    window.on('closed', () => {
      windows.delete(window)
      places.delete(window)
    })
    await window.loadURL(CLERK_PAGE)
    return window
  }
  return {
    open,
    all: () => [...windows],
    show: () => {
      const [first] = windows
      if (first === undefined) return void open()
      if (first.isMinimized()) first.restore()
      first.show()
      first.focus()
    },
    placeOf: (window) => places.get(window) ?? null,
    keepPlace: (window, place) => {
      if (windows.has(window)) places.set(window, place)
    },
    forgetPlaces: () => places.clear(),
  }
}
