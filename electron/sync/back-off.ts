const FIRST_MS = 1000
const LONGEST_MS = 60_000
/** However small the chance falls out, a server that refuses is not asked in a tight loop. */
const SHORTEST_MS = 100
/** No server keeps a station waiting for longer. */
const LONGEST_ORDERED_MS = 3_600_000

/**
 * How long to wait before the next try: up to 1, 2, 4 ... 60 s, anything below that by chance, so that stations that lost
 * the server together do not come back together.
 * @param failures in a row, from 1. @param random 0..1. @param orderedMs what the server asked for (Retry-After), or null
 */
export function backOffMs(failures: number, random: number, orderedMs: number | null = null): number {
  const most = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(16, failures - 1))
  const waited = Math.max(SHORTEST_MS, Math.ceil(most * random))
  return orderedMs === null ? waited : Math.min(LONGEST_ORDERED_MS, orderedMs) + waited
}

/** What a Retry-After header asks for (RFC 9110, 10.2.3); null where it says nothing that can be understood. */
export function retryAfterMs(header: string | null, nowMs: number): number | null {
  const text = header?.trim() ?? ''
  if (/^\d{1,9}$/.test(text)) return Math.min(LONGEST_ORDERED_MS, Number(text) * 1000)
  // An HTTP date begins with the day of the week; much else can be taken for a date as well.
  const at = /^[A-Z][a-z]{2}, /.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(at) ? null : Math.min(LONGEST_ORDERED_MS, Math.max(0, at - nowMs))
}
