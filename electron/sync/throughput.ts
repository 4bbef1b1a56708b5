/** What is older says nothing of the line as it is. */
const WINDOW_MS = 180_000
/** A rate over a shorter time is chance. */
const LEAST_SPAN_MS = 1000
/** Without an acknowledgement for so long, nothing moves. */
const STILL_MS = 60_000

interface Acknowledged {
  readonly atMs: number
  readonly bytes: number
}

/** Bytes that the server acknowledged in the last minutes, the oldest first. */
export type Throughput = readonly Acknowledged[]

export function noteBytes(throughput: Throughput, bytes: number, nowMs: number): Throughput {
  return [...recent(throughput, nowMs), { atMs: nowMs, bytes }]
}

/** Null where nothing moves, or too little came to tell. */
export function bytesPerSecond(throughput: Throughput, nowMs: number): number | null {
  const kept = recent(throughput, nowMs)
  const [first, last] = [kept[0], kept.at(-1)]
  if (first === undefined || last === undefined || nowMs - last.atMs > STILL_MS) return null
  const spanMs = nowMs - first.atMs
  if (spanMs < LEAST_SPAN_MS) return null
  // What the first piece brought was sent before the span began.
  const bytes = kept.slice(1).reduce((sum, each) => sum + each.bytes, 0)
  return bytes === 0 ? null : (bytes * 1000) / spanMs
}

/** Null where nothing moves: no time is promised then. */
export function secondsLeft(bytesLeft: number, rate: number | null): number | null {
  if (bytesLeft === 0) return 0
  return rate === null ? null : Math.ceil(bytesLeft / rate)
}

/** A clock that was set back makes what it noted before worthless. */
function recent(throughput: Throughput, nowMs: number): Throughput {
  return throughput.filter(({ atMs }) => atMs <= nowMs && nowMs - atMs <= WINDOW_MS)
}
