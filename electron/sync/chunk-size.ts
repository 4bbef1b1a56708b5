/** What a piece of a file takes on the line: long enough that round trips cost little, short enough to lose little. */
const AIM_MS = 5000
const STEP_BYTES = 4096
export const SMALLEST_CHUNK_BYTES = 4096
export const LARGEST_CHUNK_BYTES = 262_144

/**
 * Bytes of the next piece, a multiple of 4 KiB. @param bytesPerSecond of one connection, since several share a line
 * @param mostPerSecond what a person lets scans take, over all connections; null for all
 */
export function chunkBytes(bytesPerSecond: number, mostPerSecond: number | null): number {
  const rate = mostPerSecond === null ? bytesPerSecond : Math.min(bytesPerSecond, mostPerSecond)
  const steps = Math.floor((rate * AIM_MS) / 1000 / STEP_BYTES)
  return Math.min(LARGEST_CHUNK_BYTES, Math.max(SMALLEST_CHUNK_BYTES, steps * STEP_BYTES))
}

const SHORTEST_STALL_MS = 10_000
const LONGEST_STALL_MS = 15_000
const MOST_STALL_MS = 60_000

/**
 * Without an acknowledgement in this time a connection is dead, whatever its socket says. It grows only where connection
 * after connection brought nothing, so that a line with the longest round trips gets through in the end.
 * @param fruitless connections in a row that brought no byte
 */
export function stallMs(predictedMs: number, fruitless: number): number {
  const usual = Math.min(LONGEST_STALL_MS, Math.max(SHORTEST_STALL_MS, 3 * predictedMs))
  return Math.min(MOST_STALL_MS, usual * 2 ** Math.min(Math.max(0, fruitless - 1), 3))
}

const LOOK_MS = 3000
const LOOK_AFTER_PIECE_MS = 8000
const LOOK_FACTOR = 2.5
const LOOK_AFTER_LAST_MS = 5000
const LOOK_LAST_FACTOR = 1.5

/**
 * After how long without an answer the server is asked over another connection how far it is. What is under way on the first
 * is lost by that, so a piece is given its time; less where it is one of the last and the line has room.
 */
export function lookMs(bytes: number, predictedMs: number, isLast: boolean): number {
  if (bytes === 0) return LOOK_MS
  if (isLast) return Math.max(LOOK_AFTER_LAST_MS, LOOK_LAST_FACTOR * predictedMs)
  return Math.max(LOOK_AFTER_PIECE_MS, LOOK_FACTOR * predictedMs)
}
