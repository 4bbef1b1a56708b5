/** Pages that the pace is told from. */
const LAST = 20
const MINUTE_MS = 60_000

/** How many pages a minute are stored, of those that were stored lately without a pause. */
export interface Pace {
  begin(): void
  note(): void
  pagesPerMinute(): number | null
}

export function createPace(clock: { nowMs(): number }): Pace {
  const times: number[] = []
  return {
    begin: () => {
      times.splice(0)
    },
    note: () => {
      times.push(clock.nowMs())
      if (times.length > LAST) times.shift()
    },
    pagesPerMinute: () => {
      const [first, last] = [times[0], times.at(-1)]
      if (first === undefined || last === undefined || last <= first) return null
      return Math.round(((times.length - 1) * MINUTE_MS * 10) / (last - first)) / 10
    },
  }
}
