/**
 * Hybrid logical clock (Kulkarni et al., 2014): [milliseconds, counter]. It orders what is shown first and nothing
 * else; survival never depends on it. 48-bit milliseconds and a 32-bit counter cannot overflow on a large import.
 */
export type Hlc = readonly [ms: number, counter: number]

/** The time of a new local event: never before anything seen. */
export function tick(last: Hlc, nowMs: number): Hlc {
  return nowMs > last[0] ? [nowMs, 0] : [last[0], last[1] + 1]
}

/** The clock after hearing of `remote`; called once a batch, with its greatest time. */
export function witness(last: Hlc, remote: Hlc): Hlc {
  return compareHlc(remote, last) > 0 ? remote : last
}

export function compareHlc(a: Hlc, b: Hlc): number {
  return a[0] - b[0] || a[1] - b[1]
}
