const BYTES_PER_KILOBIT = 125

/** Until when the line is spoken for by what went over it already. */
export interface Spent {
  readonly untilMs: number
}

export const nothingSpent: Spent = { untilMs: 0 }

/** No wait is longer, whatever the clock was set to meanwhile. */
const LONGEST_WAIT_MS = 60_000

/** @param kilobitsPerSecond what may be used; null for all of the line */
export function spend(
  { untilMs }: Spent,
  bytes: number,
  { nowMs, kilobitsPerSecond }: { readonly nowMs: number; readonly kilobitsPerSecond: number | null },
): Spent {
  if (kilobitsPerSecond === null) return nothingSpent
  const tookMs = (bytes * 1000) / (kilobitsPerSecond * BYTES_PER_KILOBIT)
  return { untilMs: Math.min(Math.max(untilMs, nowMs), nowMs + LONGEST_WAIT_MS) + tookMs }
}

/** How long the next piece waits. */
export function waitMs({ untilMs }: Spent, nowMs: number): number {
  return Math.min(LONGEST_WAIT_MS, Math.max(0, untilMs - nowMs))
}

export function bytesPerSecondOf(kilobitsPerSecond: number | null): number | null {
  return kilobitsPerSecond === null ? null : kilobitsPerSecond * BYTES_PER_KILOBIT
}
