/** Communes to be brought up to date in the index, one after another. */
export interface IndexQueue {
  add(commune: string): void
  hasDue(): boolean
  /** Takes up again those that were not whole. */
  retry(): void
  /** Works until nothing is due; one run at a time, later calls follow it. */
  run(): Promise<void>
  /** Those whose newest documents are still missing. */
  pending(): ReadonlySet<string>
  /** No further commune is begun. @returns once the one being worked on has ended */
  close(): Promise<void>
}

interface QueuePorts {
  /** @returns whether everything was there */
  readonly bringUp: (commune: string) => Promise<boolean>
  readonly onFailure: (commune: string, error: unknown) => void
}

export function createIndexQueue({ bringUp, onFailure }: QueuePorts): IndexQueue {
  const due = new Set<string>()
  /** Communes that lack texts still on the way. */
  const waiting = new Set<string>()
  const working = new Set<string>()
  const state = { running: Promise.resolve(), isClosed: false }

  async function workOn(commune: string): Promise<void> {
    due.delete(commune)
    working.add(commune)
    try {
      if (!(await bringUp(commune))) waiting.add(commune)
    } catch (error) {
      onFailure(commune, error)
      waiting.add(commune)
    } finally {
      working.delete(commune)
    }
  }

  async function work(): Promise<void> {
    for (const commune of Array.from(due)) {
      if (state.isClosed) return
      await workOn(commune)
    }
  }

  return {
    add: (commune) => {
      due.add(commune)
    },
    hasDue: () => due.size > 0,
    retry: () => {
      for (const commune of waiting) due.add(commune)
      waiting.clear()
    },
    run: () => {
      state.running = state.running.then(work)
      return state.running
    },
    pending: () => new Set([...due, ...waiting, ...working]),
    close: () => {
      state.isClosed = true
      return state.running
    },
  }
}
