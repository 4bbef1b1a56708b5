import type { CDPSession, JSHandle, Page } from 'playwright-core'

/** What a key of a round took; one value a key, in milliseconds. */
export interface KeyTimes {
  /** Until the window's own work for the frame was done: not rounded, and without the screen's part. */
  readonly frames: readonly number[]
  /** Until the frame stood on the screen, rounded to 8 ms by the browser, and 16 where it was sooner. */
  readonly painted: readonly number[]
  /** How long the thread of the window really worked in the round, whatever else the machine did. */
  readonly workMs: number
}

interface Watch {
  readonly begin: () => void
  /** Comes after the next frames, and the pause of somebody who types on. */
  readonly rest: (pauseMs: number) => Promise<void>
  readonly end: () => Pick<KeyTimes, 'frames' | 'painted'>
}

export interface KeyWatch {
  /** Presses keys one after the other, as fast as somebody who types well. */
  round(keys: readonly string[]): Promise<KeyTimes>
  slowDown(times: number): Promise<void>
  close(): Promise<void>
}

/** Between two keys of somebody who types quickly. */
const PAUSE_MS = 60
/** The browser tells of its measures a while after the frame. */
const TOLD_AFTER_MS = 500

export async function watchKeys(page: Page): Promise<KeyWatch> {
  const watch: JSHandle<Watch> = await page.evaluateHandle(watchInside)
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  return {
    round: async (keys) => {
      await watch.evaluate(({ begin }) => begin())
      const before = await workOf(session)
      for (const key of keys) {
        await page.keyboard.press(key)
        await watch.evaluate(({ rest }, pauseMs) => rest(pauseMs), PAUSE_MS)
      }
      const workMs = (await workOf(session)) - before
      await watch.evaluate(({ rest }, pauseMs) => rest(pauseMs), TOLD_AFTER_MS)
      return { ...(await watch.evaluate(({ end }) => end())), workMs }
    },
    slowDown: async (rate) => void (await session.send('Emulation.setCPUThrottlingRate', { rate })),
    close: async () => {
      await session.detach()
      await watch.dispose()
    },
  }
}

async function workOf(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics')
  return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN) * 1000
}

/** Runs in the window. */
function watchInside(): Watch {
  const SHORTEST_TOLD_MS = 16
  const modifiers = ['Control', 'Shift', 'Alt']
  const state = { keys: [] as { beganMs: number; frameMs: number }[], told: [] as PerformanceEntry[] }
  const channel = new MessageChannel()
  // After the frame's layout and paint, which follow what was asked for with requestAnimationFrame.
  channel.port1.addEventListener('message', ({ data }: MessageEvent<number>) => {
    const key = state.keys[data]
    if (key !== undefined) key.frameMs = performance.now() - key.beganMs
  })
  channel.port1.start()
  const arm = (): void => {
    const at = state.keys.length - 1
    requestAnimationFrame(() => channel.port2.postMessage(at))
  }
  const onKey = (event: KeyboardEvent): void => {
    if (modifiers.includes(event.key)) return
    state.keys.push({ beganMs: event.timeStamp, frameMs: Number.NaN })
    arm()
  }
  window.addEventListener('keydown', onKey, { capture: true })
  // The letter itself comes a little later than its key.
  window.addEventListener('input', arm, { capture: true })
  const observer = new PerformanceObserver((list) => state.told.push(...list.getEntries()))
  observer.observe({ type: 'event', durationThreshold: SHORTEST_TOLD_MS } as PerformanceObserverInit)
  const paintedOf = (at: number): number => {
    const from = state.keys[at]?.beganMs ?? Number.NaN
    const to = state.keys[at + 1]?.beganMs ?? Number.POSITIVE_INFINITY
    const own = state.told.filter(
      ({ name, startTime }) => name !== 'keyup' && startTime >= from - 0.5 && startTime < to - 0.5,
    )
    return Math.max(SHORTEST_TOLD_MS, ...own.map(({ duration }) => duration))
  }
  return {
    begin: () => {
      state.keys = []
      state.told = []
    },
    rest: (pauseMs) =>
      new Promise((resolve) =>
        requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve, pauseMs))),
      ),
    end: () => ({
      frames: state.keys.map(({ frameMs }) => frameMs),
      painted: state.keys.map((_, at) => paintedOf(at)),
    }),
  }
}
