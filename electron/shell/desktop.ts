import path from 'node:path'
import { app, BrowserWindow, powerMonitor } from 'electron'
import type { EngineEvent } from '../../domain/api.ts'
import { Preferences } from '../../domain/preferences-api.ts'
import type { Reply } from '../../domain/rpc.ts'
import type { LongWork } from '../../domain/window-api.ts'
import { type ClerkWindows, createClerkWindows } from './clerk-windows.ts'
import { askLeaving } from './closing.ts'
import { createCrashBook } from './crash-book.ts'
import { type Breakdown, noteBreakdown } from './diagnostics.ts'
import { broadcast, type WindowCalls } from './ipc.ts'
import { createRescue, type Rescue, rescueActions } from './rescue.ts'
import type { Language } from './shell-texts.ts'
import { createTray } from './tray.ts'
import type { WorkTold } from './work-told.ts'
import { type WorkWatch, watchWork } from './work-watch.ts'

/** What the desktop asks of the engine. */
interface DeskEngine {
  dispatch(name: string, input: unknown): Promise<Reply>
  work(): Promise<readonly LongWork[]>
  lock(): void
  setOnBattery(isOnBattery: boolean): void
}

interface DesktopPorts {
  readonly engine: DeskEngine
  readonly preload: string
}

/** The windows and what surrounds them: rescue, taskbar, tray, power. */
export interface Desktop {
  readonly calls: WindowCalls
  open(): Promise<BrowserWindow>
  /** Brings the desk before everything else, as when the program is started a second time. */
  show(): void
  lock(): void
  /** Hears what the engine tells the windows. */
  hear(event: EngineEvent): void
}

const reportedReasons: ReadonlySet<string> = new Set([
  'abnormal-exit',
  'crashed',
  'oom',
  'launch-failed',
  'integrity-failure',
  'memory-eviction',
])

export function createDesktop({ engine, preload }: DesktopPorts): Desktop {
  const look = createLook(engine)
  const leaving: Leaving = { isQuitting: false, isInBackground: false }
  const book = createCrashBook(() => Date.now())
  const rescue = createRescue({ preload, look: look.now, book, onBreakdown: tellDiagnostics })
  const windows: ClerkWindows = createClerkWindows({
    preload,
    boundsFile: path.join(app.getPath('userData'), 'windows.json'),
    rescue,
    mayCloseLast: (window) => {
      if (leaving.isQuitting || watch.going().length === 0) return true
      void leave(window)
      return false
    },
  })
  const leave = async (window: BrowserWindow): Promise<void> => {
    const answer = await askLeaving(window, look.now().language)
    if (answer === 'stay' || window.isDestroyed()) return
    leaving.isInBackground = answer === 'background'
    window.destroy()
  }
  const show = (): void => {
    leaving.isInBackground = false
    windows.show()
  }
  const lock = lockOf(windows, engine)
  const tray = createTray({
    show,
    pauseReading: (isPaused) => void engine.dispatch(isPaused ? 'pauseReading' : 'resumeReading', {}),
    lock,
    quit: () => app.quit(),
  })
  const tell = async (told: WorkTold): Promise<void> => {
    if (leaving.isInBackground && told.going.length === 0 && windows.all().length === 0) app.quit()
    tray.update({ language: look.now().language, told, isPaused: await isPaused(engine) })
  }
  const watch: WorkWatch = watchWork({
    work: engine.work,
    windows: windows.all,
    language: () => look.now().language,
    show,
    onTold: (told) => void tell(told),
  })
  followPower(engine)
  followParts()
  followEnd(leaving, watch)
  return {
    calls: windowCalls({ windows, rescue, lock }),
    open: windows.open,
    lock,
    show,
    hear: (event) => {
      look.hear(event)
      watch.note(event)
      broadcast(windows.all(), event)
    },
  }
}

/** A locked vault leaves no trace of where anybody was in it. */
function lockOf({ forgetPlaces }: Pick<ClerkWindows, 'forgetPlaces'>, engine: Pick<DeskEngine, 'lock'>) {
  return (): void => {
    forgetPlaces()
    engine.lock()
  }
}

interface Leaving {
  isQuitting: boolean
  /** The last window is gone, and what is under way is finished before the program ends. */
  isInBackground: boolean
}

function followEnd(leaving: Leaving, watch: Pick<WorkWatch, 'going'>): void {
  app.on('before-quit', () => {
    leaving.isQuitting = true
  })
  app.on('window-all-closed', () => {
    if (!leaving.isInBackground || watch.going().length === 0) app.quit()
  })
}

/** How the person of this PC wants the window to look and speak, for what is not drawn by the window's page. */
function createLook(engine: Pick<DeskEngine, 'dispatch'>) {
  const state: { language: Language; theme: string } = { language: 'vi', theme: 'system' }
  const take = (found: unknown): void => {
    const { data } = Preferences.pick({ language: true, theme: true }).safeParse(found)
    if (data !== undefined) Object.assign(state, data)
  }
  void engine.dispatch('preferences', {}).then((reply) => take(reply.ok ? reply.value : null))
  return {
    now: () => ({ ...state }),
    hear: (event: EngineEvent): void => {
      if (event.name === 'preferencesChanged') take(event.payload)
    },
  }
}

/** Null where nobody may say so now. */
async function isPaused({ dispatch }: DeskEngine): Promise<boolean | null> {
  const reply = await dispatch('readingStatus', {})
  if (!reply.ok) return null
  // The call answers so, as the compiler has checked where it is handled.
  return (reply.value as { readonly isPaused: boolean }).isPaused
}

function windowCalls({
  windows,
  rescue,
  lock,
}: {
  readonly windows: ClerkWindows
  readonly rescue: Rescue
  readonly lock: () => void
}): WindowCalls {
  return {
    newWindow: async () => void (await windows.open()),
    windowPlace: windows.placeOf,
    keepWindowPlace: windows.keepPlace,
    rescue: async (page, wanted) => {
      const action = rescueActions.find((each) => each === wanted)
      const window = rescue.meant(page)
      if (action === 'wait') return rescue.wait(window)
      if (action === 'quit') return app.quit()
      if (action === 'lock') lock()
      if (action !== undefined) await rescue.reopen(window)
    },
  }
}

function tellDiagnostics(breakdown: Breakdown): void {
  noteBreakdown(app.getPath('userData'), breakdown, {
    version: app.getVersion(),
    electron: process.versions['electron'] ?? '',
    uptimeSeconds: Math.round(process.uptime()),
  })
}

/** Tells when a reader or the part that draws breaks down; both are begun anew by those who need them. */
function followParts(): void {
  app.on('child-process-gone', (_event, { type, reason, exitCode, name }) => {
    if (!reportedReasons.has(reason)) return
    const part = type === 'GPU' ? 'drawing' : name === 'hoso-reader' ? 'reader' : 'other'
    tellDiagnostics({ part, reason, exitCode })
    broadcast(BrowserWindow.getAllWindows(), { name: 'partDied', payload: { part } })
  })
}

function followPower({ setOnBattery }: DeskEngine): void {
  setOnBattery(powerMonitor.onBatteryPower)
  powerMonitor.on('on-battery', () => setOnBattery(true))
  powerMonitor.on('on-ac', () => setOnBattery(false))
}
