import { setTimeout as sleep } from 'node:timers/promises'

/** Why the machine reads more slowly than it could. */
export type SlowCause = 'typing' | 'battery'

/** How hard the machine may read now. */
export interface Tempo {
  /** Pages side by side, at least one. */
  readonly lanes: number
  /** Between two pages of a lane. */
  readonly restMs: number
  readonly cause: SlowCause | null
}

/** So long after a key press somebody counts as typing. */
const TYPING_MS = 4000
/** Long enough for a burst of key presses to be drawn, short enough that a day of typing still reads a batch. */
const TYPING_REST_MS = 1500
/** Lets the processor cool and clock down between pages. */
const BATTERY_REST_MS = 3000

/** One core is left to whoever types; half the lanes, and rests, save a battery. */
export function tempoOf({
  sinceTypedMs,
  isOnBattery,
  lanes,
}: {
  readonly sinceTypedMs: number
  readonly isOnBattery: boolean
  readonly lanes: number
}): Tempo {
  const isTyping = sinceTypedMs < TYPING_MS
  const atMost = Math.max(
    1,
    Math.min(isTyping ? lanes - 1 : lanes, isOnBattery ? Math.ceil(lanes / 2) : lanes),
  )
  if (isOnBattery) return { lanes: atMost, restMs: BATTERY_REST_MS, cause: 'battery' }
  if (isTyping) return { lanes: atMost, restMs: TYPING_REST_MS, cause: 'typing' }
  return { lanes: atMost, restMs: 0, cause: null }
}

export interface ReadingTempo {
  now(): Tempo
  noteTyping(): void
  /** @returns whether that is news */
  setOnBattery(isOnBattery: boolean): boolean
  /** Null where a lane may go on at once; else resolves when it may, or at the signal. What entered must leave. */
  enter(signal: AbortSignal): Promise<void> | null
  leave(): void
  /** Rests after a page as long as the tempo of now says; null for not at all. */
  rest(signal: AbortSignal): Promise<void> | null
}

interface TempoPorts {
  readonly lanes: number
  readonly clock: { nowMs(): number }
  /** Ends early at the signal. */
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<void>
}

/** How often a lane that gave way looks whether it may go on. */
const LOOK_EVERY_MS = 500

export function createReadingTempo({ lanes, clock, wait = realWait }: TempoPorts): ReadingTempo {
  const state = { typedAtMs: Number.NEGATIVE_INFINITY, isOnBattery: false, working: 0 }
  const now = (): Tempo =>
    tempoOf({ sinceTypedMs: clock.nowMs() - state.typedAtMs, isOnBattery: state.isOnBattery, lanes })
  const hasRoom = (): boolean => state.working < now().lanes
  const enterLater = async (signal: AbortSignal): Promise<void> => {
    while (!signal.aborted && !hasRoom()) await wait(LOOK_EVERY_MS, signal)
    state.working += 1
  }
  return {
    now,
    noteTyping: () => {
      state.typedAtMs = clock.nowMs()
    },
    setOnBattery: (isOnBattery) => {
      const isNews = state.isOnBattery !== isOnBattery
      state.isOnBattery = isOnBattery
      return isNews
    },
    enter: (signal) => {
      if (!signal.aborted && !hasRoom()) return enterLater(signal)
      state.working += 1
      return null
    },
    leave: () => {
      state.working -= 1
    },
    rest: (signal) => {
      const { restMs } = now()
      return restMs === 0 || signal.aborted ? null : wait(restMs, signal)
    },
  }
}

async function realWait(ms: number, signal: AbortSignal): Promise<void> {
  // A wait that is cut short is over, nothing else.
  await sleep(ms, undefined, { signal, ref: false }).catch(() => {})
}
