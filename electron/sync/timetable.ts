import { type FaultReport, reportOf } from '../../domain/fault.ts'
import { backOffMs } from './back-off.ts'
import type { ExchangeRunner, SyncPorts } from './exchange-runner.ts'
import { unsentCount } from './server-view.ts'
import { type Attempts, isHeard } from './sync-report.ts'

/** Between two exchanges when nothing happens here; the province may have answered. */
const POLL_MS = 20_000
/** A burst of edits is one exchange. */
const GATHER_MS = 500
/** Without any network a try is of no use. One that comes is told at once; this is for a system that does not list all. */
const NO_NETWORK_MS = 300_000
const THIS_PC = ['localhost', '127.0.0.1', '[::1]']

/** When exchanges run: after what was saved, every so often, and after a failure later and later. */
export interface Timetable {
  readonly state: Attempts
  /** Aborts when the sync is closed. */
  readonly closing: AbortSignal
  /** One exchange now, nothing while paused; resolves when it ended. @throws the fault that ended it */
  now(): Promise<void>
  /** Something is to be sent: beside the scans that travel, or soon, unless a back-off is under way. */
  wake(): void
  /** One exchange soon, unless one is under way. */
  soon(): void
  close(): Promise<void>
}

export function createTimetable(ports: SyncPorts, runner: ExchangeRunner, onEnded: () => void): Timetable {
  const { line, setting } = ports
  const closing = new AbortController()
  const state: Attempts = { running: null, problem: null, failures: 0, pause: null, heardBefore: 0 }
  const missed = { isSo: false }
  const attempt = async (): Promise<void> => {
    const pause = new AbortController()
    Object.assign(state, { pause, heardBefore: runner.heard() })
    missed.isSo = false
    try {
      await runner.run(AbortSignal.any([closing.signal, pause.signal]))
      Object.assign(state, { problem: null, failures: 0 })
      onEnded()
    } catch (error) {
      // Who paused the sending knows why it ended.
      if (pause.signal.aborted) return
      // A line that broke while it brought something is none that is down: the next wait is a short one.
      if (isHeard(state, runner)) state.failures = 0
      Object.assign(state, { problem: reportOf(error), failures: state.failures + 1 })
      throw error
    } finally {
      Object.assign(state, { running: null, pause: null })
      timer.set(state.failures === 0 ? restMs(ports, runner, missed.isSo) : waitAfter(ports, state))
      if (!closing.signal.aborted) ports.onChange()
    }
  }
  const now = async (): Promise<void> => {
    if (setting.value.isPaused || closing.signal.aborted) return
    timer.cancel()
    state.running ??= attempt()
    await state.running
  }
  // A failure is kept in `problem` and tried again after the back-off; nobody waits for this one.
  const go = (): void => void now().catch(() => undefined)
  const timer = createTimer(ports, closing.signal, go)
  const soon = (): void => {
    // Who saves without a pause would else put it off again and again.
    if (state.running === null && !timer.isSoon()) timer.set(GATHER_MS)
  }
  // Another network is another line: what failed on the one before says nothing of it.
  const endWatch = line.onNetworks(() => {
    state.failures = 0
    soon()
  })
  soon()
  return {
    state,
    closing: closing.signal,
    now,
    soon,
    wake: () => {
      // What is saved while the last answer is taken in is in no request of this exchange any more.
      if (state.running !== null) missed.isSo ||= !runner.wake()
      else if (state.failures === 0) soon()
    },
    close: async () => {
      closing.abort()
      endWatch()
      timer.cancel()
      await state.running?.catch(() => undefined)
      runner.close()
    },
  }
}

/** One appointment at a time; a new one takes the place of the old. */
function createTimer({ line, connection, setting }: SyncPorts, closing: AbortSignal, run: () => void) {
  const state = { cancel: (): void => {}, isSoon: false }
  return {
    isSoon: () => state.isSoon,
    cancel: () => {
      state.cancel()
      state.isSoon = false
    },
    set: (delayMs: number): void => {
      state.cancel()
      state.isSoon = false
      if (closing.aborted || connection.get() === null || setting.value.isPaused) return
      state.isSoon = delayMs <= GATHER_MS
      state.cancel = line.after(delayMs, () => {
        // Kept while paused, it would be over without anything having been done.
        state.isSoon = false
        run()
      })
    },
  }
}

/** How long nothing is to be done: what was saved while the last answer was taken in waits no longer than a burst. */
function restMs({ store }: SyncPorts, runner: ExchangeRunner, isMissed: boolean): number {
  const unsent = unsentCount(store.station.id, store.vector(), runner.view().vector)
  return isMissed && unsent > 0 ? GATHER_MS : POLL_MS
}

function waitAfter({ line, connection }: SyncPorts, { failures, problem }: Attempts): number {
  const url = connection.get()?.url
  const isAway = url === undefined || !THIS_PC.includes(new URL(url).hostname)
  if (isAway && line.networks().length === 0) return NO_NETWORK_MS
  return backOffMs(failures, line.random(), orderedMs(problem))
}

/** How long a busy server asked to be left alone. */
function orderedMs(problem: FaultReport | null): number | null {
  const seconds = problem?.code === 'too-many-requests' ? problem.detail['seconds'] : undefined
  return typeof seconds === 'number' ? seconds * 1000 : null
}
