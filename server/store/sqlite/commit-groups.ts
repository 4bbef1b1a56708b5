import { setImmediate } from 'node:timers/promises'
import type { Database } from '../database.ts'

/** More works than these wait for the next commit, so that the first of a group does not wait long. */
const MOST_IN_GROUP = 64

interface Waiting {
  /** Does the work within the open transaction. @returns what tells its caller, once the commit is on the disk */
  readonly run: () => Promise<() => void>
  readonly reject: (error: unknown) => void
}

/**
 * Joins works that wait at the same moment under one commit, since each commit waits for the disk. One that fails takes back
 * only itself; nobody is told anything before the commit of all.
 * @param alone runs a work as a transaction of its own
 */
export function createGroups(
  db: Database,
  alone: (work: () => Promise<void>) => Promise<void>,
): <T>(work: () => Promise<T>) => Promise<T> {
  const mark = db.command('SAVEPOINT member')
  const keep = db.command('RELEASE member')
  const takeBack = db.command('ROLLBACK TO member')
  const queue: Waiting[] = []

  async function attempt<T>(work: () => Promise<T>): Promise<() => Promise<T>> {
    mark([])
    try {
      const value = await work()
      keep([])
      return async () => value
    } catch (error) {
      // SQLite rolled back by itself, and the whole group with it.
      if (!db.inTransaction()) throw error
      takeBack([])
      keep([])
      return async () => {
        throw error
      }
    }
  }

  async function runGroups(): Promise<void> {
    while (queue.length > 0) {
      // Requests that have arrived already come before this and join.
      await setImmediate()
      const group = queue.slice(0, MOST_IN_GROUP)
      const tellings: (() => void)[] = []
      try {
        await alone(async () => {
          for (const { run } of group) tellings.push(await run())
        })
        for (const tell of tellings) tell()
      } catch (error) {
        for (const { reject } of group) reject(error)
      }
      queue.splice(0, group.length)
    }
  }

  return (work) =>
    new Promise((resolve, reject) => {
      const run = async (): Promise<() => void> => {
        const outcome = await attempt(work)
        return () => resolve(outcome())
      }
      queue.push({ run, reject })
      // Whoever finds others waiting joins them; the loop goes on as long as there are any.
      if (queue.length === 1) void runGroups()
    })
}
