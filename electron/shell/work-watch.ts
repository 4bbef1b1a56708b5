import { app, type BrowserWindow, Notification, powerSaveBlocker } from 'electron'
import type { EngineEvent } from '../../domain/api.ts'
import type { LongWork, LongWorkKind } from '../../domain/window-api.ts'
import { createEventWork } from './event-work.ts'
import { type Language, shellTexts } from './shell-texts.ts'
import { iconFile } from './window.ts'
import { createWorkBook, type WorkTold } from './work-told.ts'

interface WatchPorts {
  /** What the engine has under way. */
  readonly work: () => Promise<readonly LongWork[]>
  readonly windows: () => readonly BrowserWindow[]
  readonly language: () => Language
  readonly onTold: (told: WorkTold) => void
  /** Shows the desk, when somebody presses a notification. */
  readonly show: () => void
}

/** Shows long work on the taskbar, tells its end where nobody looks, and keeps the PC awake while it must be. */
export interface WorkWatch {
  note(event: EngineEvent): void
  /** What was under way when it was looked at last. */
  going(): readonly LongWork[]
  stop(): void
}

const LOOK_EVERY_MS = 2000
const NOTHING: WorkTold = { going: [], ended: [], isAwake: false, progress: null }

export function watchWork({ work, windows, language, onTold, show }: WatchPorts): WorkWatch {
  const nowMs = () => Date.now()
  const book = createWorkBook(nowMs)
  const steps = createEventWork(nowMs)
  const awake = createAwake()
  const state = { told: NOTHING, isDue: true, isLooking: false }
  const look = async (): Promise<void> => {
    if (state.isLooking || (!state.isDue && state.told.going.length === 0)) return
    state.isLooking = true
    state.isDue = false
    try {
      state.told = book.note([...(await work()), ...steps.going()])
    } finally {
      state.isLooking = false
    }
    awake.keep(state.told.isAwake)
    for (const window of windows())
      if (!window.isDestroyed()) window.setProgressBar(state.told.progress ?? -1)
    if (!windows().some((window) => window.isFocused())) tellEnds(state.told.ended, language(), show)
    onTold(state.told)
  }
  const timer = setInterval(() => void look(), LOOK_EVERY_MS)
  return {
    note: (event) => {
      steps.note(event)
      state.isDue = true
    },
    going: () => state.told.going,
    stop: () => {
      clearInterval(timer)
      awake.keep(false)
    },
  }
}

function tellEnds(ended: readonly LongWorkKind[], language: Language, show: () => void): void {
  if (!app.isReady() || !Notification.isSupported()) return
  const texts = shellTexts[language]
  for (const kind of ended) {
    const notification = new Notification({
      title: texts.doneTitle,
      body: texts.done[kind],
      icon: iconFile(),
    })
    notification.on('click', show)
    notification.show()
  }
}

/** Only this program is kept from being suspended; the screen may go dark. */
function createAwake() {
  const held = { id: null as number | null }
  return {
    keep: (isAwake: boolean): void => {
      if (isAwake && held.id === null) held.id = powerSaveBlocker.start('prevent-app-suspension')
      if (isAwake || held.id === null) return
      powerSaveBlocker.stop(held.id)
      held.id = null
    },
  }
}
