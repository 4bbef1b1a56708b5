/** Counts how often a window breaks down, so that it is not opened again and again for nothing. */
export interface CrashBook {
  /** @returns whether it has broken down so often in a short time that opening it again will hardly help */
  note(): boolean
}

const MANY = 3
const WITHIN_MS = 60_000

export function createCrashBook(nowMs: () => number): CrashBook {
  const times: number[] = []
  return {
    note: () => {
      const now = nowMs()
      times.push(now)
      while ((times[0] ?? now) < now - WITHIN_MS) times.shift()
      return times.length >= MANY
    },
  }
}
