import { setImmediate as nextTurn } from 'node:timers/promises'

/** Longest that long work holds up the calls of somebody who types. */
const TURN_MS = 8

/** For work on many records: called between two of them, it lets other calls have their turn when it is time to. */
export function createGiveWay(): () => Promise<void> {
  let beganMs = performance.now()
  return async () => {
    if (performance.now() - beganMs < TURN_MS) return
    await nextTurn()
    beganMs = performance.now()
  }
}
