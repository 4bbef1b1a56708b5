import { setImmediate as nextTurn } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/**
 * Has closed databases let go of their files. libsql (0.5.29) keeps a connection open until the last of its prepared
 * statements is collected, which on Windows keeps files from being renamed or removed; so they are collected now.
 */
export async function releaseDatabases(): Promise<void> {
  setFlagsFromString('--expose-gc')
  // The flag gives `gc` to contexts made after it.
  const collect = runInNewContext('gc') as () => void
  collect()
  // What was collected is finalised in the turn after.
  await nextTurn()
}
