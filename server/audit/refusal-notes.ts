const WINDOW_MS = 3_600_000
/** In all within an hour: whoever knocks without end fills no disk. */
const MOST_NOTES = 200

/**
 * Lets through one note of a kind an hour, and some hundred of all kinds together.
 * @param clock milliseconds since 1970
 * @returns whether the refusal of this name is to be written down
 */
export function createRefusalNotes(clock: () => number): (name: string) => boolean {
  const noted = new Map<string, number>()
  return (name) => {
    const now = clock()
    for (const [old, at] of noted) if (Math.abs(now - at) > WINDOW_MS) noted.delete(old)
    if (noted.has(name) || noted.size >= MOST_NOTES) return false
    noted.set(name, now)
    return true
  }
}
