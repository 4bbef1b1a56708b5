/**
 * Hybrid logical clock (Kulkarni et al., 2014): [milliseconds, counter]. It orders what is shown first and nothing
 * else; survival never depends on it. 48-bit milliseconds and a 32-bit counter cannot overflow on a large import.
 */
export type Hlc = readonly [ms: number, counter: number]

/** The last time there is; a clock that a hostile station drove to it stays there, and the order falls to the ids. */
export const LAST_TIME: Hlc = [2 ** 48 - 1, 2 ** 32 - 1]

/** The time of a new local event: never before anything seen, and after it but for `LAST_TIME`. */
export function tick(last: Hlc, nowMs: number): Hlc {
  const [ms, counter] = last
  if (nowMs > ms) return [Math.min(nowMs, LAST_TIME[0]), 0]
  if (counter < LAST_TIME[1]) return [ms, counter + 1]
  return ms < LAST_TIME[0] ? [ms + 1, 0] : last
}

/** The clock after hearing of `remote`; called once a batch, with its greatest time. */
export function witness(last: Hlc, remote: Hlc): Hlc {
  return compareHlc(remote, last) > 0 ? remote : last
}

export function compareHlc(a: Hlc, b: Hlc): number {
  return a[0] - b[0] || a[1] - b[1]
}
