const OFFSET_MS = 7 * 3_600_000
/** The years that ISO 8601 writes with four digits. */
const FIRST_MS = Date.UTC(1000, 0, 1)
const LAST_MS = Date.UTC(9999, 11, 30)

/** The instant as ISO 8601 with the zone of Viet Nam, to the second; null where a wrong clock gave a year that is none. */
export function vietnamTime(atMs: number): string | null {
  if (!(atMs >= FIRST_MS && atMs <= LAST_MS)) return null
  return `${new Date(atMs + OFFSET_MS).toISOString().slice(0, 19)}+07:00`
}

/** A date whose local fields, which zips hold, are those of the clock in Viet Nam: the same bytes wherever it runs. */
export function zipTime(atMs: number): Date {
  const there = new Date(atMs + OFFSET_MS)
  return new Date(
    there.getUTCFullYear(),
    there.getUTCMonth(),
    there.getUTCDate(),
    there.getUTCHours(),
    there.getUTCMinutes(),
    there.getUTCSeconds(),
  )
}
