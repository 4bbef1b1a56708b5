import { setImmediate as nextTurn } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/**
 * Collects garbage now, where that has an effect outside memory or frees much of it. libsql (0.5.29) keeps a closed file
 * open until the last of its prepared statements is collected, which on Windows keeps it from being renamed or removed.
 */
export async function collectNow(): Promise<void> {
  setFlagsFromString('--expose-gc')
  // The flag gives `gc` to contexts made after it.
  const collect = runInNewContext('gc') as () => void
  collect()
  // What was collected is finalised in the turn after.
  await nextTurn()
}
