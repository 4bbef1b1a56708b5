/** How long pages take, by the last of them. */
export interface ReadingPace {
  add(durationMs: number): void
  /**
   * Seconds until so many pages are read.
   * @param lanes pages read side by side. @returns null while too few pages were measured
   */
  secondsLeft(pages: number, lanes: number): number | null
}

/** One page says little: the first of a file also starts the engine. */
const FEWEST_MEASURED = 3
const MOST_MEASURED = 20

export function createReadingPace(): ReadingPace {
  const lastMs: number[] = []
  return {
    add: (durationMs) => {
      lastMs.push(durationMs)
      if (lastMs.length > MOST_MEASURED) lastMs.shift()
    },
    secondsLeft: (pages, lanes) => {
      if (pages === 0) return 0
      if (lastMs.length < FEWEST_MEASURED) return null
      const meanMs = lastMs.reduce((sum, each) => sum + each, 0) / lastMs.length
      return Math.ceil((meanMs * pages) / Math.min(lanes, pages) / 1000)
    },
  }
}
