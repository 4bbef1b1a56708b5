/** How fast a line was lately. */
export interface LinePace {
  readonly bytesPerSecond: number
  readonly roundTripMs: number
  /** Requests in a row that got no answer. */
  readonly losses: number
}

/** Of a line that nothing is known of: one of the worst, so that the first requests are small and patient. */
export const unknownPace: LinePace = { bytesPerSecond: 2000, roundTripMs: 1000, losses: 0 }

/** An exchange of fewer bytes tells of the round trip, one of more of the rate. */
const SMALL_EXCHANGE_BYTES = 1000
/** How much the newest exchange counts against all before. */
const NEWEST_SHARE = 0.3
/** What of the time an exchange took was the bytes, at least. */
const LEAST_TRANSFER_SHARE = 0.5
const SLOWEST_BYTES_PER_SECOND = 200
const FASTEST_BYTES_PER_SECOND = 100_000_000
const LEAST_PATIENCE_MS = 8000
/** A modem that redials forgets its connections twice a minute: longer is waited only for what is long itself. */
const USUAL_PATIENCE_MS = 15_000
const LEAST_FACTOR = 1.5
const MOST_PATIENCE_MS = 120_000
/** What a line is taken for after a loss, of what it was taken for before. */
const SHARE_AFTER_LOSS = 0.7
/** Lost requests in a row, chance or a cut, that say nothing yet of a line that is slower than any. */
const LOSSES_BY_CHANCE = 2
const MOST_DOUBLINGS = 3
const LATE_MS = 2000
/** Times the predicted time after which a request counts as lost, within these bounds. */
const PATIENCE_FACTOR = 3

/** What is known after an exchange whose answer came. @param bytes both ways, as they travelled */
export function noteExchange(pace: LinePace, exchange: { bytes: number; tookMs: number }): LinePace {
  // A clock that was set back meanwhile gives no time at all.
  const tookMs = Math.max(1, exchange.tookMs)
  if (exchange.bytes < SMALL_EXCHANGE_BYTES) {
    return { ...pace, losses: 0, roundTripMs: mixed(pace.roundTripMs, Math.min(tookMs, MOST_PATIENCE_MS)) }
  }
  // A round trip that is taken for too long would make any rate of it.
  const transferMs = Math.max(LEAST_TRANSFER_SHARE * tookMs, tookMs - pace.roundTripMs)
  const seen = Math.min(FASTEST_BYTES_PER_SECOND, (exchange.bytes * 1000) / transferMs)
  const bytesPerSecond = Math.max(SLOWEST_BYTES_PER_SECOND, mixed(pace.bytesPerSecond, seen))
  return { ...pace, losses: 0, bytesPerSecond }
}

/** A request that was lost: the line may be slower than it was taken for; patience grows only where none gets an answer any more. */
export function noteLoss(pace: LinePace): LinePace {
  const bytesPerSecond = Math.max(SLOWEST_BYTES_PER_SECOND, pace.bytesPerSecond * SHARE_AFTER_LOSS)
  return { ...pace, bytesPerSecond, losses: pace.losses + 1 }
}

export function predictedMs(pace: LinePace, bytes: number): number {
  return pace.roundTripMs + (bytes * 1000) / pace.bytesPerSecond
}

/** After how long an answer is late enough to ask a second time: what the bytes take and a long round trip. */
export function lateMs(pace: LinePace, bytes: number): number {
  return Math.round(LATE_MS + (bytes * 1000) / pace.bytesPerSecond)
}

/** How long an answer to so many bytes is waited for, until its first byte comes. */
export function patienceMs(pace: LinePace, bytes: number): number {
  const predicted = predictedMs(pace, bytes)
  const usual = Math.max(USUAL_PATIENCE_MS, LEAST_FACTOR * predicted)
  const wanted = Math.max(LEAST_PATIENCE_MS, Math.min(usual, PATIENCE_FACTOR * predicted))
  const doublings = Math.min(MOST_DOUBLINGS, Math.max(0, pace.losses - LOSSES_BY_CHANCE))
  return Math.round(Math.min(MOST_PATIENCE_MS, wanted * 2 ** doublings))
}

function mixed(before: number, newest: number): number {
  return before * (1 - NEWEST_SHARE) + newest * NEWEST_SHARE
}
